/** A machine in memory for the tests of programs: one container's files, its processes, a network of names. */
import { programContent } from '../model/files/program';
import type { Changes, FsNode } from '../model/files/node';
import { treeOf, type Tree } from '../model/files/tree';
import { put, remove, untouched, view, type Writable } from '../model/files/writable';
import type {
  Abort,
  Duplex,
  ProcessHost,
  ProcessRow,
  ProcessSpec,
  Programs,
  RunningProcess,
} from '../programs';

const owner = { uid: 0, gid: 0, mtime: 1_700_000_000 };
export const file = (text: string, mode = 0o644): FsNode => ({
  ...owner,
  mode,
  kind: 'file',
  content: { bytes: new TextEncoder().encode(text) },
});
export const folder = (mode = 0o755): FsNode => ({ ...owner, mode, kind: 'folder' });
export const link = (target: string): FsNode => ({ ...owner, mode: 0o777, kind: 'link', target });
export const program = (name: string): FsNode => ({
  ...owner,
  mode: 0o755,
  kind: 'file',
  content: programContent(name, 100_000),
});

const TOOLS =
  'ls cat echo sleep tail head grep sed awk sort uniq wc tr cut date env ps top kill id whoami hostname uname mkdir rm touch cp mv ln chmod chown find xargs tee yes dd seq df free stty tty timeout su nproc printenv true false test printf which readlink basename dirname expr nginx'.split(
    ' ',
  );

/** A small Debian: `bash`, `dash` as `sh`, and coreutils. */
export function debian(): Map<string, FsNode> {
  const all = new Map<string, FsNode>();
  for (const path of ['/usr', '/usr/bin', '/etc', '/root', '/tmp', '/home', '/var', '/proc', '/dev', '/sys'])
    all.set(path, folder(path === '/tmp' ? 0o1777 : 0o755));
  all.set('/bin', link('usr/bin'));
  all.set('/usr/bin/bash', program('bash'));
  all.set('/usr/bin/dash', program('dash'));
  all.set('/usr/bin/sh', link('dash'));
  for (const name of TOOLS) all.set(`/usr/bin/${name}`, program(name));
  all.set('/etc/passwd', file('root:x:0:0:root:/root:/bin/bash\nweb:x:33:33:web:/var:/bin/sh\n'));
  all.set('/etc/group', file('root:x:0:\nweb:x:33:\n'));
  all.set('/etc/os-release', file('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n'));
  all.set('/etc/hostname', file(''));
  return all;
}

/** A small busybox: every program a link to one. */
export function busybox(): Map<string, FsNode> {
  const all = new Map([...debian()].filter(([path]) => !path.startsWith('/usr/bin/') && path !== '/bin'));
  all.set('/bin', folder());
  all.set('/bin/busybox', program('busybox'));
  for (const name of [...TOOLS, 'sh', 'ash']) all.set(`/bin/${name}`, link('/bin/busybox'));
  return all;
}

export interface Ran {
  stdout: string;
  stderr: string;
  code: number | undefined;
  signal: string | undefined;
}

export interface Process {
  readonly pid: number;
  readonly running: RunningProcess;
  readonly ran: Ran;
  /** Output in the order in which it came. */
  readonly chunks: string[];
  readonly exit: Promise<Ran>;
  type(text: string): void;
  /** Resolves when the output has it. */
  shows(text: string): Promise<void>;
}

export interface Machine {
  readonly tree: () => Tree;
  readonly layer: () => Writable;
  readonly rows: Map<number, ProcessRow>;
  start(argv: readonly string[], more?: Partial<ProcessSpec>): Process;
  run(argv: readonly string[], more?: Partial<ProcessSpec>, input?: string): Promise<Ran>;
  /** Processes that wait for the clock. */
  sleeping(): number;
  /** Connects to a port on which a process listens. */
  dial(port: number): Duplex;
}

/** Two ends of one connection. */
function connection(): readonly [Duplex, Duplex] {
  const end = () => {
    const takers: ((bytes: Uint8Array) => void)[] = [];
    const enders: (() => void)[] = [];
    const early: Uint8Array[] = [];
    let over = false;
    return {
      give(bytes: Uint8Array) {
        if (takers.length === 0) early.push(bytes);
        for (const take of takers) take(bytes);
      },
      stop() {
        over = true;
        for (const one of enders) one();
      },
      onData(take: (bytes: Uint8Array) => void) {
        takers.push(take);
        for (const bytes of early.splice(0)) take(bytes);
      },
      onEnd(ended: () => void) {
        if (over) ended();
        else enders.push(ended);
      },
    };
  };
  const a = end();
  const b = end();
  const duplex = (mine: typeof a, other: typeof a): Duplex => ({
    write: (bytes) => other.give(bytes),
    end: () => other.stop(),
    onData: mine.onData,
    onEnd: mine.onEnd,
  });
  return [duplex(a, b), duplex(b, a)];
}

export function machineOf(programs: Programs, layers: readonly Changes[], speed = 1): Machine {
  const image = treeOf(layers);
  let layer = untouched;
  const rows = new Map<number, ProcessRow>();
  const receivers = new Map<number, (signal: string) => void>();
  const listeners = new Map<number, (duplex: Duplex) => void>();
  let pids = 0;
  let sleeping = 0;
  const began = Date.now();
  const tree = (): Tree => view(image, layer);
  const now = (): number => 1_750_000_000_000 + (Date.now() - began) * speed;
  const later = <T>(value: () => T): Promise<T> =>
    new Promise((done, fail) =>
      setImmediate(() => {
        try {
          done(value());
        } catch (error) {
          fail(error instanceof Error ? error : new Error(String(error)));
        }
      }),
    );
  const dial = (port: number): Duplex => {
    const accept = listeners.get(port);
    if (!accept) throw new Error('ECONNREFUSED');
    const [near, far] = connection();
    accept(far);
    return near;
  };

  function start(argv: readonly string[], more: Partial<ProcessSpec> = {}): Process {
    pids += 1;
    const pid = pids;
    const spec: ProcessSpec = {
      container: 'c0ffee',
      hostname: 'c0ffee123456',
      argv,
      env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOSTNAME: 'c0ffee123456' },
      cwd: '/',
      user: '',
      tty: false,
      stdin: false,
      hostPid: 4000 + pid,
      memoryLimit: 0,
      pid,
      ...more,
    };
    const ran: Ran = { stdout: '', stderr: '', code: undefined, signal: undefined };
    const chunks: string[] = [];
    const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
    const watchers: (() => void)[] = [];
    let ended: (ran: Ran) => void = () => undefined;
    const exit = new Promise<Ran>((done) => (ended = done));
    const row = (own: number, words: readonly string[], parent: number): void =>
      void rows.set(own, {
        pid: own,
        hostPid: 4000 + own,
        ppid: parent,
        user: spec.user,
        tty: spec.tty,
        startedAt: now(),
        argv: words,
      });
    row(pid, argv, 0);
    const host: ProcessHost = {
      files: {
        get: (path) => later(() => tree().get(path)),
        list: (path) => later(() => tree().list(path)),
        put: (path, node) => later(() => void (layer = put(image, layer, path, node))),
        remove: (path) => later(() => void (layer = remove(image, layer, path))),
      },
      kernel: { release: '6.1.0-practice', version: '#1 SMP', machine: 'x86_64' },
      now,
      sleep: (ms, abort?: Abort) =>
        new Promise((done) => {
          sleeping += 1;
          const timer = setTimeout(done, ms / speed);
          abort?.addEventListener('abort', () => {
            clearTimeout(timer);
            done();
          });
        }),
      processes: () => later(() => [...rows.values()]),
      kill: (target, signal) =>
        later(() => {
          receivers.get(target)?.(signal);
          return receivers.has(target);
        }),
      async fork(words, signalled) {
        pids += 1;
        const own = pids;
        row(own, words, pid);
        receivers.set(own, signalled);
        return later(() => ({ pid: own, exited: () => void (rows.delete(own), receivers.delete(own)) }));
      },
      became: (words) => row(pid, words, 0),
      addresses: () => Promise.resolve([{ network: 'bridge', ip: '172.17.0.2', mac: '02:42:ac:11:00:02' }]),
      resolve: (name) => Promise.resolve(name === 'web' ? '172.17.0.9' : undefined),
      connect: (_, port) => later(() => dial(port)),
      listen: (port, accept) => void listeners.set(port, accept),
      output(stream, bytes) {
        const text = decoders[stream].decode(bytes, { stream: true });
        ran[stream] += text;
        chunks.push(text);
        for (const one of watchers.splice(0)) one();
      },
      memory(bytes, child) {
        if (spec.memoryLimit === 0 || bytes <= spec.memoryLimit) return;
        if (child === undefined) running.signal('SIGKILL');
        else receivers.get(child)?.('SIGKILL');
      },
      exited(code, signal) {
        ran.code = code;
        ran.signal = signal;
        rows.delete(pid);
        receivers.delete(pid);
        ended(ran);
        for (const one of watchers.splice(0)) one();
      },
    };
    const running = programs.start(spec, host);
    receivers.set(pid, (signal) => running.signal(signal));
    return {
      pid,
      running,
      ran,
      chunks,
      exit,
      type: (text) => running.write(new TextEncoder().encode(text)),
      async shows(text) {
        while (!(ran.stdout + ran.stderr).includes(text)) {
          if (ran.code !== undefined)
            throw new Error(`ended without ${JSON.stringify(text)}: ${JSON.stringify(ran)}`);
          await new Promise<void>((done) => {
            watchers.push(done);
            setTimeout(() => done(), 8000).unref();
          });
        }
      },
    };
  }

  return {
    tree,
    layer: () => layer,
    sleeping: () => sleeping,
    rows,
    start,
    dial,
    run(argv, more = {}, input) {
      const one = start(argv, { stdin: input !== undefined, ...more });
      if (input !== undefined) {
        one.type(input);
        one.running.closeInput();
      }
      return one.exit;
    },
  };
}
