import type { Transport } from './envelope';

/** Two ends in one process. Messages are copied as over a real wire, and arrive in a later turn. */
export function memoryPair(): readonly [Transport, Transport] {
  const listeners: [((message: unknown) => void)[], ((message: unknown) => void)[]] = [[], []];
  const closers: (() => void)[] = [];
  let open = true;
  const end = (mine: 0 | 1): Transport => ({
    send(message) {
      const copy: unknown = JSON.parse(JSON.stringify(message));
      void Promise.resolve().then(() => {
        if (open) for (const listener of listeners[mine === 0 ? 1 : 0]) listener(copy);
      });
    },
    onMessage: (listener) => void listeners[mine].push(listener),
    onClose: (listener) => void closers.push(listener),
    close() {
      if (!open) return;
      open = false;
      for (const closer of closers) closer();
    },
  });
  return [end(0), end(1)];
}
