import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { object, parseJson, text } from '../core/base/read';

/** The folder of the package. Searched upwards: built code stands in chunks at more than one depth. */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** The built page, which a host serves. */
export const rendererFolder = (): string => join(packageFolder(), 'out', 'renderer');

export function version(): string {
  try {
    return text(object(parseJson(readFileSync(join(packageFolder(), 'package.json'), 'utf8')))['version']);
  } catch {
    return 'unknown';
  }
}
