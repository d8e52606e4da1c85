import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { fill } from '../../e2e/lab/fill';
import type { Lab } from '../../e2e/lab/lab';
import { servePractice, type PracticeEngine } from '../../e2e/specs/practice/sides';
import { figure, median, type Figure } from './figures';

/** How many the practice engine gets, and how many the real one, which is slower and needs a process for each. */
const MANY = 10_000;
const CREATED = 1000;
const STARTED = 60;
/** For the requests: how many containers are listed, how often, and how many rounds. */
const LISTED = 100;
const REQUESTS = 300;
const ROUNDS = 3;
/** Requests at a time. */
const WIDTH = 8;

interface Client {
  ask(method: string, path: string, body?: string): Promise<void>;
  close(): void;
}

function clientOf(socketPath: string): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: WIDTH });
  return {
    ask: (method, path, body) =>
      new Promise((resolve, reject) => {
        const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
        const outgoing = request({ socketPath, agent, method, path: `/v1.41${path}`, headers }, (answer) => {
          answer.resume();
          answer.once('end', () =>
            (answer.statusCode ?? 500) < 400
              ? resolve()
              : reject(new Error(`${method} ${path}: ${String(answer.statusCode)}`)),
          );
        });
        outgoing.once('error', reject);
        outgoing.end(body);
      }),
    close: () => agent.destroy(),
  };
}

/** Does `work` for 0 to n-1, some at a time. @returns milliseconds */
async function each(n: number, work: (i: number) => Promise<void>): Promise<number> {
  const begin = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < n; i = next++) await work(i);
  };
  await Promise.all(Array.from({ length: WIDTH }, worker));
  return performance.now() - begin;
}

const SLEEPER = JSON.stringify({ Image: 'busybox', Cmd: ['sleep', '100000'] });
const create = (client: Client) => (i: number) =>
  client.ask('POST', `/containers/create?name=many-${String(i)}`, SLEEPER);
const start = (client: Client) => (i: number) => client.ask('POST', `/containers/many-${String(i)}/start`);

/** Bytes of memory that a process holds. */
const held = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) * 1024;

/** Lists of a hundred containers that an engine gives in a second. */
async function listsPerSecond(client: Client): Promise<number> {
  const ms = await each(REQUESTS, () => client.ask('GET', '/containers/json?all=1'));
  return (REQUESTS / ms) * 1000;
}

const socketOf = (practice: PracticeEngine): string => practice.host.replace('unix://', '');

async function benchLists(lab: Lab): Promise<Figure[]> {
  const practice = await servePractice();
  const ours = clientOf(socketOf(practice));
  const theirs = clientOf(lab.socket);
  await ours.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  await fill({ socket: socketOf(practice) }, LISTED);
  await fill(lab, LISTED);
  const rounds: (readonly [number, number])[] = [];
  // Both warm up once; the rounds alternate, so that a busy moment of the machine meets both.
  await listsPerSecond(ours);
  await listsPerSecond(theirs);
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push([await listsPerSecond(ours), await listsPerSecond(theirs)]);
  ours.close();
  theirs.close();
  await practice.stop();
  const mine = median(rounds.map(([one]) => one));
  const real = median(rounds.map(([, one]) => one));
  return [
    figure(`lists of ${String(LISTED)} containers, practice engine`, mine, 'a second'),
    figure(`lists of ${String(LISTED)} containers, real engine`, real, 'a second'),
    figure('a list: practice engine ÷ real engine, time', real / mine, '×', 1),
  ];
}

/** Containers made and started, beside a real engine; the memory that an idle one costs; requests. */
export async function benchPractice(lab: Lab): Promise<Figure[]> {
  const lists = await benchLists(lab);
  await lab.reset();
  await lab.docker(['pull', '-q', 'busybox']);
  const theirs = clientOf(lab.socket);
  const realCreate = await each(CREATED, create(theirs));
  const realStart = await each(STARTED, start(theirs));
  theirs.close();
  const practice = await servePractice();
  const ours = clientOf(socketOf(practice));
  await ours.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  const before = held(practice.pid);
  const ownCreate = await each(MANY, create(ours));
  const ownStart = await each(MANY, start(ours));
  const memory = held(practice.pid) - before;
  ours.close();
  await practice.stop();
  await lab.reset();
  const scaled = (ms: number, n: number): number => (ms / n) * 1000;
  const real = scaled(realCreate, CREATED) + scaled(realStart, STARTED);
  return [
    ...lists,
    figure(
      `${String(MANY)} containers created and started, practice engine`,
      (ownCreate + ownStart) / 1000,
      's',
    ),
    figure('1000 created, practice engine (scaled from 10000)', scaled(ownCreate, MANY), 'ms'),
    figure('1000 created, real engine', scaled(realCreate, CREATED), 'ms'),
    figure('1000 started, practice engine (scaled from 10000)', scaled(ownStart, MANY), 'ms'),
    figure('1000 started, real engine (scaled from 60)', scaled(realStart, STARTED), 'ms'),
    figure(
      '10000 created and started here ÷ 1000 there (starts scaled from 60)',
      (ownCreate + ownStart) / real,
      '×',
      0.1,
    ),
    figure('memory of the practice engine for an idle running container', memory / MANY / 1000, 'kB'),
  ];
}
