// What `npm test` runs: all checks and tests, or those that are named (`npm test -- lint unit`).
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './start/build.mjs';
import { endOnSignals, Plain, runChild } from './start/children.mjs';
import { installIfStale } from './start/install.mjs';
import { prepareMachine } from './test/machine.mjs';
import { countsOf, PARTS } from './test/parts.mjs';

/** @typedef {import('./test/parts.mjs').Part} Part */

const root = fileURLToPath(new URL('..', import.meta.url));
const strict = ['1', 'true'].includes(process.env['CI'] ?? '');
const AT_ONCE = 2;

/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`);

/** @param {readonly string[]} words */
function choose(words) {
  const names = words.filter((word) => !word.startsWith('-'));
  const unknown = names.find((name) => !PARTS.some((part) => part.name === name));
  if (unknown !== undefined) {
    throw new Plain(
      `There is no part "${unknown}". The parts are ${PARTS.map(({ name }) => name).join(', ')}.`,
    );
  }
  return names.length === 0 ? PARTS : PARTS.filter(({ name }) => names.includes(name));
}

const total = { passed: 0, failed: 0 };

/** @param {Part} part @param {boolean} verbose */
async function run(part, verbose) {
  const begun = performance.now();
  if (part.report !== undefined) rmSync(join(root, part.report), { force: true });
  let code = 0;
  let words = '';
  for (const command of part.commands(root)) {
    const share = verbose ? 'output' : 'quiet';
    const result = await runChild(process.execPath, command, { cwd: root, share });
    words += result.words;
    code ||= result.code;
  }
  const { passed, failed, skipped, reasons, again = [] } = countsOf(root, part, code);
  const bad = failed + (strict ? skipped : 0);
  total.passed += passed;
  total.failed += bad;
  if (bad > 0 && !verbose) say(`\n── ${part.name} ──\n${words.trim()}\n`);
  const told =
    part.report === undefined ? [] : [`${passed} passed`, ...(failed > 0 ? [`${failed} failed`] : [])];
  if (skipped > 0) told.push(`${skipped} skipped (${reasons.join('; ')})`);
  if (again.length > 0) told.push(`passed only when tried again: ${again.join('; ')}`);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  say(`${bad > 0 ? '✗' : '✓'} ${part.name.padEnd(8)} ${seconds.padStart(6)} s  ${told.join(', ')}`.trimEnd());
}

/** @param {string} name @param {string} why */
function skip(name, why) {
  if (strict) total.failed += 1;
  say(`${strict ? '✗' : '·'} ${name.padEnd(8)} skipped: ${why}`);
}

/** @param {readonly string[]} words @returns {Promise<void>} */
async function test(words) {
  const parts = choose(words);
  const verbose = words.includes('--verbose');
  await installIfStale(root, say);
  const e2e = parts.find(({ name }) => name === 'e2e');
  const obstacle = e2e && (await prepareMachine(root, say));

  const queue = parts.filter((part) => part !== e2e);
  const work = async () => {
    for (let part = queue.shift(); part; part = queue.shift()) await run(part, verbose);
  };
  await Promise.all(Array.from({ length: verbose ? 1 : AT_ONCE }, work));

  // Last and alone: what is measured in seconds there shall not wait for a compiler.
  if (!e2e) return;
  if (obstacle !== undefined) return skip('e2e', obstacle);
  try {
    await buildIfStale(root, say);
  } catch (error) {
    if (!(error instanceof Plain)) throw error;
    total.failed += 1;
    return say(`✗ e2e      ${error.message}`);
  }
  await run(e2e, verbose);
}

endOnSignals();
try {
  await test(process.argv.slice(2));
  say(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 ? 1 : 0;
} catch (error) {
  say(
    error instanceof Plain
      ? error.message
      : `The tests could not be run: ${error instanceof Error ? error.message : error}.`,
  );
  process.exitCode = error instanceof Plain ? 2 : 1;
}
