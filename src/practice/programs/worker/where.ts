import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

/** Memory of one worker, MiB: a script that eats more ends by itself and not the host. */
const LIMITS = { maxOldGenerationSizeMb: 768 };

/** The worker's file: built it lies in the folder of the entries, above the chunks; from source it is beside this one. */
export function openWorker(): Worker {
  const here = import.meta.url;
  if (here.endsWith('.ts')) return fromSource(new URL('./worker.ts', here).href);
  const near = ['./practice-worker.js', '../practice-worker.js'].map((path) => new URL(path, here));
  const found = near.find((url) => existsSync(fileURLToPath(url)));
  if (!found) throw new Error('the worker of the practice engine is not beside its host');
  return new Worker(found, { resourceLimits: LIMITS });
}

/** Under a loader for TypeScript, threads need one of their own. */
function fromSource(file: string): Worker {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api')).href.replace(
    /\.cjs$/,
    '.mjs',
  );
  const code = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(file)}); })`;
  return new Worker(code, { eval: true, resourceLimits: LIMITS });
}
