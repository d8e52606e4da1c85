import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { object, parseJson, text } from '../core/base/read';

/** Where Electron's program is, or why it is not, as the end of a sentence. */
export function findElectron(root: string): { readonly binary: string } | { readonly why: string } {
  const home = join(root, 'node_modules', 'electron');
  try {
    const wanted = text(object(parseJson(readFileSync(join(home, 'package.json'), 'utf8')))['version']);
    const binary = join(home, 'dist', readFileSync(join(home, 'path.txt'), 'utf8'));
    // The version is unpacked with the rest, so an interrupted or outdated download shows here.
    const there = readFileSync(join(home, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '');
    if (there === wanted && existsSync(binary)) return { binary };
    return { why: 'its download is not complete' };
  } catch {
    return { why: 'it is not downloaded' };
  }
}

/** Whether a window or a browser can be shown here. */
export function hasDisplay(platform: string, env: Readonly<Record<string, string | undefined>>): boolean {
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}
