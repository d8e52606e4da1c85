import { containerId } from '../../base/brand';
import { flag, isObject, object, parseJson, text } from '../../base/read';
import { act } from '../each';
import type { Program } from '../program';
import { expectOk, Failure, outcome, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { DETACH_KEYS_FLAG } from '../container/detach-keys';
import { checkTyping } from '../container/typing';
import { ask, cut, err, interrupts, join, out, rest, sizes } from '../steps';
import { attachTo, exitCode, waitFor } from './run';

export const start: CommandSpec = {
  name: 'start',
  aliases: ['container start'],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  help: 'Starts containers that are stopped',
  flags: [
    { long: 'attach', short: 'a', type: 'bool', explains: 'shows what the program prints until it ends' },
    { long: 'interactive', short: 'i', type: 'bool', explains: 'lets you type to the program' },
    DETACH_KEYS_FLAG,
  ],
  later: ['checkpoint', 'checkpoint-dir'],
  arguments: {
    least: 1,
    most: Infinity,
    complete: ['stopped'],
    explain: ['a container to start, by name or id'],
  },
  interspersed: true,
  program: (parsed) =>
    plainly(
      parsed.bool('attach') || parsed.bool('interactive')
        ? startAttached(parsed.args, parsed.bool('interactive'), parsed.string('detach-keys'))
        : startAll(parsed),
    ),
};

/** One after the other. An engine that says "already running" (304) is fine. */
function* startAll(parsed: Parsed): Program {
  const failed: string[] = [];
  for (const name of parsed.args) {
    const message = yield* outcome(
      act((id) => ({ method: 'POST', path: `/containers/${id}/start`, slow: true }), name),
    );
    if (message === null) yield* out(name);
    else {
      yield* err(message);
      failed.push(name);
    }
  }
  if (failed.length > 0) throw new Failure(`Error: failed to start containers: ${failed.join(', ')}`);
  return 0;
}

function* startAttached(names: readonly string[], interactive: boolean, keys: string): Program {
  yield* checkTyping(interactive, false);
  if (names.length > 1) throw new Failure('you cannot start and attach multiple containers at once');
  const found = expectOk(yield* ask({ method: 'GET', path: `/containers/${names[0] ?? ''}/json` }));
  const container = isObject(found.json) ? found.json : object(parseJson(found.text));
  const id = containerId(text(container['Id']));
  const tty = flag(object(container['Config'])['Tty']);
  const removed = flag(object(container['HostConfig'])['AutoRemove']);
  const attached = yield* attachTo(id, tty, interactive, keys);
  if (!(tty && interactive)) yield* interrupts(id);
  const ended = yield* waitFor(id, removed);
  const started = yield* ask({ method: 'POST', path: `/containers/${id}/start`, slow: true });
  if (started.status >= 400) {
    yield* cut(attached.handle);
    if (removed) yield* rest(ended.handle);
    else yield* cut(ended.handle);
    expectOk(started);
  }
  if (tty) yield* sizes(`/containers/${id}/resize`);
  if ((yield* join(attached.handle)) === 'detached') {
    yield* cut(ended.handle);
    return 0;
  }
  return yield* exitCode(ended);
}
