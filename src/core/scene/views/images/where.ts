import { tryReference } from '../../../docker/reference';
import { formatSize } from '../../../docker/size';
import { visible } from '../../../docker/visible';
import type { World } from '../../../world/world';
import type { Mark } from '../../marks';
import { imageName, registryName } from '../../picture-images';
import { words, type Shape } from '../../shapes/shape';
import { textWidth } from '../../text/fit';
import { part } from '../part';
import type { Stack } from './stack';

export const WHERE_ROW = 21;
const LABEL = 92;

/** Where the image lies, and the digests by which each of its parts is known. The most telling first. */
export function whereRows(world: World, stack: Stack): readonly (readonly [string, string])[] {
  const { image } = stack;
  const { engine } = world;
  const tag = image.tags[0];
  const ref = tag === undefined ? null : tryReference(tag);
  const digest = image.digests[0]?.split('@')[1];
  const rows: (readonly [string, string])[] = [
    [
      'On disk',
      `${formatSize(image.size)} in ${engine?.rootDir || 'the engine’s folder'}, kept by ${engine?.storageDriver || 'its storage driver'}`,
    ],
    [
      'Registry',
      ref === null
        ? 'none: it has no name'
        : digest === undefined
          ? `none yet: made or loaded here. Its name belongs to ${registryName(ref.domain)}`
          : `${registryName(ref.domain)}, ${visible(ref.path)}`,
    ],
    ['Config', `${image.id.slice(0, 27)}…, the image ID: settings and the list of layers`],
  ];
  if (digest !== undefined) rows.push(['Manifest', `${digest.slice(0, 27)}…, its digest in the registry`]);
  if (image.platform !== null) rows.push(['Platform', image.platform]);
  if (image.tags.length > 1)
    rows.push([
      'Also',
      image.tags
        .slice(1)
        .map((each) => (tryReference(each) ? imageName(each) : visible(each)))
        .join(', '),
    ]);
  return rows;
}

/** Rows in as many columns as `columns`, filled downwards. */
export function whereMark(
  rows: readonly (readonly [string, string])[],
  at: { readonly x: number; readonly y: number; readonly w: number; readonly h: number },
  columns: number,
): Mark {
  const each = Math.max(1, Math.floor(at.h / WHERE_ROW));
  const gap = 32;
  const w = (at.w - (columns - 1) * gap) / columns;
  const shapes = rows.slice(0, each * columns).flatMap(([label, text], i): Shape[] => {
    const x = at.x + Math.floor(i / each) * (w + gap);
    const y = at.y + (i % each) * WHERE_ROW + 15;
    return [
      words(x, y, label, { weight: 600, max: LABEL - 8 }),
      words(x + LABEL, y, text, { fill: 'ink-2', max: w - LABEL }),
    ];
  });
  return part('where', at, shapes);
}

/** How many columns these rows need at most, so that none is cut. */
export const columnsFor = (rows: readonly (readonly [string, string])[], w: number): 1 | 2 =>
  Math.max(...rows.map(([, text]) => textWidth(text, { size: 13 }))) + LABEL < (w - 32) / 2 ? 2 : 1;
