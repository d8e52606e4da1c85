// What `npm start` runs: installs, builds, and opens the app, each only as far as needed.
// Nothing but Node may be assumed here: this file and those it imports use no package.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './start/build.mjs';
import { endOnSignals, Plain, runChild } from './start/children.mjs';
import { getElectron } from './start/electron.mjs';
import { installIfStale } from './start/install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Progress goes beside what `cutaway` prints, which may be read by a program. @param {string} line */
const say = (line) => void process.stderr.write(`${line}\n`);

// npm changes to the checkout, but the files that a person names are where the person is.
const here = process.env['INIT_CWD'] ?? process.cwd();

/** @param {readonly string[]} args @param {{ env?: Record<string, string>, inCharge?: boolean }} more */
function cutaway(args, { env = {}, inCharge = false }) {
  const command = [join(root, 'bin', 'cutaway.mjs'), ...args];
  return runChild(process.execPath, command, {
    cwd: here,
    env: { ...process.env, ...env },
    share: 'terminal',
    inCharge,
  });
}

/** Whether the words mean the app with its window, rather than a subcommand. @param {readonly string[]} args */
function meansWindow([first]) {
  if (first === undefined || first === 'open') return true;
  return first.startsWith('-') && !['--help', '-h', '--version'].includes(first);
}

/** The app in the browser. @param {string} why @param {readonly string[]} args */
async function openInBrowser(why, args) {
  say(`Opening Cutaway as a web page: ${why}.`);
  return (await cutaway(args, { env: { CUTAWAY_HOST: 'web' } })).code;
}

/** @param {readonly string[]} args @returns {Promise<number>} the exit code */
async function openWindow(args) {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY)
    return openInBrowser('there is no display here', args);
  const electron = await getElectron(root, say);
  if ('why' in electron) return openInBrowser(electron.why, args);

  // Chromium refuses to run as root with its sandbox; for anyone else the sandbox stays.
  const flags = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  // Set by editors that are made of Electron, it would turn the app into a plain Node.
  const { ELECTRON_RUN_AS_NODE: _ignored, ...env } = process.env;
  const begun = performance.now();
  const { code, signal } = await runChild(electron.binary, [...flags, root, ...args], {
    cwd: here,
    env,
    share: 'output',
  });
  // 127: a library is missing. Signals: the sandbox or the graphics are refused.
  const refused = code === 127 || signal === 'SIGTRAP' || signal === 'SIGABRT' || signal === 'SIGSEGV';
  if (refused && performance.now() - begun < 10_000)
    return openInBrowser('Electron does not run on this system', args);
  return code;
}

/** @param {readonly string[]} args @returns {Promise<number>} the exit code */
async function start(args) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Plain(`Cutaway needs Node 20.19 or later; this is ${process.versions.node}.`);
  }
  await installIfStale(root, say);
  await buildIfStale(root, say);
  return meansWindow(args) ? openWindow(args) : (await cutaway(args, { inCharge: true })).code;
}

endOnSignals();
try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  say(
    error instanceof Plain
      ? error.message
      : `Cutaway could not be started: ${error instanceof Error ? error.message : error}.`,
  );
  process.exitCode = 1;
}
