import { containerId, type ContainerId } from '../../core/base/brand';
import { list, number, object } from '../../core/base/read';
import type { Fact, StatsEntry } from '../../core/journal/entry';
import type { Session } from '../connect/session';
import { jsonLines } from '../wire/ndjson';
import { askOne } from './ask';
import { createComparison } from './comparison';

/** One open stream a box, at most so many. */
export const MOST_STREAMS = 20;

/**
 * Reads one sample of `/containers/{id}/stats`, by the formula of the CLI: memory without the page cache that can be
 * given back; per cent of one CPU. A figure that the engine does not send is null, not 0.
 */
export function readStats(id: ContainerId, answer: unknown): StatsEntry {
  const sample = object(answer);
  const cpu = object(sample['cpu_stats']);
  const before = object(sample['precpu_stats']);
  const memory = object(sample['memory_stats']);
  const usage = memory['usage'];
  const details = object(memory['stats']);
  const cache = number(details['total_inactive_file'], number(details['inactive_file']));
  const cpuDelta =
    number(object(cpu['cpu_usage'])['total_usage']) - number(object(before['cpu_usage'])['total_usage']);
  const systemDelta = number(cpu['system_cpu_usage']) - number(before['system_cpu_usage']);
  const online = number(cpu['online_cpus']) || list(object(cpu['cpu_usage'])['percpu_usage']).length || 1;
  const told = number(before['system_cpu_usage']) > 0 && systemDelta > 0 && cpuDelta >= 0;
  return {
    kind: 'stats',
    container: id,
    cpu: told ? (cpuDelta / systemDelta) * online * 100 : null,
    memory: typeof usage === 'number' ? Math.max(0, usage - (cache < usage ? cache : 0)) : null,
    memoryLimit: typeof memory['limit'] === 'number' ? memory['limit'] : null,
  };
}

export interface Gauges {
  /** Opens streams for these and closes all others. */
  watch(ids: readonly string[]): void;
  /** Asks once for the size of these writable layers. */
  weigh(ids: readonly string[]): void;
  /** Asks what these changed in the files of their images, again and again while they are wanted. */
  compare(ids: readonly string[]): void;
  /** The process ended: what it wrote is weighed once more, where it was shown. */
  changed(id: string): void;
  forget(id: string): void;
  stop(): void;
}

/** Load and writable-layer sizes, for what is on screen and nothing else. The picture is whole without them. */
export function createGauges(session: Session, append: (fact: Fact) => void, stopped: AbortSignal): Gauges {
  const open = new Map<string, AbortController>();
  const weighed = new Set<string>();
  const comparison = createComparison(session, append, stopped);

  async function follow(id: string, signal: AbortSignal): Promise<void> {
    const path = `/v${session.api}/containers/${id}/stats?stream=1`;
    const response = await session.wire.send({ method: 'GET', path, signal });
    if (response.status !== 200) {
      response.body.resume();
      return;
    }
    for await (const line of jsonLines(response.body)) {
      // A body without a time is a stopped container's, or Podman's error inside a 200.
      if (object(line.value)['read'] !== undefined) append(readStats(containerId(id), line.value));
    }
  }

  function weigh(ids: readonly string[]): void {
    for (const id of ids) {
      if (weighed.has(id)) continue;
      weighed.add(id);
      askOne(session, `/containers/${id}/json?size=1`, stopped).then(
        (answer) => {
          const size = object(answer)['SizeRw'];
          append({ kind: 'size', container: containerId(id), writable: number(size) });
        },
        () => weighed.delete(id),
      );
    }
  }

  return {
    watch(ids) {
      const wanted = new Set(ids.slice(0, MOST_STREAMS));
      for (const [id, controller] of open) {
        if (wanted.has(id)) continue;
        controller.abort();
        open.delete(id);
      }
      for (const id of wanted) {
        if (open.has(id)) continue;
        const controller = new AbortController();
        open.set(id, controller);
        follow(id, AbortSignal.any([controller.signal, stopped]))
          .catch(() => undefined)
          .finally(() => {
            if (open.get(id) === controller) open.delete(id);
          });
      }
    },
    weigh,
    compare: comparison.compare,
    changed(id) {
      // Only what was weighed is shown, so only that is weighed again.
      if (weighed.delete(id)) weigh([id]);
    },
    forget: (id) => void weighed.delete(id),
    stop() {
      for (const controller of open.values()) controller.abort();
      open.clear();
      comparison.compare([]);
    },
  };
}
