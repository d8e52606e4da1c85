/**
 * Writes every act of the recorded journals (start, middle, end) and every state as pictures into `gallery/`, with a page
 * to look through them: `npm run gallery`. What is drawn is what the stage draws.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fontCss } from '../src/cli/fonts';
import { decodeRecording } from '../src/core/journal/codec';
import { effectsOf } from '../src/core/motion/effects';
import { everyAct } from '../src/core/player/every-act';
import { momentOf, type Player } from '../src/core/player/player';
import { hostScene } from '../src/core/scene/host/host-scene';
import { madeContainer, madeImage, madeWorld } from '../src/core/scene/made-world';
import { toSvg } from '../src/core/scene/svg';
import { paletteOf, type Theme } from '../src/core/scene/tokens';
import type { World } from '../src/core/world/world';
import { ROOT } from '../e2e/app/serve';

const OUT = join(ROOT, 'gallery');
const RECORDINGS = join(ROOT, 'src/core/player/recordings');
const SIZES = [
  [1024, 568],
  [1280, 668],
  [1920, 948],
] as const;
const pictures: { name: string; words: string }[] = [];
const css = fontCss();

function write(name: string, words: string, svg: string): void {
  writeFileSync(join(OUT, `${name}.svg`), svg);
  pictures.push({ name, words });
}

function still(name: string, world: World, W: number, H: number, theme: Theme): void {
  const scene = hostScene(world, { W, H }, { now: world.at });
  write(
    name,
    `${name}, level ${String(scene.level)}`,
    toSvg(scene, { palette: paletteOf(theme), fontCss: css, title: name }),
  );
}

/** The frame of a moment, motion included. */
function frame(player: Player, now: number, name: string, theme: Theme, W: number, H: number): void {
  const moment = momentOf(player, now);
  const scene = hostScene(moment.world, { W, H }, { now: moment.world.at });
  const { fx, overlay } = effectsOf(scene, moment.acts, moment.index, moment.p);
  write(
    name,
    moment.act?.say ?? '',
    toSvg(scene, { palette: paletteOf(theme), fontCss: css, title: name, fx, overlay }),
  );
}

function acts(file: string): void {
  const { entries } = decodeRecording(readFileSync(join(RECORDINGS, file), 'utf8'));
  for (const { n, act, player, at } of everyAct(entries)) {
    const name = `${file.replace('.cutaway', '')}-${String(n).padStart(3, '0')}-${act.motion}`;
    for (const [part, words] of [
      [0.02, 'start'],
      [0.5, 'middle'],
      [0.98, 'end'],
    ] as const)
      for (const theme of ['light', 'dark'] as const)
        for (const [W, H] of SIZES)
          if (W === 1280 || part === 0.5)
            frame(player, at(part), `${name}-${words}-${String(W)}-${theme}`, theme, W, H);
  }
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT);
const images = Array.from({ length: 9 }, (_, i) => madeImage(i, 2 + (i % 4), i % 5));
for (const n of [0, 1, 2, 12, 40, 150, 1000]) {
  const world = madeWorld(
    Array.from({ length: n }, (_, i) =>
      madeContainer(i, { project: n > 10 && i % 3 > 0 ? `project-${String(i % 6)}` : null }),
    ),
    n === 0 ? [] : images,
  );
  for (const [W, H] of SIZES)
    for (const theme of ['light', 'dark'] as const)
      still(`state-${String(n)}-${String(W)}-${theme}`, world, W, H, theme);
}
for (const file of readdirSync(RECORDINGS)) acts(file);
const page = pictures.map(
  ({ name, words }) =>
    `<figure><a href="${name}.svg"><img loading="lazy" width="480" src="${name}.svg" alt=""></a><figcaption><b>${name}</b><br>${words}</figcaption></figure>`,
);
writeFileSync(
  join(OUT, 'index.html'),
  `<!doctype html><meta charset="utf-8"><title>Cutaway, every act and state</title><style>body{display:flex;flex-wrap:wrap;gap:12px;font:13px sans-serif}figure{margin:0;width:480px}</style>${page.join('\n')}`,
);
process.stdout.write(`${String(pictures.length)} pictures in ${OUT}; open index.html\n`);
