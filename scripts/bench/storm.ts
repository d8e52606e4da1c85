import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request, Agent } from 'node:http';
import { createInterface } from 'node:readline';
import { ROOT } from '../../e2e/app/serve';
import { fold } from '../../src/core/world/fold';
import { BOUNDS, emptyWorld } from '../../src/core/world/world';
import type { Lab } from '../../e2e/lab/lab';
import { openContract, type Contract } from './commands';
import { figure, median, type Figure } from './figures';

const SECONDS = 20;
const PER_SECOND = 500;
const PAIRS = 3;

interface Host {
  readonly contract: Contract;
  /** bytes of memory that the process holds now */
  memory(): number;
  stop(): Promise<void>;
}

/** The web host in a process whose memory can be read, with a window that keeps up. */
async function openHost(lab: Lab): Promise<Host> {
  const argv = [`${ROOT}/bin/cutaway.mjs`, 'serve', '--json', '--engine', lab.host];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const { url } = await new Promise<{ url: string }>((resolve) =>
    lines.once('line', (line) => resolve(JSON.parse(line) as { url: string })),
  );
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const contract = await openContract({ url });
  return {
    contract,
    memory() {
      const status = readFileSync(`/proc/${String(child.pid)}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
    },
    async stop() {
      contract.close();
      child.kill('SIGINT');
      await gone;
    },
  };
}

/** Tags and untags one image, one request after the other, at a steady pace. @returns how long each request took */
async function storm(lab: Lab, seconds: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const send = (method: string, path: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const begin = performance.now();
      const outgoing = request({ socketPath: lab.socket, method, path, agent }, (answer) => {
        answer.resume();
        answer.once('end', () => resolve(performance.now() - begin));
      });
      outgoing.once('error', reject);
      outgoing.end();
    });
  const took: number[] = [];
  const begin = performance.now();
  const total = seconds * PER_SECOND;
  const lanes = [0, 1].map(async (lane) => {
    for (let i = lane; i < total / 2; i += 2) {
      const tag = `repo=storm&tag=t${String(lane)}`;
      took.push(await send('POST', `/images/busybox/tag?${tag}`));
      took.push(await send('DELETE', `/images/storm:t${String(lane)}?noprune=1`));
      const ahead = begin + (i / (total / 2)) * seconds * 1000 - performance.now();
      if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead));
    }
  });
  await Promise.all(lanes);
  agent.destroy();
  return took;
}

/** Many events for a long time: none may be lost, the engine may not be slowed, memory may not grow without end. */
export async function benchStorm(lab: Lab): Promise<Figure[]> {
  const alone: number[] = [];
  const watched: number[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    alone.push(median(await storm(lab, 3)));
    const host = await openHost(lab);
    watched.push(median(await storm(lab, 3)));
    await host.stop();
  }

  const host = await openHost(lab);
  let got = 0;
  host.contract.listen((entry) => {
    if (entry.kind === 'event' && entry.type === 'image' && /tag$/.test(entry.action)) got += 1;
  });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const before = host.memory();
  let most = before;
  const watching = setInterval(() => (most = Math.max(most, host.memory())), 200);
  const begin = performance.now();
  const sent = (await storm(lab, SECONDS)).length;
  const rate = sent / ((performance.now() - begin) / 1000);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  clearInterval(watching);
  const figures = [
    figure('events a second in the storm', rate, '1/s'),
    figure(`events of ${String(sent)} that the window did not get`, sent - got, '', 0),
    figure(
      'a request in the storm, with Cutaway / without, paired',
      median(watched) / median(alone),
      '×',
      1.3,
    ),
    figure('memory of the host, most in the storm', most / 1e6, 'MB', 300),
    ...(await benchOutput(lab, host)),
  ];
  await host.stop();
  return figures;
}

/** A program that prints as fast as it can, followed in the prompt: the window keeps a bounded part and counts the rest. */
async function benchOutput(lab: Lab, host: Host): Promise<Figure[]> {
  await lab.docker(['run', '-d', '--name', 'loud', 'busybox', 'yes', 'a line of a program that never stops']);
  let bytes = 0;
  let world = emptyWorld();
  host.contract.listen((entry) => {
    world = fold(world, entry);
    if (entry.kind === 'command-output') bytes += entry.text.length;
  });
  const interrupt = host.contract.begin('docker logs -f loud');
  let most = 0;
  const begin = performance.now();
  while (performance.now() - begin < 10_000) {
    most = Math.max(most, host.memory());
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const seconds = (performance.now() - begin) / 1000;
  interrupt();
  const stopped = performance.now();
  while (world.commands.at(-1)?.exitCode === null && performance.now() - stopped < 10_000)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const ended = performance.now() - stopped;
  await lab.docker(['rm', '-f', 'loud']);
  const command = world.commands.at(-1);
  return [
    figure('output of a loud program, to the window', bytes / 1e6 / seconds, 'MB/s', 6),
    figure('lines of it that the window keeps', command?.output.length ?? NaN, '', BOUNDS.outputLines),
    figure('lines of it that are left out, and counted', command?.dropped ?? NaN, ''),
    figure('Ctrl-C to the end of the command', ended, 'ms', 1000),
    figure('memory of the host, most while it printed', most / 1e6, 'MB', 300),
  ];
}
