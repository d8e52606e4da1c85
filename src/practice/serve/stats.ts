/** `docker stats`: a sample each second, from what the programs told of themselves. */
import { statsOf, type Sample } from '../model/container/stats';
import type { Model } from '../model/state';
import { goJson } from '../model/text/go-json';
import type { Reply } from '../model/wire';
import type { Clock } from './clock';
import type { Exchange } from './exchange';
import type { Usage } from './processes';

export interface StatsParts {
  readonly exchange: Exchange;
  readonly reply: Extract<Reply, { kind: 'stats' }>;
  readonly clock: Clock;
  model(): Model;
  usage(container: string): Usage;
  ended(): void;
  gone(): boolean;
}

const SECOND = 1_000_000_000n;

export function streamStats({ exchange, reply, clock, model, usage, ended, gone }: StatsParts): void {
  const sample = (): Sample => ({ at: clock.now(), ...usage(reply.container) });
  const say = (now: Sample, before: Sample | null): boolean => {
    const container = model().containers.get(reply.container);
    if (!container || gone()) return false;
    exchange.say(`${goJson(statsOf(container, now, before))}\n`);
    return true;
  };
  exchange.open(200, 'application/json');
  if (reply.oneShot) {
    say(sample(), null);
    ended();
    return;
  }
  // The first of a stream has nothing before it; who wants one only waits for the second.
  let before = sample();
  if (reply.stream) say(before, null);
  const next = (): void => {
    const now = sample();
    if (!say(now, before) || !reply.stream) {
      ended();
      return;
    }
    before = now;
    clock.at(clock.now() + SECOND, next);
  };
  clock.at(clock.now() + SECOND, next);
}
