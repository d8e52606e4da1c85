import { text, texts } from '../../../core/base/read';
import { findContainer } from '../container/find';
import { streamType } from '../container/streams';
import { bodyObject, neededBody } from '../reading';
import { Refused, type Turn } from '../turn';
import type { ApiRequest, Reply } from '../wire';
import { makeExec, startExec } from './run';

export function createExec(turn: Turn, request: ApiRequest, name: string): Reply {
  const body = neededBody(request);
  const argv = texts(body['Cmd']);
  if (argv.length === 0) throw new Refused(400, 'No exec command specified');
  const container = findContainer(turn.model, name);
  if (container.status === 'paused') {
    throw new Refused(409, `Container ${name} is paused, unpause the container before exec`);
  }
  if (container.status === 'restarting') {
    throw new Refused(409, `Container ${container.id} is restarting, wait until the container is running`);
  }
  if (container.status !== 'running') throw new Refused(409, `Container ${container.id} is not running`);
  const exec = makeExec(turn, container, {
    argv,
    env: texts(body['Env']),
    user: text(body['User']),
    cwd: text(body['WorkingDir']),
    tty: body['Tty'] === true,
    stdin: body['AttachStdin'] === true,
    stdout: body['AttachStdout'] === true,
    stderr: body['AttachStderr'] === true,
    privileged: body['Privileged'] === true,
    detachKeys: text(body['DetachKeys']),
    probe: false,
  });
  return { kind: 'answer', answer: { status: 201, body: { json: { Id: exec.id } } } };
}

export function start(turn: Turn, request: ApiRequest, id: string): Reply {
  const body = bodyObject(request) ?? {};
  if (body['Detach'] === true) {
    startExec(turn, id, request.ticket);
    return { kind: 'later' };
  }
  const exec = startExec(turn, id, null);
  return {
    kind: 'hijack',
    wanted: {
      process: id,
      stdin: exec.stdin,
      stdout: exec.stdout,
      stderr: exec.stderr,
      tty: exec.tty,
      logs: null,
      stream: true,
      stdinOnce: true,
      contentType: streamType(request, exec.tty),
    },
  };
}

export function inspectExec(turn: Turn, id: string): Reply {
  const exec = turn.model.execs.get(id);
  if (!exec) throw new Refused(404, `No such exec instance: ${id}`);
  const [entrypoint = '', ...args] = exec.argv;
  const json = {
    ID: exec.id,
    Running: exec.state === 'running',
    ExitCode: exec.exitCode,
    ProcessConfig: {
      tty: exec.tty,
      entrypoint,
      arguments: args,
      privileged: exec.privileged,
      ...(exec.user === '' ? {} : { user: exec.user }),
    },
    OpenStdin: exec.stdin,
    OpenStderr: exec.stderr,
    OpenStdout: exec.stdout,
    CanRemove: exec.state === 'ended' && exec.exitCode === null,
    ContainerID: exec.container,
    DetachKeys: exec.detachKeys,
    Pid: exec.pid,
  };
  return { kind: 'answer', answer: { status: 200, body: { json } } };
}
