import type { SnapshotEntry } from '../../core/journal/entry';
import type { Session } from '../connect/session';
import { ask } from './ask';
import { readContainers, readImages, readNetworks, readVolumes } from './read-answers';

export type Part = SnapshotEntry['part'];
export type Cause = SnapshotEntry['cause'];

export const PARTS: readonly Part[] = ['containers', 'images', 'networks', 'volumes'];

/** Asks for one whole list. @throws EngineRefused */
export async function list(
  session: Session,
  part: Part,
  cause: Cause,
  signal: AbortSignal,
): Promise<SnapshotEntry> {
  const get = (path: string): Promise<unknown> => ask(session, path, signal);
  const base = { kind: 'snapshot', cause } as const;
  switch (part) {
    case 'containers':
      return { ...base, part, items: readContainers(await get('/containers/json?all=1')) };
    case 'images':
      return { ...base, part, items: readImages(await get('/images/json')) };
    case 'networks':
      return { ...base, part, items: readNetworks(await get('/networks')) };
    case 'volumes':
      return { ...base, part, items: readVolumes(await get('/volumes')) };
  }
}
