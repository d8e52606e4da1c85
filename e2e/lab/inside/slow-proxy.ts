/** Arguments: PORT TARGET. Orders: {rate: bytes per second or null}, {cutAfter: bytes}, {heal: true}. */
import { connect, createServer, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { createMeter } from './meter.js';
import { serve } from './orders.js';

const [host = '127.0.0.1', port = '5000'] = (process.argv[3] ?? '').split(':');
const meter = createMeter();
const open = new Set<Socket>();
let cut = false;
let left = Infinity;

function cutNow(): void {
  cut = true;
  for (const socket of open) socket.resetAndDestroy();
}

async function* measured(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    for (let sent = 0; sent < chunk.length;) {
      const size = await meter.take(Math.min(chunk.length - sent, left));
      yield chunk.subarray(sent, sent + size);
      sent += size;
      left -= size;
      if (left <= 0) return cutNow();
    }
  }
}

const server = createServer((engine) => {
  if (cut) return void engine.resetAndDestroy();
  const registry = connect(Number(port), host);
  for (const socket of [engine, registry]) {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
  }
  // Not a pipeline: it would end with the registry's last byte and drop what still waits for its turn.
  engine.pipe(registry);
  engine.on('close', () => registry.destroy());
  pipeline(registry, measured, engine).catch(() => engine.destroy());
});

serve(server, (order) => {
  if (order['rate'] === null) meter.setRate(Infinity);
  if (typeof order['rate'] === 'number') meter.setRate(order['rate']);
  if (typeof order['cutAfter'] === 'number') {
    left = order['cutAfter'];
    if (left <= 0) cutNow();
  }
  if (order['heal'] === true) {
    cut = false;
    left = Infinity;
  }
});
