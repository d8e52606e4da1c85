import type { Readable } from 'node:stream';
import type { ContainerId } from '../../core/base/brand';
import { Unreachable } from '../../core/command/program';
import { jsonLines, type JsonLine } from '../wire/ndjson';
import { Demux, type Frame } from '../wire/demux';
import { readText } from '../wire/wire';
import type { Exchange } from './exchanges';
import type { Step } from '../../core/command/program';
import { unpackTo } from './copying';
import { writeFile } from './files';
import type { Output } from './output';

type SaveStep = Extract<Step, { readonly do: 'write-file' | 'unpack' }>;

/** An answer that is still open: read line by line, or to its end, or cut off. */
export class OpenBody {
  private bytes = 0;
  private readonly lines: AsyncGenerator<JsonLine>;

  constructor(
    private readonly body: Readable,
    readonly exchange: Exchange,
  ) {
    this.lines = jsonLines(this.counted());
    // A body that nobody reads when its connection breaks must not end the process.
    body.on('error', () => undefined);
  }

  /** The next line; undefined at the end. @throws Unreachable when the stream breaks off */
  async line(): Promise<JsonLine | undefined> {
    try {
      const next = await this.lines.next();
      if (next.done !== true) return next.value;
    } catch (error) {
      throw this.broken(error);
    }
    this.exchange.ended(this.bytes, null, null);
    return undefined;
  }

  /** What is left, as text. @throws Unreachable when the stream breaks off */
  async rest(): Promise<string> {
    try {
      const text = await readText(this.counted());
      this.exchange.ended(this.bytes, null, text);
      return text;
    } catch (error) {
      throw this.broken(error);
    }
  }

  /** Writes what is left to a file. @returns why it failed, in words; null when it is there @throws Unreachable when the stream breaks off */
  async save(cwd: string, path: string): Promise<string | null> {
    try {
      const trouble = await writeFile(cwd, path, this.counted());
      this.exchange.ended(this.bytes, trouble, null);
      return trouble;
    } catch (error) {
      throw this.broken(error);
    }
  }

  /** Writes what is left to where a program wants it, and gives that program's result. @throws Unreachable when the stream breaks off */
  async saveAs(cwd: string, step: SaveStep): Promise<unknown> {
    if (step.do === 'write-file') return this.save(cwd, step.path);
    let broken: unknown = null;
    const taken = this.counted();
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        yield* taken;
      } catch (error) {
        broken = error;
        throw error;
      }
    }
    const done = await unpackTo(cwd, source(), step);
    if (broken !== null) throw this.broken(broken);
    this.exchange.ended(this.bytes, 'message' in done ? done.message : null, null);
    return done;
  }

  cut(why: string): void {
    this.exchange.ended(this.bytes, why, null);
    this.body.destroy();
  }

  private broken(error: unknown): Error {
    this.exchange.ended(this.bytes, error instanceof Error ? error.message : String(error), null);
    // What the CLI says of an answer that ends in its middle.
    return new Unreachable('unexpected EOF');
  }

  private async *counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.body) {
      const bytes = chunk as Uint8Array;
      this.bytes += bytes.length;
      yield bytes;
    }
  }
}

/** A container's output on its way to the screen. Begins at once; ends with the stream, whatever ends it. */
export class Pump {
  readonly done: Promise<void>;
  /** What the engine said of a stream that failed; empty when it did not. */
  failure = '';
  /** Whoever typed let go of the program. */
  detached = false;
  private bytes = 0;
  private why: string | null = null;

  constructor(
    private readonly stream: Readable,
    readonly exchange: Exchange,
    private readonly output: Output,
    container: ContainerId,
    tty: boolean,
  ) {
    this.done = this.run(container, tty ? null : new Demux());
  }

  cut(why: string): void {
    this.why ??= why;
    this.stream.destroy();
  }

  /** The program runs on; its output is no longer followed. */
  letGo(): void {
    this.detached = true;
    this.cut('detached');
  }

  /** Reads the next chunk only when the screen took the last one: the source is held back, nothing is stored. */
  private async run(container: ContainerId, demux: Demux | null): Promise<void> {
    try {
      for await (const chunk of this.stream) {
        const bytes = chunk as Uint8Array;
        this.bytes += bytes.length;
        if (demux === null) await this.output.bytes('stdout', bytes, container);
        else for (const frame of demux.push(bytes)) await this.frame(frame, container);
      }
    } catch (error) {
      this.why ??= error instanceof Error ? error.message : String(error);
    }
    this.exchange.ended(this.bytes, this.why, null);
  }

  private async frame({ stream, bytes }: Frame, container: ContainerId): Promise<void> {
    if (stream === 'error') this.failure += Buffer.from(bytes).toString('utf8');
    else await this.output.bytes(stream, bytes, container);
  }
}
