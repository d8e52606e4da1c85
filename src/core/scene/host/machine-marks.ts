import { noteHeight } from '../shapes/sheet-shapes';
import { d } from '../shapes/shape';
import type { Frame } from '../layout/frame';
import type { Mark, MarkData } from '../marks';
import type { Picture } from '../picture';
import { textWidth } from '../text/fit';
import { engineTextX } from './engine-text';

const KERNEL_NOTE = 'one kernel, shared by every container';

type Missing = MarkData['engine']['missing'];

/** How much of the engine is there to be drawn solid. */
export function missingOf(picture: Picture): Missing {
  if (picture.link.state === 'absent')
    return picture.link.diagnosis?.code === 'no-permission' ? 'locked' : 'dashed';
  return picture.engine.name === '' ? 'dashed' : 'no';
}

/** Ground, wall, bands, virtual machine, engine and the `docker` command: what stands whether or not anything runs. */
export function machineMarks(picture: Picture, f: Frame): Mark[] {
  const missing = missingOf(picture);
  const marks: Mark[] = [
    {
      kind: 'ground',
      key: 'ground',
      box: { x: 0, y: 0, w: f.W, h: f.H },
      data: { W: f.W, H: f.H },
      subject: null,
    },
    ...walls(f),
    ...bands(picture, f),
  ];
  if (picture.machine !== '' && (!f.small || f.top > 24)) marks.push(plate(plateWords(picture), f));
  if (picture.practice && picture.link.state !== 'lost' && !f.fold)
    marks.push(practiceNote(picture.practice, f));
  if (f.vm && picture.vm) {
    marks.push({
      kind: 'vm',
      key: 'vm',
      box: f.vm,
      data: {
        title: picture.practice ? 'Practice engine, a model' : picture.vm.name,
        kernel: picture.vm.kernel,
        kernelY: f.vm.kernelY,
        kernelH: f.vm.kernelH,
        missing: missing !== 'no',
      },
      subject: {
        kind: 'vm',
        id: picture.vm.name,
        words: picture.practice
          ? 'Practice engine, a model inside Cutaway: nothing in it touches this machine'
          : `${picture.vm.name}, the virtual machine in which the engine runs`,
      },
    });
  }
  marks.push({
    kind: 'engine',
    key: 'engine',
    box: f.engine,
    data: { missing, vm: f.vm !== null },
    subject:
      missing === 'no'
        ? { kind: 'engine', id: 'engine', words: `${picture.engine.name}, engine, ${picture.engine.facts}` }
        : null,
  });
  const textX = engineTextX(picture, f);
  if (missing === 'locked' || (missing === 'no' && textX !== null)) {
    const x = textX ?? f.engine.x;
    marks.push({
      kind: 'engineWords',
      key: 'engine words',
      box: { x, y: f.engine.y, w: f.engine.x + f.engine.w - 16 - x, h: f.engine.h },
      data:
        missing === 'locked'
          ? { title: '', facts: 'it runs, but will not tell you what it has' }
          : { title: picture.engine.name, facts: picture.engine.facts },
      subject: null,
    });
  }
  picture.engine.cells.forEach((cell, i) => {
    const box = f.cells[i];
    if (!box) return;
    const next = f.cells[i + 1];
    marks.push({
      kind: 'cell',
      key: `cell ${String(i)}`,
      box,
      data: { ...cell, small: f.small, missing, next: next ? next.x : null },
      subject:
        missing === 'no'
          ? { kind: 'cell', id: cell.name, words: `${cell.name} ${cell.version}, ${cell.does}` }
          : null,
    });
  });
  if (missing !== 'dashed')
    marks.push({
      kind: 'door',
      key: 'door',
      box: { x: f.door.x, y: f.door.y, w: 0, h: 0 },
      data: { top: f.engine.y, bottom: f.engine.y + f.engine.h, vm: f.vm !== null },
      subject: null,
    });
  const notInstalled = picture.link.diagnosis?.code === 'not-installed' && picture.link.state === 'absent';
  marks.push({
    kind: 'cli',
    key: 'cli',
    box: f.cli,
    data: {
      fact: f.fold
        ? 'the client'
        : picture.remote
          ? `asks over ${picture.remote.via}`
          : f.small
            ? 'the command line'
            : `asks at ${picture.door}`,
      small: f.small,
      y: f.door.y,
      missing: notInstalled,
    },
    subject: { kind: 'cli', id: 'cli', words: 'docker, the command line: a client of the engine' },
  });
  marks.push(cable(picture, f, missing));
  return marks;
}

function cable(picture: Picture, f: Frame, missing: Missing): Mark {
  const first = f.cells[0];
  const y = f.door.y;
  return {
    kind: 'cable',
    key: 'cable',
    box: { x: f.margin - 12, y, w: 12, h: f.H - y },
    data: {
      d: d`M${f.margin - 12},${f.H}V${y}H${f.cli.x}`,
      dots: missing === 'no' && first ? { from: f.cli.x + f.cli.w - 8, to: first.x, y } : null,
      remote:
        picture.remote && f.near
          ? { via: picture.remote.via, x: (f.near.right + f.x0) / 2, gaps: [f.near.right, f.x0 - f.wall] }
          : null,
    },
    subject: null,
  };
}

function walls(f: Frame): Mark[] {
  const w = f.wall;
  const left = f.x0 - w;
  const wall = (key: string, outer: string, inner: string): Mark => ({
    kind: 'wall',
    key,
    box: { x: f.margin - w, y: f.top - w, w: f.x1 - f.margin + 2 * w, h: f.y1 - f.top + 2 * w },
    data: { outer, inner },
    subject: null,
  });
  const closed = (a: number, b: number, c: number, e: number): string => d`M${a},${b}H${c}V${e}H${a}Z`;
  if (f.near) {
    return [
      wall(
        'wall near',
        closed(f.margin - w, f.notch - w, f.near.right + w, f.y1 + w),
        closed(f.margin, f.notch, f.near.right, f.y1),
      ),
      wall('wall', closed(left, f.top - w, f.x1 + w, f.y1 + w), closed(f.x0, f.top, f.x1, f.y1)),
    ];
  }
  return [
    wall(
      'wall',
      d`M${f.margin - w},${f.y1 + w}V${f.notch - w}H${left}V${f.top - w}H${f.x1 + w}V${f.y1 + w}Z`,
      d`M${f.margin},${f.y1}V${f.notch}H${f.x0}V${f.top}H${f.x1}V${f.y1}Z`,
    ),
  ];
}

function plateWords({ machine, remote, practice }: Picture): string {
  if (practice) return `practice on ${machine}`;
  return remote ? `${machine}, another machine` : `${machine}, this machine`;
}

/** Which engine this is, in every picture: a practice engine can never be taken for a real one. */
function practiceNote(practice: NonNullable<Picture['practice']>, f: Frame): Mark {
  const box = { x: f.margin - 4, y: f.notch - 24, w: f.cli.w, h: 0 };
  // Between the registry and the command line: where that is narrow, fewer words.
  const room = box.y - (f.registry.y + f.registry.h + 28);
  const first = practice.lines[0] ?? '';
  const choices = [practice.lines, [first, 'E says more.'], ['E says more.']];
  const lines = choices.find((each) => noteHeight(each, box.w) <= room) ?? ['E says more.'];
  return {
    kind: 'note',
    key: 'note',
    box,
    data: { title: practice.title, lines },
    subject: { kind: 'engine', id: 'engine', words: `${practice.title}. ${practice.lines.join(' ')}` },
  };
}

const plate = (text: string, f: Frame): Mark => ({
  kind: 'plate',
  key: 'plate',
  box: { x: f.x0 + 16, y: f.top - f.wall - 8, w: textWidth(text, { size: 13, weight: 600 }) + 20, h: 24 },
  data: { text },
  subject: null,
});

function bands(picture: Picture, f: Frame): Mark[] {
  const h = picture.hardware;
  const labelW = f.fold ? f.x0 + 4 : f.cli.w + 4;
  const gauges: MarkData['band']['gauges'][number][] = [];
  let x = f.x0 + (picture.remote ? 210 : f.fold ? 14 : f.small ? 10 : 24);
  const gap = f.fold ? 20 : f.small ? 26 : 64;
  const add = (icon: 'cpu' | 'memory' | 'disk', text: string, part: number | null): void => {
    const width = 46 + Math.max(90, textWidth(text, { size: 13 }));
    if (text === '' || x + width > f.x1 - 8) return;
    gauges.push({ x, icon, text, part });
    x += width + gap;
  };
  add('cpu', h.cpus, null);
  add('memory', h.memory, h.memoryUsed);
  add('disk', h.disk ?? '', h.diskUsed);
  const linux = /^\d/.test(picture.host.kernel) && !picture.vm;
  const kernelWords =
    picture.host.kernel === ''
      ? ''
      : picture.vm
        ? `host OS, ${picture.host.kernel}`
        : linux
          ? `Linux ${picture.host.kernel}`
          : picture.host.kernel;
  const marks: Mark[] = [
    {
      kind: 'band',
      key: 'hardware',
      box: f.hardware,
      data: {
        kind: 'hardware',
        title: 'Hardware',
        fact: h.model,
        labelW,
        small: f.small,
        note: null,
        gauges,
      },
      subject: {
        kind: 'hardware',
        id: 'hardware',
        words: `Hardware, ${[h.model, h.cpus, h.memory, h.disk].filter(Boolean).join(', ')}`,
      },
    },
    {
      kind: 'band',
      key: 'host',
      box: f.host,
      data: {
        kind: 'host',
        title: picture.host.os,
        fact: kernelWords,
        labelW,
        small: f.small,
        note:
          !picture.vm && !f.small && !picture.remote && picture.link.state !== 'absent'
            ? { x: f.x0 + 24, text: KERNEL_NOTE }
            : null,
        gauges: [],
      },
      subject: {
        kind: 'host',
        id: 'host',
        words: `${picture.host.os}, host operating system, ${kernelWords}`,
      },
    },
  ];
  if (f.near) {
    for (const [key, box] of [
      ['hardware near', f.near.hardware],
      ['host near', f.near.host],
    ] as const) {
      const kind = key === 'host near' ? 'host' : 'hardware';
      marks.push({
        kind: 'band',
        key,
        box,
        data: {
          kind,
          title: kind === 'host' ? 'This machine' : 'Hardware',
          fact: '',
          labelW,
          small: f.small,
          note: null,
          gauges: [],
        },
        subject: null,
      });
    }
  }
  return marks;
}
