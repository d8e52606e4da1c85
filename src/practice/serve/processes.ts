/** The programs that run, and what each may ask of the machine. */
import type { Container } from '../model/container/container';
import { takePids } from '../model/container/process';
import { removeFile, seenTree, writeFile } from '../model/files-of';
import { lookUp } from '../model/files/resolve';
import { resolveName } from '../model/network/reach';
import type { Model } from '../model/state';
import { KERNEL, KERNEL_VERSION, MACHINE } from '../model/system/machine';
import { toMs } from '../model/text/time';
import type { Happening, ProcessKey } from '../model/wire';
import type {
  Abort,
  FileAccess,
  ProcessHost,
  ProcessRow,
  ProcessSpec,
  Programs,
  RunningProcess,
} from '../programs';
import type { Clock } from './clock';
import type { Network } from './net';
import { openProcessTable, rowOf, type One } from './process-table';

export interface Output {
  (process: ProcessKey, container: string, stream: 'stdout' | 'stderr', bytes: Uint8Array): void;
}

export interface World {
  model(): Model;
  change(next: Model): void;
  happen(happening: Happening): void;
}

/** What `docker stats` measures of a container. */
export interface Usage {
  readonly memory: number;
  readonly peak: number;
  readonly processes: number;
}

export interface Processes {
  start(key: ProcessKey, spec: ProcessSpec): Promise<void>;
  signal(key: ProcessKey, signal: string): void;
  resize(key: ProcessKey, columns: number, rows: number): void;
  freeze(container: string): void;
  thaw(container: string): void;
  usage(container: string): Usage;
  /** Its processes, first the oldest. */
  rows(container: string): readonly ProcessRow[];
}

/** The code of a program that broke before it began: none that programs give themselves. */
const BROKEN = 128;

export interface Parts {
  readonly programs: Programs;
  readonly clock: Clock;
  readonly network: Network;
  readonly world: World;
  readonly output: Output;
  readonly runs: (key: ProcessKey, running: RunningProcess) => void;
}

/** The engine makes the folder of a main process; another process is refused, in the runtime's words. */
function noFolder(key: ProcessKey, spec: ProcessSpec, model: Model): string | undefined {
  const container = model.containers.get(spec.container);
  if (key === spec.container || !container || /^\/($|(dev|proc|sys)(\/|$))/.test(spec.cwd)) return undefined;
  if (lookUp(seenTree(model, container), spec.cwd) !== undefined) return undefined;
  return `chdir to cwd (${JSON.stringify(spec.cwd)}) set in config.json failed: no such file or directory`;
}

export function openProcesses({ programs, clock, network, world, output, runs }: Parts): Processes {
  const processes = openProcessTable();
  const { all, of } = processes;
  const peaks = new Map<string, number>();

  const containerOf = (id: string): Container => {
    const found = world.model().containers.get(id);
    if (!found) throw Object.assign(new Error('ESRCH'), { code: 'ESRCH' });
    return found;
  };

  const filesOf = (id: string): FileAccess => ({
    get: (path) => Promise.resolve(seenTree(world.model(), containerOf(id)).get(path)),
    list: (path) => Promise.resolve(seenTree(world.model(), containerOf(id)).list(path)),
    put: async (path, node) => {
      world.change(writeFile(world.model(), id, path, node));
      await Promise.resolve();
    },
    remove: async (path) => {
      world.change(removeFile(world.model(), id, path));
      await Promise.resolve();
    },
  });

  const sleep = (ms: number, abort?: Abort): Promise<void> =>
    new Promise((resolve) => {
      const over = (): void => {
        cancel();
        abort?.removeEventListener('abort', over);
        resolve();
      };
      const cancel = clock.at(clock.now() + BigInt(Math.round(ms * 1e6)), over);
      if (abort?.aborted === true) over();
      else abort?.addEventListener('abort', over);
    });

  const send = (one: One, signal: string): void => {
    if (one.running) one.running.signal(signal);
    else one.early.push(signal);
  };

  const exited = (one: One, code: number): void => {
    if (all.get(one.key) !== one) return;
    const soonest = one.begun + clock.earliestEnd;
    if (one.spec.pid === 1 && clock.now() < soonest) {
      clock.at(soonest, () => exited(one, code));
      return;
    }
    processes.drop(one);
    const { container } = one.spec;
    if (one.spec.pid === 1) {
      // The kernel ends what is left in the namespace with its first process.
      for (const other of of(container)) {
        send(other, 'SIGKILL');
        processes.drop(other);
      }
      network.silence(container);
      peaks.delete(container);
    }
    world.happen({ kind: 'exited', process: one.key, code, oom: one.oom });
  };

  const measured = (one: One, bytes: number, child: number | undefined): void => {
    const fork = child === undefined ? undefined : one.forks.get(child);
    if (fork) fork.memory = bytes;
    else one.memory = bytes;
    const { container, memoryLimit } = one.spec;
    const sum = processes.held(container);
    peaks.set(container, Math.max(peaks.get(container) ?? 0, sum));
    const victim = fork ?? one;
    if (memoryLimit === 0 || sum <= memoryLimit || victim.oom) return;
    victim.oom = true;
    world.happen({ kind: 'out of memory', container });
    if (fork) fork.signalled('SIGKILL');
    else send(one, 'SIGKILL');
  };

  const fork = (one: One, argv: readonly string[], signalled: (signal: string) => void) => {
    const pids = takePids(world.model(), one.spec.container);
    if (!pids || all.get(one.key) !== one) throw Object.assign(new Error('ESRCH'), { code: 'ESRCH' });
    world.change(pids.model);
    const { pid, hostPid } = pids;
    const row: ProcessRow = {
      ...rowOf(one),
      pid,
      hostPid,
      ppid: one.spec.pid,
      startedAt: toMs(clock.now()),
      argv,
    };
    one.forks.set(pid, { row, signalled, memory: 0, oom: false });
    return { pid, exited: () => void one.forks.delete(pid) };
  };

  const hostOf = (one: One): ProcessHost => {
    const { container } = one.spec;
    return {
      files: filesOf(container),
      kernel: { release: KERNEL, version: KERNEL_VERSION, machine: MACHINE },
      now: () => toMs(clock.now()),
      sleep,
      processes: () => Promise.resolve(processes.rows(container)),
      kill: (pid, signal) => {
        const target = of(container).find(({ spec }) => spec.pid === pid);
        if (target) send(target, signal);
        const forked = of(container)
          .map((other) => other.forks.get(pid))
          .find((other) => other !== undefined);
        forked?.signalled(signal);
        return Promise.resolve(target !== undefined || forked !== undefined);
      },
      fork: async (argv, signalled) => Promise.resolve(fork(one, argv, signalled)),
      became: (argv) => {
        one.argv = argv;
      },
      addresses: () => {
        const { model } = { model: world.model() };
        return Promise.resolve(
          containerOf(container)
            .endpoints.filter((endpoint) => endpoint.ip !== '')
            .map((endpoint) => ({
              network: model.networks.get(endpoint.networkId)?.name ?? endpoint.network,
              ip: endpoint.ip,
              mac: endpoint.mac,
            })),
        );
      },
      resolve: (name) => Promise.resolve(resolveName(world.model(), containerOf(container), name)),
      connect: (ip, port) => {
        try {
          return Promise.resolve(network.connect(world.model(), containerOf(container), ip, port));
        } catch (error) {
          return Promise.reject(error instanceof Error ? error : new Error(String(error)));
        }
      },
      listen: (port, accept) => {
        network.listen(world.model(), containerOf(container), port, accept);
      },
      output: (stream, bytes) => {
        if (all.get(one.key) === one) output(one.key, container, stream, bytes);
      },
      memory: (bytes, child) => {
        if (all.get(one.key) === one) measured(one, bytes, child);
      },
      exited: (code) => {
        exited(one, code);
      },
    };
  };

  return {
    async start(key, spec) {
      const one: One = {
        key,
        spec,
        startedAt: toMs(clock.now()),
        begun: clock.now(),
        running: undefined,
        early: [],
        size: null,
        argv: spec.argv,
        forks: new Map(),
        memory: 0,
        oom: false,
      };
      processes.add(one);
      const why =
        noFolder(key, spec, world.model()) ??
        (await programs
          .missing(spec, filesOf(spec.container))
          .catch((error: unknown) => (error instanceof Error ? error.message : String(error))));
      if (why !== undefined) {
        processes.drop(one);
        world.happen({ kind: 'refused', process: key, why });
        return;
      }
      one.begun = clock.now();
      world.happen({ kind: 'started', process: key });
      // Its container may have ended while the program was looked up.
      if (all.get(key) !== one) return;
      try {
        one.running = programs.start(spec, hostOf(one));
      } catch (error) {
        exited(one, BROKEN);
        throw error;
      }
      if (one.size) one.running.resize(...one.size);
      runs(key, one.running);
      for (const signal of one.early.splice(0)) one.running.signal(signal);
    },
    signal(key, signal) {
      const one = all.get(key);
      if (one) send(one, signal);
    },
    resize(key, columns, rows) {
      const one = all.get(key);
      if (one) one.size = [columns, rows];
      one?.running?.resize(columns, rows);
    },
    freeze(container) {
      for (const one of of(container)) one.running?.freeze();
    },
    thaw(container) {
      for (const one of of(container)) one.running?.thaw();
    },
    usage: (container) => ({
      memory: processes.held(container),
      peak: Math.max(processes.held(container), peaks.get(container) ?? 0),
      processes: processes.rows(container).length,
    }),
    rows: processes.rows,
  };
}
