import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { countE2e, countsOf, countUnit, PARTS } from './parts.mjs';

const unit = (more: object) => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...more,
});

it('counts a file of unit tests that cannot be loaded as a failure', () => {
  const testResults = [{ status: 'failed', assertionResults: [] }];
  expect(countUnit(unit({ numPassedTests: 3, testResults }))).toMatchObject({ passed: 3, failed: 1 });
});

it('names a test that passes only when it is tried again, and says why tests were skipped', () => {
  const skipped = {
    tests: [{ status: 'skipped', annotations: [{ description: 'A private engine needs root.' }] }],
  };
  const report = {
    stats: { expected: 2, unexpected: 1, flaky: 1, skipped: 1 },
    suites: [
      {
        specs: [{ title: 'now and then', tests: [{ status: 'flaky', annotations: [] }] }],
        suites: [{ specs: [skipped] }],
      },
    ],
    errors: [],
  };
  expect(countE2e(report)).toEqual({
    passed: 3,
    failed: 1,
    skipped: 1,
    reasons: ['A private engine needs root.'],
    again: ['now and then'],
  });
});

it('counts errors outside of tests, as of a lab that does not start', () => {
  const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  expect(countE2e({ stats, suites: [], errors: [{}] }).failed).toBe(1);
});

it('believes an exit code more than a report, and no report is a failure', () => {
  const part = PARTS.find(({ name }) => name === 'unit');
  const root = mkdtempSync(join(tmpdir(), 'cutaway-parts-'));
  try {
    if (!part?.report) throw new Error('The unit tests write no report.');
    expect(countsOf(root, part, 0).failed).toBe(1);
    mkdirSync(join(root, 'test-results'));
    writeFileSync(join(root, part.report), JSON.stringify(unit({ numPassedTests: 5 })));
    expect(countsOf(root, part, 0)).toMatchObject({ passed: 5, failed: 0 });
    expect(countsOf(root, part, 1)).toMatchObject({ passed: 5, failed: 1 });
  } finally {
    rmSync(root, { recursive: true });
  }
});
