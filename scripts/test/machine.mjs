// What the end to end tests need of the machine, beside the packages.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runChild } from '../start/children.mjs';

/** @param {string} program */
const onPath = (program) =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .some((folder) => folder !== '' && existsSync(join(folder, program)));

/** The browser that the tests drive. */
export const chromium = () => process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** @param {string} file */
function runs(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Installs what is missing where that is possible: on Debian, as root.
 * @param {string} root the checkout @param {(line: string) => void} say
 * @returns {Promise<string | undefined>} why the end to end tests cannot run at all
 */
export async function prepareMachine(root, say) {
  if (process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get')) {
    const { code, words } = await runScript(root, 'setup-debian.sh');
    if (code !== 0) say(words.trim());
    const plugins = await runScript(root, 'cli-plugins.sh');
    if (plugins.code !== 0) say(`${plugins.words.trim()}: the tests that need Compose are left out`);
  } else if (process.platform !== 'linux') {
    say('Private engines need Linux: the tests that need one are skipped.');
  } else if (process.getuid?.() !== 0) {
    say('Private engines need root: the tests that need one are skipped.');
  } else if (!onPath('dockerd')) {
    say('Private engines need dockerd, docker-registry, busybox-static and iptables: install them first.');
  }
  if (runs(chromium())) return undefined;
  return `there is no Chromium at ${chromium()}; install it, or name another one in the variable CHROMIUM`;
}

/** @param {string} root @param {string} script */
async function runScript(root, script) {
  // The scripts are bash's; runChild takes any program.
  return runChild('bash', [join(root, 'scripts', script)], { cwd: root, share: 'quiet' });
}
