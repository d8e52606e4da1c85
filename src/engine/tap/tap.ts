import { createServer, type Socket } from 'node:net';
import type { Fact } from '../../core/journal/entry';
import type { Vault } from '../../core/journal/vault';
import { relay, relayLooking, type Engine } from './relay';
import { addressOf, listenAt } from './socket-place';
import { TappedCommand, type TapTelling } from './tapped-command';
import { TappedConnection } from './tapped-connection';

export interface TapOptions {
  /** A socket's path, or a pipe's name on Windows. */
  readonly path: string;
  /** One more way to the engine. */
  readonly engine: () => Promise<Engine>;
  /** Only GET and HEAD pass. */
  readonly lookOnly: boolean;
  readonly tell: (fact: Fact) => void;
  readonly vault: Vault;
}

export interface Tap {
  /** What `DOCKER_HOST` is set to. */
  readonly address: string;
  readonly lookOnly: boolean;
  close(): Promise<void>;
}

/**
 * A socket that forwards to an engine, byte for byte, and tells the journal what passes. It is as powerful as the
 * engine's own: only this user may speak to it.
 * @throws NoPlace where it cannot listen
 */
export async function openTap(options: TapOptions): Promise<Tap> {
  const to: TapTelling = { tell: options.tell, vault: options.vault, now: () => performance.now() };
  const commands: TappedCommand[] = [];
  const sockets = new Set<Socket>();
  let counter = 0;

  /**
   * One run of the docker command opens several connections. The first asks `_ping`; a later one is about a container
   * that an open run asked for, or else belongs to the run of the same client that began last.
   */
  function find(path: string, agent: string): TappedCommand {
    const own = commands.filter((command) => command.agent === agent);
    const container = /\/containers\/([^/?]+)\//.exec(path)?.[1];
    const known = path.endsWith('/_ping')
      ? undefined
      : (own.findLast((command) => container !== undefined && command.containers.has(container)) ??
        own.at(-1));
    const command = known ?? begin(agent);
    command.connections += 1;
    return command;
  }

  function begin(agent: string): TappedCommand {
    counter += 1;
    const command = new TappedCommand(counter, agent, to);
    commands.push(command);
    return command;
  }

  function gone(command: TappedCommand): void {
    command.connections -= 1;
    if (command.connections > 0) return;
    commands.splice(commands.indexOf(command), 1);
    command.end();
  }

  async function connect(client: Socket): Promise<void> {
    sockets.add(client);
    client.on('close', () => sockets.delete(client));
    // Until the engine is reached there is nobody to tell of it.
    client.on('error', () => undefined);
    const engine = await options.engine().catch(() => null);
    if (!engine) return void client.destroy();
    if (client.destroyed) {
      if ('stream' in engine) engine.stream.destroy();
      return;
    }
    (options.lookOnly ? relayLooking : relay)(client, engine, new TappedConnection(find, gone));
  }

  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (client) => {
    void connect(client);
  });
  await listenAt(server, options.path);
  return {
    address: addressOf(options.path),
    lookOnly: options.lookOnly,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
