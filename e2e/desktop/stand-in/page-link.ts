import type { CDPSession, Page } from '@playwright/test';
import { ipcMain } from './ipc-main';
import { MessagePortMain } from './message-channel';
import { BINDING, INTO, preloadScript, type FromPage, type IntoPage } from './page-side';
import type { WebContents } from './web-contents';

/** A world is the page's globals, or a second set of globals on the same document. */
const ISOLATED = 'preload';

export interface Preload {
  readonly source: string;
  /** In a world of its own, as with `contextIsolation`. */
  readonly isolated: boolean;
  /** In frames within the page, too. */
  readonly everywhere: boolean;
}

let next = 1;

/** Messages between the program and one page, in order. */
export class PageLink {
  #ports = new Map<number, { readonly port: MessagePortMain; readonly say: (data: unknown) => void }>();
  #queue: Promise<unknown> = Promise.resolve();
  #session: CDPSession | null = null;
  /** Frames by the worlds in them in which the preload script runs. */
  #worlds = new Map<number, string>();
  #main = '';

  constructor(
    readonly page: Page,
    private readonly contents: WebContents,
  ) {}

  /** Puts the preload script into every page that comes. */
  async ready({ source, isolated, everywhere }: Preload): Promise<CDPSession> {
    const session = await this.page.context().newCDPSession(this.page);
    this.#session = session;
    session.on('Runtime.executionContextCreated', ({ context: { id, name, auxData } }) => {
      const about = auxData as unknown as { isDefault: boolean; frameId: string };
      if (isolated ? name === ISOLATED : about.isDefault) this.#worlds.set(id, about.frameId);
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId: id }) => this.#worlds.delete(id));
    session.on('Runtime.executionContextsCleared', () => this.#worlds.clear());
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === BINDING) this.#hear(this.#worlds.get(executionContextId), payload);
    });
    await session.send('Page.enable');
    await session.send('Runtime.enable');
    this.#main = (await session.send('Page.getFrameTree')).frameTree.frame.id;
    await session.send('Runtime.addBinding', {
      name: BINDING,
      ...(isolated ? { executionContextName: ISOLATED } : {}),
    });
    await session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: preloadScript(source, everywhere),
      ...(isolated ? { worldName: ISOLATED } : {}),
    });
    return session;
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

  crash(): void {
    // Nothing answers any more.
    this.#session?.send('Page.crash').catch(() => undefined);
  }

  #into(message: IntoPage): void {
    // A page that is gone meanwhile takes nothing any more.
    this.#queue = this.#queue
      .then(() => {
        const world = [...this.#worlds].findLast(([, frame]) => frame === this.#main)?.[0];
        if (world === undefined) return undefined;
        return this.#session?.send('Runtime.callFunctionOn', {
          executionContextId: world,
          functionDeclaration: '(name, message) => globalThis[name]?.(message)',
          arguments: [{ value: INTO }, { value: message }],
        });
      })
      .catch(() => undefined);
  }

  #hear(frame: string | undefined, payload: string): void {
    const message = JSON.parse(payload) as FromPage;
    if (message.t === 'port') this.#ports.get(message.id)?.say(message.data);
    else if (message.t === 'port-closed') this.#ports.get(message.id)?.port.close();
    else {
      const { mainFrame } = this.contents;
      // A frame within the page may well be of the page's own origin.
      const senderFrame = frame === this.#main ? mainFrame : { url: mainFrame.url };
      ipcMain.emit(message.channel, { senderFrame });
    }
  }
}
