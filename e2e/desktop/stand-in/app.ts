import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { browser, userData } from './chromium';
import type { Preventable } from './events';
import type { WebContents } from './web-contents';

export interface AppEvents {
  'web-contents-created': [Preventable, WebContents];
  'window-all-closed': [];
  'second-instance': [Preventable, string[], string, unknown];
  'will-quit': [];
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

  /** There is one instance in a test; the lock is always had. */
  requestSingleInstanceLock(_data?: Record<string, unknown>): boolean {
    return true;
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

  getAppPath(): string {
    return fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
  }

  getPath(_name: 'userData'): string {
    return userData;
  }

  quit(): void {
    if (this.#quitting) return;
    this.#quitting = true;
    this.emit('will-quit');
    void browser()
      .then((context) => context.close())
      .finally(() => process.exit(0));
  }
}

export const app = new App();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
