import type { Mark, MarkKind, MarkOf } from '../marks';
import { bay, bind, deck, drum, lane, more, pile, plug, port } from './attachment-shapes';
import { container } from './container-shapes';
import { REST, type Fx } from './fx';
import { ghost } from './ghost-shapes';
import { band, cable, cell, cli, door, engine, engineWords, ground, plate, vm, wall } from './machine-shapes';
import type { Shape } from './shape';
import { breakMark, detail, diagnosis, empty, lost, note, output } from './sheet-shapes';
import { image, registry, shelf, slab, wire } from './shelf-shapes';

/** The one table from marks to SVG. The stage and the SVG writer both read it: a picture in a test is the one on screen. */
const SHAPES: { readonly [K in MarkKind]: (mark: MarkOf<K>, fx: Fx) => Shape[] } = {
  ground,
  wall,
  plate,
  band,
  vm,
  engine,
  engineWords,
  cell,
  door,
  cli,
  cable,
  registry,
  wire,
  shelf,
  slab,
  image,
  deck,
  bay,
  lane,
  plug,
  drum,
  bind,
  port,
  pile,
  more,
  container,
  empty,
  output,
  detail,
  diagnosis,
  break: breakMark,
  lost,
  note,
  part: ({ data }) => [...data.shapes],
  ghost,
};

export function shapesOf(mark: Mark, fx: Fx = REST): readonly Shape[] {
  const draw = SHAPES[mark.kind] as (mark: Mark, fx: Fx) => Shape[];
  return draw(mark, fx);
}
