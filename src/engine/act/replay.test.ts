import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { commandId } from '../../core/base/brand';
import { list, number, object, parseJson, text, texts, type Obj } from '../../core/base/read';
import type { Fact } from '../../core/journal/entry';
import { createVault } from '../../core/journal/vault';
import { typedInput } from './replay-input';
import { readRecording, replaySession, type Recorded } from './replay-wire';
import { runCommand } from './run-command';

const FOLDER = fileURLToPath(new URL('../../core/command/fixtures/', import.meta.url));
const NAMES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.ndjson'))
  .map((file) => file.replace('.ndjson', ''));

/** Where the scenarios that write and read files do so; what they read is there. */
const FILES = mkdtempSync(join(tmpdir(), 'cutaway-replay-'));
writeFileSync(join(FILES, 'hello.tar'), 'any bytes');
afterAll(() => rmSync(FILES, { recursive: true, force: true }));
const WITH_FILES = ['save', 'load', 'export'];

interface Scenario {
  readonly head: Obj;
  readonly argv: readonly string[];
  readonly recorded: readonly Recorded[];
}

function read(name: string): Scenario {
  const source = readFileSync(`${FOLDER}${name}.ndjson`, 'utf8');
  const end = source.indexOf('\n');
  const head = object(parseJson(source.slice(0, end)));
  return { head, argv: texts(head['argv']), recorded: readRecording(source.slice(end)) };
}

interface Played {
  readonly stdout: string;
  readonly stderr: string;
  readonly screen: string;
  readonly exitCode: number;
  readonly facts: readonly Fact[];
  readonly session: ReturnType<typeof replaySession>;
}

async function play({ head, argv, recorded }: Scenario, clock: number): Promise<Played> {
  const session = replaySession(recorded, 'unix:///run/engine.sock');
  const printed = { stdout: '', stderr: '', screen: '' };
  const facts: Fact[] = [];
  const tty = object(head['tty']);
  const input = typedInput(head);
  const running = runCommand(session, argv, {
    id: commandId('c1'),
    origin: 'cli',
    append: (fact) => facts.push(fact),
    vault: createVault(),
    clock: () => clock,
    input,
    screen: {
      out(stream, data) {
        const words = typeof data === 'string' ? data : Buffer.from(data).toString('utf8');
        printed[stream] += words;
        printed.screen += words;
      },
    },
    environment: {
      cwd: WITH_FILES.includes(argv[1] ?? '') ? FILES : '/srv',
      terminal:
        head['tty'] === undefined ? null : { rows: number(tty['rows']), columns: number(tty['columns']) },
      platform: { os: 'linux', architecture: 'amd64' },
      input: input ? { tty: input.tty } : null,
      version: '0.1.0',
      newestApi: '1.52',
      variable: () => undefined,
      credentials: () => Promise.resolve(undefined),
    },
  });
  const exitCode = await running.done;
  return { ...printed, exitCode, facts, session };
}

/** Moments at which a list may have been printed: from its newest item on, finely first. */
function moments({ recorded }: Scenario): readonly number[] {
  const created = recorded.flatMap((each) => {
    const body = parseJson(Buffer.concat(each.chunks).toString('utf8'));
    const items = [...list(body), ...Object.values(object(body)).flatMap(list)];
    return items.map((item) => number(object(item)['Created']) * 1000);
  });
  const newest = Math.max(0, ...created);
  const fine = Array.from({ length: 240 }, (_, at) => newest + at * 500);
  return newest === 0
    ? [0]
    : [...fine, ...Array.from({ length: 200 }, (_, at) => newest + 120_000 + at * 5000)];
}

/** The client's own part differs by nature: Cutaway says what it is. The engine's part starts at `Server:`. */
const CLIENT = new Set(['version', 'info']);
/** The CLI prints the runtimes in the order of a Go map, which is none. */
const sorted = (line: string): string =>
  line.startsWith(' Runtimes:') ? line.split(' ').sort().join(' ') : line;
const serverPart = (source: string): string =>
  source.slice(source.indexOf('\nServer:')).split('\n').map(sorted).join('\n');

describe('a recorded command played back', () => {
  it.each(NAMES)('%s: same requests, same bodies, same output, same exit code', async (name) => {
    const scenario = read(name);
    const { head, recorded } = scenario;
    let played = await play(scenario, 0);
    if (text(head['stdout']).includes(' ago')) {
      for (const clock of moments(scenario)) {
        played = await play(scenario, clock);
        if (played.stdout === head['stdout']) break;
      }
    }
    // A program with a terminal of its own writes its line ends itself; for the others the client's terminal does.
    if (head['typed'] !== undefined && head['tty'] !== undefined) expect(played.screen).toBe(head['screen']);
    else if (head['tty'] !== undefined) expect(played.screen.replaceAll('\n', '\r\n')).toBe(head['screen']);
    else if (CLIENT.has(name)) expect(serverPart(played.stdout)).toBe(serverPart(text(head['stdout'])));
    else {
      expect(played.stdout).toBe(head['stdout']);
      expect(played.stderr).toBe(head['stderr']);
    }
    expect(played.exitCode).toBe(head['exitCode']);
    const asked = played.session.asked.map(({ method, path, body }) => ({ method, path, body }));
    const wanted = recorded.map(({ method, path, body }) => ({
      method,
      path,
      body: body === '' ? undefined : parseJson(body),
    }));
    // Requests for several names leave side by side, in any order; all others in the recorded one.
    const atOnce = ['stop', 'kill', 'rm', 'pause', 'unpause', 'stats'].includes(scenario.argv[1] ?? '');
    const order = (all: typeof asked) => (atOnce ? [...all].sort((a, b) => (a.path < b.path ? -1 : 1)) : all);
    expect(order(asked)).toEqual(order(wanted));
    expect(played.session.left).toEqual([]);
  });

  it.each(NAMES)('%s: its facts tell the whole command, in order', async (name) => {
    const { facts, exitCode } = await play(read(name), 0);
    expect(facts[0]?.kind).toBe('command-started');
    expect(facts.at(-1)).toMatchObject({ kind: 'command-finished', exitCode });
    const sent = facts.filter((fact) => fact.kind === 'exchange-sent');
    const ended = facts.filter((fact) => fact.kind === 'exchange-ended');
    expect(sent.map((fact) => fact.n)).toEqual(sent.map((_, at) => at + 1));
    expect(new Set(ended.map((fact) => fact.exchange))).toEqual(new Set(sent.map((fact) => fact.exchange)));
  });
});
