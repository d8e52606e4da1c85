// Fails when there is more of a bad pattern than there was.
import { fileURLToPath } from 'node:url';
import { complaints, findings } from './check/ratchet.mjs';

const said = complaints(findings(fileURLToPath(new URL('..', import.meta.url))));
for (const sentence of said) console.error(sentence);
if (said.length > 0) process.exitCode = 1;
