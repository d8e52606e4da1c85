import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { humanDuration, parseDuration } from './duration';

const S = 1000;
const M = 60 * S;
const H = 60 * M;
const D = 24 * H;

describe('a span in words', () => {
  it.each([
    [-5 * S, 'Less than a second'],
    [0, 'Less than a second'],
    [999, 'Less than a second'],
    [S, '1 second'],
    [2 * S - 1, '1 second'],
    [2 * S, '2 seconds'],
    [M - 1, '59 seconds'],
    [M, 'About a minute'],
    [2 * M - 1, 'About a minute'],
    [2 * M, '2 minutes'],
    [H - 1, '59 minutes'],
    [H, 'About an hour'],
    [1.5 * H - 1, 'About an hour'],
    [1.5 * H, '2 hours'],
    [2.5 * H, '3 hours'],
    [47.5 * H - 1, '47 hours'],
    [47.5 * H, '2 days'],
    [13 * D + 23.5 * H - 1, '13 days'],
    [335.5 * H, '2 weeks'],
    [59 * D + 23.5 * H - 1, '8 weeks'],
    [1439.5 * H, '2 months'],
    [17_519.5 * H - 1, '24 months'],
    [17_519.5 * H, '1 years'],
    [17_520 * H, '2 years'],
  ])('%d ms are "%s"', (ms, words) => {
    expect(humanDuration(ms)).toBe(words);
  });

  it('never says 1 day, 1 week or 1 month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 * 365 * D }), (ms) => {
        expect(humanDuration(ms)).not.toMatch(/^1 (minute|hour|day|week|month)/);
      }),
    );
  });
});

it('a duration is read as Go reads it', () => {
  expect(['1h30m', '10m', '2.5s', '-10m', '0', '1ms', '1h', '.5s'].map(parseDuration)).toEqual([
    5_400_000, 600_000, 2500, -600_000, 0, 1, 3_600_000, 500,
  ]);
  expect(['', '10', 'm', '1d', '1h 2m', 'soon'].map(parseDuration)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
});
