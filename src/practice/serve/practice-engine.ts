/** The practice engine as its hosts start it. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { emptyModel, type Model } from '../model/state';
import type { Catalogue, RegistrySettings } from '../model/registry';
import type { Programs } from '../programs';
import { realClock, type Clock } from './clock';
import { httpServer } from './http';
import { openMachine, type Machine } from './machine';
import { closeOff, isPipe, makeWay } from './socket-file';

export interface PracticeOptions {
  /** A unix socket's path or `\\.\pipe\name`. Without it the engine is reached in process only, at `machine`. */
  readonly socketPath?: string;
  readonly programs: Programs;
  readonly clock?: Clock;
  /** The images that registries have at the start. */
  readonly catalogue: Catalogue;
  readonly registry?: RegistrySettings;
  /** Where ids and names come from; by default from chance. */
  readonly seed?: () => string;
}

export interface PracticeEngine {
  /** `unix:///…`, `npipe:////./pipe/…`; empty when it listens nowhere. */
  readonly endpoint: string;
  readonly machine: Machine;
  close(): Promise<void>;
}

/** Starts an engine. @throws Error when the socket's path is taken */
export async function startPracticeEngine(options: PracticeOptions): Promise<PracticeEngine> {
  const { socketPath, programs, catalogue } = options;
  const model: Model = emptyModel(catalogue, options.registry);
  const machine = openMachine({
    model,
    programs,
    clock: options.clock ?? realClock(),
    seed: options.seed ?? (() => randomBytes(16).toString('hex')),
  });
  const server = socketPath === undefined ? createServer() : httpServer(machine);
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
    async close() {
      await machine.close();
      if (socketPath === undefined) return;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
