import { containerId } from '../../core/base/brand';
import type { Subject } from '../../core/scene/marks';
import { imageName } from '../../core/scene/picture-images';
import { toSvg } from '../../core/scene/svg';
import { paletteOf } from '../../core/scene/tokens';
import { NO_CHOICES, type Choices } from '../../core/scene/views/choices';
import type { ViewId } from '../../core/scene/views/view';
import { VIEWS, viewScene } from '../../core/scene/views/views';
import type { World } from '../../core/world/world';
import { fontCss } from '../fonts';
import { Failure } from '../misuse';
import type { Subcommand } from '../subcommand';
import { readChoice, readSize } from '../values';
import { AT, findWorld } from './world';

const VIEW_NAMES = VIEWS.map((each) => each.id);
const THEMES = ['light', 'dark'] as const;

/** What a person means by a name: a container by name, id or the begin of an id, an image, a network or a volume. @throws Failure */
function named(world: World, name: string): Subject {
  const all = world.containers.values();
  const begins = (id: string): boolean => name !== '' && id.replace(/^sha256:/, '').startsWith(name);
  const container = all.find((c) => c.name === name) ?? all.find((c) => begins(c.id));
  if (container) return { kind: 'container', id: container.id, words: container.name };
  const images = world.images.values();
  const image =
    images.find((i) => i.tags.some((tag) => tag === name || imageName(tag) === imageName(name))) ??
    images.find((i) => begins(i.id));
  if (image) return { kind: 'image', id: image.id, words: name };
  if (world.networks.values().some((n) => n.name === name)) return { kind: 'network', id: name, words: name };
  if (world.volumes.values().some((v) => v.name === name)) return { kind: 'volume', id: name, words: name };
  const names = all.map((c) => c.name).slice(0, 5);
  const there = names.length === 0 ? 'There are none here.' : `Here are ${names.join(', ')}.`;
  throw new Failure(`No container is called "${name}". ${there}`);
}

/** What `--select` chooses; two containers, `web,db`, are a question to the networks. @throws Failure */
function chosenBy(world: World, view: ViewId, name: string): [Subject, Choices] {
  const [from = '', to] = view === 'network' ? name.split(',') : [name];
  const first = named(world, from);
  if (to === undefined) return [first, NO_CHOICES];
  const ends = [first, named(world, to)].map(({ id }) => containerId(id));
  return [first, { ...NO_CHOICES, from: ends[0] ?? null, to: ends[1] ?? null }];
}

export const draw: Subcommand = {
  usage: 'draw [FILE] [OPTIONS]',
  about:
    'Prints the picture of the engine, or of the recording FILE, as SVG. It changes nothing on the engine.',
  options: [
    AT,
    {
      name: 'view',
      takes: 'VIEW',
      says: `host (the default)${VIEW_NAMES.slice(1)
        .map((each) => `, ${each}`)
        .join('')}`,
    },
    {
      name: 'select',
      takes: 'NAME',
      says: 'a container, image, network or volume; with --view network two containers: web,db',
    },
    { name: 'size', takes: 'SIZE', says: 'width and height in pixels: 1280x800 (the default)' },
    { name: 'theme', takes: 'THEME', says: 'light (paper, the default) or dark (blueprint)' },
  ],
  words: 1,
  more: [`Views: ${VIEW_NAMES.join(', ')}`],
  async run(given, io) {
    // Everything typed is judged before an engine is asked.
    const view = readChoice('view', given.value('view') ?? 'host', VIEW_NAMES);
    const theme = readChoice('theme', given.value('theme') ?? 'light', THEMES);
    const size = readSize('size', given.value('size') ?? '1280x800');
    const name = given.value('select');
    const { world, now, ok } = await findWorld(given, io);
    const [selected, choices] = name === undefined || !ok ? [null, NO_CHOICES] : chosenBy(world, view, name);
    const detail = selected?.kind === 'container' ? selected.id : null;
    const clock = (ms: number): string => new Date(ms).toTimeString().slice(0, 8);
    const scene = viewScene(view, world, size, { now, detail, clock, selected, choices });
    const title = `Cutaway: ${world.host?.name ?? 'a machine'} and its engine`;
    io.stdout.write(toSvg(scene, { palette: paletteOf(theme), fontCss: fontCss(), title }));
    return ok ? 0 : 1;
  },
};
