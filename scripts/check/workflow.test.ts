import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WORKFLOWS = join(ROOT, '.github', 'workflows');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};

/** The commands of a workflow's one-line steps. */
const commands = (source: string): string[] =>
  [...source.matchAll(/^\s+(?:- )?run: (.+)$/gm)].map(([, command = '']) => command);

const words = (all: readonly string[], pattern: RegExp): string[] =>
  all.flatMap((command) => [...command.matchAll(pattern)].map(([, found = '']) => found));

it.each(readdirSync(WORKFLOWS))('%s runs what there is', (name) => {
  const source = readFileSync(join(WORKFLOWS, name), 'utf8');
  const all = commands(source);
  expect(all.length).toBeGreaterThan(0);
  expect(source, 'tabs are no indentation in YAML').not.toContain('\t');
  for (const script of words(all, /\bnpm run ([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(script);
  for (const file of words(all, /\bnode ([\w./-]+\.m?js)\b/g))
    expect(existsSync(join(ROOT, file)), file).toBe(true);
  const specs = readdirSync(join(ROOT, 'e2e', 'specs'));
  for (const names of words(all, /\bnpx playwright test ([\w. -]+)$/g))
    for (const part of names.split(' '))
      expect(
        specs.some((spec) => new RegExp(part).test(spec)),
        part,
      ).toBe(true);
  for (const program of words(all, /\bnpx ([\w-]+)/g))
    expect(existsSync(join(ROOT, 'node_modules', '.bin', program)), program).toBe(true);
});
