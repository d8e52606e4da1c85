import { number, object, parseJson, text } from '../../base/read';
import type { ContainerId } from '../../base/brand';
import { createContainer, readSettings } from '../container/create';
import type { Opened, Program, Sub } from '../program';
import { Failure, expectOk, failureText, withHint } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { DETACH_KEYS_FLAG } from '../container/detach-keys';
import { checkTyping } from '../container/typing';
import { attach, cut, err, interrupts, join, open, out, rest, sizes } from '../steps';
import { ask } from '../steps';
import { CREATE_FLAGS, CREATE_LATER, DETACH } from './run-flags';

export const run: CommandSpec = {
  name: 'run',
  aliases: ['container run'],
  usage: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
  help: 'Makes a new container from an image and starts it',
  flags: [...CREATE_FLAGS, DETACH, DETACH_KEYS_FLAG],
  later: [...CREATE_LATER, 'sig-proxy'],
  arguments: {
    least: 1,
    most: Infinity,
    complete: ['image', 'none'],
    explain: [
      'the image the container is made from',
      'what runs inside, instead of what the image would run',
    ],
  },
  interspersed: false,
  *program(parsed) {
    try {
      if (!parsed.bool('detach')) yield* checkTyping(parsed.bool('interactive'), parsed.bool('tty'));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      yield* err(error.message);
      return error.exitCode;
    }
    try {
      return yield* runContainer(parsed);
    } catch (error) {
      const message = failureText(error);
      if (message === null) throw error;
      yield* err(withHint(message, 'run'));
      return codeOf(message);
    }
  },
};

/** 127 and 126 are told from 125 by the engine's text alone: its status is the same for all. */
function codeOf(message: string): number {
  if (
    /executable file not found|no such file or directory|system cannot find the file specified/.test(message)
  )
    return 127;
  if (/permission denied|is a directory/.test(message)) return 126;
  return 125;
}

function* runContainer(parsed: Parsed): Program {
  const detached = parsed.bool('detach');
  const id = yield* createContainer(parsed, yield* readSettings(parsed, detached));
  const tty = parsed.bool('tty');
  const typed = parsed.bool('interactive');
  const attached = detached ? null : yield* attachTo(id, tty, typed, parsed.string('detach-keys'));
  // In a terminal of its own the program gets Ctrl-C as a key.
  if (!detached && !(tty && typed)) yield* interrupts(id);
  else if (detached) yield* out(id);
  const removed = parsed.bool('rm');
  const ended = yield* waitFor(id, removed);
  const started = yield* ask({ method: 'POST', path: `/containers/${id}/start`, slow: true });
  if (started.status >= 400) {
    if (attached) yield* cut(attached.handle);
    if (removed) yield* rest(ended.handle);
    else yield* cut(ended.handle);
    expectOk(started);
  }
  if (!attached) {
    yield* cut(ended.handle);
    return 0;
  }
  if (tty) yield* sizes(`/containers/${id}/resize`);
  if ((yield* join(attached.handle)) === 'detached') {
    yield* cut(ended.handle);
    return 0;
  }
  return yield* exitCode(ended);
}

/** Takes the container's output before it starts, so that none is missed. */
export function* attachTo(id: ContainerId, tty = false, input = false, keys = ''): Sub<Opened> {
  const opened = yield* attach(
    {
      method: 'POST',
      path: `/containers/${id}/attach`,
      query: {
        ...(keys === '' ? {} : { detachKeys: keys }),
        stderr: '1',
        ...(input ? { stdin: '1' } : {}),
        stdout: '1',
        stream: '1',
      },
      slow: true,
    },
    id,
    tty,
    input,
    keys,
  );
  return expectOk(opened);
}

/** Asks for the end before the start, so that a short life is not missed. The answer's body is the end. */
export function* waitFor(id: ContainerId, removed: boolean): Sub<Opened> {
  const condition = removed ? 'removed' : 'next-exit';
  return yield* open({ method: 'POST', path: `/containers/${id}/wait`, query: { condition }, slow: true });
}

/** The container's own exit code, from the body of wait; 125 when the engine could not tell. */
export function* exitCode(ended: Opened): Program {
  if (ended.status >= 400) throw new Failure(`Error waiting for container: ${ended.text.trim()}`, 125);
  const body = object(parseJson(yield* rest(ended.handle)));
  const trouble = text(object(body['Error'])['Message']);
  if (trouble !== '') {
    yield* err(`Error waiting for container: ${trouble}`);
    return 125;
  }
  return number(body['StatusCode']);
}
