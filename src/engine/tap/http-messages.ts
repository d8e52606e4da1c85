/** The head of a request or an answer. */
export interface Head {
  /** `GET /v1.47/info HTTP/1.1`, `HTTP/1.1 200 OK` */
  readonly first: string;
  /** By name in lower case; of several of one name, joined. */
  readonly headers: ReadonlyMap<string, string>;
}

export interface Heard {
  /** @returns how the body is sent; null: as the headers say. `raw`: no HTTP follows on this connection */
  head(head: Head): 'none' | 'raw' | null;
  body(bytes: Uint8Array): void;
  end(): void;
}

/** bytes of a head, beyond which it is none */
const LONGEST = 64 * 1024;
const CR = 0x0d;
const LF = 0x0a;

type State =
  | { readonly at: 'head' }
  /** A body of so many bytes. */
  | { readonly at: 'sized'; readonly left: number }
  | { readonly at: 'chunk-size' }
  | { readonly at: 'chunk'; readonly left: number }
  /** The line end behind a chunk. */
  | { readonly at: 'chunk-end' }
  | { readonly at: 'trailer' }
  | { readonly at: 'until-close' }
  | { readonly at: 'raw' };

/** Reads a head. @returns null when it is none */
export function readHead(text: string): Head | null {
  const [first = '', ...lines] = text.split('\r\n');
  if (first === '' || /[\r\n]/.test(first)) return null;
  const headers = new Map<string, string>();
  for (const line of lines) {
    const parts = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*([^\r\n]*?)[ \t]*$/.exec(line);
    if (!parts) return null;
    const name = (parts[1] ?? '').toLowerCase();
    const known = headers.get(name);
    headers.set(name, known === undefined ? (parts[2] ?? '') : `${known}, ${parts[2] ?? ''}`);
  }
  return { first, headers };
}

/**
 * Listens to one direction of an HTTP/1.1 connection, in whatever pieces it comes. What it cannot follow it lets pass
 * as raw bytes: it never holds anything back and never throws.
 */
export class HttpMessages {
  private state: State = { at: 'head' };
  private held: Uint8Array = new Uint8Array();

  constructor(private readonly heard: Heard) {}

  /** From here on the bytes are no HTTP: counted as a body. */
  raw(): void {
    this.state = { at: 'raw' };
  }

  push(bytes: Uint8Array): void {
    let rest = bytes;
    while (rest.length > 0) {
      const { state } = this;
      switch (state.at) {
        case 'raw':
        case 'until-close':
          this.heard.body(rest);
          return;
        case 'sized':
        case 'chunk': {
          const part = rest.subarray(0, state.left);
          rest = rest.subarray(part.length);
          this.heard.body(part);
          const left = state.left - part.length;
          if (left > 0) this.state = { at: state.at, left };
          else if (state.at === 'sized') this.finish();
          else this.state = { at: 'chunk-end' };
          break;
        }
        case 'head':
          rest = this.readHead(rest);
          break;
        default:
          rest = this.readLine(rest, state.at);
      }
    }
  }

  /** The connection ended in this direction. */
  close(): void {
    if (this.state.at !== 'head') this.finish();
  }

  private finish(): void {
    this.state = { at: 'head' };
    this.heard.end();
  }

  /** Gathers bytes up to an end. @returns what was gathered, without the end, and what follows; null: more is needed */
  private gather(bytes: Uint8Array, end: string): { text: string; rest: Uint8Array } | null {
    const before = this.held.length;
    const all =
      before === 0
        ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
        : Buffer.concat([this.held, bytes]);
    const at = all.indexOf(end, Math.max(0, before - end.length));
    if (at < 0) {
      // The caller's memory may be used again for what comes next.
      this.held = before === 0 ? Buffer.from(all) : all;
      if (all.length > LONGEST) {
        this.held = new Uint8Array();
        this.raw();
      }
      return null;
    }
    this.held = new Uint8Array();
    return { text: all.toString('latin1', 0, at), rest: all.subarray(at + end.length) };
  }

  private readHead(bytes: Uint8Array): Uint8Array {
    // Go's server forgives an empty line before a request.
    let from = 0;
    while (this.held.length === 0 && (bytes[from] === CR || bytes[from] === LF)) from += 1;
    const found = this.gather(bytes.subarray(from), '\r\n\r\n');
    if (!found) return new Uint8Array();
    const head = readHead(found.text);
    if (!head) {
      this.raw();
      return found.rest;
    }
    const told = this.heard.head(head);
    if (told === 'raw') this.raw();
    else if (told === 'none') this.finish();
    else this.begin(head);
    return found.rest;
  }

  private begin({ first, headers }: Head): void {
    const length = headers.get('content-length');
    if (/\bchunked\b/i.test(headers.get('transfer-encoding') ?? '')) this.state = { at: 'chunk-size' };
    else if (length !== undefined) {
      const left = /^\d+$/.test(length) ? Number(length) : NaN;
      if (Number.isNaN(left)) this.raw();
      else if (left === 0) this.finish();
      else this.state = { at: 'sized', left };
    } else if (first.startsWith('HTTP/')) this.state = { at: 'until-close' };
    else this.finish();
  }

  private readLine(bytes: Uint8Array, at: 'chunk-size' | 'chunk-end' | 'trailer'): Uint8Array {
    const found = this.gather(bytes, '\r\n');
    if (!found) return new Uint8Array();
    const { text, rest } = found;
    if (at === 'trailer') {
      if (text === '') this.finish();
    } else if (at === 'chunk-end') this.state = { at: 'chunk-size' };
    else {
      const digits = /^[0-9a-fA-F]{1,12}/.exec(text)?.[0];
      if (digits === undefined) this.raw();
      else {
        const left = Number.parseInt(digits, 16);
        this.state = left === 0 ? { at: 'trailer' } : { at: 'chunk', left };
      }
    }
    return rest;
  }
}
