import { type ContainerId, containerId } from '../../base/brand';
import { isObject, parseJson, text } from '../../base/read';
import type { EntryOf } from '../../journal/entry';
import { endBuild } from './builds';
import { endPull } from './pulls';
import { BOUNDS, type Command, type Exchange, type OutputLine, type World } from '../world';

function update(
  world: World,
  at: (command: Command) => boolean,
  change: (command: Command) => Command,
): World {
  const index = world.commands.findLastIndex(at);
  const command = world.commands[index];
  return command === undefined ? world : { ...world, commands: world.commands.with(index, change(command)) };
}

export function foldCommandStarted(world: World, entry: EntryOf<'command-started'>): World {
  const command: Command = {
    id: entry.command,
    text: entry.text,
    origin: entry.origin,
    startedAt: entry.at,
    exitCode: null,
    took: null,
    exchanges: [],
    output: [],
    dropped: 0,
  };
  return { ...world, commands: [...world.commands, command].slice(-BOUNDS.commands) };
}

export const foldCommandNamed = (world: World, entry: EntryOf<'command-named'>): World =>
  update(
    world,
    (c) => c.id === entry.command,
    (c) => ({ ...c, text: entry.text }),
  );

export const foldCommandFinished = (world: World, entry: EntryOf<'command-finished'>): World =>
  update(
    world,
    (c) => c.id === entry.command,
    (c) => ({ ...c, exitCode: entry.exitCode, took: entry.took }),
  );

/** Adds text to lines: a line may arrive in pieces, `\r` alone starts it again. */
export function appendLines(
  lines: readonly OutputLine[],
  stream: OutputLine['stream'],
  source: string,
): readonly OutputLine[] {
  const out = lines.slice();
  const parts = source.split('\n');
  parts.forEach((part, i) => {
    const last = out.at(-1);
    const more = i < parts.length - 1;
    const joined = i === 0 && last?.open === true && last.stream === stream ? last.text + part : part;
    if (i === 0 && last?.open === true && last.stream === stream) out.pop();
    if (joined === '' && !more) return;
    const line = joined.replace(/\r+$/, '');
    const shown = line.slice(line.lastIndexOf('\r') + 1).slice(0, BOUNDS.lineLength);
    out.push({ stream, text: shown, open: !more });
  });
  return out;
}

export function foldCommandOutput(world: World, entry: EntryOf<'command-output'>): World {
  const next = update(
    world,
    (c) => c.id === entry.command,
    (c) => {
      const lines = appendLines(c.output, entry.stream, entry.text);
      const over = Math.max(0, lines.length - BOUNDS.outputLines);
      const dropped = c.dropped + over + (entry.left ?? 0);
      return { ...c, output: over > 0 ? lines.slice(over) : lines, dropped };
    },
  );
  if (entry.container === undefined) return next;
  const known = next.containers.get(entry.container);
  if (!known) return next;
  const before = known.output.map((line): OutputLine => ({ stream: 'stdout', text: line, open: false }));
  const output = appendLines(before, 'stdout', entry.text)
    .map((line) => line.text)
    .slice(-BOUNDS.containerLines);
  return { ...next, containers: next.containers.set(entry.container, { ...known, output }) };
}

export function foldExchangeSent(world: World, entry: EntryOf<'exchange-sent'>): World {
  if (entry.command === null) return world;
  const exchange: Exchange = {
    id: entry.exchange,
    n: entry.n,
    method: entry.method,
    path: entry.path,
    body: entry.body,
    sentAt: entry.at,
    status: null,
    answered: null,
    ended: null,
    bytes: 0,
    sent: 0,
    cut: null,
    answer: null,
    followed: [],
  };
  return update(
    world,
    (c) => c.id === entry.command,
    (c) => ({ ...c, exchanges: [...c.exchanges, exchange].slice(-BOUNDS.exchanges) }),
  );
}

function updateExchange(world: World, id: Exchange['id'], change: (exchange: Exchange) => Exchange): World {
  return update(
    world,
    (c) => c.exchanges.some((e) => e.id === id),
    (c) => ({ ...c, exchanges: c.exchanges.map((e) => (e.id === id ? change(e) : e)) }),
  );
}

export const foldExchangeAnswered = (world: World, entry: EntryOf<'exchange-answered'>): World =>
  updateExchange(world, entry.exchange, (e) => ({ ...e, status: entry.status, answered: entry.took }));

export function foldExchangeEnded(world: World, entry: EntryOf<'exchange-ended'>): World {
  const next = updateExchange(world, entry.exchange, (e) => ({
    ...e,
    ended: entry.took,
    bytes: entry.bytes,
    sent: entry.sent ?? e.sent,
    cut: entry.cut,
    answer: entry.body,
  }));
  return endBuild(endPull(next, entry.exchange, entry.cut !== null), entry.exchange, entry.cut !== null);
}

const NAMED = /\/containers\/([0-9a-f]{64})\//;

/** The container that an exchange is about, as far as its path or its answer tells. */
export function containerOf(exchange: Exchange): ContainerId | null {
  const named = NAMED.exec(exchange.path)?.[1];
  if (named !== undefined) return containerId(named);
  const answer = exchange.answer === null ? undefined : parseJson(exchange.answer);
  const id = isObject(answer) && exchange.path.includes('/containers/create') ? text(answer['Id']) : '';
  return id === '' ? null : containerId(id);
}
