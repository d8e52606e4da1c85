const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interrupted {
  /** Resolves at the first Ctrl-C, hang-up or request to end. */
  readonly come: Promise<void>;
  /** Signals do what they did before. */
  release(): void;
}

/** Takes over the signals that ask a program to end. A second one ends it at once. */
export function onInterrupt(): Interrupted {
  let resolve: () => void = () => undefined;
  const come = new Promise<void>((done) => (resolve = done));
  const release = (): void => {
    for (const signal of SIGNALS) process.off(signal, taken);
  };
  function taken(): void {
    release();
    resolve();
  }
  for (const signal of SIGNALS) process.on(signal, taken);
  return { come, release };
}
