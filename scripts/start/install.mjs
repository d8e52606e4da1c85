// The packages of the lock file, installed when they are not.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gist, Plain, runChild } from './children.mjs';

/** @param {string} file */
const readPackages = (file) =>
  /** @type {Record<string, { version?: string, optional?: boolean }>} */ (
    JSON.parse(readFileSync(file, 'utf8')).packages
  );

/** Whether node_modules has just what the lock file asks for, by npm's own list of what it installed. @param {string} root */
function isComplete(root) {
  const list = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(list)) return false;
  const installed = readPackages(list);
  const { '': _self, ...wanted } = readPackages(join(root, 'package-lock.json'));
  // Optional packages are those for other systems.
  const missing = Object.entries(wanted).some(
    ([path, { version, optional }]) =>
      installed[path]?.version !== version && !(optional && !installed[path]),
  );
  return !missing && Object.keys(installed).every((path) => path in wanted);
}

/** Runs npm. @param {string} root @param {readonly string[]} args */
function npm(root, args) {
  const own = process.env['npm_execpath'];
  if (own !== undefined && basename(own) === 'npm-cli.js') {
    return runChild(process.execPath, [own, ...args], { cwd: root, share: 'quiet' });
  }
  if (process.platform === 'win32')
    return runChild('cmd.exe', ['/c', 'npm', ...args], { cwd: root, share: 'quiet' });
  return runChild('npm', args, { cwd: root, share: 'quiet' });
}

/**
 * Installs the packages if the lock file has changed since the last time, or if they are not there.
 * @param {string} root the checkout @param {(line: string) => void} say
 */
export async function installIfStale(root, say) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.cutaway-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  if (!isComplete(root)) {
    say('Installing the packages…');
    const { code, words } = await npm(root, [
      'ci',
      '--include=dev',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ]);
    if (code !== 0)
      throw new Plain(`${gist(words)}\nThe packages could not be installed; npm's words are above.`);
  }
  writeFileSync(stamp, lock);
}
