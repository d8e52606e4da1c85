/**
 * Ending a container.
 *
 *   stop:  StopSignal ──► ended within its grace? ─ yes ─► die, stop
 *                               └─ no ─► SIGKILL ─► die 137, stop
 *   kill:  any signal ──► nothing waits but for SIGKILL, which is answered when the process is gone
 */
import { text } from '../../../core/base/read';
import { fromMs } from '../text/time';
import { Refused, type Turn } from '../turn';
import type { Answer, ApiRequest, Reply } from '../wire';
import { param, paramNumber } from '../reading';
import type { Container, OnEnd } from './container';
import { giveUpRestart } from './end';
import { findContainer, isLive, tryContainer } from './find';
import { removeContainer } from './remove';
import { signalName, signalNumber } from './signals';
import { begin } from './start';
import { tellContainer } from './tell';

const GRACE_SECONDS = 10;

const answered = (status: number): Reply => ({ kind: 'answer', answer: { status, body: null } });
const done: Answer = { status: 204, body: null };

/** Sends a signal and tells of it. A frozen process is thawed first, or it could not hear. */
function send(turn: Turn, container: Container, signal: string): void {
  tellContainer(turn, container, 'kill', { signal: String(signalNumber(signal) ?? 0) });
  turn.do({ kind: 'signal', process: container.id, signal });
}

export function thaw(turn: Turn, container: Container): Container {
  turn.do({ kind: 'thaw', container: container.id });
  const next = turn.put(container.id, { status: 'running' });
  tellContainer(turn, next, 'unpause');
  return next;
}

/** @param seconds of grace; negative is without end */
function askToEnd(turn: Turn, container: Container, seconds: number, signal: string, then: OnEnd): void {
  const first = container.onEnd.length === 0;
  const now = turn.put(container.id, { onEnd: [...container.onEnd, then], stoppedByHand: true });
  if (!first) return;
  send(turn, now, signal);
  if (now.status === 'paused') thaw(turn, now);
  if (seconds >= 0) {
    turn.do({ kind: 'timer', key: `stop:${now.id}`, at: turn.now + fromMs(seconds * 1000) });
  }
}

/** Its grace is over. */
export function graceOver(turn: Turn, id: string): void {
  const container = turn.container(id);
  if (container && isLive(container)) send(turn, container, 'SIGKILL');
}

function graceOf(container: Container, request: ApiRequest): number {
  const asked = paramNumber(request, 't');
  if (asked !== null) return asked;
  const own = container.config['StopTimeout'];
  return typeof own === 'number' ? own : GRACE_SECONDS;
}

function stopSignal(container: Container, request: ApiRequest): string {
  const asked = param(request, 'signal') || text(container.config['StopSignal']) || 'SIGTERM';
  const name = signalName(asked);
  if (name === null) throw new Refused(400, `Invalid signal: ${asked}`);
  return name;
}

export function stop(turn: Turn, request: ApiRequest, name: string): Reply {
  const container = findContainer(turn.model, name);
  if (container.status === 'restarting') {
    tellContainer(turn, container, 'kill', { signal: '15' });
    tellContainer(turn, giveUpRestart(turn, container.id), 'stop');
    return answered(204);
  }
  if (!isLive(container)) return answered(304);
  askToEnd(turn, container, graceOf(container, request), stopSignal(container, request), {
    kind: 'stopped',
    ticket: request.ticket,
  });
  return { kind: 'later' };
}

export function restart(turn: Turn, request: ApiRequest, name: string): Reply {
  const container = findContainer(turn.model, name);
  if (container.status === 'restarting') giveUpRestart(turn, container.id);
  // It is just being started: there is nothing to end.
  if (container.starting) return answered(204);
  if (isLive(container)) {
    const then: OnEnd = { kind: 'restart', ticket: request.ticket };
    askToEnd(turn, container, graceOf(container, request), stopSignal(container, request), then);
  } else begin(turn, container.id, { kind: 'restart', tickets: [request.ticket] });
  return { kind: 'later' };
}

export function kill(turn: Turn, request: ApiRequest, name: string): Reply {
  const asked = param(request, 'signal');
  const signal = asked === '' ? 'SIGKILL' : signalName(asked);
  if (signal === null) throw new Refused(400, `Invalid signal: ${asked}`);
  const container = tryContainer(turn.model, name);
  if (!container) throw new Refused(404, `Cannot kill container: ${name}: No such container: ${name}`);
  if (!isLive(container)) {
    throw new Refused(409, `Cannot kill container: ${name}: Container ${container.id} is not running`);
  }
  if (signal !== 'SIGKILL') {
    // Whoever sends the signal that stops a container means it to stay down. (moby, daemon/kill.go)
    const stops = signal === (signalName(text(container.config['StopSignal']) || 'SIGTERM') ?? 'SIGTERM');
    send(turn, stops ? turn.put(container.id, { stoppedByHand: true }) : container, signal);
    return answered(204);
  }
  end(turn, container, { kind: 'killed', ticket: request.ticket });
  return { kind: 'later' };
}

/** Kills it at once. */
function end(turn: Turn, container: Container, then: OnEnd): void {
  const now = turn.put(container.id, { onEnd: [...container.onEnd, then], stoppedByHand: true });
  send(turn, now, 'SIGKILL');
  if (now.status === 'paused') turn.do({ kind: 'thaw', container: now.id });
}

/** `rm`, with force for one that runs. */
export function remove(
  turn: Turn,
  request: ApiRequest,
  name: string,
  force: boolean,
  volumes: boolean,
): Reply {
  const container = findContainer(turn.model, name);
  if (container.status === 'removing') {
    throw new Refused(409, `removal of container ${name} is already in progress`);
  }
  if (isLive(container) || container.starting) {
    if (!force) {
      const paused = container.status === 'paused';
      throw new Refused(
        409,
        `You cannot remove a ${paused ? 'paused' : 'running'} container ${container.id}. ${paused ? 'Unpause and then stop the container before attempting removal or force remove' : 'Stop the container before attempting removal or force remove'}`,
      );
    }
    end(turn, container, { kind: 'remove', ticket: request.ticket, volumes });
    return { kind: 'later' };
  }
  if (container.status === 'restarting') {
    if (!force) {
      throw new Refused(
        409,
        `You cannot remove a restarting container ${container.id}. Stop the container before attempting removal or force remove`,
      );
    }
    giveUpRestart(turn, container.id);
  }
  removeContainer(turn, container.id, volumes);
  return { kind: 'answer', answer: done };
}

export function pause(turn: Turn, name: string): Reply {
  const container = findContainer(turn.model, name);
  if (container.status === 'paused') throw new Refused(409, `Container ${container.id} is already paused`);
  if (container.status === 'restarting') {
    throw new Refused(409, `Container ${container.id} is restarting, wait until the container is running`);
  }
  if (container.status !== 'running') throw new Refused(409, `Container ${container.id} is not running`);
  turn.do({ kind: 'freeze', container: container.id });
  tellContainer(turn, turn.put(container.id, { status: 'paused' }), 'pause');
  return answered(204);
}

export function unpause(turn: Turn, name: string): Reply {
  const container = findContainer(turn.model, name);
  if (container.status !== 'paused') throw new Refused(500, `Container ${container.id} is not paused`);
  thaw(turn, container);
  return answered(204);
}
