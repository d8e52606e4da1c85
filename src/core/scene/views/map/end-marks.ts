import { hasProcess, type Container, type World } from '../../../world/world';
import { containerWords } from '../../host/container-marks';
import type { Box } from '../../layout/frame';
import { levelOf } from '../../layout/levels';
import type { Mark, MarkOf } from '../../marks';
import type { Picture } from '../../picture';
import { pictureContainer } from '../../picture-containers';
import { d, path, rect, words } from '../../shapes/shape';
import { pileMark } from '../kernel-band';
import { part } from '../part';
import { longest } from '../sheet';
import type { ViewOptions } from '../view';

/** One of the engine's programs, lit while it is at work. */
export function cellMark(
  picture: Picture,
  i: number,
  box: Box,
  next: number | null,
  small: boolean,
): MarkOf<'cell'> {
  const cell = picture.engine.cells[i] ?? { name: '', version: '', does: '' };
  return {
    kind: 'cell',
    key: `cell ${String(i)}`,
    box,
    data: { ...cell, small, missing: 'no', next },
    subject: { kind: 'cell', id: cell.name, words: `${cell.name} ${cell.version}, ${cell.does}` },
  };
}

interface Ends {
  readonly x: number;
  readonly right: number;
  readonly floor: number;
  readonly top: number;
  readonly small: boolean;
  readonly kernelY: number;
  readonly minder: Box;
}

/** One shim stays with each container; runc sets a process up and leaves; the process stands on the kernel alone. */
export function endMarks(
  world: World,
  picture: Picture,
  options: ViewOptions,
  e: Ends,
): { marks: Mark[]; ids: readonly string[] } {
  const big = e.floor - e.top > 640;
  const level = big ? 4 : 3;
  const w = big ? 184 : 112;
  const gap = 26;
  const shimH = e.small ? 28 : 36;
  const boxH = big ? 190 : e.small ? 100 : 114;
  const foot = e.floor - (e.small ? 20 : 28);
  const room = Math.max(0, Math.floor((e.right - e.x - 10 + gap) / (w + gap)));
  const rank = (c: Container): number => (options.selected?.id === c.id ? 0 : hasProcess(c) ? 1 : 2);
  const all = world.containers
    .values()
    .sort((a, b) => rank(a) - rank(b) || b.created - a.created || (a.id < b.id ? -1 : 1));
  const shown = all.slice(0, room).reverse();
  const marks: Mark[] = [];
  const runc = picture.engine.cells[2];
  const cellW = Math.min(w + 60, e.right - e.x);
  const runcBox = { x: e.right - cellW, y: e.top + 40, w: cellW, h: e.small ? 56 : 70 };
  const y = foot - shimH - boxH;
  const depth = levelOf(level).depth;
  if (runc && cellW > 96) {
    marks.push(cellMark(picture, 2, runcBox, null, e.small));
    const last = shown.at(-1);
    if (last) {
      const x = e.x + (shown.length - 1) * (w + gap) + w * 0.7;
      marks.push(
        part('sets up', { x, y: runcBox.y + runcBox.h, w: 1, h: 10 }, [
          path(
            d`M${Math.max(x, runcBox.x + 16)},${runcBox.y + runcBox.h}V${y - depth - 26}H${x}V${y - depth - 8}`,
            { stroke: 'ink', sw: 2, dash: '6 5', marker: 'arrow' },
          ),
        ]),
      );
    }
  }
  if (shown.length > 0)
    marks.push(
      part('minds', { x: e.minder.x + e.minder.w, y: e.minder.y, w: 10, h: 10 }, [
        path(
          d`M${e.minder.x + e.minder.w + 4},${e.minder.y + e.minder.h / 2}H${e.x - 14}V${foot + 10}H${e.x + (shown.length - 1) * (w + gap) + w * 0.6}`,
          { stroke: 'k-engine', sw: 2 },
        ),
      ]),
    );
  shown.forEach((container, i) => {
    const c = pictureContainer(container, world.images, options.now);
    const x = e.x + i * (w + gap);
    const pileX = x + 18;
    if (c.process) {
      marks.push(
        pileMark(c.id, c.pid, { x: pileX, top: foot, tip: e.kernelY, words: true }, picture.vm !== null),
        part(`shim ${c.id}`, { x, y: foot - shimH, w, h: shimH }, [
          rect(x + 4, foot - shimH - 4, w, shimH, { fill: 'k-engine-side', stroke: 'k-engine', sw: 1 }),
          rect(x, foot - shimH, w, shimH, { fill: 'sheet', stroke: 'k-engine', sw: 1.5 }),
          words(x + 12, foot - shimH / 2 + 5, 'shim', { weight: 640, size: 15 }),
          path(d`M${x + w * 0.6},${foot + 10}V${foot + 2}`, { stroke: 'k-engine', sw: 2 }),
        ]),
      );
    }
    marks.push({
      kind: 'container',
      key: `container ${c.id}`,
      box: { x, y, w, h: boxH },
      data: { c, level, postX: pileX, depth },
      subject: { kind: 'container', id: c.id, words: containerWords(c) },
    });
  });
  const more = all.length - shown.length;
  const says = [
    ...(more > 0
      ? [
          `${more === 1 ? 'One more container is' : `${more.toLocaleString('en-US')} more containers are`} not drawn.`,
        ]
      : []),
    'One shim stays with each process, so the engine can restart without them.',
  ];
  const text = longest(
    [says.join(' '), says[0] ?? '', 'One shim stays with each.'],
    e.right - e.x - cellW - 16,
  );
  if (e.right - e.x - cellW - 16 > 120)
    marks.push(
      part('shims', { x: e.x, y: e.top + 50, w: e.right - e.x - cellW - 16, h: 20 }, [
        words(e.x, e.top + 64, text, { max: e.right - e.x - cellW - 16, halo: 'k-engine-face' }),
      ]),
    );
  return { marks, ids: shown.map((c) => c.id) };
}
