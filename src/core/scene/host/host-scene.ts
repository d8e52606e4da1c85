import type { World } from '../../world/world';
import { frameOf, type Frame } from '../layout/frame';
import type { LevelId } from '../layout/levels';
import { layoutContainers } from '../layout/containers';
import { layoutShelf } from '../layout/shelf';
import type { Mark, Scene } from '../marks';
import { pictureOf, type Picture } from '../picture';
import { containerMarks } from './container-marks';
import { engineTextX } from './engine-text';
import { machineMarks } from './machine-marks';
import { absentMarks, lostMarks } from './no-engine-marks';
import { registryMarks, shelfMarks } from './shelf-marks';

export interface SceneOptions {
  /** Milliseconds by the engine's clock: ages count from here. */
  readonly now: number;
  readonly level?: LevelId | undefined;
  /** Id of a container that is selected, changed or commanded: drawn larger in a sheet at small levels. */
  readonly detail?: string | null | undefined;
  /** Time of day of a moment, in words; a scene takes no time zone of its own. */
  readonly clock?: ((ms: number) => string) | undefined;
}

/** The machine as a section drawing. Pure and deterministic: the same world, viewport and options give the same marks. */
export function hostScene(
  world: World,
  viewport: { readonly W: number; readonly H: number },
  options: SceneOptions,
): Scene {
  const picture = pictureOf(world, options.now);
  const frame = frameOf(picture, viewport.W, viewport.H);
  const machine = machineMarks(picture, frame);
  const absent =
    picture.link.state === 'absent' ||
    (picture.loading && picture.containers.length === 0 && picture.images.length === 0);
  if (absent) {
    const registry = registryMarks(picture, frame);
    const marks = [...machine, ...registry.marks, ...absentMarks(picture, frame, world)];
    return { W: frame.W, H: frame.H, level: 5, marks, frame, wireY: registry.wireY };
  }
  const registry = registryMarks(picture, frame);
  const containers = layoutContainers(picture, frame, {
    level: options.level,
    detail: options.detail != null,
    pileLimit: pileLimit(picture, frame),
  });
  const boxes = containerMarks(picture, frame, containers, options.detail ?? null);
  const marks: Mark[] = [
    ...machine,
    ...boxes.behind,
    ...engineFront(machine),
    ...registry.marks,
    ...shelfMarks(picture, frame, layoutShelf(picture, frame)),
    ...boxes.front,
    ...(picture.link.state === 'lost' ? lostMarks(picture, frame, options.clock) : []),
  ];
  return {
    W: frame.W,
    H: frame.H,
    level: containers?.level.id ?? 5,
    marks: unique(marks),
    frame,
    wireY: registry.wireY,
  };
}

/** The cells stand before the piles, the band behind them. */
const engineFront = (machine: readonly Mark[]): readonly Mark[] =>
  machine.filter((m) => m.kind === 'cell' || m.kind === 'cli' || m.kind === 'engineWords');

/** A key that comes twice is drawn once, at its last place in the order. */
function unique(marks: readonly Mark[]): Mark[] {
  const last = new Map(marks.map((mark, i) => [mark.key, i]));
  return marks.filter((mark, i) => last.get(mark.key) === i);
}

function pileLimit(picture: Picture, frame: Frame): number {
  const text = engineTextX(picture, frame);
  return text === null ? frame.x1 - 8 : text - 12;
}
