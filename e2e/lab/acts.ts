/** Commands that anybody may type, drawn by lot from a seed: most change something, some are refused. */

/** A source of numbers from 0 up to 1, the same for the same seed. */
export function lots(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Act {
  readonly argv: readonly string[];
  /** What is given to its standard input. */
  readonly input?: string;
}

const NAMES = ['anna', 'bert', 'cleo', 'dora', 'emil'];
/** `lan` is always there: the engine tells nobody that a container leaves a network that is gone. */
const NETWORKS = ['lan', 'wan'];
const VOLUMES = ['notes', 'cache'];
const TAGS = ['box:1', 'box:2', 'app:1', 'team/app:dev'];
const GRACE = ['-t', '0'];

/** Draws one act. `archive` is a file that `docker save` writes and `docker load` reads. */
export function draw(next: () => number, archive: string): Act {
  const one = (from: readonly string[]): string => from[Math.floor(next() * from.length)] ?? '';
  const name = (): string => one(NAMES);
  const image = (): string => one(['busybox', 'busybox', 'web', ...TAGS]);
  const kinds: readonly (() => readonly string[] | Act)[] = [
    () => ['create', '--name', name(), '--network', one(['bridge', 'none', ...NETWORKS]), image(), 'true'],
    () => ['create', '--name', name(), 'busybox', 'no-such-program'],
    () => ['run', '-d', '--name', name(), 'busybox', 'sleep', '1000'],
    () => ['run', '-d', '--name', name(), '--network', one(NETWORKS), '-p', '80', 'busybox', 'sleep', '1000'],
    () => ['run', '-d', '--name', name(), '-p', one(['8081:80', '8082:80']), 'web'],
    () => ['run', '-d', '--name', name(), '-v', `${one(VOLUMES)}:/data`, 'busybox', 'sleep', '1000'],
    () => ['run', '--name', name(), 'busybox', 'sh', '-c', `exit ${one(['0', '3', '77'])}`],
    () => ['run', '--rm', '-v', '/anonymous', 'busybox', 'true'],
    () => ['run', '-d', '--restart', 'on-failure:1', '--name', name(), 'busybox', 'sh', '-c', 'exit 4'],
    () => ['run', '-d', '--restart', 'always', '--name', name(), 'busybox', 'sleep', '1000'],
    () => ['run', '-d', '--label', 'exitCode=9', '--name', name(), 'busybox', 'sh', '-c', 'exit 2'],
    () => [
      ...['run', '-d', '--name', name(), '--health-cmd', one(['true', 'false'])],
      ...['--health-interval', '300ms', '--health-retries', '1', 'busybox', 'sleep', '1000'],
    ],
    () => ['start', name()],
    () => ['stop', ...GRACE, name()],
    () => ['kill', '-s', one(['KILL', 'HUP', 'TERM']), name()],
    () => ['pause', name()],
    () => ['unpause', name()],
    () => ['restart', ...GRACE, name()],
    () => ['rename', name(), name()],
    () => ['update', '--restart', one(['no', 'unless-stopped']), name()],
    () => ['exec', name(), 'true'],
    () => ['rm', '-f', name()],
    () => ['rm', '-f', '-v', name()],
    () => ['tag', image(), one(TAGS)],
    () => ['rmi', one(TAGS)],
    () => ['rmi', '-f', one(['web', ...TAGS])],
    () => ['pull', '-q', one(['busybox', 'web', 'alpine:3'])],
    () => ['network', 'create', 'wan'],
    () => ['network', 'disconnect', one(['bridge', 'lan']), name()],
    () => ['network', 'rm', 'wan'],
    () => ['volume', 'create', one(VOLUMES)],
    () => ['volume', 'rm', one(VOLUMES)],
    () => [one(['container', 'image', 'volume', 'network']), 'prune', '-f'],
    () => ['commit', name()],
    () => ['commit', name(), one(TAGS)],
    () => ['save', '-o', archive, 'busybox'],
    () => ['load', '-q', '-i', archive],
    () => ({
      argv: ['build', '-q', '-t', one(TAGS), '-'],
      input: `FROM ${image()}\nRUN echo ${one(['1', '2'])} > /made\nRUN echo ${one(['1', '2'])} > /more\n`,
    }),
    () => ({ argv: ['build', '-q', '-'], input: `FROM busybox\nRUN echo ${String(next())} > /made\n` }),
  ];
  const made = kinds[Math.floor(next() * kinds.length)]?.() ?? [];
  return 'argv' in made ? made : { argv: made };
}
