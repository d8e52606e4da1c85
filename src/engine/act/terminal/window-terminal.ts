import { Readable } from 'node:stream';
import type { Input } from '../input';
import type { Screen } from '../output';
import { KeptBytes } from './kept-bytes';
import { LineDiscipline, withReturns } from './line-discipline';

export interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** One answer to a window that follows a terminal. */
export interface Piece {
  /** Place of the first of these bytes in all that was ever shown. Later than asked: what was before is gone. */
  readonly at: number;
  readonly bytes: Uint8Array;
  /** Lines that are gone. */
  readonly left: number;
  /** Up to here some window has shown it all: its questions are answered. */
  readonly seen: number;
  /** Nothing more comes. */
  readonly over: boolean;
}

/** bytes kept for a window that comes later */
const KEPT = 1024 * 1024;
/** bytes in one answer */
const MOST = 128 * 1024;
/** A program may be so many bytes ahead of the window that looks. */
const AHEAD = 256 * 1024;
/** milliseconds after which a window that asked for nothing is taken to be gone */
const GONE = 2000;
/** milliseconds for an answer that has nothing to tell */
const SILENCE = 20_000;
/** milliseconds between two chunks while no window looks */
const PACE = 16;
/** bytes that may be typed ahead of a program that reads nothing */
const TYPED_AHEAD = 64 * 1024;

/** A terminal whose screen and keyboard are in a window: the two ends of what a kernel's pseudo-terminal is. */
export class WindowTerminal {
  readonly input: Input;
  readonly screen: Screen;
  /** Where signals of the keyboard go; set once the command runs. */
  signal: (name: string) => void = () => undefined;
  private readonly kept = new KeptBytes(KEPT);
  private readonly keys: Readable;
  private readonly cooked: LineDiscipline;
  private raw = false;
  private over = false;
  /** Ctrl-D ended the input: what is typed from then on goes nowhere. */
  private ended = false;
  private seen = 0;
  private asked = -Infinity;
  private readonly resized = new Set<() => void>();
  /** Those who wait for more to show, for room on the screen, for room in the input. */
  private readers: (() => void)[] = [];
  private printers: (() => void)[] = [];
  private typists: (() => void)[] = [];

  constructor(
    private current: Size,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.keys = new Readable({
      highWaterMark: TYPED_AHEAD,
      read: () => {
        wake(this.typists);
      },
    });
    this.keys.pause();
    this.cooked = new LineDiscipline({
      echo: (bytes) => this.show(bytes),
      deliver: (bytes) => this.hand(bytes),
      end: () => {
        if (!this.ended) this.keys.push(null);
        this.ended = true;
      },
      signal: (name) => this.signal(name),
    });
    const { keys, resized } = this;
    this.input = {
      stream: keys,
      tty: true,
      raw: (on) => {
        this.raw = on;
        const begun = on ? this.cooked.take() : new Uint8Array();
        this.hand(begun);
      },
      size: () => this.current,
      onResize(changed) {
        resized.add(changed);
        return () => void resized.delete(changed);
      },
    };
    this.screen = { out: (_stream, data) => this.print(data) };
  }

  get size(): Size {
    return this.current;
  }

  /** Takes what was typed. Settles once there is room for more. */
  async type(bytes: Uint8Array): Promise<void> {
    if (this.over) return;
    if (this.raw) this.hand(bytes);
    else this.cooked.type(bytes);
    while (!this.over && this.keys.readableLength >= TYPED_AHEAD) await waitFor(this.typists, PACE);
  }

  resize(size: Size): void {
    if (size.rows === this.current.rows && size.columns === this.current.columns) return;
    this.current = size;
    for (const changed of this.resized) changed();
  }

  /** What stands at a place and behind it; waits until there is something. */
  async read(from: number): Promise<Piece> {
    const { seen } = this;
    this.asked = this.now();
    this.seen = Math.max(this.seen, Math.min(from, this.kept.end));
    wake(this.printers);
    if (from >= this.kept.end && !this.over) await waitFor(this.readers, SILENCE);
    this.asked = this.now();
    const { at, bytes } = this.kept.from(from, MOST);
    const over = this.over && at + bytes.length >= this.kept.end;
    return { at, bytes, left: at > from ? this.kept.left : 0, seen, over };
  }

  /** The command is over: what was shown stays. */
  finish(): void {
    this.over = true;
    for (const waiting of [this.readers, this.printers, this.typists]) wake(waiting);
  }

  private hand(bytes: Uint8Array): void {
    if (!this.ended && bytes.length > 0) this.keys.push(bytes);
  }

  private show(bytes: Uint8Array): void {
    this.kept.push(bytes);
    wake(this.readers);
  }

  /** Holds whoever prints back: a window that looks must come along, and without one nobody needs it fast. */
  private async print(data: string | Uint8Array): Promise<void> {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    this.show(this.raw ? bytes : withReturns(bytes));
    if (this.kept.end - this.seen <= AHEAD) return;
    if (!this.looked()) return waitFor([], PACE);
    while (this.looked() && !this.over && this.kept.end - this.seen > AHEAD)
      await waitFor(this.printers, GONE);
  }

  private looked(): boolean {
    return this.readers.length > 0 || this.now() - this.asked < GONE;
  }
}

function wake(waiting: (() => void)[]): void {
  for (const go of waiting.splice(0)) go();
}

/** Until it is woken, or so many milliseconds have passed. */
function waitFor(waiting: (() => void)[], most: number): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      clearTimeout(timer);
      const at = waiting.indexOf(go);
      if (at >= 0) waiting.splice(at, 1);
      resolve();
    };
    const timer = setTimeout(go, most);
    waiting.push(go);
  });
}
