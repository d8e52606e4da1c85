/** A machine without programs, sockets or a clock: effects come back as happenings, and time is moved by hand. */
import { isObject } from '../../../core/base/read';
import type { EngineEvent } from '../events';
import { encodeUtf8 } from '../files/utf8';
import { handle, happen } from '../handle';
import type { Catalogue, RegistrySettings } from '../registry';
import { emptyModel, type Model } from '../state';
import type { Answer, ApiRequest, Effect, Happening, Reply } from '../wire';
import { SMALL } from './small-catalogue';

export interface Played {
  readonly ticket: number;
  readonly status: number;
  readonly json: unknown;
  readonly reply: Reply;
}

export interface Play {
  readonly model: Model;
  readonly events: readonly EngineEvent[];
  readonly effects: readonly Effect[];
  /** Answers that came later, by ticket. */
  readonly answers: ReadonlyMap<number, Answer>;
  /** What was said into open streams, by ticket. */
  readonly said: ReadonlyMap<number, string>;
  ask(method: string, target: string, body?: unknown): Played;
  tell(happening: Happening): void;
  /** Moves time on, stopping at each timer on the way. */
  advance(ms: number): void;
  /** Ends a container's main process. */
  exit(name: string, code: number): void;
  id(name: string): string;
  actions(): readonly string[];
}

export interface PlayOptions {
  readonly catalogue?: Catalogue;
  readonly model?: Model;
  readonly registry?: RegistrySettings;
  readonly seed?: string;
}

const START = 1_700_000_000_000_000_000n;

/** Programs whose first word is `polite` end at SIGTERM; `nosuch` is none. */
export function play(options: PlayOptions = {}): Play {
  let model = options.model ?? emptyModel(options.catalogue ?? SMALL, options.registry);
  let now = START;
  let calls = 0;
  let tickets = 0;
  const events: EngineEvent[] = [];
  const effects: Effect[] = [];
  const said = new Map<number, string>();
  const answers = new Map<number, Answer>();
  const timers = new Map<string, bigint>();
  const argv = new Map<string, readonly string[]>();

  const env = () => {
    calls += 1;
    return { now, seed: `${options.seed ?? 'seed'} ${String(calls)}` };
  };
  const tell = (happening: Happening): void => {
    const out = happen(model, happening, env());
    model = out.model;
    perform(out.effects);
  };
  const react = (effect: Effect): void => {
    switch (effect.kind) {
      case 'tell':
        events.push(effect.event);
        break;
      case 'ports':
        tell({
          kind: 'published',
          container: effect.container,
          ports: effect.ports.map(({ port, hostIp, hostPort, from }) => ({
            port,
            hostIp,
            hostPort: hostPort || from,
          })),
        });
        break;
      case 'start':
        argv.set(effect.process, effect.spec.argv);
        if (effect.spec.argv[0] === 'nosuch') {
          tell({
            kind: 'refused',
            process: effect.process,
            why: 'exec: "nosuch": executable file not found in $PATH',
          });
        } else tell({ kind: 'started', process: effect.process });
        break;
      case 'signal':
        if (effect.signal === 'SIGKILL')
          tell({ kind: 'exited', process: effect.process, code: 137, oom: false });
        else if (effect.signal === 'SIGTERM' && argv.get(effect.process)?.[0] === 'polite') {
          tell({ kind: 'exited', process: effect.process, code: 0, oom: false });
        }
        break;
      case 'timer':
        timers.set(effect.key, effect.at);
        break;
      case 'cancel':
        timers.delete(effect.key);
        break;
      case 'answer':
        answers.set(effect.ticket, effect.answer);
        break;
      case 'say':
        said.set(effect.ticket, (said.get(effect.ticket) ?? '') + effect.text);
        break;
      default:
        break;
    }
  };
  const queue: Effect[] = [];
  let busy = false;
  // In the order in which they were said, as the machine does it.
  const perform = (some: readonly Effect[]): void => {
    queue.push(...some);
    if (busy) return;
    busy = true;
    for (let effect = queue.shift(); effect; effect = queue.shift()) {
      effects.push(effect);
      react(effect);
    }
    busy = false;
  };
  const id = (name: string): string => model.names.get(name) ?? '';

  tell({ kind: 'boot' });
  events.length = 0;

  const advance = (ms: number): void => {
    const end = now + BigInt(Math.round(ms * 1e6));
    for (;;) {
      const [next] = [...timers].filter(([, at]) => at <= end).sort(([, a], [, b]) => (a < b ? -1 : 1));
      if (!next) break;
      const [key, at] = next;
      timers.delete(key);
      if (at > now) now = at;
      tell({ kind: 'timer', key });
    }
    now = end;
  };

  return {
    get model() {
      return model;
    },
    events,
    effects,
    answers,
    said,
    ask(method, target, body) {
      tickets += 1;
      const ticket = tickets;
      const [path = '', query = ''] = target.split('?');
      const request: ApiRequest = {
        ticket,
        method,
        path,
        version: '1.41',
        query: new Map(
          query
            .split('&')
            .filter((one) => one !== '')
            .map((one) => {
              const at = one.indexOf('=');
              return [one.slice(0, at), [decodeURIComponent(one.slice(at + 1))]];
            }),
        ),
        headers: {},
        body: body instanceof Uint8Array ? body : encodeUtf8(body === undefined ? '' : JSON.stringify(body)),
      };
      const out = handle(model, request, env());
      model = out.model;
      perform(out.effects);
      const answer = out.reply.kind === 'answer' ? out.reply.answer : answers.get(ticket);
      const content = answer?.body;
      return {
        ticket,
        status: answer?.status ?? (out.reply.kind === 'open' ? out.reply.status : 0),
        json: isObject(content) && 'json' in content ? content['json'] : null,
        reply: out.reply,
      };
    },
    tell,
    advance,
    exit(name, code) {
      tell({ kind: 'exited', process: id(name), code, oom: false });
    },
    id,
    actions: () => events.map((one) => (one.type === 'container' ? one.action : `${one.type} ${one.action}`)),
  };
}

/** A machine that has pulled the small images. */
export function pulled(options: PlayOptions = {}): Play {
  const made = play(options);
  for (const image of ['busybox', 'hello-world', 'web']) {
    made.ask('POST', `/images/create?fromImage=${image}&tag=latest`);
    made.advance(10_000);
  }
  (made.events as EngineEvent[]).length = 0;
  return made;
}
