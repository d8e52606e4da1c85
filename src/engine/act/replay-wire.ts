import type { IncomingMessage } from 'node:http';
import { Duplex, Readable } from 'node:stream';
import { object, parseJson, text, number, type Obj } from '../../core/base/read';
import { engineKey } from '../../core/base/brand';
import type { Session } from '../connect/session';
import type { Upgraded, Wire, WireRequest, WireResponse } from '../wire/wire';

/** One exchange of a recording. */
export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What came down, chunk by chunk as it was read. */
  readonly chunks: readonly Buffer[];
}

/** Reads a recording of `METHOD /path` exchanges, one JSON object a line, the ping left out. */
export function readRecording(source: string): readonly Recorded[] {
  const byNumber = new Map<number, Obj[]>();
  for (const line of source.split('\n').filter(Boolean)) {
    const event = object(parseJson(line));
    const x = number(event['x']);
    byNumber.set(x, [...(byNumber.get(x) ?? []), event]);
  }
  return [...byNumber.values()].flatMap((events): readonly Recorded[] => {
    const of = (dir: string) => events.filter((event) => event['dir'] === dir);
    const request = of('req')[0];
    if (!request || text(request['path']) === '/_ping') return [];
    const response = of('res')[0] ?? {};
    const bytes = (event: Obj) =>
      event['body_b64'] === undefined
        ? Buffer.from(text(event['body']))
        : Buffer.from(text(event['body_b64']), 'base64');
    const whole = text(response['body']);
    return [
      {
        method: text(request['method']),
        path: text(request['path']),
        body: text(request['body']),
        status: number(response['status']),
        headers: Object.fromEntries(
          Object.entries(object(response['headers'])).map(([name, value]) => [name, text(value)]),
        ),
        chunks: [...(whole === '' ? [] : [Buffer.from(whole)]), ...of('down').map(bytes)],
      },
    ];
  });
}

/** A session that answers from a recording and keeps what it was asked. */
export interface ReplaySession extends Session {
  readonly asked: readonly { readonly method: string; readonly path: string; readonly body: unknown }[];
  /** Exchanges that nobody asked for. */
  readonly left: readonly Recorded[];
}

export function replaySession(recorded: readonly Recorded[], address: string): ReplaySession {
  const asked: { method: string; path: string; body: unknown }[] = [];
  const left = [...recorded];
  const take = ({ method, path, body }: WireRequest): Recorded => {
    asked.push({ method, path, body: body === undefined ? undefined : parseJson(String(body)) });
    const at = left.findIndex((each) => each.method === method && each.path === path);
    const [found] = at < 0 ? [] : left.splice(at, 1);
    if (!found)
      throw Object.assign(new Error(`not in the recording: ${method} ${path}`), { code: 'ENOTRECORDED' });
    return found;
  };
  const respond = (found: Recorded): WireResponse => ({
    status: found.status,
    headers: found.headers,
    body: Readable.from(found.chunks.length > 0 ? found.chunks : [], {
      objectMode: false,
    }) as IncomingMessage,
  });
  const wire: Wire = {
    send: (request) => Promise.resolve().then(() => respond(take(request))),
    upgrade: (request) =>
      Promise.resolve().then((): Upgraded | WireResponse => {
        const found = take(request);
        if (found.status !== 101) return respond(found);
        const down = Readable.from(found.chunks, { objectMode: false });
        const socket = Duplex.from({
          readable: down,
          writable: new Duplex({ write: (_chunk, _encoding, done) => done(), read: () => undefined }),
        });
        return { status: 101, headers: found.headers, socket };
      }),
    close: () => undefined,
  };
  return {
    key: engineKey(address),
    api: '1.41',
    kind: 'docker',
    wire,
    asked,
    left,
    dial: () => {
      throw new Error('a recording has no connection');
    },
    endpoint: { address, from: 'DOCKER_HOST', context: null, remote: false },
  };
}
