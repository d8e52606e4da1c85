import type { Entry, EntryOf } from '../journal/entry';
import { imageName } from '../scene/picture-images';
import type { Command, Exchange, World } from '../world/world';
import type { Act } from './act';
import { askWords, ticketPath } from './ask-words';
import { changeActs } from './change-acts';
import { buildActs } from './build-acts';
import { act } from './make-act';

/** What this entry makes move on the stage, in order. Driven by entries only; what none of them tells is not drawn. */
export function actsOf(before: World, entry: Entry, after: World): readonly Act[] {
  switch (entry.kind) {
    case 'command-started':
      return [
        act(entry, 'enter', entry.command, {
          say: 'The docker command is a client. It sends requests to the engine.',
        }),
      ];
    case 'exchange-sent':
      return askActs(entry, after);
    case 'exchange-answered':
      return answerActs(entry, after);
    case 'progress':
      return progressActs(entry, before, after);
    case 'command-output':
      return outputActs(entry, before, after);
    case 'event':
    case 'detail':
      return changeActs(entry, before, after);
    default:
      return [];
  }
}

function askActs(entry: EntryOf<'exchange-sent'>, after: World): Act[] {
  if (entry.command === null || entry.path.endsWith('/_ping')) return [];
  const line = `${entry.method} ${ticketPath(entry.path)}`;
  const asks = act(entry, 'ask', entry.exchange, {
    ticket: entry.n,
    label: line,
    say: askWords(entry.method, entry.path),
  });
  if (!/^POST \/containers\/[^/]+\/start$/.test(line)) return [asks];
  const engine =
    after.engine?.kind === 'podman'
      ? 'podman asks conmon, conmon asks crun.'
      : 'dockerd asks containerd, containerd asks runc.';
  return [asks, act(entry, 'hand', entry.exchange, { say: engine })];
}

function find(world: World, id: Exchange['id']): { command: Command; exchange: Exchange } | null {
  for (let i = world.commands.length - 1; i >= 0; i -= 1) {
    const command = world.commands[i];
    const exchange = command?.exchanges.find((e) => e.id === id);
    if (command && exchange) return { command, exchange };
  }
  return null;
}

const STATUS: Readonly<Record<number, string>> = {
  304: 'not modified',
  400: 'bad request',
  401: 'not allowed',
  403: 'forbidden',
  404: 'not found',
  409: 'conflict',
  500: 'engine error',
  503: 'not available',
};

function answerActs(entry: EntryOf<'exchange-answered'>, after: World): Act[] {
  const found = find(after, entry.exchange);
  if (!found || found.exchange.path.endsWith('/_ping')) return [];
  const { exchange } = found;
  const line = `${exchange.method} ${ticketPath(exchange.path)}`;
  const creates = line === 'POST /containers/create';
  const missing = creates && entry.status === 404;
  const acts: Act[] = [];
  if (missing) {
    acts.push(
      act(entry, 'search', entry.exchange, {
        label: wantedImage(exchange),
        bad: true,
        say: 'The engine looks on its shelf. The image is not there.',
      }),
    );
  }
  if (entry.status === 101) return wireActs(entry, exchange);
  if (entry.status >= 400) {
    const label = missing
      ? '404 no such image'
      : `${String(entry.status)} ${STATUS[entry.status] ?? ''}`.trim();
    const say = missing
      ? '404: no such image. The client decides to fetch it.'
      : `The engine refuses: ${label}.`;
    acts.push(act(entry, 'answer', entry.exchange, { ticket: exchange.n, label, bad: true, say }));
    acts.push(...refuseActs(entry, exchange, after));
  } else if (exchange.method === 'GET') {
    acts.push(
      act(entry, 'answer', entry.exchange, {
        ticket: exchange.n,
        label: String(entry.status),
        say: 'The answer comes back.',
      }),
    );
  }
  return acts;
}

/** The client listens: output has a way back before there is any. */
function wireActs(entry: EntryOf<'exchange-answered'>, exchange: Exchange): Act[] {
  const id = /\/containers\/([0-9a-f]{64})\/attach/.exec(exchange.path)?.[1];
  return id === undefined
    ? []
    : [act(entry, 'wire', id, { say: 'The client listens to the output before there is any.' })];
}

const REMOVES = /\/(images|containers)\/([^?]+)/;

/** Who holds what was to be removed: a container its image, a process its container. */
function refuseActs(entry: EntryOf<'exchange-answered'>, exchange: Exchange, after: World): Act[] {
  const [, kind, path = ''] = REMOVES.exec(exchange.path) ?? [];
  if (entry.status !== 409 || exchange.method !== 'DELETE') return [];
  const name = decodeURIComponent(path);
  if (kind === 'containers') {
    const held = after.containers.values().find((c) => c.name === name || c.id.startsWith(name));
    return held
      ? [act(entry, 'refuse', held.id, { bad: true, say: `${held.name} still runs: its process holds it.` })]
      : [];
  }
  const wanted = imageName(name);
  const image = after.images
    .values()
    .find((i) => i.tags.some((tag) => imageName(tag) === wanted) || i.id.slice(7).startsWith(name));
  const holders = after.containers.values().filter((c) => c.imageId === image?.id);
  if (!image || holders.length === 0) return [];
  const names = holders.length === 1 ? (holders[0]?.name ?? '') : `${String(holders.length)} containers`;
  const say = `${names} ${holders.length === 1 ? 'stands' : 'stand'} on ${wanted}. First the container goes, then the image.`;
  return [act(entry, 'refuse', image.id, { bad: true, also: holders.map((c) => c.id), say })];
}

function wantedImage(exchange: Exchange): string {
  const image = exchange.body === null ? undefined : /"Image":"([^"]{1,200})"/.exec(exchange.body)?.[1];
  return image === undefined ? 'the image' : imageName(image);
}

function progressActs(entry: EntryOf<'progress'>, before: World, after: World): Act[] {
  if (entry.of === 'build') return buildActs(entry, before, after);
  if (entry.of !== 'pull') return [];
  if (entry.status.startsWith('Pulling from')) {
    return [
      act(entry, 'fetch', entry.exchange, {
        ticket: null,
        label: entry.status.slice('Pulling from '.length),
        say: 'The engine asks the registry.',
      }),
    ];
  }
  const pull = after.pulls.find((p) => p.exchange === entry.exchange);
  const layer = pull?.layers.find((l) => l.id === entry.layer);
  const was = before.pulls
    .find((p) => p.exchange === entry.exchange)
    ?.layers.find((l) => l.id === entry.layer);
  if (layer?.before === true && was?.before !== true) {
    return [
      act(entry, 'exists', entry.exchange, {
        label: `coming ${layer.id}`,
        say: 'This layer is here already. Nothing is fetched for it.',
      }),
    ];
  }
  if (!layer || layer.before) return [];
  const part = was === undefined || was.total === null ? 0 : was.current / was.total;
  if (layer.phase === 'retrying') {
    if (was?.phase === 'retrying') return [];
    const say = 'The connection broke in the middle of a layer. The engine tries again.';
    return [act(entry, 'retry', entry.exchange, { bad: true, label: 'cut off', say })];
  }
  if (layer.phase === 'coming') {
    return [
      act(entry, 'bytes', entry.exchange, {
        from: { [layer.id]: part },
        say: 'The layer arrives, byte by byte.',
      }),
    ];
  }
  if (layer.phase === 'arrived' && was?.phase !== 'arrived') {
    return [
      act(entry, 'bytes', entry.exchange, {
        from: { [layer.id]: part },
        say: 'The layer arrives, byte by byte.',
      }),
    ];
  }
  if (layer.phase === 'unpacking' && was?.phase !== 'unpacking') {
    return [
      act(entry, 'extract', entry.exchange, {
        from: { [`clear ${layer.id}`]: 0 },
        say: 'The layer is unpacked onto the shelf.',
      }),
    ];
  }
  return [];
}

function outputActs(entry: EntryOf<'command-output'>, before: World, after: World): Act[] {
  if (entry.container === undefined || entry.text.trim() === '') return [];
  const now = after.containers.get(entry.container)?.output.length ?? 0;
  const was = before.containers.get(entry.container)?.output.length ?? 0;
  if (now === 0) return [];
  return [
    act(entry, 'output', entry.container, {
      from: { lines: now > was ? was / now : 0.6 },
      say: 'What the program prints comes back to the prompt.',
    }),
  ];
}
