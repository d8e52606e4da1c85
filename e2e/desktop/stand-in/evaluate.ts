/** Lets a test reach into the main process, as Playwright does with Electron's: `evaluate(({ app }, given) => …)`. */

export interface Asked {
  readonly id: number;
  /** A function's source. */
  readonly source: string;
  readonly given: unknown;
}

export type Answered =
  { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: string };

/** @param electron what the function is given first */
export function answerTests(electron: object): void {
  process.on('message', ({ id, source, given }: Asked) => {
    const say = (answer: Answered): void => void process.send?.(answer);
    const work = async (): Promise<unknown> => {
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the source comes from the test that started us
      const make = new Function(`return (${source})`) as () => (electron: object, given: unknown) => unknown;
      return await make()(electron, given);
    };
    work().then(
      (value) => say({ id, value }),
      (error: unknown) => say({ id, error: error instanceof Error ? error.message : String(error) }),
    );
  });
  // It ends by itself, not when its test lets go of it.
  process.channel?.unref();
}
