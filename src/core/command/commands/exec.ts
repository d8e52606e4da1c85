import { containerId } from '../../base/brand';
import { number, object, text } from '../../base/read';
import { before } from '../api-age';
import { readEnv } from '../container/create-body';
import { DETACH_KEYS_FLAG } from '../container/detach-keys';
import { checkTyping } from '../container/typing';
import { checkedName } from '../each';
import type { Program, Sub } from '../program';
import { expectOk, Failure, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, attach, engine, environment, join, sizes } from '../steps';

export const exec: CommandSpec = {
  name: 'exec',
  aliases: ['container exec'],
  usage: '[OPTIONS] CONTAINER COMMAND [ARG...]',
  help: 'Starts a further program in a container that runs',
  flags: [
    DETACH_KEYS_FLAG,
    {
      long: 'detach',
      short: 'd',
      type: 'bool',
      explains: 'leaves the program running in the background; nothing it prints is shown',
    },
    {
      long: 'env',
      short: 'e',
      type: 'env',
      secret: true,
      explains:
        'sets an environment variable for this program, written NAME=value; NAME alone takes the value it has here',
    },
    {
      long: 'interactive',
      short: 'i',
      type: 'bool',
      explains: 'keeps the input open, so that you can type to the program',
    },
    {
      long: 'privileged',
      type: 'bool',
      explains: 'lets the program do to the machine what its administrator could do',
    },
    { long: 'tty', short: 't', type: 'bool', explains: 'gives the program a terminal of its own' },
    {
      long: 'user',
      short: 'u',
      type: 'string',
      explains: 'the user, and after a colon the group, that the program runs as',
    },
    {
      long: 'workdir',
      short: 'w',
      type: 'string',
      explains: 'the folder inside in which the program starts',
    },
  ],
  later: ['env-file'],
  arguments: {
    least: 2,
    most: Infinity,
    complete: ['running', 'none'],
    explain: ['the container in which the program starts, by name or id', 'the program and what it is given'],
  },
  interspersed: false,
  program: (parsed) => plainly(execute(parsed)),
};

/** The container is looked up first, so that a program that cannot start is not made in vain. */
function* execute(parsed: Parsed): Program {
  const [typed = '', ...command] = parsed.args;
  const name = checkedName(typed);
  const found = expectOk(yield* ask({ method: 'GET', path: `/containers/${name}/json` }));
  const detached = parsed.bool('detach');
  const tty = parsed.bool('tty');
  const input = !detached && parsed.bool('interactive');
  if (!detached) yield* checkTyping(input, tty);
  const size = yield* consoleSize(tty);
  const client = yield* environment();
  const made = expectOk(
    yield* ask({
      method: 'POST',
      path: `/containers/${name}/exec`,
      body: {
        User: parsed.string('user'),
        Privileged: parsed.bool('privileged'),
        Tty: tty,
        ...size,
        AttachStdin: input,
        AttachStderr: !detached,
        AttachStdout: !detached,
        Detach: detached,
        DetachKeys: parsed.string('detach-keys'),
        Env: readEnv(parsed.list('env'), client.variable),
        WorkingDir: parsed.string('workdir'),
        Cmd: command,
      },
    }),
  );
  const id = text(object(made.json)['Id']);
  if (id === '') throw new Failure('exec ID empty');
  const start = {
    method: 'POST',
    path: `/exec/${id}/start`,
    body: { Detach: detached, Tty: tty, ...size },
    slow: true,
  } as const;
  if (detached) {
    expectOk(yield* ask(start));
    return 0;
  }
  const opened = expectOk(
    yield* attach(
      start,
      containerId(text(object(found.json)['Id'])),
      tty,
      input,
      parsed.string('detach-keys'),
    ),
  );
  if (tty) yield* sizes(`/exec/${id}/resize`);
  if ((yield* join(opened.handle)) === 'detached') throw new Failure('read escape sequence');
  return yield* exitCodeOf(id);
}

/** An engine that does not know the field yet is not given it, as the CLI's API client does. */
function* consoleSize(tty: boolean): Sub<{ readonly ConsoleSize?: readonly [number, number] }> {
  if (!tty || before((yield* engine()).api, 42)) return {};
  const { terminal } = yield* environment();
  return { ConsoleSize: terminal ? [terminal.rows, terminal.columns] : [0, 0] };
}

/** The program's end is told by no stream: the engine is asked once its output is over. */
function* exitCodeOf(id: string): Program {
  const ended = expectOk(yield* ask({ method: 'GET', path: `/exec/${id}/json` }));
  return number(object(ended.json)['ExitCode']);
}
