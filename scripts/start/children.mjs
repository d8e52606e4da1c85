// Child processes that never outlive this one.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { stripVTControlCharacters } from 'node:util';

/** An error whose message is all that the person needs to read. */
export class Plain extends Error {}

const CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
const PATIENCE_MS = 5_000;
// Half an installation or half a build is done again anyway.
const QUIET_PATIENCE_MS = 500;
// This young, a child may have been started after the terminal's signal, and has nothing to tidy up yet.
const YOUNG_MS = 100;

/**
 * @typedef {object} Entry
 * @property {number} pid
 * @property {boolean} group whether it leads a process group of its own
 * @property {number} bornAt
 * @property {number} patienceMs how long it may take to end
 */

/** @type {Set<Entry>} */
const running = new Set();
/** @type {number | undefined} */
let leaving;

/** @param {Entry} child @param {NodeJS.Signals} signal */
function send({ pid, group }, signal) {
  try {
    process.kill(group ? -pid : pid, signal);
  } catch {
    // It ended meanwhile.
  }
}

/**
 * Passes signals on to the children and makes this process end with 128 + the signal's number, when the
 * last child is gone or has been killed for taking too long. A child in charge decides for itself.
 */
export function endOnSignals() {
  for (const [name, code] of Object.entries(CODES)) {
    const signal = /** @type {NodeJS.Signals} */ (name);
    process.on(signal, () => {
      // A terminal has sent Ctrl-C to the children of our own group itself; twice could mean "at once" to them.
      const told = signal === 'SIGINT' && (process.stdin.isTTY || process.platform === 'win32');
      for (const child of running) {
        const young = performance.now() - child.bornAt < YOUNG_MS;
        if (child.group || young || !told) send(child, signal);
        if (child.patienceMs === Infinity) return;
        setTimeout(() => running.has(child) && send(child, 'SIGKILL'), child.patienceMs).unref();
      }
      leaving ??= code;
      if (running.size === 0) process.exit(code);
    });
  }
}

/**
 * @typedef {object} Options
 * @property {string} cwd
 * @property {Record<string, string | undefined>} [env] instead of this process's environment
 * @property {'terminal' | 'output' | 'quiet'} share what the child gets of our terminal: everything, the place
 *   to print to, or nothing (then its words are in the result)
 * @property {boolean} [inCharge] the child alone says what a signal means and when it ends
 * @property {number} [timeoutMs] it is killed then, and the result has code 124
 */

/**
 * Runs a program to its end. Rejects if it cannot be started. Never returns once a signal has asked us to leave.
 * @param {string} program @param {readonly string[]} args @param {Options} options
 * @returns {Promise<{ code: number, signal: NodeJS.Signals | null, words: string }>} the code as a shell says it
 */
export function runChild(program, args, { cwd, env = process.env, share, inCharge = false, timeoutMs }) {
  return new Promise((resolve, reject) => {
    // A group of its own takes its children along when it is signalled. But what is interactive must stay
    // in the terminal's group.
    const group = share !== 'terminal' && process.platform !== 'win32';
    const output = share === 'quiet' ? 'pipe' : 'inherit';
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = share === 'terminal' ? 'inherit' : ['ignore', output, output];
    const child = spawn(program, args, { cwd, env, stdio, detached: group });
    child.on('error', reject);
    if (child.pid === undefined) return;

    const patienceMs = inCharge ? Infinity : share === 'quiet' ? QUIET_PATIENCE_MS : PATIENCE_MS;
    const entry = { pid: child.pid, group, bornAt: performance.now(), patienceMs };
    running.add(entry);
    let words = '';
    child.stdout?.on('data', (chunk) => (words += chunk));
    child.stderr?.on('data', (chunk) => (words += chunk));

    let late = false;
    const kill = () => {
      late = true;
      send(entry, 'SIGKILL');
    };
    const timer = timeoutMs === undefined ? undefined : setTimeout(kill, timeoutMs);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      running.delete(entry);
      // What it started may be slower than itself.
      if (group) send(entry, 'SIGKILL');
      if (leaving === undefined) {
        resolve({
          code: late ? 124 : (code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
          signal,
          words,
        });
      } else if (running.size === 0) {
        process.exit(leaving);
      }
    });
  });
}

/** What a failed program said, from its first error to where the places in its code begin. @param {string} words */
export function gist(words) {
  const lines = stripVTControlCharacters(words)
    .split('\n')
    .map((line) => line.replace(/^npm error ?/, 'npm: '));
  const first = lines.findIndex((line) => /error|^npm: /i.test(line));
  const told = lines.slice(Math.max(first, 0)).filter((line) => line.trim() !== '');
  const trace = told.findIndex((line) => /^(npm: )?\s+at /.test(line));
  return told.slice(0, trace === -1 ? 12 : Math.min(trace, 12)).join('\n');
}
