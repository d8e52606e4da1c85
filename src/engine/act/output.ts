import { TextDecoder } from 'node:util';
import type { CommandId, ContainerId } from '../../core/base/brand';
import { PlainText } from '../../core/docker/plain-text';
import type { Fact } from '../../core/journal/entry';

/** Where a command's output is shown. A promise holds the source back until it is settled. */
export interface Screen {
  out(stream: 'stdout' | 'stderr', data: string | Uint8Array): void | Promise<void>;
}

const INTERVAL = 16;
const LIMIT = 64 * 1024;
/** signs of a batch whose last lines are enough */
const TAIL = 4096;

/**
 * Takes what a command prints to the screen at once and to the journal in batches: one fact for each stretch of
 * one stream, at most every 16 ms or 64 KiB, so that a fast program costs few facts.
 */
export class Output {
  private pending: {
    readonly stream: 'stdout' | 'stderr';
    readonly container: ContainerId | null;
    text: string;
    left: number;
  } | null = null;
  private timer: NodeJS.Timeout | undefined;
  private readonly decoders = new Map<string, TextDecoder>();
  private readonly words = new PlainText();
  private muted = false;

  constructor(
    private readonly command: CommandId,
    private readonly append: (fact: Fact) => void,
    private readonly screen: Screen,
    /** At most one full batch an interval (4 MB/s): what is kept would otherwise outrun who reads it. */
    private readonly paced = false,
    /** All is shown in a terminal: kept are the words of the last lines of each batch, without colours and the like. */
    private readonly tailOnly = false,
  ) {}

  /** @param kept what the journal may keep of it: secrets taken out */
  async print(stream: 'stdout' | 'stderr', shown: string, kept: string): Promise<void> {
    if (shown === '' || this.muted) return;
    this.keep(stream, null, kept);
    await this.screen.out(stream, shown);
  }

  /** Bytes that a container's program printed. A character may be cut between two chunks. */
  async bytes(stream: 'stdout' | 'stderr', chunk: Uint8Array, container: ContainerId): Promise<void> {
    if (this.muted) return;
    const key = `${stream} ${container}`;
    const decoder = this.decoders.get(key) ?? new TextDecoder();
    this.decoders.set(key, decoder);
    const text = decoder.decode(chunk, { stream: true });
    const full = this.keep(stream, container, this.tailOnly ? this.words.push(text) : text);
    await this.screen.out(stream, chunk);
    if (full && this.paced) await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }

  /** From here on nothing is printed: the command was interrupted. */
  mute(): void {
    this.flush();
    this.muted = true;
  }

  /** Writes what is held back. Called before any other fact, so that the order is that of happening. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const batch = this.pending;
    this.pending = null;
    if (batch === null || batch.text === '') return;
    const { stream, text, container, left } = batch;
    this.append({
      kind: 'command-output',
      command: this.command,
      stream,
      text,
      ...(container === null ? {} : { container }),
      ...(left === 0 ? {} : { left }),
    });
  }

  /** @returns whether a batch was full and went */
  private keep(stream: 'stdout' | 'stderr', container: ContainerId | null, text: string): boolean {
    if (this.pending !== null && (this.pending.stream !== stream || this.pending.container !== container))
      this.flush();
    if (this.pending === null) this.pending = { stream, container, text, left: 0 };
    else this.pending.text += text;
    if (this.tailOnly && this.pending.text.length > TAIL * 2) this.shorten(this.pending);
    const full = this.pending.text.length >= LIMIT;
    if (full) this.flush();
    else {
      this.timer ??= setTimeout(() => {
        this.flush();
      }, INTERVAL);
    }
    return full;
  }

  /** Leaves whole lines out, the oldest first; a line longer than all that is kept loses its beginning. */
  private shorten(batch: { text: string; left: number }): void {
    const from = batch.text.length - TAIL;
    const end = batch.text.indexOf('\n', from);
    const gone = batch.text.slice(0, end < 0 ? from : end + 1);
    batch.left += gone.split('\n').length - 1;
    batch.text = batch.text.slice(gone.length);
  }
}
