import type { Frame, Page } from '@playwright/test';
import { toApp } from './address';
import { ipcMain } from './ipc-main';
import { MessagePortMain } from './message-channel';
import { BINDING, INTO, type FromPage, type IntoPage } from './page-side';
import type { WebContents } from './web-contents';

let next = 1;

/** Messages between the program and one page, in order. */
export class PageLink {
  #ports = new Map<number, { readonly port: MessagePortMain; readonly say: (data: unknown) => void }>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(
    readonly page: Page,
    private readonly contents: WebContents,
  ) {}

  async ready(): Promise<void> {
    await this.page.exposeBinding(BINDING, ({ frame }, message: FromPage) => this.#hear(frame, message));
  }

  post(channel: string, message: unknown, transfer: readonly MessagePortMain[]): void {
    const ports = transfer.map((port) => {
      const id = next;
      next += 1;
      const say = MessagePortMain.send(port, {
        deliver: (data) => this.#into({ t: 'port', id, data }),
        close: () => this.#into({ t: 'close', id }),
      });
      this.#ports.set(id, { port, say });
      return id;
    });
    this.#into({ t: 'post', channel, message, ports });
  }

  /** The page is about to be another one: its ports end. */
  gone(): void {
    for (const { port } of this.#ports.values()) port.close();
    this.#ports.clear();
  }

  #into(message: IntoPage): void {
    // A page that is gone meanwhile takes nothing any more.
    this.#queue = this.#queue
      .then(() =>
        this.page.evaluate(
          ([name, m]) => (globalThis as unknown as Record<string, (m: unknown) => void>)[name]?.(m),
          [INTO, message] as const,
        ),
      )
      .catch(() => undefined);
  }

  #hear(frame: Frame, message: FromPage): void {
    if (message.t === 'port') this.#ports.get(message.id)?.say(message.data);
    else if (message.t === 'port-closed') this.#ports.get(message.id)?.port.close();
    else {
      const senderFrame =
        frame === this.page.mainFrame() ? this.contents.mainFrame : { url: toApp(frame.url()) };
      ipcMain.emit(message.channel, { senderFrame });
    }
  }
}
