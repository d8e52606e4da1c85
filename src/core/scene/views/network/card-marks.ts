import { visible } from '../../../docker/visible';
import type { Box } from '../../layout/frame';
import type { Mark } from '../../marks';
import { rect, words } from '../../shapes/shape';
import { control, part } from '../part';
import { longest } from '../sheet';
import { pipesOf, type Group, type Shown } from './groups';
import type { World } from '../../../world/world';

const H = 46;
const GAP = 8;
/** Width of a plate that turns the page, px. */
const TURN = 76;

/** A folded group says its sum, and unfolds when it is pressed. */
export function cardMarks(world: World, shown: Shown, area: Box): Mark[] {
  const fits = Math.max(1, Math.floor((area.h + GAP) / (H + GAP)));
  const cards = shown.folded.slice(0, shown.folded.length > fits ? Math.max(1, fits - 1) : fits);
  const rest = shown.folded.slice(cards.length);
  const marks = cards.map((group, i): Mark => {
    const y = area.y + i * (H + GAP);
    const max = area.w - 36;
    const n = group.containers.length;
    const up = group.containers.filter((c) => c.state === 'running' || c.state === 'paused').length;
    const networks = pipesOf(world, group.containers).length;
    const count = n === 1 ? '1 container' : `${n.toLocaleString('en-US')} containers`;
    const pipes = networks === 1 ? '1 network' : `${String(networks)} networks`;
    const name = group.key === '' ? 'in no project' : visible(group.key);
    const sums = [
      `${count}, ${String(up)} up, ${pipes}`,
      `${count}, ${String(up)} up`,
      `${String(n)}, ${String(up)} up`,
    ];
    return control(
      `card ${group.key}`,
      { x: area.x, y, w: area.w, h: H },
      [
        rect(area.x, y, area.w, H, { fill: 'sheet', stroke: 'ink', sw: 1.5 }),
        words(area.x + 10, y + 19, name, { size: 15, weight: 640, max }),
        words(area.x + 10, y + 37, longest(sums, max), { fill: 'ink-2', max }),
        words(area.x + area.w - 14, y + 28, '›', { size: 17, weight: 640, anchor: 'end' }),
      ],
      `${name}, folded, ${sums[0] ?? ''}; Enter unfolds it`,
      { group: group.key, page: 0 },
    );
  });
  if (rest.length === 0) return marks;
  const all = rest.reduce((sum, group) => sum + group.containers.length, 0);
  const next = rest[0];
  const y = area.y + cards.length * (H + GAP);
  const text = `${String(rest.length)} more groups, ${all.toLocaleString('en-US')} containers`;
  const short = `${String(rest.length)} more, ${all.toLocaleString('en-US')} containers`;
  if (next)
    marks.push(
      control(
        'card more',
        { x: area.x, y, w: area.w, h: H },
        [
          rect(area.x, y, area.w, H, { stroke: 'ink', sw: 1.5, dash: '6 5' }),
          words(area.x + 10, y + 28, longest([text, short, `${String(rest.length)} more`], area.w - 32), {
            max: area.w - 32,
          }),
        ],
        `${text}; Enter unfolds the next one`,
        { group: next.key, page: 0 },
      ),
    );
  return marks;
}

/** Which part of a group is drawn, and the ways to the others. */
export function turnMarks(
  shown: Shown,
  group: Group,
  at: { readonly x: number; readonly y: number; readonly w: number },
): Mark[] {
  if (shown.pages < 2) return [];
  const { page, pages } = shown;
  const plate = (key: string, x: number, text: string, to: number): Mark =>
    control(
      key,
      { x, y: at.y, w: TURN, h: 26 },
      [
        rect(x, at.y, TURN, 26, { fill: 'sheet', stroke: 'ink', sw: 1.5 }),
        words(x + TURN / 2, at.y + 17.6, text, { anchor: 'middle', weight: 600 }),
      ],
      `${text === '‹ before' ? 'containers before' : 'containers after'} these`,
      { page: to, group: group.key },
    );
  const right = at.x + at.w;
  return [
    ...(page > 0 ? [plate('before', right - 2 * TURN - 64, '‹ before', page - 1)] : []),
    part('turn', { x: right - TURN - 62, y: at.y, w: 60, h: 26 }, [
      words(right - TURN - 32, at.y + 17.6, `${String(page + 1)} of ${String(pages)}`, {
        anchor: 'middle',
        halo: 'sheet',
      }),
    ]),
    ...(page < pages - 1 ? [plate('after', right - TURN, 'more ›', page + 1)] : []),
  ];
}
