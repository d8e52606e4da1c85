import { object, parseJson, text } from '../../base/read';
import type { EntryOf } from '../../journal/entry';
import { BOUNDS, type Command, type Exchange, type Followed, type World } from '../world';

/** milliseconds after the end of a command in which what the engine tells is still taken for its doing */
const AFTER = 10_000;
/** Requests of a command that are looked at, from the last. */
const LOOKED_AT = 40;

/** A request that asks for a change. Waiting, listening and sizes change nothing. */
export const changes = ({ method, path }: Pick<Exchange, 'method' | 'path'>): boolean =>
  method !== 'GET' && method !== 'HEAD' && !/\/(wait|attach|resize|_ping|auth)(\?|$)/.test(path);

const KINDS: Readonly<Record<string, string>> = {
  containers: 'container',
  images: 'image',
  networks: 'network',
  volumes: 'volume',
};

/** What a request is about, by the words of its path. */
function partsOf(path: string): { kind: string; name: string; query: string } {
  const [bare = '', query = ''] = path.replace(/^\/v\d+\.\d+/, '').split('?', 2);
  const [, kind = '', ...rest] = bare.split('/');
  return { kind, name: decode(rest.join('/').replace(/\/[a-z]+$/, '')), query };
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

const queried = (query: string, key: string): string =>
  decode(new RegExp(`(?:^|&)${key}=([^&]*)`).exec(query)?.[1] ?? '');

/** Whether an event is about what a request asked for. */
function concerns(exchange: Exchange, entry: EntryOf<'event'>): boolean {
  const { kind, name, query } = partsOf(exchange.path);
  const { type, action, id, attributes } = entry;
  const same = (wanted: string): boolean =>
    wanted !== '' &&
    (wanted === id ||
      wanted === attributes['name'] ||
      wanted === attributes['container'] ||
      (/^[0-9a-f]{12,}$/.test(wanted) && id.startsWith(wanted)));
  switch (name === 'create' || name === 'prune' || name === 'load' ? name : '') {
    case 'prune':
      return KINDS[kind] === type;
    case 'load':
      return type === 'image';
    case 'create': {
      if (kind === 'images')
        return type === 'image' && ['pull', 'import'].includes(action) && exchange.ended === null;
      const made = text(object(parseJson(exchange.answer ?? ''))['Id']);
      if (made !== '') return same(made);
      // The event is often told before the answer.
      const named = kind === 'containers' ? queried(query, 'name') : bodyName(exchange);
      return (
        action === 'create' &&
        KINDS[kind] === type &&
        (named === '' || named === attributes['name'] || named === id)
      );
    }
    default:
  }
  if (kind === 'exec') return attributes['execID'] === name;
  if (kind === 'build' || kind === 'session') return type === 'image' && exchange.ended === null;
  if (kind === 'commit') return same(queried(query, 'container')) || (type === 'image' && action === 'tag');
  if (kind === 'images') return type === 'image' && (same(name) || exchange.method === 'DELETE');
  return same(name);
}

const bodyName = (exchange: Exchange): string => text(object(parseJson(exchange.body ?? ''))['Name']);

/** Puts an event behind the request that it is most likely the answer of the machine to: the last one about the same. */
export function foldFollowed(world: World, entry: EntryOf<'event'>): World {
  const recent = (command: Command): boolean =>
    command.took === null || entry.at - (command.startedAt + command.took) < AFTER;
  for (let c = world.commands.length - 1; c >= 0; c -= 1) {
    const command = world.commands[c];
    if (!command || !recent(command)) continue;
    const { exchanges } = command;
    for (let e = exchanges.length - 1; e >= Math.max(0, exchanges.length - LOOKED_AT); e -= 1) {
      const exchange = exchanges[e];
      if (!exchange || !changes(exchange) || !concerns(exchange, entry)) continue;
      const event: Followed = {
        type: entry.type,
        action: entry.action,
        id: entry.id,
        name: entry.attributes['name'] ?? '',
        after: entry.at - exchange.sentAt,
      };
      const followed = [...exchange.followed, event].slice(-BOUNDS.followed);
      const next = { ...command, exchanges: exchanges.with(e, { ...exchange, followed }) };
      return { ...world, commands: world.commands.with(c, next) };
    }
  }
  return world;
}
