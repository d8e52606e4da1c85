import { instructionWord, writesFiles } from '../docker/build-line';
import { visible } from '../docker/visible';
import type { EntryOf } from '../journal/entry';
import type { BuildStep, World } from '../world/world';
import type { Act } from './act';
import { act } from './make-act';

/** An instruction that begins, a layer that is made, and the one that fails. */
export function buildActs(entry: EntryOf<'progress'>, before: World, after: World): Act[] {
  const build = after.builds.find((b) => b.exchange === entry.exchange);
  const was = before.builds.find((b) => b.exchange === entry.exchange)?.steps.at(-1);
  const step = build?.steps.at(-1);
  if (!build || !step || step === was) return [];
  const label = `step ${String(step.n)} ${build.exchange}`;
  if (was?.n !== step.n) {
    const words = visible(step.instruction);
    const say = `Step ${String(step.n)} of ${String(build.of)}: ${words.length > 60 ? `${words.slice(0, 59)}…` : words}`;
    return [act(entry, 'step', build.exchange, { label, say })];
  }
  if (step.phase === was.phase) return [];
  if (step.phase === 'failed')
    return [
      act(entry, 'step', build.exchange, {
        label,
        bad: true,
        say: `Step ${String(step.n)} failed. The build ends here.`,
      }),
    ];
  const motion = step.cached || instructionWord(step.instruction) === 'FROM' ? 'exists' : 'layer';
  return [act(entry, motion, build.exchange, { label, say: madeWords(step) })];
}

function madeWords(step: BuildStep): string {
  if (instructionWord(step.instruction) === 'FROM')
    return 'The base: its layers are used as they are. Nothing is copied.';
  if (step.cached) return 'Built before: the layer is taken from the cache.';
  return writesFiles(step.instruction)
    ? 'What the step changed becomes one more read-only layer.'
    : 'This step changes only the image’s settings. Its layer is empty.';
}
