import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './launch';

/** What is written otherwise in a copy of the built program: a text that stands in it exactly once. */
export type Change = readonly [from: string | RegExp, to: string];

export interface Copy {
  readonly root: string;
  remove(): void;
}

/** A copy of the built program with changes. */
export function changedCopy(changes: readonly Change[]): Copy {
  const root = mkdtempSync(join(tmpdir(), 'cutaway-changed-'));
  const out = join(root, 'out');
  mkdirSync(out);
  copyFileSync(join(ROOT, 'package.json'), join(root, 'package.json'));
  for (const name of ['main', 'preload'])
    cpSync(join(ROOT, 'out', name), join(out, name), { recursive: true });
  symlinkSync(join(ROOT, 'out', 'renderer'), join(out, 'renderer'), 'junction');
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'junction');
  for (const change of changes) apply(out, change);
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

function apply(folder: string, [from, to]: Change): void {
  const files = ['main', 'main/chunks', 'preload'].flatMap((part) =>
    readdirSync(join(folder, part)).map((name) => join(folder, part, name)),
  );
  const found = files
    .filter((name) => /\.c?js$/.test(name))
    .flatMap((file) => {
      const parts = readFileSync(file, 'utf8').split(from);
      return parts.length > 1 ? [{ file, parts }] : [];
    });
  const [place, another] = found;
  if (!place || another || place.parts.length !== 2)
    throw new Error(`${String(from)} stands not once in the built program`);
  writeFileSync(place.file, place.parts.join(to));
}
