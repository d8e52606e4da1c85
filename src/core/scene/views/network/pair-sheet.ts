import { visible } from '../../../docker/visible';
import { reaches, type Reach } from '../../../world/reach';
import type { Container } from '../../../world/world';
import type { Box } from '../../layout/frame';
import type { Mark } from '../../marks';
import { glyph } from '../../shapes/glyphs';
import { d, line, path, rect, words, type Shape } from '../../shapes/shape';
import { wrap } from '../../text/fit';
import { part } from '../part';
import { jackY, lanesOf, dropX, type Places } from './places';
import { spanOf } from './lane-marks';

export interface Pair {
  readonly from: Container;
  readonly to: Container;
  readonly reach: Reach;
}

export function pairTitle({ from, to, reach }: Pair): {
  readonly title: string;
  readonly sub: readonly string[];
} {
  const [a, b] = [visible(from.name), visible(to.name)];
  const title = `${a} ${reaches(reach) ? 'reaches' : 'cannot reach'} ${b}`;
  switch (reach.kind) {
    case 'network':
      return { title, sub: [`They hang on ${visible(reach.network)} together.`] };
    case 'same':
      return {
        title,
        sub: [`They share one network: that of ${visible(reach.whose)}.`, 'They share one network.'],
      };
    case 'host':
      return { title, sub: ['By way of the machine itself, not by name.', 'Not by name.'] };
    case 'stopped':
      return { title, sub: [`${reach.which.map((c) => visible(c.name)).join(' and ')} does not run.`] };
    case 'none':
      return { title, sub: [`${reach.which.map((c) => visible(c.name)).join(' and ')}: no network.`] };
    case 'silent':
      return { title, sub: [`${visible(reach.network)} keeps its containers apart.`] };
    case 'apart':
      return { title, sub: ['They hang on no network together.'] };
  }
}

/** What to say below the checks, and the one command that helps, or that shows it. */
function endOf({ from, to, reach }: Pair): {
  readonly says: string;
  readonly before: string;
  readonly command: string | null;
} {
  const [a, b] = [from.name, to.name];
  switch (reach.kind) {
    case 'network': {
      const target = reach.names[0] ?? reach.address;
      return {
        says:
          reach.names.length > 0
            ? 'Nothing has to be published for this.'
            : 'The address may be another one after a restart.',
        before: 'See it yourself',
        command: target === '' ? null : `docker exec ${a} ping -c1 ${target}`,
      };
    }
    case 'same':
      return { says: 'No port of one may be taken by the other.', before: '', command: null };
    case 'host':
      return {
        says: '',
        before: 'See it yourself',
        command: reach.address === '' ? null : `docker exec ${a} ping -c1 ${reach.address}`,
      };
    case 'stopped':
      return {
        says: '',
        before: 'Start it',
        command: `docker start ${reach.which.map((c) => c.name).join(' ')}`,
      };
    case 'none':
      return {
        says: 'This is a choice, not a fault: what cannot be reached cannot be attacked that way.',
        before: '',
        command: null,
      };
    case 'silent':
      return { says: 'An administrator decided so when the network was made.', before: '', command: null };
    case 'apart': {
      const between =
        reach.between === null
          ? ''
          : `${visible(reach.between.name)} hangs on both. It can pass on what it is asked, but nobody walks through it.`;
      const port =
        reach.port === null ? '' : `By way of the machine: ${b} publishes its port ${String(reach.port)}.`;
      return {
        says: [between, port].filter(Boolean).join(' '),
        before: reach.join === null ? 'Make a network for both first' : 'If they should meet, type',
        command:
          reach.join === null
            ? 'docker network create NAME'
            : `docker network connect ${reach.join.network} ${reach.join.container.name}`,
      };
    }
  }
}

/** The reasons, in the order in which somebody would look for them. */
export function sheetMark(pair: Pair, area: Box): Mark {
  const ok = reaches(pair.reach);
  const { x, y, w } = area;
  const left = x + 24;
  const max = w - 44;
  const shapes: Shape[] = [words(left, y + 36, ok ? 'How' : 'Why not', { size: 22, weight: 680 })];
  const end = endOf(pair);
  const room = y + area.h;
  const command = end.command === null ? 0 : 70;
  let at = y + 66;
  for (const check of pair.reach.checks) {
    const more = check.more === '' ? [] : wrap(visible(check.more), max - 32, { size: 13 }).slice(0, 2);
    if (at + more.length * 18 > room - command) break;
    shapes.push(
      glyph(left + 9, at - 5, 8, check.ok ? 'healthy' : 'failed'),
      words(left + 30, at, visible(check.words), { size: 15, max: max - 32 }),
      ...more.map((text, i) => words(left + 30, at + 19 + i * 17, text, { fill: 'ink-2', max: max - 30 })),
    );
    at += 30 + more.length * 17;
  }
  for (const text of end.says === '' ? [] : wrap(visible(end.says), max, { size: 13 })) {
    if (at + 4 > room - command - 8) break;
    shapes.push(words(left, at + 4, text, { max }));
    at += 19;
  }
  if (end.command !== null && at + 62 <= room) {
    shapes.push(
      words(left, at + 12, end.before, { fill: 'ink-2', max }),
      rect(left, at + 22, w - 44, 36, { fill: 'sheet-2', stroke: 'ink', sw: 1.5 }),
      words(left + 10, at + 45, visible(end.command), { mono: true, weight: 560, max: w - 62 }),
    );
    at += 66;
  }
  const h = Math.min(area.h, at - y + 6);
  const told = pair.reach.checks.map(
    (check) => `${check.ok ? 'yes' : 'no'}: ${check.words}${check.more === '' ? '' : ` (${check.more})`}`,
  );
  return part(
    'why',
    { x, y, w, h },
    [
      rect(x, y, w, h, { fill: 'sheet', stroke: 'ink', sw: 1.5 }),
      rect(x, y, 6, h, { fill: ok ? 'ok' : 'bad' }),
      ...shapes,
    ],
    {
      kind: 'container',
      id: pair.to.id,
      words: `${pairTitle(pair).title}. ${told.join('. ')}. ${end.says} ${end.command ?? ''}`.trim(),
    },
  );
}

/** The way between the two, or the place where it ends. */
export function wayMarks(p: Places, pair: Pair, sheet: Box): Mark[] {
  const a = p.columns.find((column) => column.c.id === pair.from.id);
  const b = p.columns.find((column) => column.c.id === pair.to.id);
  if (!a || !b) return [];
  const { reach } = pair;
  const frame = (x: number): Shape =>
    rect(x - 9, p.boxY - 18, p.boxW + 26, p.boxH + 26, { stroke: 'sel', sw: 3 });
  const shapes: Shape[] = [frame(a.x), frame(b.x)];
  if (reach.kind === 'network') {
    const lanes = [lanesOf(p, a), lanesOf(p, b)].map((own) =>
      own.find((lane) => lane.network === reach.network),
    );
    const [la, lb] = lanes;
    if (la && lb && la === lb) {
      const [xa, xb] = [dropX(p, a, la), dropX(p, b, lb)];
      shapes.push(
        line(xa, la.y, xb, la.y, { stroke: 'sel', sw: 8 }),
        line(xa, la.y, xb, la.y, { stroke: 'k-network-face', sw: 3 }),
      );
    }
  } else if (reach.kind === 'apart') {
    const lane = lanesOf(p, a)[0];
    if (lane) {
      const x = spanOf(p, lane).to + 18;
      const tx = b.x + p.boxW * 0.9;
      if (tx > x + 20)
        shapes.push(
          path(d`M${x + 12},${lane.y}H${tx}V${jackY(p) - 8}`, { stroke: 'ink-2', sw: 2, dash: '6 5' }),
          rect(tx - 5, jackY(p) - 8, 10, 9, { fill: 'sheet', stroke: 'ink-2', sw: 1.5, dash: '3 2' }),
        );
      shapes.push(
        path(d`M${x},${lane.y - 12}V${p.wall.y + 8}H${sheet.x + 40}V${sheet.y}`, { stroke: 'bad', sw: 2 }),
        glyph(x, lane.y, 12, 'failed'),
      );
    }
  }
  return [part('way', { x: a.x, y: p.boxY, w: p.boxW, h: p.boxH }, shapes)];
}
