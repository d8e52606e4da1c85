/** The parts of Electron that show something outside of pages. What they were asked is told on standard error. */
import { EventEmitter } from 'node:events';

const tell = (what: string, how: unknown): void =>
  void process.stderr.write(`${what} ${JSON.stringify(how)}\n`);

export type MenuRole = 'appMenu' | 'fileMenu' | 'editMenu' | 'viewMenu' | 'windowMenu';

/** A menu, of which nothing can be seen. */
export class Menu {
  constructor(readonly items: readonly unknown[]) {}
  static buildFromTemplate(template: { readonly role: MenuRole }[]): Menu {
    return new Menu(template);
  }
  static setApplicationMenu(menu: Menu | null): void {
    tell('menu', menu?.items ?? null);
  }
}

interface Question {
  readonly type?: 'question' | 'info' | 'error';
  readonly message: string;
  readonly detail?: string;
  readonly buttons?: string[];
  readonly defaultId?: number;
  readonly cancelId?: number;
}

export const dialog = {
  /** Nobody is there to press a button: the answer is the one that cancels. */
  showMessageBox(question: Question): Promise<{ response: number }> {
    tell('asked', question);
    return Promise.resolve({ response: question.cancelId ?? 0 });
  },
  showErrorBox(title: string, content: string): void {
    tell('error', { title, content });
  },
};

export const shell = {
  openExternal(url: string): Promise<void> {
    tell('external', url);
    return Promise.resolve();
  },
};

class NativeTheme extends EventEmitter<{ updated: [] }> {
  readonly shouldUseDarkColors: boolean = false;
}
export const nativeTheme = new NativeTheme();

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
};
