import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Page, Route } from '@playwright/test';
import { ORIGIN, toApp, toWeb } from './address';
import { app } from './app';
import { browser } from './chromium';
import { Navigation, Preventable } from './events';
import type { PageLink } from './page-link';
import { pageScript } from './page-side';
import { answerRoute } from './protocol';
import { Session, session } from './session';
import { WebContents } from './web-contents';

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface WindowEvents {
  'ready-to-show': [];
  close: [Preventable];
  closed: [];
}

interface Options extends Partial<Rectangle> {
  readonly minWidth?: number;
  readonly minHeight?: number;
  readonly backgroundColor?: string;
  readonly show?: boolean;
  readonly title?: string;
  readonly webPreferences?: {
    readonly preload?: string;
    readonly sandbox?: boolean;
    readonly contextIsolation?: boolean;
    readonly nodeIntegration?: boolean;
    readonly webSecurity?: boolean;
    readonly spellcheck?: boolean;
  };
}

let open = 0;

/** A page of Chromium as a window. */
export class BrowserWindow extends EventEmitter<WindowEvents> {
  readonly webContents: WebContents;
  #closed = false;
  #link: PageLink | null = null;
  #page: Promise<Page>;
  #url = '';
  readonly #preload: string;

  constructor(private readonly options: Options) {
    super();
    const { preload, sandbox, contextIsolation, nodeIntegration } = options.webPreferences ?? {};
    if (!sandbox || !contextIsolation || nodeIntegration) throw new Error('the window is not closed off');
    this.#preload = preload === undefined ? '' : readFileSync(preload, 'utf8');
    open += 1;
    this.webContents = new WebContents(async () => {
      this.#page = this.#attach();
      await this.loadURL(this.#url);
    });
    app.emit('web-contents-created', new Preventable(), this.webContents);
    this.#page = this.#attach();
  }

  async #attach(): Promise<Page> {
    const context = await browser();
    const blank = context.pages().find((page) => page.url() === 'about:blank');
    const page = blank ?? (await context.newPage());
    const link = WebContents.attach(this.webContents, page);
    this.#link = link;
    await link.ready();
    await page.addInitScript(pageScript(this.#preload));
    await this.#guard(page);
    page.on('close', () => {
      if (this.#link === link && !this.#closed) this.#end();
    });
    return page;
  }

  async #guard(page: Page): Promise<void> {
    await page.route('**/*', (route) => this.#route(route, page));
    page.on('popup', (popup) => {
      if (!WebContents.mayOpen(this.webContents, toApp(popup.url()))) void popup.close();
    });
    page.on('download', (download) => {
      const event = new Preventable();
      session.defaultSession.emit('will-download', event);
      if (event.defaultPrevented) void download.cancel();
    });
  }

  async #route(route: Route, page: Page): Promise<void> {
    const request = route.request();
    const main = request.isNavigationRequest() && request.frame() === page.mainFrame();
    if (request.isNavigationRequest() && request.url() !== toWeb(this.#url)) {
      const going = new Navigation(toApp(request.url()));
      this.webContents.emit('will-frame-navigate', going);
      if (main) this.webContents.emit('will-navigate', going);
      if (going.defaultPrevented) return route.abort('aborted');
    }
    if (main) this.#link?.gone();
    if (request.url().startsWith(`${ORIGIN}/`)) return answerRoute(route);
    return route.continue();
  }

  async loadURL(url: string): Promise<void> {
    this.#url = url;
    const page = await this.#page;
    WebContents.aim(this.webContents, url);
    await Session.settle(session.defaultSession, this.webContents, page.context());
    await WebContents.load(this.webContents, url);
    if (!page.isClosed()) this.emit('ready-to-show');
  }

  #end(): void {
    this.emit('close', new Preventable());
    this.#closed = true;
    this.#link?.gone();
    this.emit('closed');
    open -= 1;
    if (open === 0) app.emit('window-all-closed');
  }

  show(): void {
    this.focus();
  }
  focus(): void {
    void this.#page.then((page) => page.bringToFront()).catch(() => undefined);
  }
  isMinimized(): boolean {
    return false;
  }
  restore(): void {
    this.focus();
  }
  isMaximized(): boolean {
    return false;
  }
  maximize(): void {
    this.focus();
  }
  isDestroyed(): boolean {
    return this.#closed;
  }
  setBackgroundColor(_color: string): void {
    // Seen only in the blink before the page draws.
  }
  getNormalBounds(): Rectangle {
    const { x = 0, y = 0, width = 800, height = 600 } = this.options;
    return { x, y, width, height };
  }
}
