// The built app, rebuilt when what it is made from has changed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gist, Plain, runChild } from './children.mjs';

const INPUTS = [
  'src',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];
const OUTPUTS = ['main/cli.js', 'main/desktop.js', 'main/server.js', 'renderer/index.html'];

/** All files at or under a path, in a fixed order. @param {string} root @param {string} path @returns {string[]} */
function filesUnder(root, path) {
  if (!existsSync(join(root, path))) return [];
  try {
    const names = readdirSync(join(root, path)).sort();
    return names.flatMap((name) => filesUnder(root, `${path}/${name}`));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return [path];
    throw error;
  }
}

/** A hash of all that the build reads. By content: a clone sets the times anew. @param {string} root */
export function hashInputs(root) {
  const hash = createHash('sha256');
  for (const file of INPUTS.flatMap((input) => filesUnder(root, input))) {
    if (/\.test\.tsx?$/.test(file)) continue;
    const content = readFileSync(join(root, file));
    hash.update(`${file}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

/**
 * Builds the app unless the built one is made from what is there now.
 * @param {string} root the checkout @param {(line: string) => void} say
 */
export async function buildIfStale(root, say) {
  const stamp = join(root, 'out', '.built');
  const hash = hashInputs(root);
  const whole = OUTPUTS.every((file) => existsSync(join(root, 'out', file)));
  if (whole && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;

  say('Building…');
  rmSync(stamp, { force: true });
  const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { code, words } = await runChild(process.execPath, [builder, 'build'], { cwd: root, share: 'quiet' });
  if (code !== 0)
    throw new Plain(`${gist(words)}\nThe app could not be built; the builder's words are above.`);
  writeFileSync(stamp, hash);
}
