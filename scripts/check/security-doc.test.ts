import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { SETTINGS } from '../../src/main/settings';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The rows of the document's table, by item. */
const rows = new Map(
  [...read('docs/security.md').matchAll(/^\| (\d+) +\|(.*)\|(.*)\|(.*)\|$/gm)].map(
    ([, item, name = '', ours = '', proof = '']) => [Number(item), { name, ours, proof }],
  ),
);

it('goes through all twenty items of the checklist', () => {
  expect([...rows.keys()]).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
});

it('names a test or a reason for each, and every test that it names exists', () => {
  for (const [item, { proof }] of rows) {
    const named = [...proof.matchAll(/`([^`]+)` “([^”]+)”/g)];
    expect(named.length > 0 || /reason: \w+/.test(proof), `item ${String(item)}`).toBe(true);
    for (const [, file = '', title = ''] of named) {
      expect(existsSync(join(ROOT, file)), file).toBe(true);
      expect(read(file), file).toContain(`'${title}'`);
    }
  }
});

it('has each row of the table under its item, with its value', () => {
  for (const part of [SETTINGS.window, SETTINGS.scheme])
    for (const [name, { value, item }] of Object.entries(part))
      expect(rows.get(item)?.ours, name).toContain(`\`${name}: ${String(value)}\``);
  for (const part of [SETTINGS.permissions, SETTINGS.links])
    for (const [name, { item }] of Object.entries(part))
      expect(rows.get(item)?.ours, name).toContain(`\`${name}\``);
});

/** Sources below a folder, by path, without their tests. */
const sources = (folder: string): [string, string][] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !name.includes('.test.'))
    .map((name) => [join(folder, name), read(join(folder, name))]);

it('gives up the sandbox for root only, and never in the program', () => {
  for (const [file, source] of sources('src/main')) expect(source, file).not.toContain('no-sandbox');
  const launchers = [...sources('src'), ...sources('e2e'), ...sources('scripts/start')];
  launchers.push(['scripts/start.mjs', read('scripts/start.mjs')]);
  const lines = launchers.flatMap(([file, source]) =>
    source.split('\n').flatMap((line) => (line.includes("'--no-sandbox'") ? [`${file}: ${line}`] : [])),
  );
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines)
    expect(line).toMatch(/(getuid\?\.\(\) === 0|\bisRoot) \? \['--no-sandbox'\] : \[\]/);
});

it('has no switch in the program that opens it again', () => {
  for (const [file, source] of sources('src/main'))
    expect(source, file).not.toMatch(
      /appendSwitch|disable-web-security|ignore-certificate|certificate-error|CertificateVerify|remote-debugging/,
    );
});
