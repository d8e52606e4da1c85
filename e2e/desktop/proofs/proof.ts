import type { Desktop } from '../launch';

/** Looks at a running program. @returns what is wrong with it, in words: nothing when the proof holds */
export type Proof = (desktop: Desktop) => Promise<readonly string[]>;

/** What stands in `seen` other than in `wanted`. */
export function differences(
  wanted: Readonly<Record<string, unknown>>,
  seen: Readonly<Record<string, unknown>>,
): string[] {
  return Object.keys(wanted)
    .filter((name) => JSON.stringify(wanted[name]) !== JSON.stringify(seen[name]))
    .map((name) => `${name} is ${JSON.stringify(seen[name])}`);
}

/** Waits for a condition for a while. @returns whether it came true */
export async function comes(condition: () => boolean | Promise<boolean>, within = 3000): Promise<boolean> {
  const deadline = performance.now() + within;
  while (!(await condition())) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

/**
 * Looks at a page of ours on which the app does not run: one of its files as text. There, nobody else asks for ports.
 * The app is back when the look is over.
 */
export const onBarePage =
  (proof: Proof): Proof =>
  async (desktop) => {
    const { page } = desktop;
    const home = page.url();
    const file = await page.evaluate(
      () => document.querySelector<HTMLLinkElement>('link[rel="stylesheet"]')?.href ?? '',
    );
    await page.goto(file);
    try {
      return await proof(desktop);
    } finally {
      await page.goto(home);
    }
  };
