import { number, object, text, texts } from '../../../core/base/read';
import type { ProcessSpec } from '../process-spec';
import type { Exec } from '../exec/exec';
import type { Model } from '../state';
import type { Container } from './container';

/** Where programs are looked for when an image does not say. (moby, oci/defaults) */
export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const home = (user: string): string =>
  user === '' || user === '0' || user.split(':')[0] === 'root' ? '/root' : '/';

/** A name without a value takes the variable away. (moby, container/env.go: ReplaceOrAppendEnvVars) */
function environment(
  container: Container,
  tty: boolean,
  user: string,
  more: readonly string[],
): Readonly<Record<string, string>> {
  const env = new Map([
    ['PATH', DEFAULT_PATH],
    ['HOSTNAME', text(container.config['Hostname'])],
  ]);
  if (tty) env.set('TERM', 'xterm');
  for (const line of [...texts(container.config['Env']), ...more]) {
    const at = line.indexOf('=');
    if (at < 0) env.delete(line);
    else env.set(line.slice(0, at), line.slice(at + 1));
  }
  // The runtime adds it at the end.
  if (!env.has('HOME')) env.set('HOME', home(user));
  return Object.fromEntries(env);
}

/** The container's main process, as the runtime would start it. */
export function mainProcess(container: Container): ProcessSpec {
  const { config } = container;
  const user = text(config['User']);
  const tty = config['Tty'] === true;
  return {
    container: container.id,
    hostname: text(config['Hostname']),
    argv: container.argv,
    env: environment(container, tty, user, []),
    cwd: text(config['WorkingDir']) || '/',
    user,
    tty,
    stdin: config['OpenStdin'] === true,
    pid: 1,
    hostPid: container.pid,
    memoryLimit: number(container.hostConfig['Memory']),
  };
}

/** A process beside the main one. */
export function execProcess(container: Container, exec: Exec): ProcessSpec {
  const user = exec.user === '' ? text(container.config['User']) : exec.user;
  return {
    container: container.id,
    hostname: text(container.config['Hostname']),
    argv: exec.argv,
    env: environment(container, exec.tty, user, exec.env),
    cwd: exec.cwd || text(container.config['WorkingDir']) || '/',
    user,
    tty: exec.tty,
    stdin: exec.stdin,
    pid: exec.innerPid,
    hostPid: exec.pid,
    memoryLimit: number(object(container.hostConfig)['Memory']),
  };
}

/** Numbers for a process that a program of the container forks: inside, and on the host. */
export function takePids(
  model: Model,
  id: string,
): { readonly model: Model; readonly pid: number; readonly hostPid: number } | null {
  const container = model.containers.get(id);
  if (!container) return null;
  const next = { ...container, nextPid: container.nextPid + 1 };
  return {
    model: { ...model, nextPid: model.nextPid + 1, containers: model.containers.set(id, next) },
    pid: container.nextPid,
    hostPid: model.nextPid,
  };
}
