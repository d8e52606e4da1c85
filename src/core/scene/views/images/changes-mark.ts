import type { Container } from '../../../world/world';
import { visible } from '../../../docker/visible';
import type { Box } from '../../layout/frame';
import type { Mark } from '../../marks';
import { line, rect, words, type Shape } from '../../shapes/shape';
import { control } from '../part';
import { longest } from '../sheet';

const ROW = 22;
const WORDS = { A: 'added', C: 'changed', D: 'deleted' } as const;

/** What one container changed: it is all in its own roof, and the layers below are what they were. */
export function changesMark(c: Container, box: Box): Mark {
  const { x, y, w, h } = box;
  const changes = c.changes;
  const left = x + 22;
  const max = w - 40;
  const shapes: Shape[] = [
    rect(x, y, w, h, { fill: 'sheet', stroke: 'ink', sw: 1.5 }),
    rect(x, y, 6, h, { fill: 'k-container' }),
    words(left, y + 30, `What ${visible(c.name)} changed`, { size: 17, weight: 640, max }),
  ];
  if (changes === null) return done('asking the engine …');
  const total = changes.total;
  if (total === 0) return done('Nothing: its writable layer is empty.');
  const rows = Math.max(1, Math.floor((h - 100) / ROW));
  const shown = changes.items.slice(0, total > rows ? Math.max(1, rows - 1) : rows);
  shown.forEach((change, i) => {
    const ry = y + 62 + i * ROW;
    shapes.push(
      words(left, ry, change.kind, { mono: true, weight: 680, fill: change.kind === 'D' ? 'bad' : 'ink' }),
      words(left + 20, ry, WORDS[change.kind], { fill: 'ink-2' }),
      words(left + 82, ry, visible(change.path), { mono: true, max: max - 82 }),
    );
  });
  const more = total - shown.length;
  if (more > 0)
    shapes.push(
      words(left, y + 62 + shown.length * ROW, `and ${more.toLocaleString('en-US')} more`, { fill: 'ink-2' }),
    );
  return done(
    longest(
      [
        'In its own roof only. The layers below, and their digests, are as before.',
        'In its own roof only. The layers below are as before.',
        'In its own roof only.',
      ],
      max,
    ),
  );

  function done(text: string): Mark {
    const rows = changes?.total ?? 0;
    if (rows > 0) shapes.push(line(left, y + h - 36, x + w - 16, y + h - 36, { stroke: 'rule' }));
    shapes.push(words(left, rows > 0 ? y + h - 14 : y + 58, text, { fill: 'ink-2', max }));
    const told = (changes?.items ?? []).slice(0, 10).map((each) => `, ${WORDS[each.kind]} ${each.path}`);
    const count = changes === null ? 'asking' : `${String(rows)} files and folders`;
    const name = `What ${visible(c.name)} changed: ${count}${told.join('')}. Enter closes it`;
    return control('changes', box, shapes, name, { compare: null });
  }
}
