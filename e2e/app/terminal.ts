import { expect, type Locator, type Page } from '@playwright/test';

/** The terminals of the app's window, as a person uses them; and the bytes that came to them, as the host sent them. */
export class TerminalView {
  readonly panel: Locator;
  readonly rows: Locator;
  /** What each terminal got, by its command: all bytes, in order. */
  private readonly got = new Map<string, Buffer[]>();

  /** To be made before the window opens. */
  constructor(readonly page: Page) {
    this.panel = page.locator('aside.terminal');
    this.rows = page.locator('.terminal-place .xterm-rows');
    page.on('websocket', (socket) => {
      const asked = new Map<number, string>();
      socket.on('framesent', ({ payload }) => {
        const call = read(payload);
        if (call['t'] === 'call' && call['name'] === 'read')
          asked.set(Number(call['id']), (call['body'] as { command: string }).command);
      });
      socket.on('framereceived', ({ payload }) => {
        const answer = read(payload);
        const command = answer['t'] === 'answer' ? asked.get(Number(answer['id'])) : undefined;
        if (command === undefined || answer['ok'] !== true) return;
        const pieces = this.got.get(command) ?? [];
        pieces.push(Buffer.from((answer['value'] as { bytes: string }).bytes, 'base64'));
        this.got.set(command, pieces);
      });
    });
  }

  /** All bytes of the terminal of a command: `c1` is the first that was run. */
  bytes(command: string): Buffer {
    return Buffer.concat(this.got.get(command) ?? []);
  }

  /** The terminal shows this, now or soon. */
  async shows(words: string | RegExp): Promise<void> {
    await expect(this.rows).toContainText(words, { timeout: 30_000 });
  }

  /** The keys go to the program: it has the focus. */
  async focused(): Promise<void> {
    await expect(this.page.locator('.terminal-place textarea')).toBeFocused({ timeout: 15_000 });
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  async enter(text: string): Promise<void> {
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
  }

  /** Pastes as the browser does when the keys for it are pressed. */
  async paste(text: string): Promise<void> {
    await this.page.locator('.terminal-place textarea').evaluate((area, pasted) => {
      const data = new DataTransfer();
      data.setData('text/plain', pasted);
      area.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, text);
  }
}

function read(payload: string | Buffer): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(String(payload)) as Record<string, unknown>;
  } catch {
    return {};
  }
}
