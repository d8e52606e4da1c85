import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandId } from '../../core/base/brand';
import { createVault } from '../../core/journal/vault';
import type { Input } from './input';
import { runCommand } from './run-command';
import { ID, json, startStandIn, type StandIn } from './stand-in';

let engine: StandIn;
beforeEach(async () => {
  engine = await startStandIn();
  engine.routes['GET /containers/web/json'] = json({
    Id: ID,
    State: { Running: true },
    Config: { Tty: true, OpenStdin: true },
  });
  engine.routes['POST /containers/web/exec'] = json({ Id: 'e1' }, 201);
  engine.routes['POST /containers/web/wait'] = (_request, response) => response.writeHead(200).flushHeaders();
  engine.routes['POST /containers/prune'] = json({ ContainersDeleted: [ID], SpaceReclaimed: 1500 });
});
afterEach(() => engine.stop().catch(() => undefined));

const SIZE = { rows: 24, columns: 80 };
const DETACH = Buffer.from([0x10, 0x11]);

/** Runs a line of whoever types at a terminal, or through a pipe; null: nothing can be typed. */
function run(line: string, stream: PassThrough | null, tty: boolean) {
  const printed = { stdout: '', stderr: '' };
  const input: Input | undefined =
    stream === null
      ? undefined
      : {
          stream,
          tty,
          raw: () => undefined,
          size: () => (tty ? SIZE : null),
          onResize: () => () => undefined,
        };
  const { done } = runCommand(engine.session(), line, {
    id: commandId('c1'),
    origin: 'cli',
    append: () => undefined,
    vault: createVault(),
    input,
    screen: {
      out: (on, data) => {
        printed[on] += Buffer.from(data as Uint8Array).toString('utf8');
      },
    },
    environment: {
      cwd: '/',
      terminal: tty ? SIZE : null,
      platform: { os: 'linux', architecture: 'amd64' },
      input: stream === null ? null : { tty },
      version: '1',
      newestApi: '1.52',
      variable: () => undefined,
      credentials: () => Promise.resolve(undefined),
    },
  });
  return { done, printed };
}

describe('Ctrl-P Ctrl-Q', () => {
  it.each([
    ['docker exec -it web sh', 'POST /exec/e1/resize?h=24&w=80'],
    ['docker attach web', 'POST /containers/web/resize?h=25&w=81'],
  ])('lets go of "%s" with the words and the exit code of the docker command', async (line, resized) => {
    const keys = new PassThrough();
    engine.attached = () => undefined;
    for (const path of ['POST /exec/e1/resize', 'POST /containers/web/resize'])
      engine.routes[path] = (_request, response) => {
        response.writeHead(200).end();
        keys.write(DETACH);
      };
    const { done, printed } = run(line, keys, true);
    expect(await done).toBe(1);
    expect(printed).toEqual({ stdout: '', stderr: 'read escape sequence\n' });
    expect(engine.asked).toContain(resized);
    expect(engine.asked).not.toContain('GET /exec/e1/json');
  });
});

describe('a terminal', () => {
  it('that is asked for without one is refused before anything is started', async () => {
    const pipe = new PassThrough();
    const { done, printed } = run('docker exec -it web sh', pipe, false);
    expect(await done).toBe(1);
    expect(printed.stderr).toBe('the input device is not a TTY\n');
    expect(engine.asked).toEqual(['GET /containers/web/json']);
  });
});

describe('what is removed for good', () => {
  const QUESTION =
    'WARNING! This will remove all stopped containers.\nAre you sure you want to continue? [y/N] ';
  it('goes after a yes', async () => {
    const pipe = new PassThrough();
    pipe.end('Y\n');
    const { done, printed } = run('docker container prune', pipe, false);
    expect(await done).toBe(0);
    expect(printed.stdout).toBe(`${QUESTION}Deleted Containers:\n${ID}\n\nTotal reclaimed space: 1.5kB\n`);
  });
  it.each(['n\n', '\n', '', 'yes\n'])('stays after %j', async (answer) => {
    const pipe = new PassThrough();
    pipe.end(answer);
    const { done, printed } = run('docker container prune', pipe, false);
    expect(await done).toBe(0);
    expect(printed).toEqual({ stdout: QUESTION, stderr: '' });
    expect(engine.asked).toEqual([]);
  });
  it('stays where nobody can answer, and the way to do it is said', async () => {
    const { done, printed } = run('docker container prune', null, false);
    expect(await done).toBe(1);
    expect(printed.stdout).toBe('WARNING! This will remove all stopped containers.\n');
    expect(printed.stderr).toBe('Cutaway takes no answers here: add -f to do it without being asked.\n');
    expect(engine.asked).toEqual([]);
  });
});
