import { expect, type Locator, type Page } from '@playwright/test';

/** The stage at the first frame of one act. */
export interface Step {
  readonly act: string;
  /** Words of each mark, by kind. */
  readonly marks: Readonly<Record<string, readonly string[]>>;
  /** Words on what travels. */
  readonly overlay: string;
}

/** The app's window as a person uses it: the picture, the prompt, the panels. */
export class App {
  readonly stage: Locator;
  readonly prompt: Locator;
  readonly narrator: Locator;
  readonly faults: string[] = [];

  constructor(readonly page: Page) {
    this.stage = page.locator('#stage');
    this.prompt = page.getByLabel('docker command');
    this.narrator = page.locator('.narrator > span').first();
    page.on('pageerror', (error) => this.faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(message.text());
    });
  }

  /** Opens the address and waits for a complete picture. From then on the acts on the stage are noted. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await expect(this.stage).toHaveAttribute('data-still', 'true');
    await this.page.evaluate(() => {
      const stage = document.querySelector('#stage') as Element;
      const steps: Step[] = [];
      Object.assign(window, { steps });
      let last: string | null = null;
      // Noted in the turn in which the stage drew the first frame of an act: nothing is missed, and nothing polled.
      new MutationObserver(() => {
        const act = stage.getAttribute('data-act');
        if (act === last) return;
        last = act;
        if (act === null) return;
        const marks: Record<string, string[]> = {};
        for (const mark of stage.querySelectorAll('g[data-kind]'))
          (marks[mark.getAttribute('data-kind') ?? ''] ??= []).push(mark.textContent ?? '');
        const overlay = stage.querySelector('.overlay')?.textContent ?? '';
        steps.push({ act, marks, overlay });
      }).observe(stage, { attributes: true, attributeFilter: ['data-act'] });
    });
  }

  /** A mark of the picture by its kind, and optionally the words that stand in it. */
  mark(kind: string, words?: string): Locator {
    const marks = this.page.locator(`#stage g[data-kind="${kind}"]`);
    return words === undefined ? marks : marks.filter({ hasText: words });
  }

  async type(command: string): Promise<void> {
    await this.prompt.click();
    await this.page.keyboard.type(command);
    await this.page.keyboard.press('Enter');
  }

  /** Nothing moves and nothing waits. */
  async still(): Promise<void> {
    await expect(this.stage).toHaveAttribute('data-still', 'true', { timeout: 45_000 });
  }

  /** The next frame has been drawn. */
  async frame(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }

  /** Waits until the act has begun at least once since the steps were last forgotten. */
  async act(name: string): Promise<Step> {
    await expect.poll(() => this.acts(), { timeout: 30_000 }).toContain(name);
    return (await this.steps()).findLast((step) => step.act === name) as Step;
  }

  /** What stood on the stage at the first frame of each act, in order. */
  steps(): Promise<Step[]> {
    return this.page.evaluate(() => (window as unknown as { steps: Step[] }).steps.slice());
  }

  async acts(): Promise<string[]> {
    return (await this.steps()).map((step) => step.act);
  }

  async forget(): Promise<void> {
    await this.page.evaluate(() => {
      (window as unknown as { steps: Step[] }).steps.length = 0;
    });
  }
}

/** The steps of `expected` appear in `seen` in this order, whatever stands between them. */
export function expectOrder(seen: readonly string[], expected: readonly string[]): void {
  let from = 0;
  for (const step of expected) {
    const at = seen.indexOf(step, from);
    expect(
      at,
      `${step} after ${seen.slice(0, from).join(' ')}; seen: ${seen.join(' ')}`,
    ).toBeGreaterThanOrEqual(from);
    from = at + 1;
  }
}
