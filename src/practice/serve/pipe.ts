import type { Duplex } from '../programs';

/** Two ends of a connection inside the model. What is written before somebody listens waits. */
export function pipe(): readonly [Duplex, Duplex] {
  const a = end();
  const b = end();
  return [a.face(b), b.face(a)];
}

interface End {
  take(bytes: Uint8Array): void;
  ended(): void;
  face(other: End): Duplex;
}

function end(): End {
  const early: Uint8Array[] = [];
  let over = false;
  let onData: ((bytes: Uint8Array) => void) | undefined;
  let onEnd: (() => void) | undefined;
  return {
    take(bytes) {
      if (onData) onData(bytes);
      else early.push(bytes);
    },
    ended() {
      over = true;
      // Nobody hears the end before what came earlier.
      if (early.length === 0) onEnd?.();
    },
    face: (other) => {
      let closed = false;
      return {
        write(bytes) {
          if (closed) return;
          queueMicrotask(() => other.take(bytes));
        },
        end() {
          if (closed) return;
          closed = true;
          queueMicrotask(() => other.ended());
        },
        onData(take) {
          onData = take;
          for (const bytes of early.splice(0)) take(bytes);
          if (over) onEnd?.();
        },
        onEnd(then) {
          onEnd = then;
          if (over && early.length === 0) then();
        },
      };
    },
  };
}
