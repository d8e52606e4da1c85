/**
 * The traffic of the docker command (28.2) with a real engine (20.10), recorded request by request. Programs end as they
 * did there; what could not be started is called `nosuch` here.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import leftOut from './fixtures/left-out.json';
import { replay, type Scenario } from './testing/replay';
import { shapeDifferences } from './testing/shape';

const SCENARIOS = readFileSync(new URL('fixtures/recorded.ndjson', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Scenario);

/** Scenarios of the recording with at least one request. */
const RECORDED = 307;

describe('what a real engine answered, this one answers', () => {
  test.each(SCENARIOS.map((one) => [one.scenario, one] as const))('%s', (_, scenario) => {
    expect(replay(scenario)).toEqual([]);
  });
});

test('each recorded scenario is played, or left out for a reason', () => {
  const played = SCENARIOS.map((one) => one.scenario);
  const left = Object.keys(leftOut);
  expect(new Set([...played, ...left]).size).toBe(RECORDED);
  expect(played.length + left.length).toBe(RECORDED);
  expect(Object.values(leftOut).filter((why) => why.length < 10)).toEqual([]);
});

test('another status, other words, another shape and another end are told', () => {
  const exchanges = [
    { ask: 'DELETE /containers/gone', status: 204 },
    { ask: 'DELETE /containers/gone', status: 404, message: 'No such image: gone' },
    { ask: 'GET /volumes', status: 200, shape: { Volumes: '0', Warnings: '0', More: 's' } },
  ];
  expect(replay({ scenario: 'none', setup: [], exchanges })).toEqual([
    'DELETE /containers/gone: 404, not 204 No such container: gone',
    'DELETE /containers/gone: "No such container: gone", not "No such image: gone"',
    'GET /volumes: More is missing',
  ]);
  expect(shapeDifferences({ a: ['n'], b: { c: 's' } }, { a: ['x'], b: { c: 's', d: 1 } })).toEqual([
    'a[0] is string, not number',
    'b.d is more',
  ]);
});
