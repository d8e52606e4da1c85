/** What a terminal does with what is typed while no program has taken it over. */
export interface Discipline {
  /** Shows what was typed. */
  readonly echo: (bytes: Uint8Array) => void;
  /** A line, or what stands before an end of input, is ready to be read. */
  readonly deliver: (bytes: Uint8Array) => void;
  /** Ctrl-D on an empty line: there is no more. */
  readonly end: () => void;
  /** Ctrl-C, Ctrl-\: `INT`, `QUIT` */
  readonly signal: (name: string) => void;
}

const LF = 0x0a;
const CR = 0x0d;
const ERASE = Buffer.from('\b \b');

/** Bytes of one UTF-8 character but its first. */
const follows = (byte: number): boolean => (byte & 0xc0) === 0x80;
const control = (byte: number): boolean => (byte < 0x20 && byte !== 0x09) || byte === 0x7f;
/** Columns that the echo of a byte took; a tab is taken for one. */
const width = (byte: number): number => (follows(byte) ? 0 : control(byte) ? 2 : 1);

/**
 * The kernel's line discipline of a terminal in its ordinary ("cooked") mode, as `termios(3)` tells it: it echoes,
 * lets a line be mended before Enter sends it, and turns Ctrl-C into a signal. `docker run -i` without `-t` is used
 * through it, and what is typed before a program takes the terminal over.
 */
export class LineDiscipline {
  private line: number[] = [];
  /** Ctrl-V: the next byte is taken as it is. */
  private literal = false;

  constructor(private readonly to: Discipline) {}

  type(bytes: Uint8Array): void {
    for (const byte of bytes) this.byte(byte);
  }

  /** What was typed of a line that is not sent yet, for a program that takes every key from here on. */
  take(): Uint8Array {
    const taken = Uint8Array.from(this.line);
    this.line = [];
    return taken;
  }

  private byte(byte: number): void {
    if (this.literal) {
      this.literal = false;
      return this.add(byte);
    }
    switch (byte) {
      case CR:
      case LF:
        this.to.echo(Buffer.from('\r\n'));
        this.to.deliver(Uint8Array.from([...this.line, LF]));
        this.line = [];
        return;
      case 0x03:
      case 0x1c:
        this.line = [];
        this.show(byte);
        return this.to.signal(byte === 0x03 ? 'INT' : 'QUIT');
      case 0x04:
        if (this.line.length === 0) return this.to.end();
        return this.to.deliver(this.take());
      case 0x08:
      case 0x7f:
        return this.erase();
      case 0x15:
        while (this.line.length > 0) this.erase();
        return;
      case 0x16:
        this.literal = true;
        return;
      case 0x17:
        while (this.line.at(-1) === 0x20) this.erase();
        while (this.line.length > 0 && this.line.at(-1) !== 0x20) this.erase();
        return;
      default:
        return this.add(byte);
    }
  }

  private add(byte: number): void {
    this.line.push(byte);
    this.show(byte);
  }

  private show(byte: number): void {
    this.to.echo(control(byte) ? Uint8Array.of(0x5e, byte ^ 0x40) : Uint8Array.of(byte));
  }

  /** Takes the last character away, however many bytes and columns it has. */
  private erase(): void {
    let byte = this.line.pop();
    while (byte !== undefined && follows(byte) && this.line.length > 0) byte = this.line.pop();
    if (byte === undefined) return;
    for (let i = Math.max(1, width(byte)); i > 0; i -= 1) this.to.echo(ERASE);
  }
}

/** What a terminal does to what is printed in its ordinary mode: each line end gets its carriage return. */
export function withReturns(bytes: Uint8Array): Uint8Array {
  let ends = 0;
  for (const byte of bytes) if (byte === LF) ends += 1;
  if (ends === 0) return bytes;
  const out = new Uint8Array(bytes.length + ends);
  let at = 0;
  for (const byte of bytes) {
    if (byte === LF) {
      out[at] = CR;
      at += 1;
    }
    out[at] = byte;
    at += 1;
  }
  return out;
}
