/** What a client hears of a container: attach, logs, wait, stats, and the size of its terminal. */

import { atLeast, param, paramFlag, paramNumber } from '../reading';
import { fromTimestamp } from '../text/time';
import { Refused, type Turn } from '../turn';
import type { ApiRequest, LogsWanted, Reply } from '../wire';
import { goJson } from '../text/go-json';
import type { Container } from './container';
import { findContainer, isLive } from './find';
import { tellContainer } from './tell';
import { waitBody } from './waiters';
import type { Waiter } from '../state';

const isTty = (container: Container): boolean => container.config['Tty'] === true;

/** What the stream is: from 1.42 on framed streams have a type of their own. */
export const streamType = (request: ApiRequest, tty: boolean): string =>
  tty || !atLeast(request, '1.42')
    ? 'application/vnd.docker.raw-stream'
    : 'application/vnd.docker.multiplexed-stream';

export function attach(turn: Turn, request: ApiRequest, name: string): Reply {
  const container = findContainer(turn.model, name);
  if (container.status === 'paused') {
    throw new Refused(409, `container ${name} is paused, unpause the container before attach`);
  }
  if (container.status === 'restarting') {
    throw new Refused(409, `container ${name} is restarting, wait until the container is running`);
  }
  const stdout = paramFlag(request, 'stdout');
  const stderr = paramFlag(request, 'stderr');
  const stream = paramFlag(request, 'stream');
  if (stream) tellContainer(turn, container, 'attach');
  const logs: LogsWanted = {
    container: container.id,
    tty: isTty(container),
    stdout,
    stderr,
    follow: false,
    timestamps: false,
    tail: null,
    since: null,
    until: null,
  };
  return {
    kind: 'hijack',
    wanted: {
      process: container.id,
      stdin: paramFlag(request, 'stdin') && container.config['OpenStdin'] === true,
      stdout,
      stderr,
      tty: isTty(container),
      logs: paramFlag(request, 'logs') ? logs : null,
      stream,
      stdinOnce: container.config['StdinOnce'] === true,
      contentType: streamType(request, isTty(container)),
    },
  };
}

export function logs(turn: Turn, request: ApiRequest, name: string): Reply {
  const container = findContainer(turn.model, name);
  const stdout = paramFlag(request, 'stdout');
  const stderr = paramFlag(request, 'stderr');
  if (!stdout && !stderr) {
    throw new Refused(400, 'Bad parameters: you must choose at least one stream');
  }
  const log = container.hostConfig['LogConfig'];
  if (typeof log === 'object' && log !== null && 'Type' in log && log.Type === 'none') {
    throw new Refused(501, 'configured logging driver does not support reading');
  }
  const tail = param(request, 'tail');
  const lines = tail === '' || tail === 'all' || !/^\d+$/.test(tail) ? null : Number(tail);
  return {
    kind: 'logs',
    type: atLeast(request, '1.42') ? streamType(request, isTty(container)) : null,
    wanted: {
      container: container.id,
      tty: isTty(container),
      stdout,
      stderr,
      follow: paramFlag(request, 'follow') && (isLive(container) || container.status === 'restarting'),
      timestamps: paramFlag(request, 'timestamps'),
      tail: lines,
      since: fromTimestamp(param(request, 'since')),
      until: param(request, 'until') === '0' ? null : fromTimestamp(param(request, 'until')),
    },
  };
}

const CONDITIONS: readonly Waiter['condition'][] = ['not-running', 'next-exit', 'removed'];

export function wait(turn: Turn, request: ApiRequest, name: string): Reply {
  const asked = param(request, 'condition') || 'not-running';
  const condition = CONDITIONS.find((one) => one === asked);
  if (!condition) throw new Refused(400, `invalid condition: "${asked}"`);
  const container = findContainer(turn.model, name);
  const runs = isLive(container) || container.status === 'restarting';
  if (condition === 'not-running' && !runs) {
    const line = `${goJson(waitBody(container.exitCode))}\n`;
    return {
      kind: 'answer',
      answer: { status: 200, body: { text: line }, headers: { 'Content-Type': 'application/json' } },
    };
  }
  turn.change({
    waiters: [...turn.model.waiters, { ticket: request.ticket, container: container.id, condition }],
  });
  return { kind: 'open', status: 200, type: 'application/json' };
}

function size(request: ApiRequest): { readonly rows: number; readonly columns: number } {
  return { rows: paramNumber(request, 'h') ?? 0, columns: paramNumber(request, 'w') ?? 0 };
}

export function resize(turn: Turn, request: ApiRequest, name: string): Reply {
  const { rows, columns } = size(request);
  const container = findContainer(turn.model, name);
  if (!isLive(container)) throw new Refused(409, `Container ${container.id} is not running`);
  turn.do({ kind: 'resize', process: container.id, columns, rows });
  tellContainer(turn, container, 'resize', { height: String(rows), width: String(columns) });
  return { kind: 'answer', answer: { status: 200, body: null } };
}

export function resizeExec(turn: Turn, request: ApiRequest, id: string): Reply {
  const { rows, columns } = size(request);
  const exec = turn.model.execs.get(id);
  if (!exec) throw new Refused(404, `No such exec instance: ${id}`);
  if (exec.state === 'ended' || exec.state === 'ready') {
    throw new Refused(409, `Error: Exec command ${id} is not running`);
  }
  turn.do({ kind: 'resize', process: id, columns, rows });
  return { kind: 'answer', answer: { status: 200, body: null } };
}

export function stats(turn: Turn, request: ApiRequest, name: string): Reply {
  const container = findContainer(turn.model, name);
  const stream = paramFlag(request, 'stream', true);
  return {
    kind: 'stats',
    container: container.id,
    stream,
    oneShot: !stream && paramFlag(request, 'one-shot'),
  };
}
