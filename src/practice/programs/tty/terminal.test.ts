import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { createPrograms } from '../index';
import { busybox, debian, file, machineOf } from '../machine.test-helper';
import { concat, fromUtf8, utf8 } from '../streams';
import { editLine } from './editor';
import { terminalOf } from './terminal';

const programs = createPrograms();
afterAll(() => programs.close());

/** Types lines into a shell, each when the prompt is there; gives all that was on screen. */
async function talk(
  argv: readonly string[],
  lines: readonly string[],
  image = debian(),
): Promise<{ screen: string; code: number | undefined }> {
  const one = machineOf(programs, [image]).start(argv, { tty: true, stdin: true });
  one.running.resize(80, 24);
  for (const line of lines) one.type(line);
  const { stdout, code } = await one.exit;
  return { screen: stdout, code };
}
const plain = (screen: string): string => screen.replace(/\x1b\[\?2004[hl]\r?|\x1b\[6n/g, '');

describe('an interactive shell', () => {
  test('has the prompt of its image, keeps state over lines and ends with its code', async () => {
    const bash = await talk(
      ['bash'],
      ['cd /etc\r', 'x=5\r', 'echo $x $$ $COLUMNS\r', 'f() { echo in $1; }\r', 'f 3\r', 'exit 3\r'],
    );
    expect(plain(bash.screen)).toBe(
      'root@c0ffee123456:/# cd /etc\r\nroot@c0ffee123456:/etc# x=5\r\nroot@c0ffee123456:/etc# echo $x $$ $COLUMNS\r\n5 1 80\r\n' +
        'root@c0ffee123456:/etc# f() { echo in $1; }\r\nroot@c0ffee123456:/etc# f 3\r\nin 3\r\nroot@c0ffee123456:/etc# exit 3\r\nexit\r\n',
    );
    expect(bash.code).toBe(3);
    const ash = await talk(['sh'], ['pwd\r', '\x04'], busybox());
    expect(plain(ash.screen)).toBe('/ # pwd\r\n/\r\n/ # \r\n');
    expect(plain((await talk(['sh'], ['exit\r'])).screen)).toBe('# exit\r\n');
  });

  test('asks for more until a command is whole', async () => {
    const { screen } = await talk(
      ['sh'],
      ['if true\r', 'then echo yes\r', 'fi\r', 'echo "a\r', 'b"\r', 'exit\r'],
      busybox(),
    );
    expect(plain(screen)).toBe(
      '/ # if true\r\n> then echo yes\r\n> fi\r\nyes\r\n/ # echo "a\r\n> b"\r\na\r\nb\r\n/ # exit\r\n',
    );
  });

  test('edits the line: erasing, moving, history, completion', async () => {
    const typed = [
      'echo abX\x7fc\r',
      'cho\x01e\x05 x\r',
      'garbage\x15echo y\r',
      'echo one two\x17three\r',
      '\x1b[A\x1b[A\r',
      'cat /etc/os-rel\t\r',
      'exit\r',
    ];
    const { screen } = await talk(['bash'], typed);
    const outputs = plain(screen)
      .split('\r\n')
      .filter((line) => !line.startsWith('root@'));
    expect(outputs).toEqual([
      'abc',
      'x',
      'y',
      'one three',
      'y',
      'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"',
      'ID=debian',
      'exit',
      '',
    ]);
  });

  test('Ctrl-C leaves a line, ends what runs, and lets the shell live', async () => {
    const one = machineOf(programs, [debian()]).start(['bash'], { tty: true, stdin: true });
    await one.shows(':/# ');
    one.type('half a li\x03');
    await one.shows('^C');
    one.type('echo up; sleep 100\r');
    await one.shows('up\r\n');
    one.type('\x03');
    one.type('echo code $?\r');
    await one.shows('code 130');
    one.type('while :; do :; done\r');
    await one.shows('done\r\n');
    one.type('\x03');
    one.type('echo again\r');
    await one.shows('again\r\n');
    one.type('read x\r');
    await one.shows('read x\r\n');
    one.type('\x03');
    one.type('exit 4\r');
    expect((await one.exit).code).toBe(4);
  });

  test('programs read whole lines with echo, and the end of input by Ctrl-D', async () => {
    const { screen } = await talk(
      ['sh'],
      ['cat\r', 'heX\x7fllo\r', '\x04', 'read x; echo "<$x>"\r', 'a b\r', 'stty size; tty\r', 'exit\r'],
      busybox(),
    );
    expect(plain(screen)).toBe(
      '/ # cat\r\nheX\b \bllo\r\nhello\r\n/ # read x; echo "<$x>"\r\na b\r\n<a b>\r\n/ # stty size; tty\r\n24 80\r\n/dev/pts/0\r\n/ # exit\r\n',
    );
  });

  test('takes the aliases of its image, colours only at a terminal', async () => {
    const files = new Map([
      ...debian(),
      ['/root/.bashrc', file("alias ls='ls --color=auto'\nalias ll='ls -l'\n")],
    ]);
    const { screen } = await talk(['bash'], ['ls /usr\r', 'ls /usr | cat\r', 'exit\r'], files);
    expect(plain(screen)).toContain('ls /usr\r\n\x1b[1;34mbin\x1b[0m\r\n');
    expect(plain(screen)).toContain('| cat\r\nbin\r\n');
  });

  test('output of a shell that is not interactive ends its lines with CR LF', async () => {
    expect((await talk(['sh', '-c', 'echo out; echo err >&2; printf "a\\033[1mb"'], [])).screen).toBe(
      'out\r\nerr\r\na\x1b[1mb',
    );
  });
});

const SESSION = utf8(
  'echo grüße 日本\rx="ä\x7föü"; echo $x\x1b[D\x1b[C\recho \x1b[3~ab\x1b[Dc\r\x1b[A\rcat\rzeile ß\r\x04wc -c <<E\r日\rE\rexit 7\r',
);

describe('what is on screen does not depend on how the keys arrive', () => {
  test('for a whole session, cut anywhere', async () => {
    const play = async (cuts: readonly number[], pause: boolean): Promise<string> => {
      const one = machineOf(programs, [busybox()]).start(['sh'], { tty: true, stdin: true });
      let at = 0;
      for (const cut of [...cuts].sort((a, b) => a - b).concat(SESSION.length)) {
        one.running.write(SESSION.slice(at, cut));
        if (pause) await new Promise((done) => setTimeout(done, 2));
        at = cut;
      }
      const { stdout, code } = await one.exit;
      expect(code).toBe(7);
      return stdout;
    };
    const whole = await play([], false);
    expect(whole).toContain('grüße 日本\r\n');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: SESSION.length - 1 }), { maxLength: 40 }),
        fc.boolean(),
        async (cuts, pause) => {
          expect(await play(cuts, pause)).toBe(whole);
        },
      ),
      { numRuns: 15 },
    );
  });

  test('for one line, any keys at all', async () => {
    const key = fc.oneof(
      fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 2 })
        .filter((text) => !/[\x00-\x1f\x7f]/.test(text)),
      fc.constantFrom(
        '\x7f',
        '\x1b[D',
        '\x1b[C',
        '\x1b[A',
        '\x1b[B',
        '\x01',
        '\x05',
        '\x0b',
        '\x15',
        '\x17',
        '\x1b[3~',
        '\x1bOH',
        '\x1b[200~',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(key, { maxLength: 30 }),
        fc.integer({ min: 1, max: 7 }),
        async (keys, size) => {
          const bytes = utf8(`${keys.join('')}\r`);
          const play = async (chunk: number): Promise<readonly [string, unknown]> => {
            const parts: Uint8Array[] = [];
            const terminal = terminalOf((part) => {
              parts.push(part);
              return Promise.resolve();
            });
            const line = editLine(
              {
                terminal,
                history: ['first', 'zweite ä'],
                before: '',
                after: '',
                complete: () => Promise.resolve({ word: '', options: [] }),
              },
              '$ ',
            );
            for (let at = 0; at < bytes.length; at += chunk) {
              terminal.type(bytes.slice(at, at + chunk));
              await Promise.resolve();
            }
            return [fromUtf8(concat(parts)), await line];
          };
          const [, cut] = await play(size);
          const [, whole] = await play(bytes.length);
          expect(cut).toEqual(whole);
        },
      ),
      { numRuns: 200 },
    );
  });
});
