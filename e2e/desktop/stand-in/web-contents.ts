import { EventEmitter } from 'node:events';
import type { Page } from '@playwright/test';
import { toApp, toWeb } from './address';
import { Preventable, type Gone, type Navigation } from './events';
import type { MessagePortMain } from './message-channel';
import { PageLink } from './page-link';

export interface ContentsEvents {
  'will-navigate': [Navigation];
  'will-frame-navigate': [Navigation];
  'will-redirect': [Navigation];
  'will-attach-webview': [Preventable];
  'render-process-gone': [Preventable, Gone];
}

/** A frame of a page, as the program sees it. */
export interface WebFrameMain {
  readonly url: string;
}

type OpenHandler = (details: { readonly url: string }) => { action: 'deny' } | { action: 'allow' };

/** What a window gives to its contents. */
export interface Behind {
  readonly preferences: object;
  newPage(): Promise<void>;
}

/** The contents of a window. Messages go by a link to the page that is there now; a crash brings a new one. */
export class WebContents extends EventEmitter<ContentsEvents> {
  readonly #frame: WebFrameMain;
  #link: PageLink | null = null;
  #crashed = false;
  #aim = '';
  #open: OpenHandler = () => ({ action: 'allow' });

  constructor(private readonly behind: Behind) {
    super();
    const url = (): string => {
      const now = this.#link?.page.url() ?? 'about:blank';
      return now === 'about:blank' ? this.#aim : toApp(now);
    };
    this.#frame = {
      get url() {
        return url();
      },
    };
  }

  get mainFrame(): WebFrameMain {
    return this.#frame;
  }
  getURL(): string {
    return this.mainFrame.url;
  }
  /** Electron has it, and keeps it out of its types. */
  getLastWebPreferences(): object {
    return { ...this.behind.preferences };
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#open = handler;
  }
  postMessage(channel: string, message: unknown, transfer: MessagePortMain[] = []): void {
    this.#link?.post(channel, message, transfer);
  }
  reload(): void {
    if (this.#crashed) void this.behind.newPage();
    else void this.#link?.page.reload();
  }

  forcefullyCrashRenderer(): void {
    this.#link?.crash();
  }

  static attach(contents: WebContents, page: Page): PageLink {
    const link = new PageLink(page, contents);
    contents.#link = link;
    contents.#crashed = false;
    page.on('crash', () => {
      contents.#crashed = true;
      contents.emit('render-process-gone', new Preventable(), { reason: 'crashed' });
    });
    return link;
  }

  /** Where it is about to go, which counts as where it is until it is there. */
  static aim(contents: WebContents, url: string): void {
    contents.#aim = url;
  }

  static async load(contents: WebContents, url: string): Promise<void> {
    await contents.#link?.page.goto(toWeb(url));
  }

  /** Whether the program lets this window open another one. */
  static mayOpen(contents: WebContents, url: string): boolean {
    return contents.#open({ url }).action === 'allow';
  }
}
