import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { browser, launchedBrowser, userData } from './chromium';
import { Preventable } from './events';
import { lockInstance } from './instance';
import type { WebContents } from './web-contents';

export interface AppEvents {
  'web-contents-created': [Preventable, WebContents];
  'window-all-closed': [];
  'second-instance': [Preventable, string[], string, unknown];
  'will-quit': [Preventable];
  activate: [];
}

export class App extends EventEmitter<AppEvents> {
  #ready = false;
  #quitting = false;
  #sandboxed = false;

  enableSandbox(): void {
    if (this.#ready) throw new Error('app.enableSandbox() can only be called before app is ready');
    this.#sandboxed = true;
  }

  requestSingleInstanceLock(data: Record<string, unknown> = {}): boolean {
    return lockInstance(data, ({ argv, folder, more }) =>
      this.emit('second-instance', new Preventable(), argv, folder, more),
    );
  }

  async whenReady(): Promise<void> {
    // A turn later, as with Electron: what the program does while it loads comes before.
    await browser();
    if (!this.#sandboxed) throw new Error('the program did not ask for the sandbox');
    this.#ready = true;
  }

  isReady(): boolean {
    return this.#ready;
  }

  /** The folder of the program that Node was started on: above `out/main`. */
  getAppPath(): string {
    return dirname(dirname(dirname(process.argv[1] ?? '')));
  }

  getVersion(): string {
    const { version } = JSON.parse(readFileSync(join(this.getAppPath(), 'package.json'), 'utf8')) as {
      version: string;
    };
    return version;
  }

  getPath(_name: 'userData'): string {
    return userData;
  }

  setAboutPanelOptions(_options: { applicationName?: string; applicationVersion?: string }): void {
    // The panel is the system's own.
  }

  quit(): void {
    if (this.#quitting) return;
    this.#quitting = true;
    const event = new Preventable();
    this.emit('will-quit', event);
    // As with Electron: a program that has something to finish asks to quit once more.
    if (event.defaultPrevented) {
      this.#quitting = false;
      return;
    }
    void Promise.resolve(launchedBrowser())
      .then((context) => context?.close())
      .finally(() => process.exit(0));
  }
}

export const app = new App();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
