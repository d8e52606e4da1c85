import type { Frame } from '../layout/frame';
import type { ShelfLayout } from '../layout/shelf';
import { formatSize } from '../../docker/size';
import type { Mark, Subject } from '../marks';
import type { Picture } from '../picture';

const ROOF = 26;

/** The registries outside the wall, and the wire from the first one to the shelf. */
export function registryMarks(picture: Picture, f: Frame): { marks: Mark[]; wireY: number } {
  const first = picture.registries[0];
  const r = f.registry;
  if (!first) return { marks: [], wireY: r.y };
  const w = r.w - 8;
  const items = first.items.slice(0, f.small ? (first.items.length < 2 ? 1 : 0) : 3);
  const h = f.fold
    ? r.h
    : f.small
      ? ROOF + 62 + 30 * items.length + 18
      : Math.min(r.h + 20, ROOF + 62 + 30 * Math.max(1, items.length) + 44);
  const wireY = f.fold ? r.y + r.h / 2 : r.y + h - 22;
  const marks: Mark[] = [
    {
      kind: 'wire',
      key: 'wire',
      box: { x: r.x + w, y: wireY, w: f.shelf.x - 6 - r.x - w, h: 0 },
      data: { y: wireY, from: r.x + w, to: f.shelf.x - 6, wallX: f.x0 - f.wall, vm: f.vm !== null },
      subject: null,
    },
    {
      kind: 'registry',
      key: `registry ${first.name}`,
      box: { x: r.x, y: r.y, w, h },
      data: { name: first.name, items, small: f.small, plate: f.fold, main: true },
      subject: { kind: 'registry', id: first.name, words: `${first.name}, a registry: images to fetch` },
    },
  ];
  if (!f.small && !f.fold) {
    let y = r.y + h + 16;
    for (const other of picture.registries.slice(1)) {
      if (y + 40 > f.notch - 14) break;
      marks.push({
        kind: 'registry',
        key: `registry ${other.name}`,
        box: { x: r.x, y, w, h: 34 },
        data: { name: other.name, items: [], small: f.small, plate: true, main: false },
        subject: { kind: 'registry', id: other.name, words: `${other.name}, a registry` },
      });
      y += 44;
    }
  }
  return { marks, wireY };
}

/** The shelf of cached images: boards, slabs from the base up, names above each stack. */
export function shelfMarks(picture: Picture, f: Frame, shelf: ShelfLayout): Mark[] {
  const facts =
    shelf.hidden > 0
      ? `${picture.shelf.split(',')[0] ?? ''}, ${String(shelf.hidden)} not drawn`
      : picture.shelf;
  const boards = shelf.boards.length > 0 ? shelf.boards : [f.engine.y - 10];
  return [
    {
      kind: 'shelf',
      key: 'shelf',
      box: f.shelf,
      data: { facts, boards, small: f.small, missing: false },
      subject: { kind: 'shelf', id: 'shelf', words: `Shelf of cached images, ${facts}` },
    },
    ...shelf.slabs.map((slab): Mark => ({
      kind: 'slab',
      key: `slab ${slab.key}`,
      box: slab.box,
      data: {
        layer: slab.layer,
        hollow: slab.hollow,
        label: slab.label,
        depth: slab.hollow || slab.layer.coming || slab.layer.step ? 0 : f.small ? 4 : 6,
      },
      subject: slab.layer.coming || slab.layer.step ? null : layerSubject(slab),
    })),
    ...shelf.images.map((at): Mark => ({
      kind: 'image',
      key: `image ${at.image.key}`,
      box: at.box,
      data: { image: at.image, lone: at.lone, small: f.small },
      subject: {
        kind: 'image',
        id: at.image.id ?? at.image.key,
        words: `${at.image.name}${at.image.tag === '' ? '' : `:${at.image.tag}`}, image, ${at.image.coming ?? `${at.image.size}, ${String(at.image.layers.length)} layers`}`,
      },
    })),
  ];
}

function layerSubject(slab: ShelfLayout['slabs'][number]): Subject {
  const size = formatSize(slab.layer.bytes);
  return {
    kind: 'layer',
    id: slab.layer.chain,
    words: `read-only layer, ${size}${slab.hollow ? ', the same bytes as below' : ''}`,
  };
}
