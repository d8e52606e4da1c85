/**
 * Computes the digest of every layer of the practice engine's catalogue and writes them beside it:
 * `npx tsx scripts/practice-catalogue.ts`. With `--check` it only compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { diffIdOf } from '../src/practice/model/files/layer';
import { ARCHITECTURES, layerKey } from '../src/practice/catalogue/build';
import { REPOSITORIES } from '../src/practice/catalogue/repositories';

const file = new URL('../src/practice/catalogue/diff-ids.json', import.meta.url);
const known = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
const found = new Map<string, string>();
for (const { tags } of Object.values(REPOSITORIES))
  for (const plan of Object.values(tags))
    for (const { layer } of plan.steps)
      for (const architecture of layer ? ARCHITECTURES : []) {
        if (!layer || found.has(layerKey(layer, architecture))) continue;
        found.set(layerKey(layer, architecture), diffIdOf(layer.files(architecture)));
        console.log(layerKey(layer, architecture), found.get(layerKey(layer, architecture)));
      }
const wrong = [...found].filter(([key, id]) => known[key] !== id).map(([key]) => key);
const left = Object.keys(known).filter((key) => !found.has(key));
if (process.argv.includes('--check')) {
  for (const key of [...wrong, ...left]) console.error(`not true any more: ${key}`);
  if (wrong.length + left.length > 0) process.exitCode = 1;
} else {
  const sorted = Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
  console.log(`${String(found.size)} layers, ${String(wrong.length)} of them new or changed`);
}
