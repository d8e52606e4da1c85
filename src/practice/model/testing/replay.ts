/** Plays what was recorded between the docker command and a real engine against the model, request by request. */
import { isObject, object, text } from '../../../core/base/read';
import type { Played, Play } from './play';
import { play } from './play';
import { shapeDifferences } from './shape';

/** One request, and what the real engine answered. Ids in braces are those of the recording. */
export interface Exchange {
  /** `POST /containers/{0123456789ab}/start` */
  readonly ask: string;
  readonly body?: unknown;
  readonly status: number;
  /** The engine's words of a refusal. */
  readonly message?: string;
  /** The shape of a JSON answer, as shape.ts writes it. */
  readonly shape?: unknown;
  /** The id in the answer, its first twelve digits. */
  readonly id?: string;
  /** The exit code that the answer told: the process ends so before it. */
  readonly exit?: number;
}

export interface Scenario {
  readonly scenario: string;
  /** What was there before: `run bg`, `network lan`, … */
  readonly setup: readonly string[];
  readonly exchanges: readonly Exchange[];
}

const HOURS = 3_600_000;

/** Makes what was there before a scenario began. */
function prepare(machine: Play, step: string, ids: Map<string, string>): void {
  const [kind = '', name = '', ...rest] = step.split(' ');
  const ask = (target: string, body?: unknown): Played => {
    const played = machine.ask('POST', target, body);
    machine.advance(20_000);
    const status = machine.answers.get(played.ticket)?.status ?? played.status;
    if (status >= 400) throw new Error(`${step}: ${target}: ${JSON.stringify(played.json)}`);
    return played;
  };
  const after = (word: string): string | undefined => rest[rest.indexOf(word) + 1];
  switch (kind) {
    case 'image': {
      const known = machine.model.catalogue.has(`docker.io/library/${name.split(':')[0] ?? ''}`);
      ask(`/images/create?fromImage=${known ? (name.split(':')[0] ?? '') : 'busybox'}&tag=latest`);
      if (known) return;
      const id = machine.model.tags.get('docker.io/library/busybox:latest') ?? '';
      if (/^[0-9a-f]{12}$/.test(name)) ids.set(name, id.slice(7, 19));
      else {
        const [, repo = name, tag = 'latest'] = /^(.+):(\w+)$/.exec(name) ?? [];
        ask(`/images/busybox/tag?repo=${repo}&tag=${tag}`);
        // An image of that name alone, as it was there.
        if (machine.model.containers.size === 0) machine.ask('DELETE', '/images/busybox');
      }
      return;
    }
    case 'network':
      ask('/networks/create', { Name: name });
      return;
    case 'volume':
      ask('/volumes/create', { Name: name });
      return;
    case 'connect':
      ask(`/networks/${name}/connect`, { Container: rest[0] });
      return;
    default:
      break;
  }
  const image = rest.includes('from') ? (after('from') ?? '') : 'busybox';
  ask(`/images/create?fromImage=${image}&tag=latest`);
  const network = rest.includes('net') ? after('net') : undefined;
  const volume = rest.includes('vol') ? [`${after('vol') ?? ''}:/v`] : [];
  ask(`/containers/create?name=${name}`, {
    Image: image,
    Cmd: ['polite'],
    Tty: rest.includes('tty'),
    OpenStdin: rest.includes('stdin'),
    HostConfig: { Binds: volume, ...(network === undefined ? {} : { NetworkMode: network }) },
  });
  if (kind === 'create') return;
  ask(`/containers/${name}/start`);
  if (kind === 'ended') machine.exit(name, Number(rest.includes('at') ? after('at') : 0));
  if (kind === 'paused') ask(`/containers/${name}/pause`);
}

const STATUS: Readonly<Record<string, number>> = {
  hijack: 101,
  logs: 200,
  events: 200,
  stats: 200,
  top: 200,
};

const general = (message: string): string =>
  message
    .replace(/\b[0-9a-f]{12,64}\b/g, '<id>')
    .replaceAll('nosuchcmd', 'nosuch')
    .replace(/"\/etc\/hostname": permission denied/, '"nosuch": executable file not found in $PATH');

const textOf = ({ reply }: Played): string => {
  const body = reply.kind === 'answer' ? reply.answer.body : null;
  return body !== null && 'text' in body ? body.text : '';
};

/** How the model's answers differ from those of the recording, in words; empty when they do not. */
export function replay({ setup, exchanges }: Scenario): readonly string[] {
  const machine = play();
  /** Ids of the recording, and what they are here. */
  const ids = new Map<string, string>();
  for (const step of setup) prepare(machine, step, ids);
  const wrong: string[] = [];
  const waiting: (readonly [ticket: number, process: string, exchange: Exchange, answered: string])[] = [];
  for (const exchange of exchanges) {
    const [method = '', asked = ''] = exchange.ask.split(' ');
    const target = asked
      .replace(/\{([0-9a-f]{12})\}/g, (_, id: string) => ids.get(id) ?? id)
      .replace(/\b[0-9a-f]{12}\b/g, (id) => ids.get(id) ?? id);
    const process = /^\/(?:containers|exec)\/([^/?]+)/.exec(target)?.[1] ?? '';
    const key = machine.model.names.get(process) ?? process;
    if (exchange.exit !== undefined && target.startsWith('/exec/'))
      machine.tell({ kind: 'exited', process: key, code: exchange.exit, oom: false });
    const played = machine.ask(method, target, exchange.body);
    let { status, json } = played;
    if (played.reply.kind === 'later') {
      // A grace period, a pull: it takes its time.
      machine.advance(HOURS);
      const opened = machine.effects.find((one) => one.kind === 'open' && one.ticket === played.ticket);
      const later = machine.answers.get(played.ticket);
      status = later?.status ?? (opened?.kind === 'open' ? opened.status : 0);
      json = isObject(later?.body) && 'json' in later.body ? later.body['json'] : null;
    }
    status = STATUS[played.reply.kind] ?? status;
    if (status !== exchange.status)
      wrong.push(
        `${exchange.ask}: ${String(status)}, not ${String(exchange.status)} ${text(object(json)['message'])}`,
      );
    if (exchange.id !== undefined) ids.set(exchange.id, text(object(json)['Id']) || exchange.id);
    if (
      exchange.message !== undefined &&
      general(text(object(json)['message'])) !== general(exchange.message)
    )
      wrong.push(`${exchange.ask}: "${text(object(json)['message'])}", not "${exchange.message}"`);
    if (exchange.exit !== undefined && !target.startsWith('/exec/'))
      waiting.push([played.ticket, key, exchange, textOf(played)]);
    else if (exchange.shape !== undefined)
      wrong.push(...shapeDifferences(exchange.shape, json).map((one) => `${exchange.ask}: ${one}`));
  }
  for (const [ticket, process, { ask, exit = 0 }, answered] of waiting) {
    machine.tell({ kind: 'exited', process, code: exit, oom: false });
    machine.advance(HOURS);
    const said = machine.said.get(ticket) ?? answered;
    if (!said.includes(`"StatusCode":${String(exit)}`)) wrong.push(`${ask}: "${said}", not ${String(exit)}`);
  }
  return wrong;
}
