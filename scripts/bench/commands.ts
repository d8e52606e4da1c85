import { spawn } from 'node:child_process';
import { WebSocket } from 'ws';
import type { HostMessage } from '../../src/contract/envelope';
import type { Entry } from '../../src/core/journal/entry';
import { ROOT, type Served } from '../../e2e/app/serve';
import type { Lab } from '../../e2e/lab/lab';
import { figure, median, type Figure } from './figures';

const ROUNDS = 15;
const COMMAND = ['docker', 'run', '--rm', 'busybox', 'true'];

function timed(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const child = spawn(argv[0] ?? '', argv.slice(1), { env, stdio: 'ignore' });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0
        ? resolve(performance.now() - begin)
        : reject(new Error(`${argv.join(' ')} ended with ${String(code)}`)),
    );
  });
}

export interface Contract {
  /** Resolves with the milliseconds until the command was over. */
  run(text: string): Promise<number>;
  /** Types a command that is not waited for. @returns what interrupts it */
  begin(text: string): () => void;
  /** Calls for every entry that the window gets from now on. */
  listen(listener: (entry: Entry) => void): void;
  close(): void;
}

/** The app as its window sees it: a command is asked for over the contract, and over when its last entry is here. */
export async function openContract(served: Pick<Served, 'url'>): Promise<Contract> {
  const url = new URL(served.url);
  const socket = new WebSocket(`ws://${url.host}/contract`, { origin: url.origin });
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(url.hash.slice(1));
  let listener: (message: HostMessage) => void = () => undefined;
  const listeners: ((entry: Entry) => void)[] = [];
  await new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString('utf8')) as HostMessage | { t: 'welcome' };
      if (message.t === 'welcome') resolve();
      else {
        if (message.t === 'entries') {
          socket.send(JSON.stringify({ t: 'ack', seq: message.entries.at(-1)?.seq ?? 0 }));
          for (const entry of message.entries) for (const each of listeners) each(entry);
        }
        listener(message);
      }
    });
  });
  socket.send(JSON.stringify({ t: 'follow', after: null }));
  let id = 0;
  const call = (name: string, body: unknown): void => {
    id += 1;
    socket.send(JSON.stringify({ t: 'call', id, name, body }));
  };
  return {
    run: (text) =>
      new Promise((resolve) => {
        const begin = performance.now();
        listener = (message) => {
          if (message.t === 'entries' && message.entries.some((entry) => entry.kind === 'command-finished'))
            resolve(performance.now() - begin);
        };
        call('run', { text, origin: 'prompt' });
      }),
    begin(text) {
      let command: string | undefined;
      listeners.push((entry) => {
        if (entry.kind === 'command-started' && entry.text === text) command ??= entry.command;
      });
      call('run', { text, origin: 'prompt' });
      return () => call('interrupt', { command });
    },
    listen: (each) => void listeners.push(each),
    close: () => socket.close(),
  };
}

/** `cutaway run`, the open app and the docker CLI at the same command, in turn, in one run. */
export async function benchCommands(lab: Lab, served: Served): Promise<Figure[]> {
  await lab.docker(['pull', '-q', 'busybox']);
  const env = { ...process.env, ...lab.env };
  const own = [process.execPath, `${ROOT}/bin/cutaway.mjs`, 'run', '--', ...COMMAND];
  const contract = await openContract(served);
  const times = { cli: [] as number[], cutaway: [] as number[], app: [] as number[] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const cli = await timed(COMMAND, env);
    const cutaway = await timed(own, env);
    const app = await contract.run(COMMAND.join(' '));
    // The first round warms the caches of all three.
    if (round === 0) continue;
    times.cli.push(cli);
    times.cutaway.push(cutaway);
    times.app.push(app);
  }
  contract.close();
  return [
    figure('docker run --rm busybox true, the CLI', median(times.cli), 'ms'),
    figure('cutaway run -- docker run --rm busybox true', median(times.cutaway), 'ms'),
    figure('cutaway run / the CLI, paired medians', median(times.cutaway) / median(times.cli), '×', 1.5),
    figure('the same from the open app / the CLI', median(times.app) / median(times.cli), '×', 1.1),
  ];
}
