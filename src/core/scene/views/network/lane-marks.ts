import { looksUpNames, namesIn } from '../../../world/reach';
import { visible } from '../../../docker/visible';
import type { World } from '../../../world/world';
import type { Mark } from '../../marks';
import { circle, d, line, path, rect, words, type Shape } from '../../shapes/shape';
import { fit, textWidth } from '../../text/fit';
import { part } from '../part';
import { longest } from '../sheet';
import { dropX, jackY, type Column, type Lane, type Places } from './places';

/** What is lit in the selection's colour: the way between two, or what hangs on the chosen thing. */
export interface Lit {
  readonly networks: ReadonlySet<string>;
  /** Networks, and ids of containers, whose drops are lit. */
  readonly drops: ReadonlySet<string>;
  readonly containers: ReadonlySet<string>;
}

const TAG_TOP = 11;

/** From where to where the pipe of a lane goes: it spans only the boxes that hang on it, which explains all. */
export function spanOf(p: Places, lane: Lane): { readonly from: number; readonly to: number } {
  const xs = lane.members.map((column) => dropX(p, column, lane));
  return { from: Math.min(...xs) - Math.min(46, p.boxW * 0.3), to: Math.max(...xs) + 34 };
}

/** Pipes with the names of their networks, and what hangs on them with the names that it answers to there. */
export function laneMarks(world: World, p: Places, lit: Lit, pair: boolean): Mark[] {
  return [
    ...p.lanes.flatMap((lane) => lane.members.map((column) => dropMark(p, lane, column, lit))),
    ...p.lanes.map((lane) => pipeMark(world, p, lane, lit, pair)),
    ...p.lanes.flatMap((lane) => lane.members.map((column) => tagMark(p, lane, column))),
  ];
}

function pipeMark(world: World, p: Places, lane: Lane, lit: Lit, pair: boolean): Mark {
  const { from, to } = spanOf(p, lane);
  const { y } = lane;
  const network = world.networks.values().find((n) => n.name === lane.network);
  const name = visible(lane.network);
  const on = lit.networks.has(lane.network);
  const label = fit(name, Math.max(60, to - from), { size: 13, weight: 600 });
  const w = textWidth(label, { size: 13, weight: 600 }) + 14;
  const names = looksUpNames(lane.network) ? 'looks up names' : 'no names, only addresses';
  const way = network?.internal === true ? 'no way out' : 'way out';
  // Up to the end of the lane's last column: what stands right of it belongs to others.
  const end = Math.max(...lane.members.map((column) => column.x)) + p.boxW + 16;
  const room = end - from - w - 8;
  const all = [`${names}, ${way}`, names, way].filter((text) => textWidth(text, { size: 13 }) <= room);
  const face = lane.group < p.bays.length ? 'bg' : 'sheet';
  const pipe = d`M${from},${y}H${to}`;
  const shapes: Shape[] = [
    path(pipe, { stroke: on ? 'sel' : 'k-network', sw: on ? 8 : 5 }),
    path(pipe, { stroke: 'k-network-face', sw: on ? 3 : 2 }),
    ...(network?.internal === true || pair
      ? [line(to, y - 7, to, y + 7, { stroke: 'k-network', sw: 4 })]
      : [path(d`M${to + 2},${y}H${to + 18}`, { stroke: 'ink', sw: 1.5, marker: 'arrow' })]),
    rect(from, y - 28, w, 20, { fill: 'k-network-face', stroke: on ? 'sel' : 'k-network', sw: on ? 2 : 1.2 }),
    line(from + 0.6, y - 8, from + 0.6, y, { stroke: 'k-network', sw: 2 }),
    words(from + 7, y - 13.5, label, { weight: 600 }),
    ...(all.length > 0 && !pair
      ? [words(from + w + 8, y - 13.5, longest(all, room), { fill: 'ink-2', halo: face })]
      : []),
  ];
  const who = lane.members.map((column) => visible(column.c.name)).join(', ');
  return part(
    `lane ${String(lane.group)} ${lane.network}`,
    { x: from, y: y - 28, w: to - from, h: 34 },
    shapes,
    {
      kind: 'network',
      id: lane.network,
      words: `${name}, network, ${names}, ${way}${network?.subnet ? `, ${network.subnet}` : ''}; on it: ${who}`,
    },
  );
}

function dropMark(p: Places, lane: Lane, column: Column, lit: Lit): Mark {
  const x = dropX(p, column, lane);
  const top = jackY(p);
  const on = lit.drops.has(lane.network) && lit.containers.has(column.c.id);
  const { plugged } = column.c;
  return part(`drop ${column.c.id} ${lane.network}`, { x: x - 5, y: lane.y, w: 10, h: top - lane.y }, [
    ...(plugged
      ? [
          line(x, lane.y, x, top - 4, { stroke: on ? 'sel' : 'k-network', sw: on ? 5 : 2.5 }),
          circle(x, lane.y, 4.5, { fill: 'k-network-face', stroke: on ? 'sel' : 'k-network', sw: 1.5 }),
        ]
      : [line(x, lane.y + 6, x, top - 8, { stroke: 'k-network', sw: 1, dash: '2 4' })]),
  ]);
}

/** A tag with a point upwards: filled where it is a name, plain where it is only an address. */
function tagMark(p: Places, lane: Lane, column: Column): Mark {
  const x = dropX(p, column, lane);
  const { c } = column;
  const names = namesIn(c, lane.network).map(visible);
  const address = c.attachments.find((each) => each.network === lane.network)?.address ?? '';
  const face = {
    size: 13,
    mono: names.length === 0 && address !== '',
    weight: names.length === 0 ? 420 : 600,
  };
  const more = names.length > 1 ? ` +${String(names.length - 1)}` : '';
  const room = (lane.members.length > 1 ? p.step : p.boxW) - 34 - textWidth(more, face);
  const text =
    names.length > 0
      ? fit(names[0] ?? '', room, face) + more
      : address === ''
        ? c.plugged
          ? '…'
          : 'unplugged'
        : address;
  const w = textWidth(text, face) + 14;
  const y = lane.y + TAG_TOP;
  return part(`tag ${c.id} ${lane.network}`, { x: x - w / 2, y, w, h: 22 }, [
    path(d`M${x},${y}l7,5h${w / 2 - 7}v17h${-w}v-17h${w / 2 - 7}Z`, {
      fill: names.length > 0 ? 'k-network-face' : 'sheet',
      stroke: 'k-network',
      sw: 1.5,
    }),
    words(x, y + 17.6, text, { anchor: 'middle', mono: face.mono, weight: face.weight }),
  ]);
}

/** Jacks on the roofs, and those without a pipe: on the machine's own network, or on none. */
export function jackMarks(p: Places): Mark[] {
  const top = jackY(p);
  const jack = (x: number): Shape =>
    rect(x - 5, top - 8, 10, 9, { fill: 'k-network-face', stroke: 'k-network', sw: 1.5 });
  return p.columns.flatMap((column): Mark[] => {
    const own = p.lanes.filter((lane) => lane.members.includes(column));
    const shapes = own.map((lane) => jack(dropX(p, column, lane)));
    const mid = column.x + p.boxW / 2;
    const { networks, sharesNetwork } = column.c;
    if (networks.includes('host')) shapes.push(...hostDrop(p, mid, top), jack(mid));
    else if (sharesNetwork !== null && own.length === 0)
      shapes.push(jack(mid), ...note(mid, top, ['no network', 'of its own'], p.boxW));
    else if (networks.includes('none') || networks.length === 0)
      shapes.push(
        jack(mid),
        line(mid - 11, top - 10, mid + 11, top - 10, { sw: 4 }),
        ...note(mid, top, ['none: no pipe at all,', 'reaches nobody'], p.boxW),
      );
    return [part(`jacks ${column.c.id}`, { x: column.x, y: top - 8, w: p.boxW, h: 9 }, shapes)];
  });
}

const note = (x: number, top: number, lines: readonly string[], w: number): Shape[] =>
  lines.map((text, i) =>
    words(x, top - 22 - (lines.length - 1 - i) * 18, text, {
      anchor: 'middle',
      fill: 'ink-2',
      max: w + 20,
      halo: 'sheet',
    }),
  );

function hostDrop(p: Places, x: number, top: number): Shape[] {
  const wallY = p.wall.y;
  return [
    rect(x - 6, wallY - 9, 12, 10, { fill: 'bg' }),
    line(x - 6, wallY - 9, x - 6, wallY + 1, { sw: 2.5 }),
    line(x + 6, wallY - 9, x + 6, wallY + 1, { sw: 2.5 }),
    line(x, wallY - 10, x, top - 4, { stroke: 'k-network', sw: 3 }),
    ...['host: shares', 'the machine’s', 'network'].map((text, i) =>
      words(x + 9, top - 58 + i * 18, text, { fill: 'ink-2', max: p.boxW / 2 + 26, halo: 'sheet' }),
    ),
  ];
}
