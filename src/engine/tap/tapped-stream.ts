import { containerId, type CommandId, type ExchangeId } from '../../core/base/brand';
import { object, parseJson, text } from '../../core/base/read';
import { readPullLine } from '../../core/command/pulling/progress-text';
import { canonical, tryReference, withDefaultTag } from '../../core/docker/reference';
import type { Fact } from '../../core/journal/entry';
import { Output } from '../act/output';
import { buildFact, layerFact } from '../act/progress-facts';
import { Demux } from '../wire/demux';

/** An answer that goes on, as far as the picture shows what it tells. */
export interface TappedStream {
  push(bytes: Uint8Array): void;
  end(): void;
}

interface Of {
  readonly method: string;
  /** With the version prefix and the query. */
  readonly path: string;
  /** `Content-Type` of the answer. */
  readonly type: string;
  /** Whether the container has a terminal, as other requests told; null: not known. */
  readonly tty: boolean | null;
  readonly exchange: ExchangeId;
  readonly command: CommandId;
  readonly tell: (fact: Fact) => void;
}

/** bytes of one program's output that are listened to; beyond, it is only counted */
const LISTENED = 4 * 1024 * 1024;
/** signs of a line that is waited for */
const LONGEST = 64 * 1024;

/** What to make of an answer; null: nothing but its length. */
export function streamOf(of: Of): TappedStream | null {
  const [path = '', query = ''] = of.path.split('?', 2);
  const asked = new URLSearchParams(query);
  if (of.method === 'POST' && path.endsWith('/images/create') && asked.has('fromImage'))
    return layers(of, 'pull', reference(asked.get('fromImage') ?? '', asked.get('tag') ?? ''));
  const pushed = /\/images\/(.+)\/push$/.exec(path)?.[1];
  if (of.method === 'POST' && pushed !== undefined)
    return layers(of, 'push', reference(pushed, asked.get('tag') ?? ''));
  if (of.method === 'POST' && /^(\/v[\d.]+)?\/build$/.test(path)) return build(of, asked.get('t') ?? '');
  const [, version = '', container] = /^\/v1\.(\d+)\/containers\/([0-9a-f]{64})\/attach$/.exec(path) ?? [];
  if (container === undefined) return null;
  // Older engines call all output raw, however it is packed.
  const told = Number(version) >= 42;
  if (!told) return of.tty === null ? null : output(of, container, !of.tty);
  const packed = of.type.startsWith('application/vnd.docker.multiplexed-stream');
  return packed || of.type.startsWith('application/vnd.docker.raw-stream')
    ? output(of, container, packed)
    : null;
}

/** `docker.io/library/busybox:latest` */
function reference(name: string, tag: string): string {
  const joined = tag === '' ? name : `${name}${tag.includes(':') ? '@' : ':'}${tag}`;
  const read = tryReference(joined);
  return read ? canonical(withDefaultTag(read)) : joined;
}

/** Gives whole lines, in whatever pieces they come; one that is too long is left out. */
function lines(take: (line: string) => void): TappedStream {
  const decoder = new TextDecoder();
  let open = '';
  return {
    push(bytes) {
      const all = (open + decoder.decode(bytes, { stream: true })).split('\n');
      open = (all.pop() ?? '').slice(0, LONGEST);
      for (const line of all) if (line.trim() !== '') take(line.trim());
    },
    end() {
      if (open.trim() !== '') take(open.trim());
    },
  };
}

function layers({ exchange, command, tell }: Of, kind: 'pull' | 'push', ref: string): TappedStream {
  return lines((line) => {
    const value = parseJson(line);
    if (value === undefined || object(value)['aux'] !== undefined) return;
    tell(layerFact(exchange, command, { of: kind, ref, line: value }));
  });
}

function build({ exchange, command, tell }: Of, ref: string): TappedStream {
  let open = '';
  return lines((line) => {
    const value = parseJson(line);
    const { error } = readPullLine(value);
    if (error !== null) return tell(buildFact(exchange, command, { ref, line: '', error }));
    const said = (open + text(object(value)['stream'])).split('\n');
    open = (said.pop() ?? '').slice(0, LONGEST);
    for (const whole of said) tell(buildFact(exchange, command, { ref, line: whole, error: null }));
  });
}

function output({ command, tell }: Of, container: string, packed: boolean): TappedStream {
  const printed = new Output(command, tell, { out: () => undefined }, false, true);
  const demux = packed ? new Demux() : null;
  const id = containerId(container);
  let listened = 0;
  return {
    push(bytes) {
      listened += bytes.length;
      if (listened > LISTENED) return;
      if (demux === null) void printed.bytes('stdout', bytes, id);
      else
        for (const { stream, bytes: part } of demux.push(bytes))
          if (stream !== 'error') void printed.bytes(stream, part, id);
    },
    end: () => printed.flush(),
  };
}
