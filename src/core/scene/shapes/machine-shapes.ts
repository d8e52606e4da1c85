import type { MarkOf } from '../marks';
import { textWidth } from '../text/fit';
import { at, type Fx } from './fx';
import { d, line, path, rect, words, type Shape } from './shape';

export const ground = ({ data }: MarkOf<'ground'>): Shape[] => [
  rect(0, 0, data.W, data.H, { fill: 'bg' }),
  rect(0, 0, data.W, data.H, { fill: 'url(#grid)' }),
];

export function wall({ data }: MarkOf<'wall'>): Shape[] {
  const ring = data.outer + data.inner;
  return [
    path(data.outer, { fill: 'sheet' }),
    path(ring, { fill: 'bg', rule: 'evenodd' }),
    path(ring, { fill: 'url(#cut)', rule: 'evenodd' }),
    path(data.outer, { stroke: 'ink', sw: 2 }),
    path(data.inner, { stroke: 'ink', sw: 1 }),
  ];
}

export const plate = ({ box, data }: MarkOf<'plate'>): Shape[] => [
  rect(box.x, box.y, box.w, box.h, { fill: 'sheet', stroke: 'ink', sw: 1.5 }),
  words(box.x + 10, box.y + 16, data.text, { weight: 600 }),
];

export function band({ box, data }: MarkOf<'band'>): Shape[] {
  const kind = data.kind;
  const face = `k-${kind}-face` as const;
  const max = data.labelW - 24;
  const mid = box.y + box.h / 2;
  const shapes: Shape[] = [
    rect(box.x, box.y, box.w, box.h, { fill: face }),
    rect(box.x, box.y, box.w, box.h, { fill: kind === 'host' ? 'url(#earth)' : 'url(#steel)', op: 0.34 }),
    line(box.x, box.y, box.x + box.w, box.y, { stroke: 'ink', sw: 1.5 }),
    rect(box.x, box.y + 1, 6, box.h - 1, { fill: `k-${kind}` }),
    words(box.x + 18, data.fact === '' ? mid + 5 : mid - (data.small ? 3 : 4), data.title, {
      size: data.small ? 15 : 17,
      weight: 640,
      max,
      halo: face,
    }),
    words(box.x + 18, mid + (data.small ? 13 : 15), data.fact, { max, halo: face }),
  ];
  if (data.note) shapes.push(words(data.note.x, mid + 4.5, data.note.text, { halo: face }));
  for (const gauge of data.gauges) shapes.push(...gaugeShapes(gauge, mid));
  return shapes;
}

function gaugeShapes(gauge: MarkOf<'band'>['data']['gauges'][number], y: number): Shape[] {
  const { x, text, part } = gauge;
  const w = Math.max(90, textWidth(text, { size: 13 }));
  const shapes = [
    ...ICONS[gauge.icon](x, y),
    words(x + 46, y + (part === null ? 4.5 : -2), text, { halo: 'k-hardware-face' }),
  ];
  if (part !== null) {
    shapes.push(
      rect(x + 46, y + 5, w, 6, { fill: 'sheet', stroke: 'ink', sw: 1 }),
      rect(x + 46, y + 5, w * Math.min(1, part), 6, { fill: 'k-hardware' }),
    );
  }
  return shapes;
}

const ICONS: Readonly<Record<'cpu' | 'memory' | 'disk', (x: number, y: number) => Shape[]>> = {
  cpu: (x, y) => [
    rect(x + 6, y - 12, 24, 24, { fill: 'sheet', stroke: 'ink', sw: 1.5 }),
    rect(x + 12, y - 6, 12, 12, { fill: 'k-hardware' }),
    ...[0, 1, 2, 3].flatMap((i) => {
      const q = y - 9 + i * 6;
      return [line(x + 1, q, x + 6, q, {}), line(x + 30, q, x + 35, q, {})];
    }),
  ],
  memory: (x, y) => [
    rect(x, y - 8, 36, 16, { fill: 'sheet', stroke: 'ink', sw: 1.5 }),
    ...[0, 1, 2, 3].map((i) => rect(x + 3.5 + i * 8, y - 5, 5, 9, { fill: 'k-hardware' })),
    line(x + 3, y + 11, x + 33, y + 11, { sw: 2, dash: '3 2' }),
  ],
  disk: (x, y) => [
    rect(x + 2, y - 12, 32, 24, { fill: 'sheet', stroke: 'ink', sw: 1.5 }),
    line(x + 2, y + 4, x + 34, y + 4, {}),
    rect(x + 26.4, y + 6.4, 3.2, 3.2, { fill: 'ink' }),
    rect(x + 7, y - 8, 14, 8, { fill: 'k-hardware' }),
  ],
};

export function vm({ box, data }: MarkOf<'vm'>): Shape[] {
  const i = 7;
  const { kernelY: ky, kernelH: kh } = data;
  if (data.missing) {
    return [
      rect(box.x + 4, box.y, box.w - 12, box.h, { fill: 'sheet', stroke: 'k-vm', sw: 2.5, dash: '8 6' }),
      line(box.x + 4, ky, box.x + box.w - 8, ky, { stroke: 'k-vm', sw: 1.5, dash: '8 6' }),
      words(box.x + 24, ky + (kh - 7) / 2 + 6, data.title, { size: 15, weight: 620 }),
    ];
  }
  const outer = d`M${box.x},${box.y}h${box.w - 8}v${box.h}h${-(box.w - 8)}Z`;
  const ring =
    outer + d`M${box.x + i},${box.y + i}h${box.w - 8 - 2 * i}v${box.h - 2 * i}h${-(box.w - 8 - 2 * i)}Z`;
  const title = { size: 15, weight: 620 };
  return [
    path(outer, { fill: 'sheet' }),
    path(ring, { fill: 'k-vm-face', rule: 'evenodd' }),
    path(ring, { fill: 'url(#cutvm)', rule: 'evenodd', op: 0.9 }),
    path(outer, { stroke: 'k-vm', sw: 2 }),
    rect(box.x + i, ky, box.w - 8 - 2 * i, kh - i, { fill: 'k-vm-face' }),
    rect(box.x + i, ky, box.w - 8 - 2 * i, kh - i, { fill: 'url(#glass)', op: 0.28 }),
    line(box.x + i, ky, box.x + box.w - 8 - i, ky, { stroke: 'ink', sw: 1.5 }),
    // One above the other, left of where processes come down.
    words(box.x + 24, ky + (kh - i) / 2 - 1, data.title, { ...title, halo: 'k-vm-face' }),
    words(box.x + 24, ky + (kh - i) / 2 + 14, `Linux ${data.kernel}`, { halo: 'k-vm-face' }),
  ];
}

export function engine({ box, data }: MarkOf<'engine'>): Shape[] {
  if (data.missing === 'dashed') {
    return data.vm
      ? [line(box.x, box.y, box.x + box.w - 8, box.y, { stroke: 'ink-2', sw: 1.5, dash: '8 6' })]
      : [rect(box.x, box.y, box.w, box.h, { fill: 'sheet', stroke: 'ink-2', sw: 1.5, dash: '8 6' })];
  }
  const shapes: Shape[] = [
    rect(box.x, box.y, box.w, box.h, { fill: 'k-engine-face' }),
    line(box.x, box.y, box.x + box.w, box.y, { stroke: 'ink', sw: 2 }),
  ];
  if (data.vm) shapes.push(rect(box.x - 5, box.y, 5, box.h, { fill: 'k-engine-face' }));
  return shapes;
}

/** Stand before the piles: a pile may have no other place to go down. */
export function engineWords({ box, data }: MarkOf<'engineWords'>): Shape[] {
  const end = { anchor: 'end' as const, halo: 'k-engine-face' as const };
  if (data.title === '') return [words(box.x + box.w, box.y + box.h / 2 + 5, data.facts, end)];
  return [
    words(box.x + box.w, box.y + box.h / 2 - 4, data.title, { size: 15, weight: 640, ...end }),
    words(box.x + box.w, box.y + box.h / 2 + 16, data.facts, end),
  ];
}

export function cell({ box, data }: MarkOf<'cell'>, fx: Fx): Shape[] {
  const { x, y, w, h } = box;
  if (data.missing === 'dashed') {
    return [
      rect(x, y, w, h, { stroke: 'ink-2', sw: 1.2, dash: '6 5' }),
      words(x + 14, y + h / 2 + 5, data.name, { size: 15, fill: 'ink-2' }),
    ];
  }
  const on = at(fx, 'lit', 0) > 0.5;
  const ink = on ? 'on-lit' : 'ink';
  const size = data.small ? 15 : 17;
  const nameW = textWidth(data.name, { size, weight: 640 });
  const shapes: Shape[] = [
    rect(x + 4, y - 4, w, h, { fill: 'k-engine-side', stroke: 'k-engine', sw: 1 }),
    rect(x, y, w, h, { fill: on ? 'lit' : 'sheet', stroke: 'k-engine', sw: on ? 2.5 : 1.5 }),
    words(x + 14, y + h / 2 - (data.small ? 2 : 4), data.name, { size, weight: 640, fill: ink, max: w - 20 }),
    words(x + 14, y + h / 2 + (data.small ? 13 : 16), data.does, { fill: ink, max: w - 20 }),
  ];
  if (data.version !== '' && nameW + textWidth(data.version, { size: 13 }) + 36 < w) {
    shapes.push(
      words(x + 22 + nameW, y + h / 2 - (data.small ? 2 : 4), data.version, {
        fill: on ? 'on-lit' : 'ink-2',
      }),
    );
  }
  if (data.next !== null && data.missing === 'no') {
    shapes.push(
      path(d`M${x + w + 6},${y + h / 2}H${data.next - 5}`, { stroke: 'k-engine', sw: 2, marker: 'arrow' }),
    );
  }
  return shapes;
}

/** The socket: a door in the engine's wall. */
export function door({ box, data }: MarkOf<'door'>): Shape[] {
  const x = box.x - (data.vm ? 12 : 0);
  const w = data.vm ? 13 : 5;
  const y = box.y;
  const wallParts = data.vm
    ? [rect(x - 1, y - 10, w, 20, { fill: 'sheet' })]
    : [
        rect(x - 2, data.top, 5, y - 11 - data.top, { fill: 'ink' }),
        rect(x - 2, y + 11, 5, data.bottom - y - 11, { fill: 'ink' }),
      ];
  return [
    ...wallParts,
    line(x - 7, y - 11, x + w + 3, y - 11, { sw: 2.5 }),
    line(x - 7, y + 11, x + w + 3, y + 11, { sw: 2.5 }),
  ];
}

export function cli({ box, data }: MarkOf<'cli'>, fx: Fx): Shape[] {
  const w = box.w - 8;
  const size = data.small ? 15 : 17;
  if (data.missing) {
    return [
      rect(box.x, box.y, w, box.h, { fill: 'sheet', stroke: 'ink-2', sw: 1.5, dash: '6 5' }),
      words(box.x + 14, data.y - 5, 'docker', { size, weight: 640, fill: 'ink-2' }),
      words(box.x + 14, data.y + 14, data.fact, { max: w - 52, fill: 'ink-2' }),
    ];
  }
  const on = at(fx, 'lit', 0) > 0.5;
  const ink = on ? 'on-lit' : 'ink';
  return [
    rect(box.x + 4, box.y - 4, w, box.h, { fill: 'k-engine-side', stroke: 'k-engine', sw: 1 }),
    rect(box.x, box.y, w, box.h, { fill: on ? 'lit' : 'sheet', stroke: 'k-engine', sw: on ? 2.5 : 1.5 }),
    words(box.x + 14, data.y - (data.small ? 3 : 5), 'docker', { size, weight: 640, fill: ink }),
    words(box.x + 14, data.y + 14, data.fact, { fill: ink, max: w - 18 }),
  ];
}

export function cable({ data }: MarkOf<'cable'>, fx: Fx): Shape[] {
  const shapes: Shape[] = [path(data.d, { stroke: 'ink', sw: at(fx, 'lit', 0) > 0.5 ? 3 : 2 })];
  if (data.dots && !data.remote)
    shapes.push(line(data.dots.from, data.dots.y, data.dots.to, data.dots.y, { sw: 1.5, dash: '2 4' }));
  if (data.dots && data.remote) {
    const { y, from, to } = data.dots;
    for (const x of data.remote.gaps) {
      shapes.push(
        rect(x - 1, y - 9, 10, 18, { fill: 'bg' }),
        line(x - 4, y - 9, x + 12, y - 9, { sw: 2.5 }),
        line(x - 4, y + 9, x + 12, y + 9, { sw: 2.5 }),
      );
    }
    const w = textWidth(data.remote.via, { size: 13, mono: true }) + 16;
    shapes.push(
      line(from, y, to, y, { sw: 2.5, dash: '9 6' }),
      rect(data.remote.x - w / 2, y - 40, w, 22, { fill: 'sheet', stroke: 'ink', sw: 1.5 }),
      words(data.remote.x, y - 24.5, data.remote.via, { anchor: 'middle', mono: true, weight: 560 }),
      line(data.remote.x, y - 18, data.remote.x, y - 2, { sw: 1.5 }),
    );
  }
  return shapes;
}
