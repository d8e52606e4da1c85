import type { Frame } from '../layout/frame';
import type { ContainerLayout, PlacedContainer } from '../layout/containers';
import type { LevelId } from '../layout/levels';
import type { Mark, MarkOf } from '../marks';
import type { Picture } from '../picture';
import type { PictureContainer } from '../picture-containers';
import { textWidth } from '../text/fit';
import { outputMark } from './output-mark';
import { portMarks } from './port-marks';

export const containerWords = (c: PictureContainer): string =>
  [c.name, 'container', c.state.toLowerCase(), c.health, c.since].filter(Boolean).join(', ');

const subjectOf = (c: PictureContainer) => ({
  kind: 'container' as const,
  id: c.id,
  words: containerWords(c),
});

/** Bays, boxes and what hangs on them. What is behind the engine's cells (bays, piles) comes first. */
export function containerMarks(
  picture: Picture,
  f: Frame,
  layout: ContainerLayout | null,
  detail: string | null,
): { behind: Mark[]; front: Mark[] } {
  if (!layout) {
    const w = Math.min(360, f.area.w - 40);
    const h = Math.min(300, f.area.h - 120);
    const box = { x: f.area.x + 8, y: f.area.y + f.area.h - h, w, h };
    return {
      behind: [],
      front: [{ kind: 'empty', key: 'empty', box, data: { quiet: picture.busy }, subject: null }],
    };
  }
  const { level } = layout;
  const behind: Mark[] = layout.decks.map((deck, i): Mark => ({
    kind: 'deck',
    key: `deck ${String(i)}`,
    box: { x: deck.x - 6, y: deck.y + 7, w: deck.w + 12, h: 0 },
    data: {},
    subject: null,
  }));
  const front: Mark[] = [];
  const plugs: Mark[] = [];
  for (const placed of layout.bays) if (placed.framed) behind.push(bayMark(placed, level.id));
  behind.push(...pileMarks(picture, f, layout));
  front.push(...portMarks(f, layout));
  const byBay = new Map<number, PlacedContainer[]>();
  for (const b of layout.boxes) {
    const own = byBay.get(b.bay);
    if (own) own.push(b);
    else byBay.set(b.bay, [b]);
  }
  layout.bays.forEach((placed, i) => {
    const own = byBay.get(i) ?? [];
    const hanging = laneMarks(placed, own, level.id, f);
    front.push(...hanging.filter((m) => m.kind === 'lane'), ...drumMarks(placed));
    // The jack sits on the roof, so it is drawn after the box.
    plugs.push(...hanging.filter((m) => m.kind === 'plug'));
  });
  front.push(...bindMarks(f, layout));
  for (const b of layout.boxes) front.push(boxMark(b, level));
  front.push(...plugs);
  if (level.id === 5) front.push(...outputMark(f, layout));
  if (level.id <= 1 && detail !== null && f.area.h > 330) front.push(...detailMark(f, layout, detail));
  return { behind, front };
}

/** The mark that was made last for a container: the same one again where it stands at the same place and says the same. */
const known = new WeakMap<PictureContainer, MarkOf<'container'>>();

function boxMark(b: PlacedContainer, level: ContainerLayout['level']): Mark {
  const postX = Math.max(b.box.x + 26, Math.min(b.box.x + b.box.w - 26, b.pileX));
  const last = known.get(b.container);
  if (
    last?.data.level === level.id &&
    last.data.postX === postX &&
    last.box.x === b.box.x &&
    last.box.y === b.box.y &&
    last.box.w === b.box.w &&
    last.box.h === b.box.h
  )
    return last;
  const mark: MarkOf<'container'> = {
    kind: 'container',
    key: `container ${b.container.id}`,
    box: b.box,
    data: { c: b.container, level: level.id, postX, depth: level.depth },
    subject: subjectOf(b.container),
  };
  known.set(b.container, mark);
  return mark;
}

function bayMark(placed: ContainerLayout['bays'][number], level: LevelId): Mark {
  const cs = placed.bay.containers;
  const counts = {
    n: cs.length,
    up: cs.filter((c) => c.process).length,
    failed: cs.filter((c) => c.fault).length,
  };
  const tally: Record<string, number> = {};
  for (const c of cs) {
    const kind = c.fault ? 'failed' : c.glyph;
    tally[kind] = (tally[kind] ?? 0) + 1;
  }
  return {
    kind: 'bay',
    key: `bay ${placed.bay.key} ${cs[0]?.id ?? ''}`.trimEnd(),
    box: placed.box,
    data: {
      label: placed.bay.label,
      project: placed.bay.project,
      counts,
      long: level > 1,
      tally: level < 0 ? tally : null,
    },
    subject: {
      kind: 'project',
      id: placed.bay.key,
      words: `${placed.bay.label}, ${placed.bay.project ? 'Compose project' : 'containers in no project'}, ${String(counts.n)} containers, ${String(counts.up)} up${counts.failed > 0 ? `, ${String(counts.failed)} failed` : ''}`,
    },
  };
}

/** The process stands on the kernel: the engine is not in between. */
function pileMarks(picture: Picture, f: Frame, layout: ContainerLayout): Mark[] {
  const marks: Mark[] = [];
  const vm = f.vm !== null;
  const tip = f.kernel.y + f.kernel.h * 0.5;
  const grounded = layout.boxes.filter((b) => b.grounded && b.container.process);
  const more = picture.containers.filter((c) => c.process).length - grounded.length;
  // Every process is linked to the one kernel, drawn or counted: the count's place is kept free of numbers.
  const end =
    f.engine.x + f.engine.w - 16 - (more > 0 ? textWidth(`+ ${String(more)} more`, { size: 13 }) + 8 : 0);
  for (const b of grounded) {
    const words = b.container.pid === null ? '' : `PID ${String(b.container.pid)}`;
    const width = 16 + textWidth(words, { size: 13, mono: true });
    const over = b.pileX + width > (more > 0 ? end : f.x1);
    marks.push({
      kind: 'pile',
      key: `pile ${b.container.id}`,
      box: { x: b.pileX - 4, y: b.box.y + b.box.h, w: 8, h: tip - b.box.y - b.box.h },
      data: {
        pid: b.container.pid,
        top: b.box.y + b.box.h,
        tip,
        pidX: b.box.w < 100 || (over && more > 0) ? null : over ? b.pileX - 12 : b.pileX + 12,
        pidAnchor: over ? 'end' : 'start',
        vm,
      },
      subject: null,
    });
  }
  const right = f.engine.x + f.engine.w - 16;
  if (more > 0) {
    const text =
      grounded.length > 0
        ? `+ ${String(more)} more`
        : `${more.toLocaleString('en-US')} processes of containers`;
    marks.push({
      kind: 'more',
      key: 'more',
      box: { x: right, y: tip, w: 0, h: 0 },
      data: { text, vm },
      subject: null,
    });
  }
  return marks;
}

function laneMarks(
  placed: ContainerLayout['bays'][number],
  own: readonly PlacedContainer[],
  level: LevelId,
  f: Frame,
): Mark[] {
  const marks: Mark[] = [];
  const topRow = Math.min(...own.map((b) => b.box.y));
  placed.lanes.forEach((lane, i) => {
    const dropX = (b: PlacedContainer): number => b.box.x + b.box.w - (placed.bay.bare ? 30 : 16) - i * 16;
    const hangs = own.filter((b) => b.container.networks.includes(lane.name) && b.box.y <= topRow + 1);
    const first = Math.min(...hangs.map(dropX), lane.x + lane.w);
    marks.push({
      kind: 'lane',
      key: `lane ${placed.bay.key} ${String(own[0]?.container.id ?? '')} ${lane.name}`,
      box: { x: lane.x, y: lane.y, w: lane.w, h: 0 },
      data: {
        name: placed.bay.bare ? `${lane.name} network` : lane.name,
        more: lane.more,
        named: level >= 3,
        bare: placed.bay.bare,
        plateMax: Math.max(48, first - lane.x - 10),
      },
      subject: { kind: 'network', id: lane.name, words: `${lane.name}, network` },
    });
    for (const b of hangs) marks.push(plugMark(b, lane.name, dropX(b), lane.y, 'lane', f, level));
  });
  if (level >= 2) {
    for (const b of own) {
      const kind = b.container.networks.includes('none')
        ? 'none'
        : b.container.networks.includes('host')
          ? 'host'
          : null;
      if (kind !== null && b.box.y <= topRow + 1)
        marks.push(plugMark(b, kind, b.box.x + b.box.w - 16, f.top, kind, f, level));
    }
  }
  return marks;
}

function plugMark(
  b: PlacedContainer,
  network: string,
  x: number,
  laneY: number,
  kind: 'lane' | 'host' | 'none',
  f: Frame,
  level: LevelId,
): Mark {
  const depth = level >= 4 ? 12 : level === 3 ? 8 : 5;
  return {
    kind: 'plug',
    key: `plug ${b.container.id} ${network}`,
    box: { x: x - 5, y: b.box.y - depth * 0.5 - 8, w: 10, h: 9 },
    data: { laneY, plugged: b.container.plugged, kind, wallY: f.top },
    subject: null,
  };
}

const drumMarks = (placed: ContainerLayout['bays'][number]): Mark[] =>
  placed.drums.map((drum) => ({
    kind: 'drum',
    key: `drum ${drum.name} ${placed.bay.key}`,
    box: drum.box,
    data: { label: drum.label, stem: drum.stem },
    subject: { kind: 'volume', id: drum.name, words: `${drum.label}, volume` },
  }));

/** A bind mount's stem runs down to a folder tab in the host band; the lowest row only, as the piles. */
function bindMarks(f: Frame, layout: ContainerLayout): Mark[] {
  if (layout.level.id < 3 || f.vm || f.near) return [];
  const marks: Mark[] = [];
  for (const b of layout.boxes) {
    const bind = b.container.binds[0];
    if (!bind || !b.grounded) continue;
    const x = b.box.x + b.box.w - 14;
    marks.push({
      kind: 'bind',
      key: `bind ${b.container.id}`,
      box: { x, y: b.box.y + b.box.h, w: Math.min(150, b.box.w), h: f.host.y - b.box.y - b.box.h },
      data: { label: bind.source, to: f.host.y },
      subject: null,
    });
  }
  return marks;
}

function detailMark(f: Frame, layout: ContainerLayout, id: string): Mark[] {
  const at = layout.bays.find((placed) => placed.bay.containers.some((c) => c.id === id));
  const c = at?.bay.containers.find((one) => one.id === id);
  if (!at || !c) return [];
  // In a tally there is no box to point at: the leader ends at the bar of its project.
  const target = layout.boxes.find((b) => b.container.id === id)?.box ?? {
    x: at.box.x + at.box.w - 30,
    y: at.box.y + 30,
    w: 24,
    h: 24,
  };
  const W = 218;
  const x = f.area.x + f.area.w - W - 28;
  const box = { x: x - 22, y: f.top + 12, w: W + 44, h: 308 };
  return [
    {
      kind: 'detail',
      key: 'detail',
      box,
      data: { project: at.bay.project ? at.bay.label : 'no project', target, c },
      subject: null,
    },
  ];
}
