import { dropUnusedLayers } from '../image/layers';
import { dropMemory } from '../files-of';
import type { Turn } from '../turn';
import { tellContainer } from './tell';
import { endWaits } from './waiters';

/** Takes a container that has no process out of the machine, with the volumes that were made for it if asked. */
export function removeContainer(turn: Turn, id: string, volumes: boolean): void {
  const container = turn.container(id);
  if (!container) return;
  endWaits(turn, container, ['not-running', 'next-exit', 'removed']);
  turn.do({ kind: 'cancel', key: `restart:${id}` }, { kind: 'cancel', key: `stop:${id}` });
  let execs = turn.model.execs;
  for (const exec of execs.values()) if (exec.container === id) execs = execs.delete(exec.id);
  turn.change({
    ...dropMemory(turn.model, container),
    execs,
    containers: turn.model.containers.delete(id),
    names: turn.model.names.delete(container.name),
  });
  if (volumes) {
    for (const mount of container.mounts) {
      const used = turn.model.containers
        .values()
        .some((one) => one.mounts.some((m) => m.source === mount.source));
      if (!mount.anonymous || used || !turn.model.volumes.has(mount.source)) continue;
      turn.change({ volumes: turn.model.volumes.delete(mount.source) });
      turn.tell('volume', 'destroy', mount.source, { driver: 'local' });
    }
  }
  dropUnusedLayers(turn, container.layers);
  turn.do({ kind: 'hang up', process: id }, { kind: 'forget', container: id });
  tellContainer(turn, container, 'destroy');
}
