import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { launchDesktop, ROOT, type Desktop } from '../desktop/launch';
import { PROOFS } from '../desktop/proofs';
import { LIVES } from '../desktop/proofs/lives';

/** What the desktop's shell promises, on a program without an engine. docs/security.md says what each test is for. */
const test = base.extend<object, { desktop: Desktop }>({
  desktop: [
    // eslint-disable-next-line no-empty-pattern -- the runner reads the names of what a fixture needs from here
    async ({}, use) => {
      const desktop = await launchDesktop({});
      await use(desktop);
      await desktop.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

for (const [title, proof] of Object.entries(PROOFS)) {
  test(title, async ({ desktop }) => {
    expect(await proof(desktop)).toEqual([]);
  });
}

for (const [title, life] of Object.entries(LIVES)) {
  test(title, async () => {
    test.skip(process.platform === 'darwin', 'On a Mac the program goes on without its window.');
    expect(await life()).toEqual([]);
  });
}

test('the preload script is one file that takes nothing but the messages of Electron', () => {
  const folder = join(ROOT, 'out', 'preload');
  expect(readdirSync(folder)).toEqual(['preload.cjs']);
  const script = readFileSync(join(folder, 'preload.cjs'), 'utf8');
  const all = (pattern: RegExp): string[] => [
    ...new Set([...script.matchAll(pattern)].map(([, name = '']) => name)),
  ];
  expect(all(/\brequire\(([^)]*)\)/g)).toEqual(['"electron"']);
  expect(script).not.toMatch(/\bimport\b|\bprocess\b|\beval\b|contextBridge/);
  expect(all(/\belectron\.(\w+)/g)).toEqual(['ipcRenderer']);
  expect(all(/\bipcRenderer\.(\w+)/g).sort()).toEqual(['on', 'send']);
});
