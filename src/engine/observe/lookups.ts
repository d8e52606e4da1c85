import { imageId, type ContainerId } from '../../core/base/brand';
import type { Fact } from '../../core/journal/entry';
import type { Session } from '../connect/session';
import { askOne } from './ask';
import { readContainerDetail } from './read-answers';
import { readImageDetail } from './read-image';

/** What is to be looked up, and how soon: 0 is on screen or just happened, 1 can wait. */
export type Urgency = 0 | 1;

export interface Lookups {
  container(id: ContainerId, urgency: Urgency): void;
  /** By id or by reference: an event names either. Gone is told only for an id. */
  image(name: string, urgency: Urgency): void;
  /** Something of this container was told: an answer that is under way may be older than it, and is asked for again. */
  doubt(id: ContainerId): void;
  /** Resolves when nothing waits and nothing is under way. */
  idle(): Promise<void>;
}

/** So many at once: more does not make an engine faster, and the user's own commands want their turn. */
const AT_ONCE = 4;

/** Asks for single objects, each once however often it is wanted meanwhile, the urgent first. */
export function createLookups(
  session: Session,
  append: (fact: Fact) => void,
  signal: AbortSignal,
  failed: (error: unknown) => void,
): Lookups {
  const waiting = [0, 1].map(() => new Map<string, () => Promise<void>>());
  /** What is under way: one object is never asked about twice at once, or the older answer could come last. */
  const running = new Set<string>();
  let idlers: (() => void)[] = [];

  const isIdle = () => running.size === 0 && waiting.every((queue) => queue.size === 0);

  function free(): readonly [string, () => Promise<void>, Map<string, unknown>] | undefined {
    for (const queue of waiting)
      for (const [key, work] of queue) if (!running.has(key)) return [key, work, queue];
    return undefined;
  }

  function next(): void {
    if (signal.aborted) return;
    while (running.size < AT_ONCE) {
      const first = free();
      if (!first) break;
      const [key, work, queue] = first;
      queue.delete(key);
      running.add(key);
      work()
        .catch(failed)
        .finally(() => {
          running.delete(key);
          next();
        });
    }
    if (isIdle()) {
      for (const resolve of idlers) resolve();
      idlers = [];
    }
  }

  function want(key: string, urgency: Urgency, work: () => Promise<void>): void {
    const sooner = waiting.findIndex((queue) => queue.has(key));
    if (sooner >= 0 && sooner <= urgency) return;
    if (sooner > urgency) waiting[sooner]?.delete(key);
    waiting[urgency]?.set(key, work);
    next();
  }

  async function lookUpImage(name: string): Promise<void> {
    const path = `/images/${encodeURI(name)}`;
    const [answer, history] = await Promise.all([
      askOne(session, `${path}/json`, signal),
      askOne(session, `${path}/history`, signal),
    ]);
    if (answer === null || answer === undefined) {
      if (name.startsWith('sha256:'))
        append({ kind: 'detail', of: 'image', id: imageId(name), detail: null });
      return;
    }
    const { id, detail } = readImageDetail(answer, history);
    append({ kind: 'detail', of: 'image', id, detail });
  }

  function container(id: ContainerId, urgency: Urgency): void {
    want(`container ${id}`, urgency, async () => {
      const answer = await askOne(session, `/containers/${id}/json`, signal);
      // Gone is not told from here: its destroy event is, and this answer may have overtaken a create.
      if (answer !== null)
        append({ kind: 'detail', of: 'container', id, detail: readContainerDetail(answer) });
    });
  }

  return {
    container,
    doubt(id) {
      if (running.has(`container ${id}`)) container(id, 0);
    },
    image(name, urgency) {
      if (name !== '') want(`image ${name}`, urgency, () => lookUpImage(name));
    },
    idle: () => (isIdle() ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve))),
  };
}
