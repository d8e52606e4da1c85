import { containerWords } from '../../host/container-marks';
import { clamp } from '../../layout/frame';
import type { Mark } from '../../marks';
import type { Picture } from '../../picture';
import { d, path, rect, words, type Shape } from '../../shapes/shape';
import { part } from '../part';
import { appShapes, type App, type ColumnPlace } from './app-shapes';
import { band } from './band';

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
