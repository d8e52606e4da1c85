import type { Picture } from '../picture';
import type { PictureImage, PictureLayer } from '../picture-images';
import { clamp, type Box, type Frame } from './frame';

export interface ShelfSlab {
  readonly key: string;
  readonly box: Box;
  readonly layer: PictureLayer;
  /** Solid is stored here; hollow is the same bytes, seen again. */
  readonly hollow: boolean;
  readonly label: string | null;
  readonly image: PictureImage;
}

export interface ShelfImage {
  readonly image: PictureImage;
  /** The column that the image's slabs fill. */
  readonly box: Box;
  /** The only image has the shelf to itself: larger words. */
  readonly lone: boolean;
}

export interface ShelfLayout {
  readonly boards: readonly number[];
  readonly slabs: readonly ShelfSlab[];
  readonly images: readonly ShelfImage[];
  readonly hidden: number;
}

/** Height of a layer from its bytes: a hundred times the bytes is a little taller, never thinner than can be seen. */
export const layerHeight = (bytes: number): number => clamp(3 + Math.log2(1 + bytes / 1e4) * 0.95, 4, 14);

const LONE = 22;
const PLINTH = 20;
/** Height of an instruction on the work board, and of the earlier ones once there are many. */
const STEP = 21;
const OLD_STEP = 5;
const STEPS = 8;

/** Images that share their base layer stand on one plinth. */
function familiesOf(images: readonly PictureImage[]): PictureImage[][] {
  const families: PictureImage[][] = [];
  for (const image of images) {
    const base = image.layers[0]?.chain;
    const family = base === undefined ? undefined : families.find((f) => f[0]?.layers[0]?.chain === base);
    if (family) family.push(image);
    else families.push([image]);
  }
  return families.sort((a, b) => b.length - a.length);
}

interface Part {
  readonly family: readonly PictureImage[];
  readonly images: readonly PictureImage[];
  readonly column: number;
  readonly again: boolean;
}

/** An image at work has a board to itself. */
const isBoard = (family: readonly PictureImage[]): boolean => family[0]?.board === true;

function rowsOf(families: readonly PictureImage[][], columns: number): Part[][] {
  const rows: Part[][] = [];
  let row: Part[] = [];
  let used = 0;
  for (const family of families) {
    if (isBoard(family)) {
      rows.push([{ family, images: family, column: 0, again: false }]);
      continue;
    }
    for (let k = 0; k < family.length; k += columns) {
      const images = family.slice(k, k + columns);
      if (used + images.length > columns) {
        rows.push(row);
        row = [];
        used = 0;
      }
      row.push({ family, images, column: used, again: k > 0 });
      used += images.length;
    }
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** Layers that every image of the family has. */
const sharedBy = (family: readonly PictureImage[]): readonly PictureLayer[] =>
  family.length < 2
    ? []
    : (family[0]?.layers ?? []).filter((layer) =>
        family.every((image) => image.layers.some((l) => l.chain === layer.chain)),
      );

/** What is on its way or at work is always drawn: where the boards do not suffice, it goes first. */
export function layoutShelf(picture: Picture, frame: Frame): ShelfLayout {
  const families = familiesOf(picture.images);
  const plain = layFamilies(families, picture, frame);
  if (plain.hidden === 0) return plain;
  const moves = (family: readonly PictureImage[]): number =>
    Number(family.some((image) => image.coming !== null));
  return layFamilies(
    families.toSorted((a, b) => moves(b) - moves(a)),
    picture,
    frame,
  );
}

function layFamilies(families: readonly PictureImage[][], picture: Picture, frame: Frame): ShelfLayout {
  const { shelf, small, engine } = frame;
  const bottom = engine.y - 10;
  const images = picture.images;
  const columns = clamp(Math.floor((shelf.w - 12) / 80), 2, 3);
  const columnW = (shelf.w - 16) / columns;
  const lone = images.length === 1;
  const out = { boards: [] as number[], slabs: [] as ShelfSlab[], images: [] as ShelfImage[], hidden: 0 };
  let y = bottom;
  for (const row of rowsOf(families, columns)) {
    const heights = row.flatMap((part) => part.images.map((image) => stackHeight(image, part, lone)));
    const need = Math.max(...heights) + (small ? 34 : 56);
    if (y - need < shelf.y + 22) {
      out.hidden += row.reduce((sum, part) => sum + part.images.length, 0);
      continue;
    }
    out.boards.push(y);
    for (const part of row) placePart(part, y, { x: shelf.x + 8, columnW, lone, shelfW: shelf.w }, out);
    y -= need;
  }
  if (images.length <= 1) out.boards = loneBoards(frame, out.images[0]?.box.h ?? 0, images.length > 0);
  return out;
}

const stepHeight = (image: PictureImage, i: number): number =>
  i < image.layers.length - STEPS ? OLD_STEP : STEP;

function stackHeight(image: PictureImage, part: Part, lone: boolean): number {
  if (image.board) return image.layers.reduce((sum, _, i) => sum + stepHeight(image, i) + 1, 0);
  const shared = sharedBy(part.family);
  return image.layers.reduce(
    (sum, layer) =>
      sum +
      (lone
        ? LONE
        : layer === shared[0] || layer.chain === shared[0]?.chain
          ? PLINTH
          : layerHeight(layer.bytes)) +
      1,
    0,
  );
}

function placePart(
  part: Part,
  bottom: number,
  at: { x: number; columnW: number; lone: boolean; shelfW: number },
  out: { slabs: ShelfSlab[]; images: ShelfImage[] },
): void {
  const shared = sharedBy(part.family);
  const x = at.x + part.column * at.columnW;
  const owner = part.images[0] as PictureImage;
  const width = at.columnW * part.images.length - 8;
  const users = String(part.family.length);
  const stored = width < 160 ? `used by ${users}` : `stored once, used by ${users}`;
  let y = bottom;
  shared.forEach((layer, i) => {
    const h = i === 0 ? PLINTH : layerHeight(layer.bytes);
    y -= h + 1;
    const label = i > 0 ? null : part.again ? 'as below' : stored;
    out.slabs.push({
      key: `${layer.chain}${part.again ? ` again ${owner.key}` : ''}`,
      box: { x, y, w: width, h },
      layer,
      hollow: part.again,
      label,
      image: owner,
    });
  });
  part.images.forEach((image, i) => {
    const cx = x + i * at.columnW;
    const cw = at.lone ? Math.min(at.shelfW - 40, 190) : at.columnW - 8;
    let iy = y;
    if (image.board) {
      const w = at.shelfW - 16;
      image.layers.forEach((layer, k) => {
        const h = stepHeight(image, k);
        iy -= h + 1;
        const label = h < STEP ? null : (layer.step?.words ?? null);
        out.slabs.push({ key: layer.chain, box: { x: cx, y: iy, w, h }, layer, hollow: false, label, image });
      });
      out.images.push({ image, box: { x: cx, y: iy, w, h: bottom - iy }, lone: true });
      return;
    }
    for (const layer of image.layers.filter((l) => !shared.some((s) => s.chain === l.chain))) {
      const h = at.lone ? (image.layers.length > 6 ? 12 : LONE) : layerHeight(layer.bytes);
      iy -= h + 1;
      out.slabs.push({
        key: `${layer.chain} ${image.key}`,
        box: { x: cx, y: iy, w: cw, h },
        layer,
        hollow: false,
        label: null,
        image,
      });
    }
    out.images.push({
      image,
      box: { x: cx, y: iy, w: at.lone ? at.shelfW - 16 : cw, h: bottom - iy },
      lone: at.lone,
    });
  });
}

/** A shelf of at most one image shows its empty boards: that is what a search runs along. */
function loneBoards(frame: Frame, stack: number, some: boolean): number[] {
  const bottom = frame.engine.y - 10;
  const step = Math.max(84, (bottom - frame.shelf.y - 40) / 3, some ? stack + 66 : 0);
  return [0, 1, 2].map((i) => bottom - i * step).filter((y) => y > frame.shelf.y + 40);
}
