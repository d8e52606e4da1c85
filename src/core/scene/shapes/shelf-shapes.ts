import type { MarkOf } from '../marks';
import { textWidth } from '../text/fit';
import { at, type Fx } from './fx';
import { d, line, path, rect, slab as slabShape, words, type Shape } from './shape';

const ROOF = 26;

/** A depot with a sawtooth roof, outside the wall; further ones are plates. */
export function registry({ box, data }: MarkOf<'registry'>): Shape[] {
  const { x, y, w, h } = box;
  if (data.plate) {
    return [
      rect(x, y, w, h, { fill: 'k-registry-face', stroke: 'k-registry', sw: data.main ? 2 : 1.5 }),
      words(x + (data.main ? 10 : 14), y + h / 2 + 5, data.name, { weight: 600, max: w - 24 }),
    ];
  }
  const tooth = w / 3;
  let roof = d`M${x},${y + h}V${y + ROOF}`;
  for (let i = 0; i < 3; i += 1)
    roof += d`L${x + tooth * i + tooth * 0.62},${y + 4}L${x + tooth * (i + 1)},${y + ROOF}`;
  roof += d`V${y + h}Z`;
  return [
    path(roof, { fill: 'k-registry-face', stroke: 'k-registry', sw: 2 }),
    line(x - 6, y + h, x + w + 6, y + h, { stroke: 'k-registry', sw: 3 }),
    words(x + 14, y + ROOF + 26, data.name, { size: 17, weight: 640, max: w - 24 }),
    words(x + 14, y + ROOF + 45, w < 180 ? 'a registry' : 'a registry: images to fetch', { max: w - 20 }),
    ...data.items.flatMap((item, i) => {
      const iy = y + ROOF + 62 + i * 30;
      return iy + 24 > y + h
        ? []
        : [
            rect(x + 14, iy, w - 28, 22, { fill: 'sheet', stroke: 'k-registry', sw: 1 }),
            words(x + 22, iy + 15.5, item, { max: w - 46, mono: true }),
          ];
    }),
  ];
}

export function wire({ data }: MarkOf<'wire'>, fx: Fx): Shape[] {
  const { y, from, to, wallX, vm } = data;
  const extra = vm ? 9 : 0;
  const on = at(fx, 'on', 0) > 0;
  return [
    rect(wallX - 1, y - 9, 10 + extra, 18, { fill: 'bg' }),
    line(wallX - 4, y - 9, wallX + 11 + extra, y - 9, { sw: 2 }),
    line(wallX - 4, y + 9, wallX + 11 + extra, y + 9, { sw: 2 }),
    line(
      from,
      y,
      to,
      y,
      on ? { stroke: 'k-registry', sw: 3 } : { stroke: 'k-registry', sw: 1.5, dash: '2 5' },
    ),
  ];
}

/** A rack: two uprights and boards. */
export function shelf({ box, data }: MarkOf<'shelf'>): Shape[] {
  const { x, y, w, h } = box;
  const bottom = y + h;
  if (data.missing) {
    const shapes: Shape[] = [x, x + w].map((px) =>
      line(px, y + 26, px, bottom, { stroke: 'ink-3', sw: 1.2, dash: '6 5' }),
    );
    for (let by = bottom - 10; by > y + 60; by -= 92)
      shapes.push(line(x, by, x + w, by, { stroke: 'ink-3', sw: 1.2, dash: '6 5' }));
    return shapes;
  }
  const depth = data.small ? 5 : 8;
  const title = { size: 15, weight: 640 };
  return [
    ...[x - 3, x + w - 3].map((px) => rect(px, y + 26, 6, h - 26, { fill: 'sheet', stroke: 'ink', sw: 1.2 })),
    words(x, y + 14, 'Shelf', title),
    words(x + textWidth('Shelf', title) + 10, y + 14, data.facts, { fill: 'ink-2', max: w - 50 }),
    ...data.boards.flatMap((by) => [
      path(d`M${x},${by}l${depth},${-depth}h${w}l${-depth},${depth}Z`, {
        fill: 'sheet-2',
        stroke: 'ink',
        sw: 1,
      }),
      path(d`M${x + w},${by}l${depth},${-depth}v6l${-depth},${depth}Z`, {
        fill: 'rule',
        stroke: 'ink',
        sw: 1,
      }),
      rect(x, by, w, 6, { fill: 'sheet', stroke: 'ink', sw: 1.5 }),
    ]),
  ];
}

/** One layer: solid where it is stored, hollow where the same bytes are seen again, filling while it arrives. */
export function slab({ box, data }: MarkOf<'slab'>, fx: Fx): Shape[] {
  const { x, y, w, h } = box;
  const coming = data.layer.coming;
  if (coming && !coming.before) {
    const part = at(fx, 'part', coming.here ? 1 : (coming.part ?? 0));
    const clear = at(fx, 'clear', coming.here ? 1 : 0);
    const shapes: Shape[] = [
      rect(x, y, w, h, { stroke: 'k-image', sw: 1.2, dash: '3 3' }),
      rect(x, y, w * part, h, { fill: 'k-image-face', stroke: 'k-image', sw: 1.2 }),
    ];
    if (clear < 1)
      shapes.push(rect(x + w * clear, y, Math.max(0, w * (part - clear)), h, { fill: 'url(#off)' }));
    return shapes;
  }
  if (data.layer.step) return stepShapes(box, data.layer.step, data.label, fx);
  const label = data.label === null ? [] : [words(x + 8, y + 14.5, data.label, { max: w - 12 })];
  if (data.hollow) {
    return [
      rect(x, y, w, h, { fill: 'sheet', stroke: 'k-image', sw: 1.2 }),
      ...(data.label === null ? [rect(x, y, w, h, { fill: 'url(#ro)', op: 0.35 })] : label),
    ];
  }
  const settle = at(fx, 'settle');
  const depth = Math.round(data.depth * settle);
  const blink = at(fx, 'blink', 0);
  return [
    ...slabShape(x, y - (1 - settle) * 6, w, h, depth, 'image', {
      pattern: h > 5 && data.label === null ? 'ro' : null,
    }),
    ...label,
    ...(blink > 0 && blink < 1 ? [rect(x - 3, y - 3, w + 6, h + 6, { stroke: 'sel', sw: 3 })] : []),
  ];
}

/** One instruction on the work board: lit while it is at work, solid once its layer is made, hollow where it is the base. */
function stepShapes(
  { x, y, w, h }: MarkOf<'slab'>['box'],
  step: NonNullable<MarkOf<'slab'>['data']['layer']['step']>,
  label: string | null,
  fx: Fx,
): Shape[] {
  const rise = at(fx, 'rise');
  const blink = at(fx, 'blink', 0);
  const doing = step.state === 'doing';
  const failed = step.state === 'failed';
  const made = step.state === 'done' || step.state === 'cached';
  const top = y + h * (1 - rise);
  const text = label === null ? [] : [words(x + 8, y + 15, label, { mono: true, max: w - 12 })];
  const frame = rect(x, y, w, h, {
    fill: doing ? 'lit' : 'none',
    stroke: failed ? 'bad' : 'k-image',
    sw: failed ? 2 : 1.2,
    ...(made || step.state === 'base' ? {} : { dash: '3 3' }),
  });
  return [
    ...(doing && label !== null
      ? [frame, words(x + 8, y + 15, label, { mono: true, max: w - 12, fill: 'on-lit' })]
      : []),
    ...(doing && label === null ? [frame] : []),
    ...(failed ? [rect(x, y, w, h, { fill: 'bad-bg', stroke: 'bad', sw: 2 }), ...text] : []),
    ...(step.state === 'base'
      ? [rect(x, y, w, h, { fill: 'sheet', stroke: 'k-image', sw: 1.2 }), ...text]
      : []),
    ...(made
      ? [
          rect(x, top, w, h * rise, {
            fill: step.writes ? 'k-image-face' : 'sheet',
            stroke: 'k-image',
            sw: 1.2,
          }),
          ...(step.writes ? [] : [line(x, y + h - 1.5, x + w, y + h - 1.5, { stroke: 'k-image', sw: 3 })]),
          ...text,
        ]
      : []),
    ...(blink > 0 && blink < 1 ? [rect(x - 3, y - 3, w + 6, h + 6, { stroke: 'sel', sw: 3 })] : []),
  ];
}

/** The name above a stack of layers. */
export function image({ box, data }: MarkOf<'image'>): Shape[] {
  const { image: im, lone, small } = data;
  const y = box.y - (small ? 8 : 11);
  const whole = im.tag === '' ? im.name : `${im.name}:${im.tag}`;
  const empty =
    im.layers.length === 0 && im.coming === null
      ? [rect(box.x, box.y + box.h - 8, box.w - 8, 8, { stroke: 'k-image', sw: 1.2, dash: '3 3' })]
      : [];
  if (lone) {
    const below = im.coming ?? im.size;
    return [
      ...empty,
      words(box.x, y - (small ? 0 : 17), whole, { mono: true, max: box.w }),
      ...(small && im.coming === null
        ? []
        : [words(box.x, y + (small ? -17 : 0), below, { fill: 'ink-2', max: box.w })]),
    ];
  }
  const name = im.name.split('/').at(-1) ?? im.name;
  return [
    ...empty,
    words(box.x, y - (small ? 0 : 15), name, { max: box.w + 7, weight: 500 }),
    ...(small
      ? []
      : [
          words(box.x, y, im.coming ?? (im.tag === '' ? im.size : im.tag), { max: box.w + 4, fill: 'ink-2' }),
        ]),
  ];
}
