import { humanDuration } from '../../../core/docker/duration';
import { toMs, type Nanos } from '../text/time';
import type { Container } from './container';
import { hasHealth } from '../health/health';

const ago = (now: Nanos, then: Nanos | null): string => humanDuration(then === null ? 0 : toMs(now - then));

/** `Up 2 minutes (healthy)`, `Exited (0) 3 hours ago`, … (moby, container/state.go: String) */
export function statusWords(container: Container, now: Nanos): string {
  const up = `Up ${ago(now, container.startedAt)}`;
  switch (container.status) {
    case 'running': {
      if (!container.health || !hasHealth(container)) return up;
      const { status } = container.health;
      return `${up} (${status === 'starting' ? 'health: starting' : status})`;
    }
    case 'paused':
      return `${up} (Paused)`;
    case 'restarting':
      return `Restarting (${String(container.exitCode)}) ${ago(now, container.finishedAt)} ago`;
    case 'removing':
      return 'Removal In Progress';
    case 'created':
      return 'Created';
    case 'exited':
      return `Exited (${String(container.exitCode)}) ${ago(now, container.finishedAt)} ago`;
  }
}

/** The command line as lists show it: words with blanks are quoted. */
export function commandWords(container: Container): string {
  const [path = '', ...args] = container.argv;
  const quoted = args.map((one) =>
    one === '' || /[^\w@%+=:,./-]/.test(one) ? `'${one.replaceAll("'", `'"'"'`)}'` : one,
  );
  return [path, ...quoted].join(' ').trim();
}
