import type { Duplex } from 'node:stream';
import type { Wire } from './exchange';

/**
 * Takes a connection over: `101 UPGRADED` where the client asked for an upgrade, else `200 OK` and bare bytes, as
 * the engine does for clients of old.
 */
export function takeOver(socket: Duplex, contentType: string, upgrade: boolean): Wire | undefined {
  if (socket.destroyed) return undefined;
  if (!upgrade) {
    // Node's parser of requests lets go of the connection; what comes now is no request.
    socket.removeAllListeners('data');
    socket.removeAllListeners('end');
  }
  socket.write(
    upgrade
      ? `HTTP/1.1 101 UPGRADED\r\nContent-Type: ${contentType}\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n`
      : `HTTP/1.1 200 OK\r\nContent-Type: ${contentType}\r\n\r\n`,
  );
  socket.on('error', () => socket.destroy());
  return {
    write(bytes) {
      if (!socket.destroyed && !socket.writableEnded) socket.write(bytes);
    },
    end() {
      if (!socket.writableEnded) socket.end();
    },
    onData(take) {
      socket.on('data', (bytes: Buffer) => {
        take(new Uint8Array(bytes));
      });
      socket.resume();
    },
    onEnd(ended) {
      socket.on('end', ended);
    },
    onClose(closed) {
      socket.on('close', closed);
    },
    waiting: () => socket.writableLength,
    onDrain(drained) {
      const once = (): void => {
        socket.off('drain', once);
        socket.off('close', once);
        drained();
      };
      socket.on('drain', once);
      socket.on('close', once);
    },
  };
}
