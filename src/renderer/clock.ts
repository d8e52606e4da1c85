/**
 * The only clock of the renderer: frames, delays and the time of day. Everything else asks here, so that what moves can
 * be stopped in one place and nothing runs while nothing happens.
 */

/** milliseconds since the page began; never goes back */
export const stageNow = (): number => performance.now();

/** milliseconds since 1970 */
export const wallNow = (): number => Date.now();

export function onFrame(work: (now: number) => void): () => void {
  const id = requestAnimationFrame(work);
  return () => cancelAnimationFrame(id);
}

export function after(ms: number, work: () => void): () => void {
  const id = setTimeout(work, ms);
  return () => clearTimeout(id);
}
