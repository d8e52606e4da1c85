// Child processes that never outlive this one.
import { spawn } from 'node:child_process';

/** An error whose message is all that the person needs to read. */
export class Plain extends Error {}

const CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
const PATIENCE_MS = 5_000;

/** @type {Set<{ pid: number, group: boolean }>} */
const running = new Set();
/** @type {number | undefined} */
let leaving;

/** @param {{ pid: number, group: boolean }} child @param {NodeJS.Signals} signal */
function send({ pid, group }, signal) {
  try {
    process.kill(group ? -pid : pid, signal);
  } catch {
    // It ended meanwhile.
  }
}

/**
 * Passes signals on to the children and makes this process end with 128 + the signal's number, when the
 * last child is gone or has been killed for taking too long.
 */
export function endOnSignals() {
  for (const [name, code] of Object.entries(CODES)) {
    const signal = /** @type {NodeJS.Signals} */ (name);
    process.on(signal, () => {
      leaving ??= code;
      // A terminal has sent Ctrl-C to the children of our own group itself; twice could mean "at once" to them.
      const told = signal === 'SIGINT' && (process.stdin.isTTY || process.platform === 'win32');
      for (const child of running) if (child.group || !told) send(child, signal);
      if (running.size === 0) process.exit(code);
      const late = setTimeout(() => {
        for (const child of running) send(child, 'SIGKILL');
      }, PATIENCE_MS);
      late.unref();
    });
  }
}

/**
 * @typedef {object} Options
 * @property {string} cwd
 * @property {Record<string, string | undefined>} [env] instead of this process's environment
 * @property {'terminal' | 'output' | 'quiet'} share what the child gets of our terminal: everything, the place
 *   to print to, or nothing (then its words are in the result)
 * @property {number} [timeoutMs] it is killed then, and the result has code 124
 */

/**
 * Runs a program to its end. Rejects if it cannot be started. Never returns once a signal has asked us to leave.
 * @param {string} program @param {readonly string[]} args @param {Options} options
 * @returns {Promise<{ code: number, signal: NodeJS.Signals | null, words: string }>}
 */
export function runChild(program, args, { cwd, env = process.env, share, timeoutMs }) {
  return new Promise((resolve, reject) => {
    // A group of its own takes its children along when it is signalled. But what is interactive must stay
    // in the terminal's group.
    const group = share !== 'terminal' && process.platform !== 'win32';
    const output = share === 'quiet' ? 'pipe' : 'inherit';
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = share === 'terminal' ? 'inherit' : ['ignore', output, output];
    const child = spawn(program, args, { cwd, env, stdio, detached: group });
    const entry = { pid: child.pid ?? 0, group };
    if (child.pid !== undefined) running.add(entry);

    let words = '';
    child.stdout?.on('data', (chunk) => (words += chunk));
    child.stderr?.on('data', (chunk) => (words += chunk));
    let late = false;
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            late = true;
            send(entry, 'SIGKILL');
          }, timeoutMs);

    const finish = () => {
      clearTimeout(timer);
      running.delete(entry);
      if (leaving === undefined) return true;
      if (running.size === 0) {
        // What it started may be slower than itself.
        if (group) send(entry, 'SIGKILL');
        process.exit(leaving);
      }
      return false;
    };
    child.on('error', (error) => finish() && reject(error));
    child.on('close', (code, signal) => {
      if (finish()) resolve({ code: late ? 124 : (code ?? 1), signal, words });
    });
  });
}

/** What a failed program said, without the places in its code. @param {string} words */
export function gist(words) {
  const lines = words.split('\n').filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
  return lines.slice(-15).join('\n');
}
