import type { World } from '../../../world/world';
import { docker, lxc, oci } from './engine-evidence';
import type { Evidence } from './fact';
import type { Focus } from './focus';
import { cgroups, chroot, namespaces } from './kernel-evidence';
import type { PointId } from './points';

/** What this machine tells of a point, from what is known of it already: nothing is asked for a picture. */
export function evidenceOf(point: PointId, world: World, focus: Focus): Evidence {
  return TELL[point](world, focus);
}

const TELL: Readonly<Record<PointId, (world: World, focus: Focus) => Evidence>> = {
  chroot,
  namespaces,
  cgroups,
  lxc,
  docker,
  oci,
};
