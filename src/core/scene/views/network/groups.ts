import { looksUpNames } from '../../../world/reach';
import type { Container, World } from '../../../world/world';
import type { Subject } from '../../marks';

/** Containers that stand together: one Compose project, or those in none. */
export interface Group {
  readonly key: string;
  readonly containers: readonly Container[];
}

/** Where in its group: Compose projects by who waits for whom, loose ones by what they hang on. */
const RANK: Readonly<Record<string, number>> = { bridge: 1, host: 2, none: 3 };
const rank = (c: Container): number => RANK[c.networks[0] ?? 'none'] ?? 0;

/** Who is waited for stands right of who waits: the way a request goes. */
function byDependence(containers: readonly Container[]): readonly Container[] {
  const depth = new Map<string, number>();
  const depthOf = (c: Container, seen: readonly string[]): number => {
    const known = depth.get(c.id);
    if (known !== undefined) return known;
    const waiting = containers.filter(
      (other) => c.service !== null && other.dependsOn.includes(c.service) && !seen.includes(other.id),
    );
    const found =
      waiting.length === 0 ? 0 : 1 + Math.max(...waiting.map((other) => depthOf(other, [...seen, c.id])));
    depth.set(c.id, found);
    return found;
  };
  const at = new Map(containers.map((c) => [c.id, depthOf(c, [c.id])]));
  return [...containers].sort(
    (a, b) => (at.get(a.id) ?? 0) - (at.get(b.id) ?? 0) || (a.name < b.name ? -1 : 1),
  );
}

/** Projects first, the larger before the smaller; those in no project last. */
export function groupsOf(containers: readonly Container[]): readonly Group[] {
  const groups = new Map<string, Container[]>();
  for (const c of containers) {
    const key = c.project ?? '';
    const known = groups.get(key);
    if (known) known.push(c);
    else groups.set(key, [c]);
  }
  return [...groups]
    .sort(
      ([a, as], [b, bs]) => Number(b !== '') - Number(a !== '') || bs.length - as.length || (a < b ? -1 : 1),
    )
    .map(([key, own]) => ({
      key,
      containers:
        key === ''
          ? [...own].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))
          : byDependence(own),
    }));
}

export interface Shown {
  /** What is drawn, group by group; a group may be only a part of itself. */
  readonly groups: readonly Group[];
  /** Groups that are folded to a card each. */
  readonly folded: readonly Group[];
  readonly page: number;
  readonly pages: number;
  /** The group of which a page is drawn; null: everything fits. */
  readonly paged: Group | null;
}

/**
 * What of a crowd is drawn: everything where it fits; else one group, page by page, and the others as cards.
 * @param room columns that fit beside each other with everything open, and beside the cards
 */
export function shownOf(
  all: readonly Group[],
  room: { readonly all: number; readonly beside: number },
  wanted: { readonly group: string | null; readonly page: number; readonly selected: Subject | null },
): Shown {
  const columns = all.reduce((sum, group) => sum + group.containers.length, 0) + (all.length - 1) * 0.3;
  if (columns <= room.all) return { groups: all, folded: [], page: 0, pages: 1, paged: null };
  const { selected } = wanted;
  const has = (group: Group): boolean =>
    selected?.kind === 'container'
      ? group.containers.some((c) => c.id === selected.id)
      : selected?.kind === 'network' && group.containers.some((c) => c.networks.includes(selected.id));
  const group = all.find((each) => each.key === wanted.group) ?? all.find(has) ?? all[0];
  if (!group) return { groups: [], folded: [], page: 0, pages: 1, paged: null };
  const each = Math.max(1, all.length > 1 ? room.beside : room.all);
  const pages = Math.ceil(group.containers.length / each);
  // Further groups stay open while they fit beside the chosen one.
  const open = [group];
  let used = group.containers.length;
  for (const other of pages > 1 ? [] : all) {
    if (other === group || used + other.containers.length + 0.3 > each) continue;
    open.push(other);
    used += other.containers.length + 0.3;
  }
  const folded = all.filter((other) => !open.includes(other));
  const own = selected?.kind === 'container' ? group.containers.findIndex((c) => c.id === selected.id) : -1;
  const chosen =
    own >= 0 && wanted.group === null && wanted.page === 0 ? Math.floor(own / each) : wanted.page;
  const page = Math.max(0, Math.min(pages - 1, chosen));
  const containers = group.containers.slice(page * each, (page + 1) * each);
  if (pages === 1)
    return { groups: all.filter((other) => open.includes(other)), folded, page, pages, paged: null };
  return { groups: [{ ...group, containers }], folded, page, pages, paged: group };
}

/** Networks with a pipe of their own above some containers, the one with a way out and the most boxes on top. */
export function pipesOf(world: World, containers: readonly Container[]): readonly string[] {
  const count = new Map<string, number>();
  for (const c of containers)
    for (const n of c.networks) if (n !== 'host' && n !== 'none') count.set(n, (count.get(n) ?? 0) + 1);
  const internal = (name: string): boolean =>
    world.networks.values().find((n) => n.name === name)?.internal === true;
  return [...count.keys()].sort(
    (a, b) =>
      Number(looksUpNames(b)) - Number(looksUpNames(a)) ||
      Number(internal(a)) - Number(internal(b)) ||
      (count.get(b) ?? 0) - (count.get(a) ?? 0) ||
      (a < b ? -1 : 1),
  );
}

/** "12 containers, 8 up" and the longer and shorter ways to say it. */
export function sumWords(group: Group): readonly string[] {
  const n = group.containers.length;
  const up = group.containers.filter((c) => c.state === 'running' || c.state === 'paused').length;
  const count = n === 1 ? '1 container' : `${n.toLocaleString('en-US')} containers`;
  const works = up === n ? 'all up' : up === 0 ? 'none up' : `${up.toLocaleString('en-US')} up`;
  return [`Compose project, ${count}, ${works}`, `${count}, ${works}`, `${String(n)}, ${works}`, String(n)];
}
