import type { ContainerLayout, PlacedContainer } from '../layout/containers';
import type { Frame } from '../layout/frame';
import type { Mark } from '../marks';
import type { PicturePort } from '../picture-containers';
import { textWidth } from '../text/fit';

interface Riser {
  readonly at: PlacedContainer;
  readonly port: PicturePort;
  readonly index: number;
  x: number;
  plateX: number;
  readonly plateW: number;
}

/** Risers this far apart can be told apart. */
const APART = 6;

/** A published port is an opening in the wall; its riser runs in the gutter left of its box. */
export function portMarks(f: Frame, layout: ContainerLayout): Mark[] {
  const level = layout.level;
  if (level.id < 2) return [];
  const gutter = level.id >= 4 ? 18 : level.id === 3 ? 15 : 12;
  const risers: Riser[] = layout.boxes.flatMap((at) =>
    at.container.ports.map((port, index) => {
      const plateW = textWidth(`:${String(port.outside)}`, { size: 13, weight: 560, mono: true }) + 16;
      return { at, port, index, x: at.box.x - gutter, plateX: 0, plateW };
    }),
  );
  const taken: number[] = [];
  for (const riser of risers) {
    while (taken.some((x) => Math.abs(x - riser.x) < APART)) riser.x += APART;
    taken.push(riser.x);
  }
  risers.sort((a, b) => a.x - b.x);
  let last = -Infinity;
  for (const riser of risers) {
    riser.plateX = Math.max(riser.x, last + riser.plateW / 2 + APART);
    last = riser.plateX + riser.plateW / 2;
  }
  return risers
    .filter((riser) => riser.plateX + riser.plateW / 2 < f.x1 + f.wall)
    .map((riser) => {
      const wall = riser.port.local ? f.top + 14 + 22 : f.top - f.wall - 2;
      const y = riser.port.local ? f.top + 14 : f.top - f.wall - 2 - 32;
      const words = `port ${String(riser.port.outside)} of this machine${riser.port.local ? ', only from this machine' : ''}, leads to port ${String(riser.port.inside)} of ${riser.at.container.name}`;
      return {
        kind: 'port' as const,
        key: `port ${riser.at.container.id} ${String(riser.port.outside)}/${riser.port.protocol}`,
        box: { x: riser.plateX - riser.plateW / 2, y, w: riser.plateW, h: 22 },
        data: {
          port: riser.port,
          x: riser.x,
          wallY: wall,
          boxX: riser.at.box.x,
          boxY: riser.at.box.y + level.roof + (level.id >= 3 ? 24 : 12) + riser.index * 14,
        },
        subject: {
          kind: 'port' as const,
          id: `${riser.at.container.id} ${String(riser.port.outside)}`,
          words,
        },
      };
    });
}
