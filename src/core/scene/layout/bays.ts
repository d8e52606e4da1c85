import type { Picture } from '../picture';
import type { PictureContainer } from '../picture-containers';
import type { Level } from './levels';

/** A group of containers that stand together: one Compose project, or those in none. */
export interface Bay {
  readonly key: string;
  readonly label: string;
  readonly project: boolean;
  readonly containers: readonly PictureContainer[];
  /** Names of the networks that pass above the bay, at most three are drawn. */
  readonly networks: readonly string[];
  readonly volumes: readonly { readonly name: string; readonly label: string }[];
  /** One or two loose containers have the stage to themselves: no frame, no title. */
  readonly bare: boolean;
}

const unique = <T>(values: readonly T[], key: (value: T) => string): T[] => {
  const seen = new Map<string, T>();
  for (const value of values) if (!seen.has(key(value))) seen.set(key(value), value);
  return [...seen.values()];
};

/** What hangs above and below some containers of one bay. */
export function bayOf(
  base: Pick<Bay, 'key' | 'label' | 'project' | 'bare'>,
  containers: readonly PictureContainer[],
): Bay {
  const networks = unique(
    containers.flatMap((c) => c.networks).filter((name) => name !== 'none' && name !== 'host'),
    (name) => name,
  ).sort();
  return {
    ...base,
    containers,
    networks,
    volumes: unique(
      containers.flatMap((c) => c.volumes),
      (v) => v.name,
    ),
  };
}

/** Projects first, the larger before the smaller, then by name. */
export function baysOf(picture: Picture): readonly Bay[] {
  const groups = new Map<string, PictureContainer[]>();
  for (const c of picture.containers) {
    const group = groups.get(c.project);
    if (group) group.push(c);
    else groups.set(c.project, [c]);
  }
  const loneLoose = groups.size === 1 && groups.has('') && picture.containers.length <= 2;
  return [...groups]
    .sort(
      ([a, as], [b, bs]) => Number(b !== '') - Number(a !== '') || bs.length - as.length || (a < b ? -1 : 1),
    )
    .map(([key, containers]) =>
      bayOf(
        { key, label: key === '' ? 'no project' : key, project: key !== '', bare: loneLoose },
        containers,
      ),
    );
}

/** Height of a bay with `rows` rows of boxes of height `h`. */
export function bayHeight(
  bay: Pick<Bay, 'bare' | 'project' | 'networks' | 'volumes'>,
  level: Level,
  h: number,
  rows: number,
): number {
  const head = bay.bare || (!bay.project && level.id >= 2) ? 0 : level.head;
  const lanes = bay.bare ? 0 : level.lane * Math.min(3, bay.networks.length);
  const cellar = bay.volumes.length > 0 ? level.cellar : 0;
  return (
    head +
    lanes +
    rows * (h + level.depth) +
    (rows - 1) * level.gap * 0.5 +
    cellar +
    (bay.bare ? 4 : level.pad) +
    level.pad * 0.5
  );
}
