#!/usr/bin/env node
// Starts the host that the subcommand names. The work is in the built output; this file only finds it.
import { existsSync } from 'node:fs';

const built = new URL('../out/main/cli.js', import.meta.url);
if (!existsSync(built)) {
  process.stderr.write('Cutaway is not built yet. Run `npm start` once, or `npm run build`.\n');
  process.exit(1);
}
await import(built.href);
