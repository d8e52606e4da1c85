import type { World } from '../../../world/world';
import type { Box } from '../../layout/frame';
import type { Mark, Subject } from '../../marks';
import type { Picture } from '../../picture';
import { circle, d, ellipse, line, path, rect, slab, words, type Shape } from '../../shapes/shape';
import { part } from '../part';

interface Kept {
  readonly key: string;
  readonly title: string;
  readonly says: string;
  readonly subject: Subject | null;
  readonly draw: (x: number, y: number) => Shape[];
  readonly stroke: 'k-image' | 'k-network' | 'k-volume';
}

const count = (n: number, one: string): string =>
  `${n === 0 ? 'no' : n.toLocaleString('en-US')} ${one}${n === 1 ? '' : 's'}`;

/** What the daemon keeps: images, networks and volumes hang above it, each with its number. */
export function keepsMarks(world: World, picture: Picture, area: Box, foot: number, daemon: Box): Mark[] {
  const kept: readonly Kept[] = [
    {
      key: 'shelf',
      title: 'Images',
      says: picture.shelf,
      subject: { kind: 'shelf', id: 'shelf', words: `Images, kept by the daemon: ${picture.shelf}` },
      draw: (x, y) => [0, 1, 2].flatMap((i) => slab(x, y + 26 - i * 11, 72, 9, 6, 'image')),
      stroke: 'k-image',
    },
    {
      key: 'networks',
      title: 'Networks',
      says: count(world.networks.size, 'network'),
      subject: null,
      draw: (x, y) => [
        line(x, y + 10, x + 76, y + 10, { stroke: 'k-network', sw: 5 }),
        line(x, y + 10, x + 76, y + 10, { stroke: 'k-network-face', sw: 2 }),
        ...[20, 54].flatMap((dx) => [
          line(x + dx, y + 10, x + dx, y + 28, { stroke: 'k-network', sw: 2.5 }),
          circle(x + dx, y + 10, 4, { fill: 'k-network-face', stroke: 'k-network', sw: 1.5 }),
          rect(x + dx - 5, y + 28, 10, 9, { fill: 'k-network-face', stroke: 'k-network', sw: 1.5 }),
        ]),
      ],
      stroke: 'k-network',
    },
    {
      key: 'volumes',
      title: 'Volumes',
      says: count(world.volumes.size, 'volume'),
      subject: null,
      draw: (x, y) => [
        path(d`M${x},${y + 8}v24a32,6 0 0 0 64,0v-24`, {
          fill: 'k-volume-face',
          stroke: 'k-volume',
          sw: 1.5,
        }),
        ellipse(x + 32, y + 8, 32, 6, { fill: 'k-volume-side', stroke: 'k-volume', sw: 1.5 }),
      ],
      stroke: 'k-volume',
    },
  ];
  const each = area.w / kept.length;
  return kept.map((item, i): Mark => {
    const x = area.x + i * each;
    const max = each - 14;
    const to = daemon.x + daemon.w * (0.3 + 0.2 * i);
    const lane = foot - 6 - i * 7;
    return part(
      item.key,
      { x, y: area.y, w: max, h: 78 },
      [
        path(d`M${x + 16},${area.y + 84}V${lane}H${to}V${daemon.y - 5}`, { stroke: item.stroke, sw: 2 }),
        ...item.draw(x + 2, area.y),
        words(x, area.y + 60, item.title, { size: 15, weight: 640, max }),
        words(x, area.y + 78, item.says, { max, halo: 'k-engine-face' }),
      ],
      item.subject,
    );
  });
}
