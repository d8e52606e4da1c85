/** Connections: between containers inside the model, and from this computer's 127.0.0.1 to published ports. */
import { createServer, type Server, type Socket } from 'node:net';
import type { Container } from '../model/container/container';
import { networkOwner, onHostNetwork, reach } from '../model/network/reach';
import type { Model } from '../model/state';
import type { PortOpen, PortWanted } from '../model/wire';
import type { Duplex } from '../programs';
import { pipe } from './pipe';

type Accept = (connection: Duplex) => void;

/** The only address of this computer that is ever opened. */
const LOOPBACK = '127.0.0.1';
const HOST = 'host';

export interface PortsTaken {
  readonly wanted: PortWanted;
  readonly why: string;
}

export interface Network {
  /** A process of the container waits for connections. */
  listen(model: Model, container: Container, port: number, accept: Accept): void;
  /** @throws Error `ECONNREFUSED`, `EHOSTUNREACH` */
  connect(model: Model, from: Container, ip: string, port: number): Duplex;
  /** Opens published ports on this computer; all or none. */
  publish(container: string, ports: readonly PortWanted[]): Promise<readonly PortOpen[] | PortsTaken>;
  unpublish(container: string): Promise<void>;
  /** The container's processes are gone: nobody listens any more. */
  silence(container: string): void;
  close(): Promise<void>;
}

const errno = (word: string): Error => Object.assign(new Error(word), { code: word });

/** Joins a socket of this computer to a connection of the model. */
function join(socket: Socket, inside: Duplex): void {
  socket.on('data', (bytes) => {
    inside.write(new Uint8Array(bytes));
  });
  socket.on('end', () => {
    inside.end();
  });
  socket.on('error', () => {
    inside.end();
    socket.destroy();
  });
  inside.onData((bytes) => socket.write(bytes));
  inside.onEnd(() => socket.end());
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });

export function openNetwork(find: (id: string) => Container | undefined, modelOf: () => Model): Network {
  /** By whose network it is and port. */
  const listening = new Map<string, { readonly container: string; readonly accept: Accept }>();
  const servers = new Map<
    string,
    { readonly server: Server; readonly port: PortOpen; readonly sockets: Set<Socket> }[]
  >();

  const keyOf = (owner: string, port: number): string => `${owner} ${String(port)}`;
  const ownerOf = (model: Model, container: Container): string => {
    const owner = networkOwner(model, container);
    return onHostNetwork(owner) ? HOST : owner.id;
  };
  const dial = (owner: string, port: number): Duplex => {
    const there = listening.get(keyOf(owner, port));
    if (!there) throw errno('ECONNREFUSED');
    const [mine, theirs] = pipe();
    there.accept(theirs);
    return mine;
  };
  /** A port of the machine: what is published there, or what listens on its own network. */
  const dialHost = (port: number): Duplex => {
    for (const [id, some] of servers) {
      const found = some.find((one) => one.port.hostPort === port);
      const container = found ? find(id) : undefined;
      if (found && container) {
        return dial(ownerOf(modelOf(), container), Number(found.port.port.split('/')[0]));
      }
    }
    return dial(HOST, port);
  };

  async function openOne(id: string, wanted: PortWanted): Promise<PortOpen | string> {
    const inside = Number(wanted.port.split('/')[0]);
    const found = { port: wanted.port, hostIp: wanted.hostIp };
    // Only streams are carried; other ports are held in the model and open nothing.
    if (!wanted.port.endsWith('/tcp')) {
      return { ...found, hostPort: wanted.hostPort === 0 ? wanted.from : wanted.hostPort };
    }
    for (let port = wanted.hostPort === 0 ? wanted.from : wanted.hostPort; port < 65_536; port += 1) {
      const sockets = new Set<Socket>();
      const server = createServer({ allowHalfOpen: true }, (socket) => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
        const container = find(id);
        try {
          if (!container) throw errno('ECONNREFUSED');
          join(socket, dial(ownerOf(modelOf(), container), inside));
        } catch {
          socket.destroy();
        }
      });
      const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
        server.once('error', resolve);
        server.listen(port, LOOPBACK, () => {
          resolve(null);
        });
      });
      if (!error) {
        const open: PortOpen = { ...found, hostPort: port };
        servers.set(id, [...(servers.get(id) ?? []), { server, port: open, sockets }]);
        return open;
      }
      if (wanted.hostPort !== 0 || error.code !== 'EADDRINUSE') {
        const why = error.code === 'EACCES' ? 'permission denied' : 'address already in use';
        return `Error starting userland proxy: listen tcp4 ${wanted.hostIp || '0.0.0.0'}:${String(port)}: bind: ${why}`;
      }
    }
    return 'no port is free';
  }

  async function unpublish(id: string): Promise<void> {
    const some = servers.get(id) ?? [];
    servers.delete(id);
    await Promise.all(
      some.map(({ server, sockets }) => {
        for (const socket of sockets) socket.destroy();
        return closed(server);
      }),
    );
  }

  return {
    listen(model, container, port, accept) {
      listening.set(keyOf(ownerOf(model, container), port), { container: container.id, accept });
    },
    connect(model, from, ip, port) {
      const to = reach(model, from, ip);
      if (to.kind === 'unreachable') throw errno('EHOSTUNREACH');
      return to.kind === 'host' ? dialHost(port) : dial(ownerOf(model, to.container), port);
    },
    async publish(id, ports) {
      const open: PortOpen[] = [];
      for (const wanted of ports) {
        const one = await openOne(id, wanted);
        if (typeof one === 'string') {
          await unpublish(id);
          return { wanted, why: one };
        }
        open.push(one);
      }
      return open;
    },
    unpublish,
    silence(container) {
      for (const [key, one] of listening) if (one.container === container) listening.delete(key);
    },
    async close() {
      await Promise.all([...servers.keys()].map(unpublish));
    },
  };
}
