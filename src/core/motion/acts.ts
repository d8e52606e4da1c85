import type { Entry, EntryOf } from '../journal/entry';
import { exitWords } from '../docker/exit-words';
import { imageName } from '../scene/picture-images';
import { hasProcess, type Command, type Container, type Exchange, type World } from '../world/world';
import type { Act } from './act';
import { MOTIONS, type MotionKind } from './table';

type Draft = Partial<Omit<Act, 'motion' | 'subject' | 'cause'>>;

const act = (entry: Entry, motion: MotionKind, subject: string, more: Draft = {}): Act => ({
  cause: entry.seq,
  motion,
  subject,
  ms: MOTIONS[motion].ms,
  say: null,
  ticket: null,
  label: '',
  bad: false,
  from: {},
  keeps: [],
  ...more,
});

/** `/v1.41/containers/0123…/start?x` → `/containers/{id}/start`: short enough for a ticket. */
export function ticketPath(path: string): string {
  return path
    .replace(/^\/v\d+\.\d+/, '')
    .replace(/\?.*$/, '')
    .replace(/[0-9a-f]{64}/, '{id}');
}

/** What this entry makes move on the stage, in order. Driven by entries only; what none of them tells is not drawn. */
export function actsOf(before: World, entry: Entry, after: World): readonly Act[] {
  switch (entry.kind) {
    case 'command-started':
      return [act(entry, 'enter', entry.command, { say: 'The docker command is a client. It sends requests to the engine.' })];
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

const ASKS: readonly (readonly [RegExp, string])[] = [
  [/^POST \/containers\/create$/, '“Make a container.”'],
  [/^POST \/images\/create$/, '“Fetch the image.”'],
  [/^POST .*\/attach$/, 'The client listens to the output before there is any.'],
  [/^POST .*\/wait$/, 'The client waits for the exit code.'],
  [/^POST .*\/start$/, '“Start it.”'],
  [/^POST .*\/stop$/, '“Ask it to end, and give it time.”'],
  [/^POST .*\/kill$/, '“Send it a signal.”'],
  [/^POST .*\/restart$/, '“End it and start it again.”'],
  [/^POST .*\/pause$/, '“Hold it where it is.”'],
  [/^POST .*\/unpause$/, '“Let it go on.”'],
  [/^DELETE \/containers\//, '“Remove the container.”'],
  [/^DELETE \/images\//, '“Remove the image.”'],
  [/^GET \/containers\/json$/, '“Which containers are there?”'],
  [/^GET \/images\/json$/, '“Which images are there?”'],
  [/^GET .*\/logs$/, '“What did it print?”'],
  [/^GET .*\/json$/, '“Tell me all about it.”'],
  [/^GET \/version$/, '“Which version are you?”'],
  [/^GET \/info$/, '“How are you set up?”'],
];

export function askWords(method: string, path: string): string {
  const line = `${method} ${ticketPath(path)}`;
  return ASKS.find(([pattern]) => pattern.test(line))?.[1] ?? `“${line}”`;
}

function askActs(entry: EntryOf<'exchange-sent'>, after: World): Act[] {
  if (entry.command === null || entry.path.endsWith('/_ping')) return [];
  const line = `${entry.method} ${ticketPath(entry.path)}`;
  const asks = act(entry, 'ask', entry.exchange, { ticket: entry.n, label: line, say: askWords(entry.method, entry.path) });
  if (!/^POST \/containers\/[^/]+\/start$/.test(line)) return [asks];
  const engine = after.engine?.kind === 'podman' ? 'podman asks conmon, conmon asks crun.' : 'dockerd asks containerd, containerd asks runc.';
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

const STATUS: Readonly<Record<number, string>> = { 304: 'not modified', 400: 'bad request', 401: 'not allowed', 403: 'forbidden', 404: 'not found', 409: 'conflict', 500: 'engine error', 503: 'not available' };

function answerActs(entry: EntryOf<'exchange-answered'>, after: World): Act[] {
  const found = find(after, entry.exchange);
  if (!found || found.exchange.path.endsWith('/_ping')) return [];
  const { exchange } = found;
  const line = `${exchange.method} ${ticketPath(exchange.path)}`;
  const creates = line === 'POST /containers/create';
  const missing = creates && entry.status === 404;
  const acts: Act[] = [];
  if (missing) {
    acts.push(act(entry, 'search', entry.exchange, { label: wantedImage(exchange), bad: true, say: 'The engine looks on its shelf. The image is not there.' }));
  }
  if (entry.status >= 400) {
    const label = missing ? '404 no such image' : `${String(entry.status)} ${STATUS[entry.status] ?? ''}`.trim();
    const say = missing ? '404: no such image. The client decides to fetch it.' : `The engine refuses: ${label}.`;
    acts.push(act(entry, 'answer', entry.exchange, { ticket: exchange.n, label, bad: true, say }));
  } else if (exchange.method === 'GET') {
    acts.push(act(entry, 'answer', entry.exchange, { ticket: exchange.n, label: String(entry.status), say: 'The answer comes back.' }));
  }
  return acts;
}

function wantedImage(exchange: Exchange): string {
  const image = exchange.body === null ? undefined : /"Image":"([^"]{1,200})"/.exec(exchange.body)?.[1];
  return image === undefined ? 'the image' : imageName(image);
}

function progressActs(entry: EntryOf<'progress'>, before: World, after: World): Act[] {
  if (entry.of !== 'pull') return [];
  if (entry.status.startsWith('Pulling from')) {
    return [act(entry, 'fetch', entry.exchange, { ticket: null, label: entry.status.slice('Pulling from '.length), say: 'The engine asks the registry.' })];
  }
  const pull = after.pulls.find((p) => p.exchange === entry.exchange);
  const layer = pull?.layers.find((l) => l.id === entry.layer);
  const was = before.pulls.find((p) => p.exchange === entry.exchange)?.layers.find((l) => l.id === entry.layer);
  if (!layer || layer.before) return [];
  const part = was === undefined || was.total === null ? 0 : was.current / was.total;
  if (layer.phase === 'coming') {
    return [act(entry, 'bytes', entry.exchange, { from: { [layer.id]: part }, say: 'The layer arrives, byte by byte.' })];
  }
  if (layer.phase === 'arrived' && was?.phase !== 'arrived') {
    return [act(entry, 'bytes', entry.exchange, { from: { [layer.id]: part }, say: 'The layer arrives, byte by byte.' })];
  }
  if (layer.phase === 'unpacking' && was?.phase !== 'unpacking') {
    return [act(entry, 'extract', entry.exchange, { from: { [`clear ${layer.id}`]: 0 }, say: 'The layer is unpacked onto the shelf.' })];
  }
  return [];
}

function outputActs(entry: EntryOf<'command-output'>, before: World, after: World): Act[] {
  if (entry.container === undefined || entry.text.trim() === '') return [];
  const now = after.containers.get(entry.container)?.output.length ?? 0;
  const was = before.containers.get(entry.container)?.output.length ?? 0;
  if (now === 0) return [];
  return [act(entry, 'output', entry.container, { from: { lines: now > was ? was / now : 0.6 }, say: 'What the program prints comes back to the prompt.' })];
}

/** Motions of containers and images are read off the difference between two worlds, so that no cause needs a case of its own. */
function changeActs(entry: Entry, before: World, after: World): Act[] {
  const acts: Act[] = [];
  if (before.containers !== after.containers) {
    const ids = entry.kind === 'event' ? [entry.id, entry.attributes['container'] ?? ''] : entry.kind === 'detail' ? [entry.id] : [];
    for (const id of ids) {
      if (id === '') continue;
      const key = id as Container['id'];
      acts.push(...containerActs(entry, before.containers.get(key), after.containers.get(key), after));
    }
  }
  if (entry.kind === 'detail' && entry.of === 'image') {
    const had = before.images.get(entry.id);
    const has = after.images.get(entry.id);
    const name = (image: typeof has): string => (image?.tags[0] === undefined ? 'the image' : imageName(image.tags[0]));
    if (!had && has && before.known.images) acts.push(act(entry, 'shelve', entry.id, { say: `${name(has)} stays on the shelf. Next time nothing is fetched.` }));
    else if (had && !has) acts.push(act(entry, 'remove', entry.id, { say: `${name(had)} leaves the shelf. Layers that others use stay.` }));
  }
  return acts;
}

function containerActs(entry: Entry, was: Container | undefined, is: Container | undefined, after: World): Act[] {
  if (!was && !is) return [];
  if (!was && is) {
    const found = fromThisApp(after, is.id) ? [act(entry, 'search', is.id, { label: imageName(is.image), say: 'The engine finds the image on its shelf.' })] : [];
    return [
      ...found,
      act(entry, 'place', is.id, { say: 'The container is a box on the image’s layers. Nothing is copied.' }),
      act(entry, 'roof', is.id, { say: 'On top: its own thin writable layer. State: Created.' }),
    ];
  }
  if (was && !is) return [act(entry, 'remove', was.id, { say: `${was.name} is removed, and its writable layer with it. The image stays.` })];
  if (!was || !is) return [];
  const acts: Act[] = [];
  const unplugs = was.plugged && !is.plugged && was.networks.length > 0;
  if (!hasProcess(was) && hasProcess(is)) {
    acts.push(
      act(entry, 'pile', is.id, { say: `${is.name}: runc starts the process. It stands on the host’s kernel.` }),
      act(entry, 'light', is.id, { say: `${is.name} runs.` }),
    );
  } else if (hasProcess(was) && !hasProcess(is)) {
    acts.push(
      act(entry, 'leave', is.id, { say: `${is.name}: the process ends.` }),
      act(entry, 'dark', is.id, { keeps: ['leave'], say: 'The light goes out.' }),
      ...(unplugs ? [act(entry, 'unplug', is.id, { keeps: ['leave', 'dark'], say: 'The network is unplugged.' })] : []),
      act(entry, 'stamp', is.id, { say: endWords(is) }),
    );
    return acts;
  } else if (was.state === 'running' && is.state === 'paused') {
    acts.push(act(entry, 'pause', is.id, { say: `${is.name} is held: its process keeps its place and gets no time.` }));
  } else if (was.state === 'paused' && is.state === 'running') {
    acts.push(act(entry, 'unpause', is.id, { say: `${is.name} goes on.` }));
  } else if (was.state !== is.state || was.name !== is.name || was.health !== is.health || (was.stopping === null) !== (is.stopping === null)) {
    acts.push(act(entry, 'change', is.id, { say: changeWords(was, is) }));
  }
  if (!was.plugged && is.plugged && is.networks.length > 0 && !hasProcess(is)) acts.push(act(entry, 'plug', is.id, { say: 'The container is plugged into a network.' }));
  else if (unplugs) acts.push(act(entry, 'unplug', is.id, { say: 'The network is unplugged.' }));
  return acts;
}

/** The newest command asked for this container: the search of the shelf was this app's to see. */
function fromThisApp(world: World, id: string): boolean {
  const last = world.commands.at(-1);
  return (
    last?.exitCode === null &&
    last.exchanges.some((e) => e.method === 'POST' && ticketPath(e.path) === '/containers/create' && (e.status === null || (e.status === 201 && (e.answer === null || e.answer.includes(id)))))
  );
}

function endWords(c: Container): string {
  if (c.oom) return `${c.name} used more memory than it may: the kernel ended it.`;
  if (c.exitCode === null) return `${c.name} has ended. The box stays.`;
  if (c.exitCode === 0) return `${c.name}: Exited (0). The box stays: stopped, not deleted.`;
  return `${c.name}: Exited (${String(c.exitCode)}), ${exitWords(c.exitCode)}. The box stays.`;
}

function changeWords(was: Container, is: Container): string {
  if (was.name !== is.name) return `${was.name} is called ${is.name} now.`;
  if (was.health !== is.health && is.health !== null) return `${is.name} is ${is.health}.`;
  if (is.stopping !== null && was.stopping === null) return `${is.name} is asked to end${is.stopping.signal === '9' ? ' at once' : ''}.`;
  if (is.state === 'restarting') return `${is.name} ended; the engine starts it again.`;
  return `${is.name}: ${is.state}.`;
}
