import { FitAddon } from '@xterm/addon-fit';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { Terminal } from '@xterm/xterm';
import { after } from '../clock';
import { readTerminal, resizeTerminal, typeInto } from '../store/terminals';
import { fromBase64, toBase64 } from './base64';
import { terminalColours } from './colours';

/** lines that can be scrolled back to */
const SCROLLBACK = 5000;
/** bytes typed in one message; a long paste is several */
const AT_ONCE = 45 * 1024;
/** milliseconds between tries while the host is gone */
const RETRY = 500;

const utf8 = new TextEncoder();

/** What is told to where a screen is shown. */
export interface Shown {
  /** So many lines can no longer be scrolled back to. */
  readonly left: (lines: number) => void;
  /** The keys that lead out of here were pressed. */
  readonly leave: () => void;
}

/** One terminal of this window: xterm at one end, what the host hands out at the other. It lives while it is open. */
export class TerminalScreen {
  readonly element = document.createElement('div');
  /** Lines that can no longer be scrolled back to. */
  private left = 0;
  private shownIn: Shown | null = null;
  private readonly terminal: Terminal;
  private readonly fitter = new FitAddon();
  private readonly observer = new ResizeObserver(() => this.fit());
  /** What is shown now was shown before a reload: its questions to a terminal are answered already. */
  private mute = false;
  private gone = 0;
  private full = false;
  private typing: Promise<void> = Promise.resolve();
  private over = false;

  constructor(readonly command: string) {
    this.element.className = 'terminal-screen';
    this.terminal = new Terminal({
      allowProposedApi: true,
      cursorBlink: false,
      fontFamily: "'Cutaway Code', ui-monospace, monospace",
      fontSize: 13,
      lineHeight: 1.35,
      minimumContrastRatio: 4.5,
      scrollback: SCROLLBACK,
      theme: terminalColours(),
    });
    this.terminal.loadAddon(this.fitter);
    this.terminal.loadAddon(new Unicode11Addon());
    this.terminal.unicode.activeVersion = '11';
    this.terminal.onData((text) => this.type(utf8.encode(text)));
    this.terminal.onBinary((text) => this.type(Uint8Array.from(text, (sign) => sign.charCodeAt(0))));
    this.terminal.onResize(({ rows, cols }) => resizeTerminal(command, { rows, columns: cols }));
    this.terminal.onLineFeed(() => {
      if (this.full) this.gone += 1;
    });
    this.terminal.attachCustomKeyEventHandler((event) => this.own(event));
    void this.follow();
  }

  /** Puts it on the page. */
  show(parent: HTMLElement, shown: Shown): void {
    this.shownIn = shown;
    shown.left(this.left);
    parent.append(this.element);
    if (!this.terminal.element) this.terminal.open(this.element);
    this.terminal.options.theme = terminalColours();
    this.observer.observe(this.element);
    this.fit();
  }

  hide(): void {
    this.shownIn = null;
    this.observer.disconnect();
    this.element.remove();
  }

  focus(): void {
    this.terminal.focus();
  }

  get focused(): boolean {
    return this.element.contains(document.activeElement);
  }

  recolour(): void {
    this.terminal.options.theme = terminalColours();
  }

  copy(): void {
    const text = this.terminal.getSelection();
    if (text !== '') void navigator.clipboard.writeText(text);
  }

  /** All that can be scrolled back to, as text; for whoever reads it otherwise. */
  text(): string {
    const { active } = this.terminal.buffer;
    const lines: string[] = [];
    for (let i = 0; i < active.length; i += 1) lines.push(active.getLine(i)?.translateToString(true) ?? '');
    return lines.join('\n').trimEnd();
  }

  dispose(): void {
    this.over = true;
    this.hide();
    this.terminal.dispose();
  }

  private fit(): void {
    if (this.element.clientWidth > 0) this.fitter.fit();
  }

  /** The window's own keys; all others are the program's. @returns whether the terminal takes the key */
  private own(event: KeyboardEvent): boolean {
    if (!event.shiftKey || !(event.ctrlKey || event.metaKey)) return true;
    const down = event.type === 'keydown';
    switch (event.code) {
      case 'Enter':
        if (down) {
          event.preventDefault();
          this.shownIn?.leave();
        }
        return false;
      case 'KeyC':
        if (down) {
          event.preventDefault();
          this.copy();
        }
        return false;
      case 'KeyV':
        // The browser pastes: a page may not read the clipboard by itself.
        return false;
      default:
        return true;
    }
  }

  /** One after the other, each once there is room for it: nothing overtakes, and nothing piles up at the host. */
  private type(bytes: Uint8Array): void {
    if (this.mute) return;
    for (let at = 0; at < bytes.length; at += AT_ONCE) {
      const piece = toBase64(bytes.subarray(at, at + AT_ONCE));
      this.typing = this.typing.then(() => typeInto(this.command, piece));
    }
  }

  /** Takes what the host has, and asks for more once it is shown: a flood waits at the host, not here. */
  private async follow(): Promise<void> {
    let from = 0;
    let answered: number | null = null;
    let lost = 0;
    while (!this.over) {
      const piece = await readTerminal(this.command, from);
      if (piece === 'closed') return;
      if (piece === null) {
        await new Promise<void>((resolve) => after(RETRY, resolve));
        continue;
      }
      answered ??= piece.seen;
      lost += piece.left;
      const bytes = fromBase64(piece.bytes);
      const end = piece.at + bytes.length;
      if (piece.at < answered) await this.write(bytes.subarray(0, answered - piece.at), true);
      await this.write(bytes.subarray(Math.max(0, answered - piece.at)), false);
      from = end;
      this.count(lost);
      if (piece.over) return;
    }
  }

  private async write(bytes: Uint8Array, before: boolean): Promise<void> {
    if (bytes.length === 0 || this.over) return;
    this.mute = before;
    await new Promise<void>((resolve) => this.terminal.write(bytes, resolve));
    this.mute = false;
    const { normal } = this.terminal.buffer;
    this.full = normal.baseY >= SCROLLBACK && this.terminal.buffer.active.type === 'normal';
  }

  private count(lost: number): void {
    const left = lost + this.gone;
    if (left === this.left) return;
    this.left = left;
    this.shownIn?.left(left);
  }
}
