import { formatMemory } from '../../docker/size';
import { visible } from '../../docker/visible';
import {
  GHOST,
  isGhost,
  withForecast,
  type Change,
  type Forecast,
  type ForeseenContainer,
} from '../../world/forecast';
import type { World } from '../../world/world';
import { hostScene, type SceneOptions } from '../host/host-scene';
import type { Box } from '../layout/frame';
import type { Mark, MarkOf, Scene } from '../marks';

/**
 * The machine with what a command would change in dashed lines: what it makes stands where it will stand, what it
 * removes or changes is marked where it is. Counts stay those of what is there.
 */
export function ghostScene(
  world: World,
  forecast: Forecast,
  viewport: { readonly W: number; readonly H: number },
  options: SceneOptions,
): Scene {
  const now = hostScene(world, viewport, options);
  const made = forecast.containers.length + forecast.fetches.length + forecast.images.length;
  const then =
    made === 0 ? now : hostScene(withForecast(world, forecast), viewport, { ...options, level: undefined });
  const told = new Map(now.marks.filter((mark) => COUNTS.has(mark.kind)).map((mark) => [mark.key, mark]));
  const marks = then.marks.flatMap((mark) => drawn(mark, told, forecast));
  return {
    ...then,
    marks: [...marks, ...forecast.changes.flatMap((change) => changed(change, then, world))],
  };
}

/** Marks that count what is there. */
const COUNTS: ReadonlySet<Mark['kind']> = new Set(['engineWords', 'shelf', 'bay', 'more']);

function drawn(mark: Mark, told: ReadonlyMap<string, Mark>, forecast: Forecast): readonly Mark[] {
  if (mark.kind === 'engineWords' || mark.kind === 'shelf') {
    const same = told.get(mark.key);
    return [same?.kind === mark.kind ? ({ ...mark, data: same.data } as Mark) : mark];
  }
  if (mark.kind === 'more') {
    const same = told.get(mark.key);
    return same ? [{ ...mark, data: same.data } as Mark] : [];
  }
  if (mark.kind === 'container' && isGhost(mark.data.c.id)) {
    const made = forecast.containers[Number(mark.data.c.id.split('-').at(-1))];
    return made ? [boxOf(mark, made)] : [];
  }
  if (mark.kind === 'slab' && mark.data.layer.chain.includes(GHOST)) return [slabOf(mark)];
  if (mark.kind === 'image' && mark.data.image.layers.some((layer) => layer.chain.includes(GHOST)))
    return [imageOf(mark, forecast)];
  if (mark.kind === 'drum' && forecast.volumes.some((name) => mark.subject?.id === name))
    return [ghost(mark.key, mark.box, { form: 'slab', title: mark.data.label })];
  // Plugs, piles, ports and drums of what is not there are words in its outline.
  return mark.kind !== 'bay' && mark.key.includes('ghost-') ? [] : [mark];
}

const ghost = (key: string, box: Box, data: Partial<MarkOf<'ghost'>['data']>): MarkOf<'ghost'> => ({
  kind: 'ghost',
  key,
  box,
  data: { form: 'box', depth: 0, title: '', lines: [], foot: '', ...data },
  subject: null,
});

const boxOf = ({ key, box, data }: MarkOf<'container'>, made: ForeseenContainer): MarkOf<'ghost'> =>
  ghost(key, box, {
    depth: data.depth,
    title: made.name === '' ? 'will appear here' : visible(made.name),
    lines: linesOf(made),
    foot: visible(made.image),
  });

function linesOf(made: ForeseenContainer): readonly string[] {
  return [
    `${made.name === '' ? 'a container, ' : 'will be '}${made.state === 'running' ? 'started' : 'made, not started'}`,
    ...made.ports.map((port) =>
      port.outside === null
        ? `a free port leads to ${String(port.inside)} inside`
        : `port ${String(port.outside)} leads to ${String(port.inside)} inside`,
    ),
    ...made.mounts.map(
      (mount) =>
        `${mount.source === '' ? 'a volume' : `${mount.kind === 'bind' ? 'folder' : 'volume'} ${visible(mount.source)}`} at ${visible(mount.target)}${mount.writable ? '' : ', read only'}`,
    ),
    ...made.networks.map((name) =>
      name === 'none'
        ? 'no network'
        : name === 'host'
          ? "the host's own network"
          : `network ${visible(name)}`,
    ),
    ...(made.memoryLimit > 0 ? [`at most ${formatMemory(made.memoryLimit)} of memory`] : []),
    ...(made.goes ? ['removed when its program ends'] : []),
    ...(made.command === '' ? [] : [`runs ${visible(made.command)}`]),
  ];
}

const slabOf = ({ key, box }: MarkOf<'slab'>): MarkOf<'ghost'> => ghost(key, box, { form: 'slab' });

/** The name of an image to be stands where the shelf writes names; what becomes of it in place of its size. */
function imageOf(mark: MarkOf<'image'>, forecast: Forecast): Mark {
  const name = `${mark.data.image.name}:${mark.data.image.tag}`;
  const coming = forecast.fetches.some((each) => each.endsWith(name)) ? 'will be fetched' : 'will be made';
  return {
    ...mark,
    data: { ...mark.data, image: { ...mark.data.image, coming, size: coming } },
    subject: null,
  };
}

const WORDS: Readonly<Record<string, string>> = {
  running: 'will start',
  exited: 'will stop',
  paused: 'will be paused',
  gone: 'will be removed',
};

function changed(change: Change, scene: Scene, world: World): readonly Mark[] {
  const box = placeOf(change, scene, world);
  if (box === null) return [];
  const title = 'words' in change ? visible(change.words) : (WORDS[change.becomes] ?? '');
  const form = 'becomes' in change && change.becomes === 'gone' ? 'gone' : 'note';
  return [ghost(`ghost ${change.of} ${change.id}`, box, { form, title })];
}

function placeOf(change: Change, scene: Scene, world: World): Box | null {
  const keys: Readonly<Record<Change['of'], string>> = {
    container: `container ${change.id}`,
    image: `image ${change.id}`,
    network: `lane`,
    volume: `drum`,
  };
  if (change.of === 'container' || change.of === 'image')
    return scene.marks.find((mark) => mark.key === keys[change.of])?.box ?? null;
  const name = change.of === 'network' ? world.networks.get(change.id)?.name : change.id;
  return (
    scene.marks.find(
      (mark) =>
        mark.subject?.kind === change.of && (mark.subject.id === name || mark.subject.id === change.id),
    )?.box ?? null
  );
}
