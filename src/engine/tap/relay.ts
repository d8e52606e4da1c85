import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { readHead, type Head } from './http-messages';

/** What hears the two directions of a connection. It gets bytes that have been handed on already. */
export interface Listener {
  asked(bytes: Uint8Array): void;
  answered(bytes: Uint8Array): void;
  closed(): void;
}

/** bytes of a head that are waited for where requests are looked at first */
const LONGEST = 64 * 1024;

const REFUSED =
  'This tap only looks: Cutaway was told to let nothing through that changes the engine or types to a program.';

/** The way to an engine: a socket or pipe of this machine, or a connection that was opened otherwise. */
export type Engine = { readonly path: string } | { readonly stream: Duplex };

/** bytes of an answer that are taken at once: as much as the kernel holds for a socket */
const AT_ONCE = 256 * 1024;

/**
 * Hands a client's connection on to an engine, byte for byte and both ways, ends by half included. What is heard is
 * heard once it is handed on: nothing waits for the listener.
 */
export function relay(client: Socket, to: Engine, listener: Listener): void {
  const engine = answers(client, to, listener);
  client.pipe(engine);
  client.on('data', (bytes) => listener.asked(bytes));
  join(client, engine, listener);
}

/** Opens the way, and hands on what comes back by it. */
function answers(client: Socket, to: Engine, listener: Listener): Duplex {
  if ('stream' in to) {
    to.stream.pipe(client);
    to.stream.on('data', (bytes: Uint8Array) => listener.answered(bytes));
    return to.stream;
  }
  // One piece of memory for all that comes: it is used again once the client's socket has taken what is in it.
  const engine = connect({
    path: to.path,
    onread: {
      buffer: Buffer.allocUnsafe(AT_ONCE),
      callback(count, memory) {
        const bytes = memory.subarray(0, count);
        let waits = false;
        client.write(bytes, () => {
          if (waits) engine.resume();
        });
        listener.answered(bytes);
        waits = client.writableLength > 0;
        return !waits;
      },
    },
  });
  engine.on('end', () => client.end());
  return engine;
}

/** The end of one side is the end of the other, once what it had to say is said. */
function join(client: Socket, engine: Duplex, listener: Listener): void {
  let told = false;
  const tell = (): void => {
    if (told) return;
    told = true;
    listener.closed();
  };
  client.on('error', () => engine.destroy());
  // What it said before is still handed on.
  engine.on('error', () => client.destroySoon());
  client.on('close', () => {
    engine.destroy();
    tell();
  });
  engine.on('close', () => {
    client.destroySoon();
    tell();
  });
}

const isToken = (list: string | undefined, token: string): boolean =>
  (list ?? '')
    .toLowerCase()
    .split(',')
    .some((each) => each.trim() === token);

/**
 * Whether a request may pass a tap that only looks: GET and HEAD, nothing sent along, and the connection stays HTTP.
 * A head that could be read in two ways is none.
 */
export function onlyLooks(head: Head | null): boolean {
  if (!head || !/^(GET|HEAD) \/[!-~]* HTTP\/1\.1$/.test(head.first)) return false;
  const { headers } = head;
  if (headers.has('transfer-encoding') || headers.has('upgrade')) return false;
  if (isToken(headers.get('connection'), 'upgrade')) return false;
  return ['0', undefined].includes(headers.get('content-length'));
}

/** The same for a tap that only looks: each request is let through, or refused and the connection ended. */
export function relayLooking(client: Socket, to: Engine, listener: Listener): void {
  const engine = answers(client, to, listener);
  let held = Buffer.alloc(0);
  let refused = false;
  join(client, engine, listener);
  client.on('end', () => engine.end());
  client.on('data', (bytes) => {
    if (refused) return;
    held = Buffer.concat([held, bytes]);
    for (;;) {
      const end = held.indexOf('\r\n\r\n');
      if (end < 0) {
        if (held.length > LONGEST) refuse();
        return;
      }
      if (!onlyLooks(readHead(held.toString('latin1', 0, end)))) return refuse();
      const passed = held.subarray(0, end + 4);
      held = held.subarray(end + 4);
      if (!engine.write(passed)) client.pause();
      listener.asked(passed);
    }
  });
  engine.on('drain', () => client.resume());
  client.resume();

  function refuse(): void {
    refused = true;
    if ('stream' in to) to.stream.unpipe(client);
    else engine.removeAllListeners('end');
    const body = JSON.stringify({ message: REFUSED });
    const answer =
      'HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nConnection: close\r\n' +
      `Content-Length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}\n`;
    listener.asked(held);
    listener.answered(Buffer.from(answer));
    client.end(answer, () => engine.destroy());
  }
}
