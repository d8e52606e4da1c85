/** The parts of Electron that show something outside of pages. What they were asked is told on standard error. */
import { EventEmitter } from 'node:events';

const tell = (what: string, how: unknown): void =>
  void process.stderr.write(`${what} ${JSON.stringify(how)}\n`);

export type MenuRole =
  'appMenu' | 'fileMenu' | 'editMenu' | 'viewMenu' | 'windowMenu' | 'help' | 'about' | 'minimize' | 'close';

export interface MenuItemConstructorOptions {
  role?: MenuRole;
  type?: 'separator';
  label?: string;
  click?: () => void;
  submenu?: MenuItemConstructorOptions[];
}

/** One line of a menu. Words of roles are Electron's own and not known here. */
export class MenuItem {
  readonly role: string | undefined;
  readonly type: string;
  readonly label: string;
  readonly submenu: Menu | undefined;
  readonly click: () => void;
  constructor({ role, type, label, submenu, click }: MenuItemConstructorOptions) {
    // Electron keeps them in small letters.
    this.role = role?.toLowerCase();
    this.type = type ?? (submenu ? 'submenu' : 'normal');
    this.label = label ?? '';
    this.submenu = submenu && Menu.buildFromTemplate(submenu);
    this.click = click ?? (() => undefined);
  }
}

let menu: Menu | null = null;

/** A menu, of which nothing can be seen. */
export class Menu {
  constructor(readonly items: readonly MenuItem[] = []) {}
  static buildFromTemplate(template: MenuItemConstructorOptions[]): Menu {
    return new Menu(template.map((item) => new MenuItem(item)));
  }
  static setApplicationMenu(made: Menu | null): void {
    menu = made;
  }
  static getApplicationMenu(): Menu | null {
    return menu;
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
  #source: 'system' | 'light' | 'dark' = 'system';
  /** The system here is a light one. */
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
  get themeSource(): 'system' | 'light' | 'dark' {
    return this.#source;
  }
  set themeSource(source: 'system' | 'light' | 'dark') {
    this.#source = source;
    this.emit('updated');
  }
}
export const nativeTheme = new NativeTheme();

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
};
