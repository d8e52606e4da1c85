import type { MarkOf } from '../marks';
import { textWidth } from '../text/fit';
import { at, type Fx } from './fx';
import { glyph, type GlyphKind } from './glyphs';
import { circle, d, ellipse, line, path, rect, words, type Paint, type Shape } from './shape';

export const deck = ({ box }: MarkOf<'deck'>): Shape[] => [
  line(box.x, box.y, box.x + box.w, box.y, { stroke: 'ink-3', sw: 1 }),
];

/** The frame of a project, its name, and the longest count that fits: failures outlast the rest. */
export function bay({ box, data }: MarkOf<'bay'>): Shape[] {
  const { n, up, failed } = data.counts;
  const title = { size: 15, weight: 640 };
  const w = textWidth(data.label, title);
  const failures = failed > 0 ? `, ${String(failed)} failed` : '';
  const choices = [
    ...(data.long
      ? [`${String(n)} ${n === 1 ? 'container' : 'containers'}, ${String(up)} up${failures}`]
      : []),
    `${String(n)}, ${String(up)} up${failures}`,
    failed > 0 ? `${String(n)}, ${String(failed)} failed` : `${String(n)}, ${String(up)} up`,
    String(n),
  ];
  const counts = choices.find((text) => textWidth(text, { size: 13 }) <= box.w - w - 26);
  const halo = data.project ? 'bg' : 'sheet';
  return [
    rect(box.x, box.y, box.w, box.h, {
      fill: data.project ? 'bg' : 'none',
      stroke: 'ink-3',
      sw: 1,
      ...(data.project ? {} : { dash: '2 4' }),
    }),
    words(box.x + 10, box.y + 17, data.label, { ...title, max: box.w - 16, halo }),
    ...(counts === undefined ? [] : [words(box.x + 18 + w, box.y + 17, counts, { fill: 'ink-2', halo })]),
    ...(data.tally ? tallyShapes(box, data.tally, n) : []),
  ];
}

const TALLY: readonly (readonly [GlyphKind, Paint, Paint | null])[] = [
  ['running', 'lit', null],
  ['restarting', 'dark-room', null],
  ['paused', 'dark-room', 'url(#blinds)'],
  ['created', 'bg', null],
  ['done', 'dark-room', 'url(#off)'],
  ['failed', 'bad-bg', 'url(#fault)'],
];

function tallyShapes(
  box: { x: number; y: number; w: number },
  tally: Readonly<Record<string, number>>,
  n: number,
): Shape[] {
  const width = box.w - 20;
  const y = box.y + 30;
  let x = box.x + 10;
  const shapes: Shape[] = [];
  for (const [kind, fill, pattern] of TALLY) {
    const w = (width * (tally[kind] ?? 0)) / n;
    if (w === 0) continue;
    shapes.push(rect(x, y, w, 24, { fill, stroke: 'ink', sw: 1 }));
    if (pattern) shapes.push(rect(x, y, w, 24, { fill: pattern }));
    if (w > 18) shapes.push(glyph(x + w / 2, y + 12, 6, kind, kind === 'running' ? 'on-lit' : 'ink'));
    x += w;
  }
  return [...shapes, rect(box.x + 10, y - 4, width, 4, { fill: 'k-container' })];
}

/** A network: a pipe above the boxes. */
export function lane({ box, data }: MarkOf<'lane'>): Shape[] {
  const pipe = d`M${box.x},${box.y}H${box.x + box.w}`;
  const label = data.more > 0 ? `${data.name}  +${String(data.more)}` : data.name;
  const h = data.bare ? 20 : 16;
  const pad = data.bare ? 8 : 6;
  const w = Math.min(textWidth(label, { size: 13 }), data.plateMax - 2 * pad);
  return [
    path(pipe, { stroke: 'k-network', sw: 5 }),
    path(pipe, { stroke: 'k-network-face', sw: 2 }),
    ...(data.named
      ? [
          rect(box.x, box.y - h / 2, w + 2 * pad, h, { fill: 'k-network-face', stroke: 'k-network', sw: 1 }),
          words(box.x + pad, box.y + 4.6, label, { max: w + 1 }),
        ]
      : []),
  ];
}

/** The jack on the roof, and the drop from its pipe while it is plugged in. */
export function plug({ box, data }: MarkOf<'plug'>, fx: Fx): Shape[] {
  const x = box.x + box.w / 2;
  const p = at(fx, 'plug', data.plugged ? 1 : 0);
  const shapes: Shape[] = [];
  if (data.kind === 'none')
    return [
      rect(box.x, box.y, box.w, box.h, { fill: 'k-network-face', stroke: 'k-network', sw: 1.5 }),
      line(x - 11, box.y - 2, x + 11, box.y - 2, { sw: 3 }),
    ];
  const end = data.kind === 'host' ? data.wallY : data.laneY;
  if (p > 0) shapes.push(line(x, box.y, x, box.y - (box.y - end) * p, { stroke: 'k-network', sw: 2.5 }));
  if (data.kind === 'host' && p >= 1)
    shapes.push(
      rect(x - 5, data.wallY - 9, 10, 10, { fill: 'bg' }),
      line(x - 5, data.wallY - 9, x - 5, data.wallY + 1, { sw: 2 }),
      line(x + 5, data.wallY - 9, x + 5, data.wallY + 1, { sw: 2 }),
    );
  shapes.push(rect(box.x, box.y, box.w, box.h, { fill: 'k-network-face', stroke: 'k-network', sw: 1.5 }));
  if (data.kind === 'lane' && p >= 1)
    shapes.push(circle(x, end, 3.6, { fill: 'k-network-face', stroke: 'k-network', sw: 1.5 }));
  return shapes;
}

/** A volume: a drum below the boxes. It rises out of the ground; its stem grows to the box that mounts it. */
export function drum({ box, data }: MarkOf<'drum'>, fx: Fx): Shape[] {
  const ry = 5;
  const rise = at(fx, 'rise');
  const { x, w } = box;
  const h = box.h * rise;
  const y = box.y + box.h - h;
  const side = { fill: 'k-volume-face', stroke: 'k-volume', sw: 1.5 } as const;
  if (h < ry * 2) return [];
  return [
    ...(data.stem ? stem(data.stem, y, at(fx, 'stem', data.stem.open ? 1 : 0)) : []),
    path(`${d`M${x},${y}v${h - ry}`}${d`a${w / 2},${ry} 0 0 0 ${w},0v${-(h - ry)}`}`, side),
    ellipse(x + w / 2, y, w / 2, ry, { fill: 'k-volume-side', stroke: 'k-volume', sw: 1.5 }),
    words(x + 9, y + h / 2 + 7, data.label, { max: w - 16 }),
  ];
}

/** Whole while it is mounted; otherwise a dotted line keeps telling whose it is. */
function stem({ x, y }: { readonly x: number; readonly y: number }, from: number, open: number): Shape[] {
  const top = from - (from - y) * open;
  return [
    ...(open < 1 ? [line(x, y, x, top, { stroke: 'k-volume', sw: 1.2, dash: '2 4' })] : []),
    ...(open > 0 ? [line(x, top, x, from, { stroke: 'k-volume', sw: 2.5 })] : []),
  ];
}

/** A folder of the machine, mounted: the stem runs past the engine to a tab in the host band. */
export function bind({ box, data }: MarkOf<'bind'>): Shape[] {
  const w = Math.min(130, textWidth(data.label, { size: 13, mono: true }) + 16);
  const x = box.x - w + 10;
  return [
    line(box.x, box.y, box.x, data.to, { stroke: 'k-host-side', sw: 2.5 }),
    path(d`M${x},${data.to + 22}v-20h10l4,-4h${w - 14}v24Z`, {
      fill: 'k-host-side',
      stroke: 'k-host',
      sw: 1,
    }),
    words(x + 8, data.to + 16, data.label, { mono: true, max: w - 14 }),
  ];
}

/** A published port: an opening in the wall, and the riser to its box. */
export function port({ box, data }: MarkOf<'port'>): Shape[] {
  const { x, wallY, boxX, boxY } = data;
  const cx = box.x + box.w / 2;
  const shapes: Shape[] = [];
  if (!data.port.local) {
    shapes.push(
      rect(x - 5, wallY + 1, 10, 10, { fill: 'bg' }),
      line(x - 5, wallY, x - 5, wallY + 11, { sw: 2 }),
      line(x + 5, wallY, x + 5, wallY + 11, { sw: 2 }),
    );
  }
  shapes.push(
    path(
      d`M${cx},${box.y + 22}V${box.y + 24}L${x},${data.port.local ? box.y + 34 : wallY}V${boxY}H${boxX - 2}`,
      { stroke: 'ink', sw: 1.5 },
    ),
    path(d`M${boxX - 8},${boxY - 4}L${boxX},${boxY}L${boxX - 8},${boxY + 4}Z`, { fill: 'ink' }),
    rect(box.x, box.y, box.w, box.h, { fill: 'sheet', stroke: 'ink', sw: 1.5 }),
    words(cx, box.y + 15.5, `:${String(data.port.outside)}`, { anchor: 'middle', mono: true, weight: 560 }),
  );
  return shapes;
}

/** The process: a pile down to the kernel, with its number on the host. */
export function pile({ box, data }: MarkOf<'pile'>, fx: Fx): Shape[] {
  const p = at(fx, 'pile');
  if (p <= 0) return [];
  const x = box.x + box.w / 2;
  const tip = data.top + (data.tip - data.top) * p;
  const shapes: Shape[] = [
    rect(x - 4, data.top, 8, tip - data.top, { fill: 'lit', stroke: 'ink', sw: 1.2 }),
    path(d`M${x - 4},${tip}h8l-4,8Z`, { fill: 'lamp', stroke: 'ink', sw: 1.2 }),
  ];
  if (p >= 1 && data.pid !== null && data.pidX !== null) {
    shapes.push(
      words(data.pidX, data.tip + 4.5, `PID ${String(data.pid)}`, {
        mono: true,
        anchor: data.pidAnchor,
        halo: data.vm ? 'k-vm-face' : 'k-host-face',
      }),
    );
  }
  return shapes;
}

export const more = ({ box, data }: MarkOf<'more'>): Shape[] => [
  words(box.x, box.y + 4.5, data.text, { anchor: 'end', halo: data.vm ? 'k-vm-face' : 'k-host-face' }),
];
