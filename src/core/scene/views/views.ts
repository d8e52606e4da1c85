import type { World } from '../../world/world';
import { hostScene } from '../host/host-scene';
import type { Scene } from '../marks';
import { NO_CHOICES } from './choices';
import { imagesScene } from './images/images-scene';
import { vmScene } from './vm/vm-scene';
import { mapScene } from './map/map-scene';
import { historyScene } from './history/history-scene';
import { networkScene } from './network/network-scene';
import { VIEW_IDS, type Draw, type ViewId, type ViewOptions, type Viewport } from './view';

export interface View {
  readonly id: ViewId;
  /** As the bar names it. */
  readonly name: string;
  /** What a screen reader is told of the picture. */
  readonly about: string;
  /** 1 to 9 */
  readonly key: string;
  readonly draw: Draw;
}

const keyOf = (id: ViewId): string => String(VIEW_IDS.indexOf(id) + 1);

const view = (id: ViewId, name: string, about: string, draw: Draw): View => ({
  id,
  name,
  about,
  key: keyOf(id),
  draw,
});

/** The views that are built, in the order of the bar. */
export const VIEWS: readonly View[] = [
  view('host', 'Machine', 'The machine', (world, viewport, options) => hostScene(world, viewport, options)),
  view('vm', 'VM or container', 'Virtual machines beside containers', vmScene),
  view('images', 'Layers', 'The layers of an image', imagesScene),
  view('map', 'Who asks whom', 'Who asks whom, from the command to the process', mapScene),
  view('network', 'Networks', 'Networks, volumes and Compose projects', networkScene),
  view('history', 'History', 'Where containers came from', historyScene),
];

const byId: ReadonlyMap<string, View> = new Map(VIEWS.map((each) => [each.id, each]));

/** The view of that id, or the machine where there is none. */
export const viewOf = (id: string): View => byId.get(id) ?? (VIEWS[0] as View);

/** Nothing can be said of containers and images yet, or any more: each view shows where it breaks. */
const unseen = (world: World): boolean =>
  world.link.state === 'absent' ||
  ((world.link.state === 'unknown' || world.link.state === 'connecting') &&
    world.containers.size === 0 &&
    world.images.size === 0);

/** One view of a world. Without an engine every view is the machine with what is missing in it. */
export function viewScene(
  id: ViewId,
  world: World,
  viewport: Viewport,
  options: Omit<ViewOptions, 'choices' | 'selected'> & Partial<ViewOptions>,
): Scene {
  const whole = { selected: null, choices: NO_CHOICES, ...options };
  return unseen(world) ? hostScene(world, viewport, whole) : viewOf(id).draw(world, viewport, whole);
}
