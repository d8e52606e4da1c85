import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeRecording } from '../journal/codec';
import { effectsOf } from '../motion/effects';
import { hostScene } from '../scene/host/host-scene';
import { madeContainer, madeImage, madeWorld } from '../scene/made-world';
import { toSvg } from '../scene/svg';
import { paletteOf } from '../scene/tokens';
import { everyAct, type PlayedAct } from './every-act';
import { momentOf } from './player';

/**
 * Every picture of the gallery as a digest, with the words that belong to it. A change here is a change on the stage:
 * look at it with `npm run gallery`, then take it over with `npx vitest run goldens -u`.
 */
const SIZES = [
  { W: 1024, H: 568 },
  { W: 1280, H: 668 },
  { W: 1920, H: 948 },
] as const;
const FOLDER = join(import.meta.dirname, 'recordings');
const palettes = [paletteOf('light'), paletteOf('dark')];

const digest = (svgs: readonly string[]): string =>
  createHash('sha256').update(svgs.join('\n')).digest('hex').slice(0, 12);

function pictures({ player, at }: PlayedAct, part: number): string {
  const moment = momentOf(player, at(part));
  return digest(
    SIZES.flatMap((size) => {
      const scene = hostScene(moment.world, size, { now: moment.world.at });
      const { fx, overlay } = effectsOf(scene, moment.acts, moment.index, moment.p);
      return palettes.map((palette) => toSvg(scene, { palette, title: '', fontCss: '', fx, overlay }));
    }),
  );
}

test.each(readdirSync(FOLDER))('every act of %s looks as it did', async (file) => {
  const { entries } = decodeRecording(readFileSync(join(FOLDER, file), 'utf8'));
  const lines = [...everyAct(entries)].map((played) => {
    const [start, middle, end] = [0.02, 0.5, 0.98].map((part) => pictures(played, part));
    return `${String(played.n).padStart(3)} ${played.act.motion.padEnd(8)} ${start ?? ''} ${middle ?? ''} ${end ?? ''}  ${played.act.say ?? ''}`;
  });
  expect(lines.length).toBeGreaterThan(5);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`goldens/${file.replace('.cutaway', '.txt')}`);
});

test('every state looks as it did', async () => {
  const images = Array.from({ length: 9 }, (_, i) => madeImage(i, 2 + (i % 4), i % 5));
  const lines = [0, 1, 2, 12, 40, 150, 1000, 10_000].map((n) => {
    const world = madeWorld(
      Array.from({ length: n }, (_, i) =>
        madeContainer(i, { project: n > 10 && i % 3 > 0 ? `project-${String(i % 6)}` : null }),
      ),
      n === 0 ? [] : images,
    );
    const made = SIZES.map((size) => {
      const scene = hostScene(world, size, { now: world.at });
      return `level ${String(scene.level).padStart(2)} ${digest(palettes.map((palette) => toSvg(scene, { palette, title: '', fontCss: '' })))}`;
    });
    return `${String(n).padStart(5)} containers  ${made.join('  ')}`;
  });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('goldens/states.txt');
});
