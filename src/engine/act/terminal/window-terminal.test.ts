import { describe, expect, test } from 'vitest';
import { WindowTerminal } from './window-terminal';

const SIZE = { rows: 24, columns: 80 };
const said = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** All that comes until nothing more does. */
async function all(terminal: WindowTerminal): Promise<string> {
  let text = '';
  for (let from = 0; ;) {
    const piece = await terminal.read(from);
    text += said(piece.bytes);
    from = piece.at + piece.bytes.length;
    if (piece.over) return text;
  }
}

describe('a terminal of the window', () => {
  test('shows lines as a terminal does, and a program that took it over byte for byte', async () => {
    const terminal = new WindowTerminal(SIZE);
    await terminal.screen.out('stdout', 'one\ntwo\n');
    terminal.input.raw(true);
    await terminal.screen.out('stdout', Buffer.from('raw\n\u00e9\r\n').subarray(0, 5));
    await terminal.screen.out('stdout', Buffer.from('raw\n\u00e9\r\n').subarray(5));
    terminal.input.raw(false);
    await terminal.screen.out('stderr', 'end\n');
    terminal.finish();
    expect(await all(terminal)).toBe('one\r\ntwo\r\nraw\né\r\nend\r\n');
  });

  test('hands keys on as they are once it is raw, and as lines before', async () => {
    const terminal = new WindowTerminal(SIZE);
    const got: string[] = [];
    terminal.input.stream.on('data', (chunk: Buffer) => got.push(chunk.toString('utf8')));
    terminal.input.stream.resume();
    await terminal.type(Buffer.from('ls'));
    terminal.input.raw(true);
    await terminal.type(Buffer.from('\r\u0003'));
    terminal.input.raw(false);
    await terminal.type(Buffer.from('x\r'));
    await new Promise(setImmediate);
    expect(got.join('|')).toBe('ls|\r\u0003|x\n');
  });

  test('has no more to hand on once Ctrl-D ended its input', async () => {
    const terminal = new WindowTerminal(SIZE);
    const got: string[] = [];
    const faults: unknown[] = [];
    terminal.input.stream.on('error', (error) => faults.push(error));
    terminal.input.stream.on('data', (chunk: Buffer) => got.push(chunk.toString('utf8')));
    terminal.input.stream.resume();
    await terminal.type(Buffer.from('a\r\u0004\u0004b\r'));
    terminal.input.raw(true);
    await terminal.type(Buffer.from('c'));
    await new Promise(setImmediate);
    expect([got, faults]).toEqual([['a\n'], []]);
  });

  test('answers at once when there is something, and when something comes', async () => {
    const terminal = new WindowTerminal(SIZE);
    const waiting = terminal.read(0);
    await terminal.screen.out('stdout', 'hello');
    expect(said((await waiting).bytes)).toBe('hello');
    const more = terminal.read(5);
    terminal.finish();
    expect(await more).toMatchObject({ at: 5, over: true });
  });

  test('says how much of it was seen before, so that questions are not answered twice', async () => {
    const terminal = new WindowTerminal(SIZE);
    await terminal.screen.out('stdout', 'hello');
    expect((await terminal.read(0)).seen).toBe(0);
    void terminal.read(5);
    expect((await terminal.read(0)).seen).toBe(5);
    terminal.finish();
  });

  test('holds a program back for a window that looks, and drops the oldest for none', async () => {
    let now = 0;
    const terminal = new WindowTerminal(SIZE, () => now);
    const chunk = Buffer.from('y\n'.repeat(32 * 1024));
    terminal.input.raw(true);
    let printed = 0;
    const printing = (async () => {
      for (; printed < 40; printed += 1) await terminal.screen.out('stdout', chunk);
    })();
    await terminal.read(0);
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
    expect(printed).toBeLessThan(8);
    now = 1e6;
    // The window is gone: the program goes on, and what is kept stays within its bound.
    await terminal.read(64 * 1024);
    now = 2e6;
    await printing;
    terminal.finish();
    const piece = await terminal.read(0);
    expect(piece.at).toBeGreaterThan(1024 * 1024);
    expect(piece.left).toBe(piece.at / 2);
  });

  test('tells of a new size, once', () => {
    const terminal = new WindowTerminal(SIZE);
    let told = 0;
    terminal.input.onResize(() => (told += 1));
    terminal.resize({ rows: 30, columns: 90 });
    terminal.resize({ rows: 30, columns: 90 });
    expect(told).toBe(1);
    expect(terminal.input.size()).toEqual({ rows: 30, columns: 90 });
  });
});
