// Electron's binary, which is not among the packages: it is downloaded when it is first needed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './children.mjs';

const DOWNLOAD_MS = 180_000;

/** Path of the binary, if it is there as a whole. @param {string} root @returns {string | undefined} */
function findBinary(root) {
  const home = join(root, 'node_modules', 'electron');
  try {
    const version = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version;
    const name = readFileSync(join(home, 'path.txt'), 'utf8');
    const own = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
    if (own !== undefined) return existsSync(join(own, name)) ? join(own, name) : undefined;
    // The version is unpacked with the rest, so an interrupted or outdated download shows here.
    if (readFileSync(join(home, 'dist', 'version'), 'utf8').replace(/^v/, '') !== version) return undefined;
    return existsSync(join(home, 'dist', name)) ? join(home, 'dist', name) : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} version as in `process.versions.node` */
function canInstall(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 12);
}

/**
 * The binary, downloaded if need be; or else why there is none, as the end of a sentence.
 * @param {string} root the checkout @param {(line: string) => void} say
 * @returns {Promise<{ binary: string } | { why: string }>}
 */
export async function getElectron(root, say) {
  const present = findBinary(root);
  if (present !== undefined) return { binary: present };
  if (!canInstall(process.versions.node)) {
    return { why: `Electron's installer needs Node 22.12 or later and this is ${process.versions.node}` };
  }
  say('Fetching Electron (about 110 MB, once)…');
  const installer = join(root, 'node_modules', 'electron', 'install.js');
  const { code } = await runChild(process.execPath, [installer], {
    cwd: root,
    share: 'quiet',
    timeoutMs: DOWNLOAD_MS,
  });
  if (code === 124) return { why: `Electron's download took longer than ${DOWNLOAD_MS / 60_000} minutes` };
  const binary = findBinary(root);
  return binary === undefined ? { why: 'Electron could not be downloaded' } : { binary };
}
