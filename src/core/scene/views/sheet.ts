import type { Picture } from '../picture';
import type { Mark } from '../marks';
import { rect, words, type Shape } from '../shapes/shape';
import { glyph } from '../shapes/glyphs';
import { textWidth } from '../text/fit';
import { part } from './part';
import type { Viewport } from './view';

/** The paper that a view is drawn on: its ground, what must be on every view, its title, and the room that is left. */
export interface Sheet {
  readonly W: number;
  readonly H: number;
  /** Laptops, and windows with a panel: smaller steps. */
  readonly small: boolean;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  /** Below everything else. */
  readonly marks: readonly Mark[];
  /** Above everything else. */
  readonly above: readonly Mark[];
}

export interface Heading {
  readonly title: string;
  /** One sentence; of several the longest that fits. */
  readonly sub: readonly string[];
  /** px at the right of the title that belong to controls. */
  readonly right?: number;
}

const STRIP = 30;

/** The longest of these that fits; the last one is cut where none does. */
export const longest = (texts: readonly string[], max: number, size = 13, weight = 420): string =>
  texts.find((text) => textWidth(text, { size, weight }) <= max) ?? texts.at(-1) ?? '';

export function sheetOf(
  picture: Picture,
  { W, H }: Viewport,
  heading: Heading,
  clock: ((ms: number) => string) | undefined,
): Sheet {
  const small = H < 620;
  const margin = W < 900 ? 20 : 32;
  const strip = stripMarks(picture, W, margin, clock);
  const top = strip.length > 0 ? STRIP : 0;
  const title = { size: 22, weight: 680 } as const;
  const y = top + (small ? 34 : 46);
  const max = W - 2 * margin - (heading.right ?? 0);
  const sub = longest(heading.sub, max, 15);
  const shapes: Shape[] = [
    words(margin, y, heading.title, { ...title, max }),
    words(margin, y + 24, sub, { size: 15, fill: 'ink-2', max }),
  ];
  const lost = picture.link.state === 'lost';
  return {
    W,
    H,
    small,
    x0: margin,
    x1: W - margin,
    y0: y + (small ? 38 : 48),
    y1: H - (small ? 12 : 20),
    marks: [
      { kind: 'ground', key: 'ground', box: { x: 0, y: 0, w: W, h: H }, data: { W, H }, subject: null },
      ...strip,
      part('head', { x: margin, y: y - 20, w: max, h: 48 }, shapes),
    ],
    above: lost
      ? [
          part('lost', { x: 0, y: top, w: W, h: H - top }, [
            rect(0, top, W, H - top, { fill: 'url(#off)', op: 0.45 }),
          ]),
        ]
      : [],
  };
}

/** A strip along the upper edge: an old picture is never taken for a new one, nor a model for a real engine. */
function stripMarks(
  picture: Picture,
  W: number,
  margin: number,
  clock: ((ms: number) => string) | undefined,
): Mark[] {
  const box = { x: 0, y: 0, w: W, h: STRIP };
  const max = W - margin * 2 - 26;
  const edge = (fill: 'bad' | 'k-vm'): Shape[] => [
    rect(0, 0, W, STRIP, { fill: 'sheet' }),
    rect(0, STRIP - 1.5, W, 1.5, { fill: 'ink' }),
    rect(0, 0, W, 4, { fill }),
  ];
  if (picture.link.state === 'lost') {
    const { since } = picture.link;
    const at = since !== null && clock ? ` since ${clock(since)}` : '';
    const texts = [
      `No answer${at}. The picture is as it was then. Trying again all the time.`,
      `No answer${at}. The picture is old.`,
      'No answer.',
    ];
    return [
      part('strip', box, [
        ...edge('bad'),
        glyph(margin + 8, 17, 7, 'failed'),
        words(margin + 26, 21.5, longest(texts, max, 13, 600), { weight: 600, max }),
      ]),
    ];
  }
  if (!picture.practice) return [];
  const [why = ''] = picture.practice.lines;
  const texts = [
    `Practice engine, a model: nothing here touches your machine. ${why} E says more.`,
    'Practice engine, a model: nothing here touches your machine.',
    'Practice engine, a model.',
  ];
  return [
    part(
      'strip',
      box,
      [
        ...edge('k-vm'),
        words(margin, 21.5, longest(texts, max + 26, 13, 600), { weight: 600, max: max + 26 }),
      ],
      {
        kind: 'engine',
        id: 'engine',
        words: `${picture.practice.title}. ${picture.practice.lines.join(' ')}`,
      },
    ),
  ];
}
