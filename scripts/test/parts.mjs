// What `npm test` consists of. Each part is one program, and says at the end how many tests it ran.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} reasons why tests were skipped, each once
 * @property {readonly string[]} [again] titles of tests that passed only when they were tried again
 */

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {(root: string) => readonly (readonly string[])[]} commands for Node, each after the one before
 * @property {string} [report] where it writes its counts, below the checkout; absent: it is one check
 * @property {(report: unknown) => Counts} [count]
 */

/** @param {string} name */
const bin = (name) => join('node_modules', name);

/** @param {string} root */
const projects = (root) =>
  readdirSync(root).filter((file) => /^tsconfig\.(?!base)\w[\w-]*\.json$/.test(file));

/** @type {readonly Part[]} */
export const PARTS = [
  { name: 'format', commands: () => [[bin('prettier/bin/prettier.cjs'), '--check', '.']] },
  { name: 'lint', commands: () => [[bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0']] },
  {
    name: 'types',
    commands: (root) => projects(root).map((file) => [bin('typescript/bin/tsc'), '-p', file]),
  },
  { name: 'imports', commands: () => [['scripts/check-imports.mjs']] },
  { name: 'ratchet', commands: () => [['scripts/check-ratchet.mjs']] },
  {
    name: 'unit',
    commands: () => [
      [
        bin('vitest/vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=json',
        '--outputFile.json=test-results/unit.json',
      ],
    ],
    report: 'test-results/unit.json',
    count: countUnit,
  },
  {
    name: 'e2e',
    commands: () => [[bin('@playwright/test/cli.js'), 'test']],
    report: 'test-results/e2e.json',
    count: countE2e,
  },
];

/** @param {unknown} report by vitest @returns {Counts} */
export function countUnit(report) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = /** @type {any} */ (
    report
  );
  // A file that cannot be loaded has no tests to fail.
  const unloaded = testResults.filter(
    (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const skipped = numPendingTests + numTodoTests;
  const reasons = skipped > 0 ? ['marked so in the test'] : [];
  return { passed: numPassedTests, failed: numFailedTests + unloaded, skipped, reasons };
}

/** @param {unknown} report by Playwright @returns {Counts} */
export function countE2e(report) {
  const { stats, suites, errors } = /** @type {any} */ (report);
  /** @type {Set<string>} */
  const reasons = new Set();
  /** @type {string[]} */
  const again = [];
  /** @param {any} suite */
  const visit = (suite) => {
    for (const { title, tests } of suite.specs ?? [])
      for (const { status, annotations } of tests) {
        if (status === 'flaky') again.push(title);
        if (status === 'skipped')
          for (const { description } of annotations) reasons.add(description ?? 'marked so in the test');
      }
    for (const inner of suite.suites ?? []) visit(inner);
  };
  for (const suite of suites) visit(suite);
  // Errors outside of tests count, too.
  const failed = stats.unexpected + (stats.unexpected === 0 ? errors.length : 0);
  return {
    passed: stats.expected + stats.flaky,
    failed,
    skipped: stats.skipped,
    reasons: [...reasons],
    again,
  };
}

/** Counts of a part that has run. @param {string} root @param {Part} part @param {number} code its exit code @returns {Counts} */
export function countsOf(root, { report, count }, code) {
  const one = code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  if (report === undefined || count === undefined) return { ...one, skipped: 0, reasons: [] };
  const file = join(root, report);
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, reasons: [] };
  const counts = count(JSON.parse(readFileSync(file, 'utf8')));
  // Whatever a report says, an exit code of its own is a failure.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
