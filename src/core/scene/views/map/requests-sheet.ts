import { visible } from '../../../docker/visible';
import type { World } from '../../../world/world';
import type { Box } from '../../layout/frame';
import type { Mark } from '../../marks';
import { circle, rect, words, type Shape } from '../../shapes/shape';
import { part } from '../part';

const ROW = 24;

/** `POST /containers/0123456789ab/start`, without version, long ids and what stands behind the question mark. */
export const shortPath = (path: string): string =>
  visible(path.replace(/^\/v[\d.]+/, '').replace(/\?.*$/, ''))
    .replace(/([0-9a-f]{12})[0-9a-f]{52}/g, '$1')
    .slice(0, 200);

/** The requests that the last command was: each numbered as on its ticket, with the engine's answer. */
export function requestsSheet(world: World, area: Box): Mark | null {
  const command = world.commands.findLast((each) => each.exchanges.length > 0);
  if (area.h < 76 || area.w < 200) return null;
  if (!command) return waiting(area);
  const rows = Math.floor((area.h - 44) / ROW);
  const all = command.exchanges;
  const shown = all.length > rows ? all.slice(-Math.max(1, rows - 1)) : all;
  const hidden = all.length - shown.length;
  const h = 44 + (shown.length + (hidden > 0 ? 1 : 0)) * ROW;
  const { x, y, w } = area;
  const text = visible(command.text).replace(/^docker /, '');
  const shapes: Shape[] = [
    rect(x, y, w, h, { fill: 'sheet', stroke: 'ink', sw: 1.5 }),
    words(x + 14, y + 24, `docker ${text}`, { mono: true, weight: 560, max: w - 28 }),
  ];
  if (hidden > 0) shapes.push(words(x + 14, y + 48, `${String(hidden)} before`, { fill: 'ink-2' }));
  shown.forEach((exchange, i) => {
    const ry = y + 48 + (i + (hidden > 0 ? 1 : 0)) * ROW;
    const bad = exchange.status !== null && exchange.status >= 400;
    const answer = exchange.status === null ? '…' : String(exchange.status);
    shapes.push(
      circle(x + 24, ry - 4.6, 10, { fill: 'ink' }),
      words(x + 24, ry, String(exchange.n), { anchor: 'middle', weight: 680, fill: 'bg' }),
      words(x + 42, ry, `${exchange.method} ${shortPath(exchange.path)}`, { mono: true, max: w - 100 }),
      words(x + w - 14, ry, answer, { anchor: 'end', weight: 600, fill: bad ? 'bad' : 'ink' }),
    );
  });
  const told = shown.map((e) => `${e.method} ${shortPath(e.path)} ${String(e.status ?? '')}`.trim());
  return part('requests', { x, y, w, h }, shapes, {
    kind: 'cli',
    id: 'cli',
    words: `The requests of docker ${text}: ${told.join(', ')}`,
  });
}

/** Before anything was typed: where it will stand. */
function waiting({ x, y, w }: Box): Mark {
  return part('requests', { x, y, w, h: 68 }, [
    // The ways from the daemon pass behind it, not through its words.
    rect(x, y, w, 68, { fill: 'k-engine-face', stroke: 'ink-3', sw: 1.5, dash: '6 6' }),
    words(x + 14, y + 28, 'Type a command below.', { size: 15, weight: 640, max: w - 28 }),
    words(x + 14, y + 50, 'Its requests travel here, and are listed.', { max: w - 28 }),
  ]);
}
