import type { ContainerId } from '../base/brand';
import { visible } from '../docker/visible';
import type { Entry, EntryOf } from '../journal/entry';
import type { Container, World } from '../world/world';
import type { Act } from './act';
import { act } from './make-act';

/** Names of 64 digits are the engine's own: nobody reads them whole. */
const called = (name: string): string =>
  /^[0-9a-f]{64}$/.test(name) ? `the volume ${name.slice(0, 8)}` : visible(name);

/** A volume made, mounted, let go, removed. */
export function volumeActs(entry: EntryOf<'event'>, before: World, after: World): Act[] {
  const name = entry.id || (entry.attributes['name'] ?? '');
  const label = called(name);
  if (before.volumes !== after.volumes) {
    const made = after.volumes.has(name);
    const say = made
      ? `${label}: room on the host’s disk. It outlives every container.`
      : `${label} is removed: its files are gone from the disk.`;
    return [act(entry, 'room', name, { label: `${made ? 'new volume' : 'removed'} ${label}`, say })];
  }
  const id = (entry.attributes['container'] ?? '') as ContainerId;
  const [was, is] = [before.containers.get(id), after.containers.get(id)];
  if (!was || !is || was === is) return [];
  const mounts = (c: typeof is): boolean => c.mounts.some((m) => m.kind === 'volume' && m.source === name);
  if (entry.action === 'mount') {
    const drawn = before.containers.values().some(mounts);
    const target = is.mounts.find((m) => m.source === name)?.target ?? '';
    const at = target === '' ? '' : ` at ${visible(target)}`;
    return [
      act(entry, 'mount', name, {
        from: drawn ? {} : { rise: 0 },
        say: `${label} is mounted into ${is.name}${at}. What is written there is kept.`,
      }),
    ];
  }
  return mounts(was)
    ? [act(entry, 'unmount', name, { say: `${is.name} lets go of ${label}. Its files stay.` })]
    : [];
}

/** An end lets go of all volumes at once, before or after the engine says so of each. */
export function letGoActs(entry: Entry, was: Container): Act[] {
  if (!was.mounted) return [];
  const names = [...new Set(was.mounts.filter((m) => m.kind === 'volume').map((m) => m.source))];
  const [first, ...also] = names;
  if (first === undefined) return [];
  const what = also.length === 0 ? called(first) : `${String(names.length)} volumes`;
  return [act(entry, 'unmount', first, { also, say: `${was.name} lets go of ${what}. The files stay.` })];
}
