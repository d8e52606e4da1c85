import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { forbiddenImports } from './imports.mjs';

const TABLE = `# A
## Who may import whom
| from | may import |
| --- | --- |
| \`core/base\` | nothing |
| \`core/scene\` | \`core/base\`, \`core/journal\` (types) |
| \`core/journal\` | \`core/base\` |
| \`main\` | \`core\`, \`electron\`, \`node\` |
| \`*.test.ts\` | \`vitest\` |
## After
`;

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cutaway-imports-'));
  write('ARCHITECTURE.md', TABLE);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

it('lets through what the table allows, and everything within a folder', () => {
  write('src/core/base/a.ts', "import { b } from './b';");
  write('src/core/scene/a.ts', "import { a } from '../base/a';\nimport type { E } from '../journal/entry';");
  write(
    'src/main/a.ts',
    "import { app } from 'electron';\nimport { join } from 'node:path';\nimport '../core/scene/a';",
  );
  write('src/core/base/a.test.ts', "import { it } from 'vitest';");
  expect(forbiddenImports(root)).toEqual([]);
});

const FORBIDDEN: readonly (readonly [string, string, string])[] = [
  ['a folder that the row does not name', 'src/core/base/a.ts', "import { x } from '../scene/x';"],
  ['a package that the row does not name', 'src/core/scene/a.ts', "import { app } from 'electron';"],
  [
    'a value where only types are allowed',
    'src/core/scene/a.ts',
    "import { encode } from '../journal/codec';",
  ],
  ['an import that is only a type', 'src/core/base/a.ts', "import type { X } from '../scene/x';"],
  ['an inline import of a type', 'src/core/base/a.ts', "type X = import('../scene/x').X;"],
  ['an import at run time', 'src/core/base/a.ts', "const x = await import('../scene/x');"],
  ['something exported again', 'src/core/base/a.ts', "export { x } from '../scene/x';"],
  ['a test runner outside of tests', 'src/core/base/a.ts', "import { it } from 'vitest';"],
  ['anything from a folder without a row', 'src/utils/a.ts', "import { x } from '../core/base/x';"],
];

it.each(FORBIDDEN)('refuses %s', (_what, file, text) => {
  write(file, text);
  expect(forbiddenImports(root)).toEqual([expect.stringContaining(`${file}:1 imports`)]);
});

it('reads the table of this project', () => {
  const here = fileURLToPath(new URL('../..', import.meta.url));
  expect(() => forbiddenImports(here)).not.toThrow();
});
