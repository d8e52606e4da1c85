import type { ContainerLayout } from '../layout/containers';
import type { Frame } from '../layout/frame';
import type { Mark } from '../marks';
import { LARGE_LAMP } from '../layout/levels';
import { wrap } from '../text/fit';

const LINE = 20;
const HEAD = 38;

/** What the program printed, in a sheet beside its lamp, where one or two boxes leave the room for it. */
export function outputMark(f: Frame, layout: ContainerLayout): Mark[] {
  const spoke = layout.boxes.filter((b) => b.container.output.length > 0).at(-1);
  const last = layout.boxes.at(-1);
  if (!spoke || !last) return [];
  const b = spoke.box;
  const x = Math.max(b.x + b.w, last.box.x + last.box.w) + 42;
  const w = Math.min(450, f.x1 - 12 - x);
  if (w < 180) return [];
  const room = Math.max(1, Math.floor((b.h - 30) / LINE));
  const all = trim(spoke.container.output).flatMap((text) => wrap(text, w - 28, { size: 13, mono: true }));
  const lines =
    all.length > room ? [...all.slice(0, room - 1), `… ${String(all.length - room + 1)} more lines`] : all;
  const y = b.y - 8;
  const lampY = b.y + b.h - 54 - (b.h - 78 > LARGE_LAMP ? 96 : 44) - 42;
  return [
    {
      kind: 'output',
      key: `output ${spoke.container.id}`,
      box: { x, y, w, h: HEAD + lines.length * LINE },
      data: {
        lines,
        from: { x: spoke.pileX, y: Math.max(lampY, y + 20), edge: b.x + b.w, lit: spoke.container.lit },
      },
      subject: null,
    },
  ];
}

/** Blank lines at both ends say nothing. */
function trim(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== '');
  const end = lines.findLastIndex((line) => line.trim() !== '');
  return first < 0 ? [] : lines.slice(first, end + 1);
}
