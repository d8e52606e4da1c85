import { containerId } from '../../base/brand';
import { flag, number, object, parseJson, text, type Obj } from '../../base/read';
import { DETACH_KEYS_FLAG } from '../container/detach-keys';
import { checkedName } from '../each';
import type { Environment, Program, Sub } from '../program';
import { expectOk, Failure, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, attach as take, cut, environment, interrupts, join, open, rest, sizes } from '../steps';

export const attach: CommandSpec = {
  name: 'attach',
  aliases: ['container attach'],
  usage: '[OPTIONS] CONTAINER',
  help: 'Shows what the program of a running container prints from now on, and lets you type to it',
  flags: [
    DETACH_KEYS_FLAG,
    { long: 'no-stdin', type: 'bool', explains: 'shows the output alone: what you type goes nowhere' },
    {
      long: 'sig-proxy',
      type: 'bool',
      otherwise: 'true',
      explains: 'hands Ctrl-C on to the program; with =false it ends the watching alone',
    },
  ],
  later: [],
  arguments: {
    least: 1,
    most: 1,
    complete: ['running'],
    explain: ['the container whose program to attach to, by name or id'],
  },
  interspersed: true,
  program: (parsed) => plainly(attachTo(parsed)),
};

/** @throws Failure where nothing can be attached to, in the CLI's own words: the engine is not asked */
function* running(name: string): Sub<Obj> {
  const found = object(expectOk(yield* ask({ method: 'GET', path: `/containers/${name}/json` })).json);
  const state = object(found['State']);
  if (!flag(state['Running'])) throw new Failure('You cannot attach to a stopped container, start it first');
  if (flag(state['Paused'])) throw new Failure('You cannot attach to a paused container, unpause it first');
  if (flag(state['Restarting']))
    throw new Failure('You cannot attach to a restarting container, wait until it is running');
  return found;
}

/** Whether what is typed goes to the program. A client that hands nothing on shows the output alone. */
function typing(parsed: Parsed, config: Obj, { input }: Environment): boolean {
  const wanted = !parsed.bool('no-stdin') && input !== null;
  if (wanted && flag(config['Tty']) && !input.tty) throw new Failure('the input device is not a TTY');
  return wanted && flag(config['OpenStdin']);
}

/** Asks for the end first, so that it is not missed; looks at the container again once its output is taken. */
function* attachTo(parsed: Parsed): Program {
  const name = checkedName(parsed.args[0] ?? '');
  const ended = yield* open({ method: 'POST', path: `/containers/${name}/wait`, slow: true });
  const found = yield* running(name);
  const client = yield* environment();
  const config = object(found['Config']);
  const tty = flag(config['Tty']);
  const input = typing(parsed, config, client);
  const keys = parsed.string('detach-keys');
  // The signal goes to the name as typed, as the CLI sends it.
  if (!tty && (!parsed.given('sig-proxy') || parsed.bool('sig-proxy'))) yield* interrupts(containerId(name));
  const opened = expectOk(
    yield* take(
      {
        method: 'POST',
        path: `/containers/${name}/attach`,
        query: {
          ...(keys === '' ? {} : { detachKeys: keys }),
          stderr: '1',
          ...(input ? { stdin: '1' } : {}),
          stdout: '1',
          stream: '1',
        },
        slow: true,
      },
      containerId(text(found['Id'])),
      tty,
      input,
      keys,
    ),
  );
  yield* running(name);
  if (tty && client.terminal) {
    // One more than it is, then as it is: a program draws its screen anew only when the size changes.
    const { rows, columns } = client.terminal;
    const query = { h: String(rows + 1), w: String(columns + 1) };
    yield* ask({ method: 'POST', path: `/containers/${name}/resize`, query });
    yield* sizes(`/containers/${name}/resize`);
  }
  if ((yield* join(opened.handle)) === 'detached') {
    yield* cut(ended.handle);
    throw new Failure('read escape sequence');
  }
  const end = object(parseJson(expectOk(ended).handle === 0 ? '' : yield* rest(ended.handle)));
  const trouble = text(object(end['Error'])['Message']);
  if (trouble !== '') throw new Failure(trouble);
  return number(end['StatusCode']);
}
