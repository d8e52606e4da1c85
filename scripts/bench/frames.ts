import type { Page } from '@playwright/test';

/** Frames while `act` runs: intervals between them in milliseconds. */
export async function frames(page: Page, act: () => Promise<void>): Promise<number[]> {
  // As text: what compiles this file names its functions by a helper that the page does not have.
  await page.evaluate(
    'times = []; counting = true; requestAnimationFrame(function next(now) { times.push(now); if (counting) requestAnimationFrame(next); })',
  );
  await act();
  const times = await page.evaluate<number[]>('counting = false, times');
  // A loop of the round before may have seen the same frame: two equal times are one frame.
  return times
    .slice(1)
    .map((time, i) => time - (times[i] ?? time))
    .filter((ms) => ms > 0);
}
