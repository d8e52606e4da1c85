/** A small HTTP/1.1 server and client over the connections of the model. */
import type { Duplex } from '../../programs';
import { concat, fromUtf8, utf8 } from '../streams';
import { reader } from '../native/dial';

export interface Request {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly headers: ReadonlyMap<string, string>;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  301: 'Moved Permanently',
  304: 'Not Modified',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Not Allowed',
  502: 'Bad Gateway',
};
export const reasonOf = (status: number): string => REASONS[status] ?? '';

/** Head of a message that is larger than this is refused. */
const LARGEST_HEAD = 16_384;

function headersOf(lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    lines.flatMap((line): (readonly [string, string])[] => {
      const at = line.indexOf(':');
      return at <= 0 ? [] : [[line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()]];
    }),
  );
}

/** Takes whole heads from a stream; bodies are passed over by their length. */
export async function serve(
  duplex: Duplex,
  server: string,
  date: () => string,
  answer: (request: Request) => Promise<Answer>,
): Promise<void> {
  const read = reader(duplex);
  let kept: Uint8Array = new Uint8Array();
  const send = (status: number, one: Answer, keep: boolean, head: boolean): void => {
    const extra = Object.entries(one.headers ?? {}).map(([name, value]) => `${name}: ${value}\r\n`);
    const lines = `HTTP/1.1 ${String(status)} ${reasonOf(status)}\r\nServer: ${server}\r\nDate: ${date()}\r\nContent-Type: ${one.type}\r\nContent-Length: ${String(one.body.length)}\r\n${extra.join('')}Connection: ${keep ? 'keep-alive' : 'close'}\r\n\r\n`;
    duplex.write(head ? utf8(lines) : concat([utf8(lines), one.body]));
  };
  for (;;) {
    let end = fromUtf8(kept).indexOf('\r\n\r\n');
    while (end < 0) {
      const part = kept.length > LARGEST_HEAD ? undefined : await read();
      if (part === undefined) {
        duplex.end();
        return;
      }
      kept = concat([kept, part]);
      end = fromUtf8(kept).indexOf('\r\n\r\n');
    }
    const [first = '', ...lines] = fromUtf8(kept).slice(0, end).split('\r\n');
    const [, method, target, version] = /^([A-Z]+) (\S+) (HTTP\/1\.[01])$/.exec(first) ?? [];
    const headers = headersOf(lines);
    if (method === undefined || target === undefined || version === undefined) {
      send(400, { status: 400, type: 'text/plain', body: utf8('bad request\n') }, false, false);
      duplex.end();
      return;
    }
    let body = Number(headers.get('content-length') ?? 0);
    kept = kept.slice(utf8(fromUtf8(kept).slice(0, end)).length + 4);
    while (body > kept.length) {
      body -= kept.length;
      const part = await read();
      if (part === undefined) return;
      kept = part;
    }
    kept = kept.slice(body);
    const keep = version === 'HTTP/1.1' && headers.get('connection')?.toLowerCase() !== 'close';
    const made = await answer({ method, target, version, headers });
    send(made.status, made, keep, method === 'HEAD');
    if (keep) continue;
    duplex.end();
    return;
  }
}

export interface Fetched {
  readonly status: number;
  readonly reason: string;
  readonly head: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

function unchunked(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; ;) {
    const end = bytes.indexOf(10, at);
    const size = Number.parseInt(fromUtf8(bytes.subarray(at, Math.max(at, end))), 16);
    if (end < 0 || Number.isNaN(size) || size === 0) return concat(parts);
    parts.push(bytes.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 2;
  }
}

/** Asks one thing and waits for all of the answer. @throws Error when the answer is none */
export async function fetchOver(
  duplex: Duplex,
  request: string,
  body: Uint8Array,
  bodiless: boolean,
): Promise<Fetched> {
  const read = reader(duplex);
  duplex.write(concat([utf8(request), body]));
  let kept: Uint8Array = new Uint8Array();
  for (;;) {
    const text = fromUtf8(kept);
    const end = text.indexOf('\r\n\r\n');
    if (end >= 0) {
      const head = text.slice(0, end);
      const [first = '', ...lines] = head.split('\r\n');
      const [, status, reason = ''] = /^HTTP\/1\.\d (\d+) ?(.*)$/.exec(first) ?? [];
      const headers = headersOf(lines);
      const start = utf8(head).length + 4;
      const length = headers.get('content-length');
      const chunked = headers.get('transfer-encoding') === 'chunked';
      const whole =
        bodiless ||
        (length !== undefined && kept.length - start >= Number(length)) ||
        (chunked && text.endsWith('0\r\n\r\n'));
      if (status === undefined) throw new Error('no HTTP');
      if (whole) {
        duplex.end();
        const raw = kept.slice(start);
        return {
          status: Number(status),
          reason,
          head,
          headers,
          body: bodiless ? new Uint8Array() : chunked ? unchunked(raw) : raw,
        };
      }
      const part = await read();
      if (part === undefined)
        return {
          status: Number(status),
          reason,
          head,
          headers,
          body: chunked ? unchunked(kept.slice(start)) : kept.slice(start),
        };
      kept = concat([kept, part]);
      continue;
    }
    const part = await read();
    if (part === undefined) throw new Error('empty reply');
    kept = concat([kept, part]);
  }
}
