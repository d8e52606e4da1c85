import type { Model } from '../state';
import { Refused } from '../turn';
import type { Container } from './container';

/** By id, by name, or by the start of an id that only one has. */
export function tryContainer(model: Model, asked: string): Container | undefined {
  const exact = model.containers.get(asked);
  if (exact) return exact;
  const named = model.names.get(asked.replace(/^\//, ''));
  if (named !== undefined) return model.containers.get(named);
  if (!/^[0-9a-f]+$/.test(asked)) return undefined;
  const some = model.containers.keys().filter((id) => id.startsWith(asked));
  if (some.length > 1) throw new Refused(400, `multiple IDs found with provided prefix: ${asked}`);
  return model.containers.get(some[0] ?? '');
}

/** @throws Refused 404 `No such container: …` */
export function findContainer(model: Model, asked: string): Container {
  const found = tryContainer(model, asked);
  if (!found) throw new Refused(404, `No such container: ${asked}`);
  return found;
}

/** It has a process, paused or not. */
export const isLive = (container: Container): boolean =>
  container.status === 'running' || container.status === 'paused';

/** @throws Refused 409 `Container … is not running` */
export function needLive(container: Container): void {
  if (!isLive(container)) throw new Refused(409, `Container ${container.id} is not running`);
}
