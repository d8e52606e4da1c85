import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { CDPSession, Page, Route } from '@playwright/test';
import { ORIGIN, toApp, toWeb } from './address';
import { app } from './app';
import { browser } from './chromium';
import { Navigation, Preventable } from './events';
import type { PageLink } from './page-link';
import { pageScript } from './page-side';
import { answerRoute } from './protocol';
import { Session, session } from './session';
import { nativeTheme } from './surroundings';
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

interface Preferences {
  readonly preload?: string;
  readonly sandbox?: boolean;
  readonly contextIsolation?: boolean;
  readonly nodeIntegration?: boolean;
  readonly nodeIntegrationInWorker?: boolean;
  readonly nodeIntegrationInSubFrames?: boolean;
  readonly webSecurity?: boolean;
  readonly allowRunningInsecureContent?: boolean;
  readonly experimentalFeatures?: boolean;
  readonly webviewTag?: boolean;
  readonly navigateOnDragDrop?: boolean;
  readonly spellcheck?: boolean;
}

interface Options extends Partial<Rectangle> {
  readonly minWidth?: number;
  readonly minHeight?: number;
  readonly backgroundColor?: string;
  readonly show?: boolean;
  readonly title?: string;
  readonly webPreferences?: Preferences;
}

const windows = new Set<BrowserWindow>();

/** A page of Chromium as a window, closed off as far as the program says and no further. */
export class BrowserWindow extends EventEmitter<WindowEvents> {
  readonly webContents: WebContents;
  #closed = false;
  #link: PageLink | null = null;
  #page: Promise<Page>;
  #url = '';
  #color: string;
  #fullScreen = false;
  #maximized = false;
  readonly #preferences: Preferences;
  readonly #preload: string;

  constructor(private readonly options: Options) {
    super();
    this.#preferences = options.webPreferences ?? {};
    this.#color = options.backgroundColor ?? '#FFFFFF';
    const { preload } = this.#preferences;
    this.#preload = preload === undefined ? '' : readFileSync(preload, 'utf8');
    windows.add(this);
    this.webContents = new WebContents({
      preferences: this.#preferences,
      newPage: async () => {
        const crashed = await this.#page;
        this.#page = this.#attach();
        await this.loadURL(this.#url);
        await crashed.close();
      },
    });
    app.emit('web-contents-created', new Preventable(), this.webContents);
    this.#page = this.#attach();
    nativeTheme.on('updated', () => void this.#page.then(dress).catch(() => undefined));
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }

  async #attach(): Promise<Page> {
    const context = await browser();
    const blank = context.pages().find((page) => page.url() === 'about:blank');
    const page = blank ?? (await context.newPage());
    const link = WebContents.attach(this.webContents, page);
    this.#link = link;
    const { sandbox, contextIsolation, nodeIntegration, nodeIntegrationInSubFrames } = this.#preferences;
    const session = await link.ready({
      source: this.#preload,
      isolated: contextIsolation ?? true,
      everywhere: nodeIntegrationInSubFrames ?? false,
    });
    // Stricter than Electron, where a page outside the sandbox has to break out before it sees Node.
    await page.addInitScript(pageScript({ node: nodeIntegration === true, process: sandbox === false }));
    await this.#guard(page, session);
    await dress(page);
    page.on('close', () => {
      if (this.#link === link && !this.#closed) this.#end();
    });
    return page;
  }

  async #guard(page: Page, link: CDPSession): Promise<void> {
    await page.route('**/*', (route) => this.#route(route, page));
    const asked: boolean[] = [];
    link.on('Page.windowOpen', ({ url }) => asked.push(WebContents.mayOpen(this.webContents, toApp(url))));
    page.on('popup', (popup) => {
      // Told in the same breath, by another way.
      setImmediate(() => {
        if (!asked.shift()) void popup.close();
      });
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
    if (!request.url().startsWith(`${ORIGIN}/`)) return route.continue();
    return answerRoute(route, (to) => {
      const going = new Navigation(to);
      this.webContents.emit('will-redirect', going);
      return !going.defaultPrevented;
    });
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
    windows.delete(this);
    this.emit('closed');
    if (windows.size === 0) app.emit('window-all-closed');
  }

  #front(): void {
    void this.#page.then((page) => page.bringToFront()).catch(() => undefined);
  }
  show(): void {
    this.#front();
  }
  focus(): void {
    this.#front();
  }
  isMinimized(): boolean {
    return false;
  }
  restore(): void {
    this.#front();
  }
  isMaximized(): boolean {
    return this.#maximized;
  }
  maximize(): void {
    this.#maximized = true;
  }
  isFullScreen(): boolean {
    return this.#fullScreen;
  }
  setFullScreen(full: boolean): void {
    this.#fullScreen = full;
  }
  isDestroyed(): boolean {
    return this.#closed;
  }
  /** Seen only in the blink before the page draws. */
  setBackgroundColor(color: string): void {
    this.#color = color;
  }
  getBackgroundColor(): string {
    return this.#color.toUpperCase();
  }
  getNormalBounds(): Rectangle {
    const { x = 0, y = 0, width = 800, height = 600 } = this.options;
    return { x, y, width, height };
  }
}

/** Gives a page the system's theme. */
const dress = (page: Page): Promise<void> =>
  page.emulateMedia({ colorScheme: nativeTheme.shouldUseDarkColors ? 'dark' : 'light' });
