import { hostScene } from '../../core/scene/host/host-scene';
import { toSvg } from '../../core/scene/svg';
import { paletteOf } from '../../core/scene/tokens';
import type { World } from '../../core/world/world';
import { fontCss } from '../fonts';
import { Failure } from '../misuse';
import type { Subcommand } from '../subcommand';
import { readChoice, readSize } from '../values';
import { AT, findWorld } from './world';

const VIEWS = ['host'] as const;
const THEMES = ['light', 'dark'] as const;

/** Id of the container that a person means by a name, an id or the begin of an id. @throws Failure */
function containerNamed(world: World, name: string): string {
  const all = world.containers.values();
  const found = all.find((c) => c.name === name) ?? all.find((c) => name !== '' && c.id.startsWith(name));
  if (found) return found.id;
  const names = all.map((c) => c.name).slice(0, 5);
  const there = names.length === 0 ? 'There are none here.' : `Here are ${names.join(', ')}.`;
  throw new Failure(`No container is called "${name}". ${there}`);
}

export const draw: Subcommand = {
  usage: 'draw [FILE] [OPTIONS]',
  about:
    'Prints the picture of the engine, or of the recording FILE, as SVG. It changes nothing on the engine.',
  options: [
    AT,
    { name: 'view', takes: 'VIEW', says: `${VIEWS.join(', ')} (the default)` },
    { name: 'select', takes: 'NAME', says: 'a container to draw in detail, by name or id' },
    { name: 'size', takes: 'SIZE', says: 'width and height in pixels: 1280x800 (the default)' },
    { name: 'theme', takes: 'THEME', says: 'light (paper, the default) or dark (blueprint)' },
  ],
  words: 1,
  more: [`Views: ${VIEWS.join(', ')}`],
  async run(given, io) {
    // Everything typed is judged before an engine is asked.
    readChoice('view', given.value('view') ?? 'host', VIEWS);
    const theme = readChoice('theme', given.value('theme') ?? 'light', THEMES);
    const size = readSize('size', given.value('size') ?? '1280x800');
    const name = given.value('select');
    const { world, now, ok } = await findWorld(given, io);
    const detail = name === undefined || !ok ? null : containerNamed(world, name);
    const clock = (ms: number): string => new Date(ms).toTimeString().slice(0, 8);
    const scene = hostScene(world, size, { now, detail, clock });
    const title = `Cutaway: ${world.host?.name ?? 'a machine'} and its engine`;
    io.stdout.write(toSvg(scene, { palette: paletteOf(theme), fontCss: fontCss(), title }));
    return ok ? 0 : 1;
  },
};
