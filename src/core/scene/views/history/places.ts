import { clamp } from '../../layout/frame';
import { textWidth } from '../../text/fit';
import type { Sheet } from '../sheet';
import { POINTS } from './points';

/** Where everything stands: six equal columns on one ground, the evidence below them. */
export interface Places {
  readonly small: boolean;
  /** The name stands under the year: the columns are narrow. */
  readonly thin: boolean;
  readonly cw: number;
  readonly gap: number;
  /** Of column i. */
  readonly x: (i: number) => number;
  readonly axis: number;
  readonly year: number;
  readonly about: number;
  readonly aboutLines: number;
  /** Of each box. */
  readonly box: { readonly y: number; readonly w: number; readonly h: number };
  readonly ground: number;
  readonly plate: number;
  readonly sheet: { readonly y: number; readonly h: number };
}

export const GROUND = 24;
export const PLATE = 32;
export const yearSize = (p: { readonly small: boolean }): number => (p.small ? 22 : 26);
export const NAME = { size: 17, weight: 640 } as const;

export function placesOf(s: Sheet): Places {
  const gap = s.W < 900 ? 12 : s.small ? 20 : 28;
  const cw = (s.x1 - s.x0 - (POINTS.length - 1) * gap) / POINTS.length;
  const year = textWidth('2002', { size: yearSize(s), weight: 680 });
  const thin = POINTS.some(({ name }) => year + 8 + textWidth(name, NAME) > cw);
  const axis = s.y0 + 6;
  const yearY = axis + (s.small ? 33 : 38);
  const about = yearY + (thin ? 38 : 21);
  const aboutLines = thin || !s.small ? 3 : 2;
  const top = about + (aboutLines - 1) * 17 + 26;
  const rest = s.y1 - top - GROUND - 12 - PLATE - 16;
  const h = clamp(rest * 0.46, 128, 280);
  const sheetY = s.y1 - h;
  const plate = sheetY - 16 - PLATE;
  const ground = plate - 12 - GROUND;
  const boxH = ground - top;
  return {
    small: s.small,
    thin,
    cw,
    gap,
    x: (i) => s.x0 + i * (cw + gap),
    axis,
    year: yearY,
    about,
    aboutLines,
    box: { y: top, w: Math.min(cw - (s.W < 900 ? 14 : 30), Math.max(120, boxH * 0.9)), h: boxH },
    ground,
    plate,
    sheet: { y: sheetY, h },
  };
}
