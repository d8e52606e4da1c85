// Fails when a folder imports what the table in ARCHITECTURE.md does not let it.
import { fileURLToPath } from 'node:url';
import { forbiddenImports } from './check/imports.mjs';

const forbidden = forbiddenImports(fileURLToPath(new URL('..', import.meta.url)));
for (const sentence of forbidden) console.error(sentence);
if (forbidden.length > 0) {
  console.error('Move the code to where it may stand, or argue for another table in the same change.');
  process.exitCode = 1;
}
