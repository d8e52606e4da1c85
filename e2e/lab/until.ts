/** Waiting for a condition, instead of for a time. */

/**
 * Asks `condition` again and again until it is true.
 * @param what names the condition in the error, as in "waiting for {what}"; called only then if it is a function.
 * @param timeoutMs after this many milliseconds the promise rejects.
 */
export async function until(
  what: string | (() => string),
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 15_000,
  everyMs = 20,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) {
      throw new Error(
        `Gave up after ${timeoutMs} ms of waiting for ${typeof what === 'string' ? what : what()}.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
