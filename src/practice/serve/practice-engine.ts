/** The practice engine as its hosts start it. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { sceneOf, SCENE_NAMES, type Scene } from '../model/scenes/index';
import { emptyModel } from '../model/state';
import type { Catalogue, RegistrySettings } from '../model/registry';
import type { Programs } from '../programs';
import { realClock, type Clock } from './clock';
import type { Controlled } from './control';
import { httpServer } from './http';
import { openMachine, type Machine } from './machine';
import { keepState, readState } from './state-file';
import { closeOff, isPipe, makeWay } from './socket-file';

export interface PracticeOptions {
  /** A unix socket's path or `\\.\pipe\name`. Without it the engine is reached in process only, at `machine`. */
  readonly socketPath?: string;
  readonly programs: Programs;
  readonly clock?: Clock;
  /** The images that registries have at the start. */
  readonly catalogue: Catalogue;
  readonly registry?: RegistrySettings;
  /** The machine to begin with, one of `SCENE_NAMES`, when there is no saved one; by default an empty one. */
  readonly scene?: string;
  /** Where the state is kept between two starts; without it all is forgotten at the end. */
  readonly stateFile?: string;
  /** Told of mistakes in the engine itself; by default they are warnings of the process. */
  readonly onDefect?: (error: unknown) => void;
  /** Where ids and names come from; by default from chance. */
  readonly seed?: () => string;
}

export interface PracticeEngine {
  /** `unix:///…`, `npipe:////./pipe/…`; empty when it listens nowhere. */
  readonly endpoint: string;
  readonly machine: Machine;
  /** Begins anew as one of `SCENE_NAMES`; everything that was there is gone. @throws Error for another name */
  reset(scene: string): void;
  close(): Promise<void>;
}

/** Texts that never come again, here or in another run. */
function chance(): () => string {
  const base = randomBytes(16).toString('hex');
  let calls = 0;
  return () => {
    calls += 1;
    return `${base} ${String(calls)}`;
  };
}

function firstScene({ scene, catalogue }: PracticeOptions, now: bigint, seed: string): Scene | null {
  if (scene === undefined) return null;
  const made = sceneOf(scene, catalogue, now, seed);
  if (!made) throw new Error(`no scene is called ${scene}; there are: ${SCENE_NAMES.join(', ')}`);
  return made;
}

/** Starts an engine. @throws Error when the socket's path is taken */
export async function startPracticeEngine(options: PracticeOptions): Promise<PracticeEngine> {
  const { socketPath, programs, catalogue } = options;
  const clock = options.clock ?? realClock();
  const seed = options.seed ?? chance();
  const saved = options.stateFile === undefined ? null : await readState(options.stateFile, catalogue);
  const scene = saved ? null : firstScene(options, clock.now(), seed());
  const model = saved?.model ?? scene?.model ?? emptyModel(catalogue);
  const machine = openMachine({
    model: options.registry ? { ...model, registry: options.registry } : model,
    programs,
    clock,
    seed,
    defect:
      options.onDefect ?? ((error) => process.emitWarning(error instanceof Error ? error : String(error))),
  });
  for (const [container, lines] of saved?.logs ?? []) machine.logs.restore(container, lines);
  for (const name of scene?.start ?? []) machine.start(name);
  const lastWrite = options.stateFile === undefined ? null : keepState(options.stateFile, machine);
  let anew = false;
  const reset = (name: string): void => {
    const next = firstScene({ ...options, scene: name }, clock.now(), seed());
    if (!next) return;
    machine.replace({ ...next.model, registry: machine.model.registry });
    for (const one of next.start) machine.start(one);
    anew = true;
  };
  const controlled: Controlled = {
    registry: () => machine.model.registry,
    setRegistry: (registry) => machine.set({ registry }),
    reset,
    answered() {
      if (!anew) return;
      anew = false;
      // No event tells of another machine: who follows this one looks again, as after a restart of an engine.
      for (const socket of sockets) socket.destroy();
    },
  };
  const server = socketPath === undefined ? createServer() : httpServer(machine, controlled);
  // Those that were taken over are no longer the server's own, and would keep it open.
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  if (socketPath !== undefined) {
    await makeWay(socketPath);
    // Nobody else gets in between the making of the file and its mode.
    const mask = isPipe(socketPath) ? null : process.umask(0o177);
    server.listen(socketPath);
    await once(server, 'listening').finally(() => {
      if (mask !== null) process.umask(mask);
    });
    await closeOff(socketPath);
  }
  return {
    endpoint:
      socketPath === undefined
        ? ''
        : isPipe(socketPath)
          ? `npipe://${socketPath.replaceAll('\\', '/')}`
          : `unix://${socketPath}`,
    machine,
    reset,
    async close() {
      await lastWrite?.();
      await machine.close();
      if (socketPath === undefined) return;
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
