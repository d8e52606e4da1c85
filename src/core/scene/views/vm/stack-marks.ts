import { formatMemory, formatSize } from '../../../docker/size';
import { visible } from '../../../docker/visible';
import type { Container } from '../../../world/world';
import { containerWords } from '../../host/container-marks';
import { clamp, type Box } from '../../layout/frame';
import type { Mark } from '../../marks';
import type { Picture } from '../../picture';
import type { PictureContainer } from '../../picture-containers';
import { glyph } from '../../shapes/glyphs';
import { d, line, path, rect, slab, words, type Shape } from '../../shapes/shape';
import type { Token } from '../../tokens';
import { part } from '../part';
import { longest } from '../sheet';
import { startWords } from './figures';

/** One app of the comparison: the same in a machine of its own and in a container. */
export interface App {
  readonly c: Container;
  readonly p: PictureContainer;
}

export interface StackPlace {
  readonly x: number;
  readonly w: number;
  /** Top of what may be drawn, and ground line below the hardware. */
  readonly top: number;
  readonly ground: number;
  readonly small: boolean;
  /** 0: virtual machines, 1: containers; between, the one is becoming the other. */
  readonly k: number;
  /** Keys and subjects are those of the things themselves. */
  readonly live: boolean;
  readonly picture: Picture;
  readonly apps: readonly App[];
}

const smooth = (k: number): number => k * k * (3 - 2 * k);

type Kind = 'hardware' | 'host' | 'vm' | 'engine';
const PATTERN: Readonly<Record<Kind, 'steel' | 'earth' | 'glass' | null>> = {
  hardware: 'steel',
  host: 'earth',
  vm: 'glass',
  engine: null,
};

function band(
  key: string,
  kind: Kind,
  box: Box,
  titles: readonly string[],
  facts: readonly string[],
  subject: Mark['subject'],
  left: number,
  end = box.w - 16,
): Mark {
  const face: Token = `k-${kind}-face`;
  const pattern = PATTERN[kind];
  const max = end - left;
  const two = box.h >= 44 && facts.length > 0;
  const mid = box.y + box.h / 2;
  return part(
    key,
    box,
    [
      rect(box.x, box.y, box.w, box.h, { fill: face }),
      ...(pattern ? [rect(box.x, box.y, box.w, box.h, { fill: `url(#${pattern})`, op: 0.34 })] : []),
      rect(box.x, box.y, box.w, box.h, { stroke: 'ink', sw: 1.5 }),
      rect(box.x, box.y + 1, 6, box.h - 1, { fill: `k-${kind}` }),
      words(box.x + left, two ? mid - 3 : mid + 5, longest(titles, max, two ? 17 : 15, 640), {
        size: two ? 17 : 15,
        weight: 640,
        halo: face,
        max,
      }),
      ...(two ? [words(box.x + left, mid + 16, longest(facts, max), { halo: face, max })] : []),
    ],
    subject,
  );
}

/** A stack from the ground up: bands that all share, and on them what each app has of its own. */
export function stackMarks(s: StackPlace): Mark[] {
  const e = smooth(s.k);
  const bandH = s.small ? 36 : s.ground < 620 ? 45 : 52;
  const { picture } = s;
  const inVm = picture.vm !== null;
  const tag = s.live ? '' : ' vm';
  const yh = s.ground - bandH;
  const yo = yh - bandH;
  // The engine's own virtual machine is a layer of its own under the containers.
  const vmH = inVm && s.live ? bandH * (s.k === 1 ? 1 : e) : 0;
  const yk = yo - vmH;
  const yv = yk - bandH;
  const containers = s.k >= 0.5;
  const kernel = picture.host.kernel;
  const linux = /^\d/.test(kernel) && !inVm ? `Linux ${kernel}` : kernel;
  const shared = s.apps.length > 1 ? `shared by all ${String(s.apps.length)}` : 'shared';
  const places = columnsOf(s, yv, e);
  // Words stand between the piles.
  const first = places[0];
  const between = containers && first !== undefined && e > 0.5;
  const left = between ? first.pile - s.x + 14 : 18;
  const end = between ? (places[1]?.pile ?? s.x + s.w) - s.x - 16 : undefined;
  const marks: Mark[] = [
    band(
      `hardware${tag}`,
      'hardware',
      { x: s.x, y: yh, w: s.w, h: bandH },
      ['Hardware'],
      [picture.hardware.memory],
      s.live ? { kind: 'hardware', id: 'hardware', words: 'Hardware, shared by all' } : null,
      18,
    ),
    band(
      `host${tag}`,
      'host',
      { x: s.x, y: yo, w: s.w, h: bandH },
      [picture.host.os, 'Host OS'].filter(Boolean),
      containers && !inVm
        ? [`${linux}, one kernel ${shared}`, `one kernel, ${shared}`, 'one shared kernel', linux]
        : [linux, 'host OS'],
      s.live
        ? {
            kind: 'host',
            id: 'host',
            words: `Host OS, ${linux}${containers && !inVm ? `, one kernel, ${shared}` : ''}`,
          }
        : null,
      inVm ? 18 : left,
      inVm ? undefined : end,
    ),
  ];
  if (vmH > 20 && picture.vm)
    marks.push(
      band(
        'vm',
        'vm',
        { x: s.x, y: yk, w: s.w, h: vmH },
        picture.practice ? ['Practice engine, a model', 'Practice, a model'] : [picture.vm.name],
        [
          `one small Linux machine for all: kernel ${picture.vm.kernel}`,
          `Linux ${picture.vm.kernel}, ${shared}`,
          `Linux ${picture.vm.kernel}`,
        ],
        {
          kind: 'vm',
          id: picture.vm.name,
          words: `${picture.vm.name}, the virtual machine in which the engine runs, kernel ${picture.vm.kernel}, ${shared}`,
        },
        left,
        end,
      ),
    );
  marks.push(
    band(
      containers ? `engine${tag}` : `hypervisor${tag}`,
      containers ? 'engine' : 'vm',
      { x: s.x, y: yv, w: s.w, h: bandH },
      containers
        ? [picture.engine.name, picture.engine.name.replace(/ [\d.]+$/, ''), 'Engine'].filter(Boolean)
        : ['Hypervisor'],
      containers
        ? ['one for all; it starts them and stands aside', 'one for all of them']
        : ['gives every machine its own pretend hardware', 'pretend hardware for each'],
      s.live && containers
        ? { kind: 'engine', id: 'engine', words: `${picture.engine.name}, engine, one for all` }
        : null,
      left,
      end,
    ),
  );
  const kernelY = (inVm && s.live ? yk : yo) + bandH * 0.55;
  places.forEach((place, i) => marks.push(...columnMarks(s, place, i, e, yv, kernelY)));
  return marks;
}

interface ColumnPlace {
  readonly app: App;
  readonly x: number;
  readonly w: number;
  readonly pile: number;
  /** Heights of what stands in it, and where its room begins. */
  readonly head: number;
  readonly guest: number;
  readonly room: number;
  readonly libs: number;
  readonly bottom: number;
}

function columnsOf(s: StackPlace, yv: number, e: number): readonly ColumnPlace[] {
  const n = Math.max(1, s.apps.length);
  const gap = s.small ? 14 : 20;
  const w = Math.min(230, (s.w - (n - 1) * gap) / n);
  const all = yv - s.top;
  const head = s.small ? 24 : 34;
  const libs = clamp(all * 0.16, 36, 54);
  const left = all - head - libs - 14;
  const full = Math.min(130, left * 0.4);
  const room = Math.min(150, left - full);
  const guest = full * (1 - e);
  return s.apps.map((app, i) => {
    const x = s.x + i * (w + gap);
    return { app, x, w, pile: x + w - 26, head, guest, room, libs, bottom: yv - guest - (1 - e) * 8 };
  });
}

function columnMarks(
  s: StackPlace,
  p: ColumnPlace,
  i: number,
  e: number,
  yv: number,
  kernelY: number,
): Mark[] {
  const top = p.bottom - p.libs - p.room;
  const marks: Mark[] = [];
  if (e < 1) marks.push(machineMark(s, p, i, e, yv, top));
  const inset = (1 - e) * 12;
  const x = p.x + inset;
  const w = p.w - 2 * inset - e * 10;
  const process = p.app.p.process;
  if (e > 0.5 && process)
    marks.push({
      kind: 'pile',
      key: `pile ${p.app.c.id}`,
      box: { x: p.pile - 4, y: p.bottom, w: 8, h: kernelY - p.bottom },
      data: {
        pid: null,
        top: p.bottom,
        tip: p.bottom + (kernelY - p.bottom) * (2 * e - 1),
        pidX: null,
        pidAnchor: 'start',
        vm: s.picture.vm !== null,
      },
      subject: null,
    });
  const box = { x, y: top, w, h: p.room + p.libs };
  marks.push(
    part(
      s.live ? `container ${p.app.c.id}` : `app ${p.app.c.id}`,
      box,
      appShapes(p, box, e),
      s.live && e > 0.5
        ? {
            kind: 'container',
            id: p.app.c.id,
            words: `${containerWords(p.app.p)}, its own: libraries and writable layer; shared: kernel and hardware`,
          }
        : null,
    ),
  );
  return marks;
}

/** The walls of a virtual machine and the operating system in it: they sink into the host as it becomes a container. */
function machineMark(s: StackPlace, p: ColumnPlace, i: number, e: number, yv: number, top: number): Mark {
  const y = top - p.head;
  const h = yv - y;
  const op = Math.min(1, (1 - e) * 1.6);
  const face = 'k-host-face';
  const gy = yv - p.guest;
  const max = p.w - 36;
  const wall: Shape[] = [
    rect(p.x, y, p.w, h, { fill: 'k-vm-face', stroke: 'k-vm', sw: 2.5, op }),
    path(d`M${p.x},${y}h${p.w}v${h}h${-p.w}ZM${p.x + 7},${y + 7}v${h - 7}h${p.w - 14}v${-(h - 7)}Z`, {
      fill: 'url(#cutvm)',
      rule: 'evenodd',
      op,
    }),
    ...(e < 0.3
      ? [
          words(p.x + 16, y + p.head - 9, `machine ${String(i + 1)}`, {
            size: s.small ? 13 : 15,
            weight: 640,
            halo: 'k-vm-face',
            max,
          }),
        ]
      : []),
    rect(p.x + 7, gy, p.w - 14, p.guest, { fill: face, stroke: 'ink', sw: 1.2, op }),
    rect(p.x + 7, gy, p.w - 14, p.guest, { fill: 'url(#earth)', op: 0.34 * op }),
  ];
  if (p.guest > 40)
    wall.push(words(p.x + 18, gy + 22, 'Guest OS', { size: 15, weight: 640, halo: face, max }));
  if (p.guest > 60) wall.push(words(p.x + 18, gy + 41, 'its own kernel', { halo: face, max }));
  if (p.guest > 80) wall.push(words(p.x + 18, gy + 60, 'boots for minutes', { halo: face, max }));
  return part(`machine ${p.app.c.id}`, { x: p.x, y, w: p.w, h }, wall);
}

function appShapes(p: ColumnPlace, { x, y, w }: Box, e: number): Shape[] {
  const { c, p: shown } = p.app;
  const libs = p.bottom - p.libs;
  const ink: Token = shown.lit ? 'on-lit' : 'on-dark-room';
  const max = w - 20;
  const shapes: Shape[] = [
    rect(x, libs, w, p.libs, { fill: 'sheet', stroke: 'k-image', sw: 1.5 }),
    rect(x, libs, w, p.libs, { fill: 'url(#ro)', op: 0.35 }),
    words(x + 10, libs + p.libs / 2 - 4, 'its own libraries', { max, halo: 'sheet' }),
    words(x + 10, libs + p.libs / 2 + 14, shown.image, { mono: true, max, halo: 'sheet' }),
    rect(x, y, w, p.room, { fill: shown.lit ? 'lit' : 'dark-room', stroke: 'ink', sw: 1.5 }),
    words(x + 10, y + Math.min(24, p.room * 0.6), visible(c.name), {
      size: p.room < 40 ? 15 : 17,
      weight: 620,
      fill: ink,
      max,
    }),
  ];
  const facts = e > 0.5 ? factsOf(c) : [];
  const roomFor = Math.floor((p.room - 62) / 18);
  if (p.room >= 56)
    shapes.push(
      glyph(x + 20, y + 43, 8, shown.glyph, ink),
      words(x + 36, y + 48, e > 0.5 ? shown.state : 'app', { size: 15, fill: ink, max: max - 26 }),
      ...facts
        .slice(0, Math.max(0, roomFor))
        .map((text, i) => words(x + 10, y + 70 + i * 18, text, { fill: ink, max })),
    );
  if (e > 0.5) {
    const h = 12;
    const drop = (1 - (2 * e - 1)) * 30;
    shapes.push(...slab(x - 5, y - h - drop, w + 10, h, 8, 'container', { pattern: 'rw' }));
    shapes.push(line(x, y, x + w, y, { sw: 1.5 }));
  }
  return shapes;
}

/** Measured of this one, each with its word. */
function factsOf(c: Container): readonly string[] {
  const memory = c.load?.memory ?? null;
  return [
    ...(c.startTook === null ? [] : [`started in ${startWords(c.startTook)}`]),
    ...(memory === null || memory === 0 ? [] : [`${formatMemory(memory)} memory`]),
    ...(c.writable === null ? [] : [`${formatSize(c.writable)} written`]),
  ];
}
