import type { EngineKey } from '../../core/base/brand';
import type { Fact } from '../../core/journal/entry';
import type { OpenOptions } from '../connect/open';
import { observe, type Observer } from './observer';

export interface FollowOptions extends OpenOptions {
  /**
   * Makes sure that this user's practice engine is served, and gives its endpoint. Given by a host that offers one;
   * without it, an engine that does not answer is a diagnosis and nothing else.
   */
  readonly practice?: (() => Promise<string>) | undefined;
  /** Which engine to begin with; the real one by default. */
  readonly first?: 'real' | 'practice';
}

export interface Follower extends Observer {
  /** Follows this engine from here on, whether it answers or not. */
  follow(engine: 'real' | 'practice'): void;
}

/**
 * Follows the real engine; where none answers, the practice engine, until a real one does:
 *
 *   real ──absent──► practice ──a real one answers, and nothing is at work──► real
 *     ▲                 │ a real one answers, something is at work
 *     └──── asked ──────┴──► practice, and it says so
 *
 * An engine that was named by `--engine` is the one that is wanted: its absence is told, and nothing put in its place.
 * @param busy something is at work on the engine that is followed
 */
export function followEngines(
  options: FollowOptions,
  tell: (key: EngineKey, fact: Fact) => void,
  busy: () => boolean,
): Follower {
  const { practice } = options;
  let shown: 'real' | 'practice' = 'real';
  /** No engine in another's place: one was named, or asked for by hand. */
  let wanted = options.engine !== undefined && options.engine !== '';
  /** The practice engine was asked for by hand: it is left by hand. */
  let chosen = false;
  /** A real engine answers while the practice engine is followed. */
  let answers = false;
  let stopped = false;
  let look: Parameters<Observer['look']>[0] = { ids: [], load: [], sizes: [] };
  let settle: () => void = () => undefined;
  const settled = new Promise<void>((resolve) => (settle = resolve));

  let current: Observer;
  /** Waits for a real engine while the practice engine is shown. */
  let waiting: Observer | null = null;

  function begin(engine: string | undefined, heard: (fact: Fact, key: EngineKey) => void): Observer {
    const observer: Observer = observe({ engine, env: options.env }, (fact) => heard(fact, observer.key));
    observer.look(look);
    return observer;
  }

  function real(): Observer {
    const observer = begin(options.engine, (fact, key) => {
      if (observer === current) {
        if (shown === 'real') tell(key, fact);
        if (fact.kind === 'link' && fact.state === 'absent' && !wanted) void toPractice();
      } else if (observer === waiting && fact.kind === 'link' && fact.state === 'live') {
        answers = true;
        if (busy() || chosen) tell(current.key, { kind: 'engine-found', endpoint: fact.endpoint });
        else toReal();
      } else if (observer === waiting && fact.kind === 'link' && answers && fact.state !== 'connecting') {
        // It went away again: what is no longer there is no longer offered.
        answers = false;
        tell(current.key, { kind: 'engine-found', endpoint: null });
      }
    });
    void observer.settled.then(() => {
      if (observer === current && (practice === undefined || wanted || shown === 'real')) settle();
    });
    return observer;
  }

  async function toPractice(): Promise<void> {
    if (practice === undefined || shown === 'practice' || stopped) return;
    shown = 'practice';
    let address: string;
    try {
      address = await practice();
    } catch (error) {
      // The diagnosis of the real engine stays; it is what there is to say.
      process.stderr.write(
        `cutaway: no practice engine: ${error instanceof Error ? error.message : String(error)}\n`,
      );
      wanted = true;
      toReal();
      return;
    }
    if (stopped) return;
    const before = current;
    const observer = begin(address, (fact, key) => {
      if (observer !== current) return;
      tell(key, fact);
      // Whoever served it has ended: this host serves it from now on, with the state that was kept.
      if (fact.kind === 'link' && fact.state === 'lost') void practice().catch(() => undefined);
      // The work that kept the real engine waiting is done.
      if (answers && !chosen && !busy()) toReal();
    });
    current = observer;
    answers = false;
    waiting = before;
    void observer.settled.then(settle);
  }

  function toReal(): void {
    current.stop();
    waiting?.stop();
    waiting = null;
    answers = false;
    shown = 'real';
    current = real();
  }

  current = real();
  if (options.first === 'practice') void toPractice();
  return {
    get key() {
      return current.key;
    },
    session: () => current.session(),
    look(next) {
      look = next;
      current.look(next);
    },
    acted() {
      current.acted();
      if (answers && !chosen && !busy()) toReal();
    },
    settled,
    quiet: () => current.quiet(),
    follow(engine) {
      wanted = engine === 'real';
      chosen = engine === 'practice';
      if (engine === 'practice') void toPractice();
      else if (shown === 'practice') toReal();
    },
    stop() {
      stopped = true;
      current.stop();
      waiting?.stop();
    },
  };
}
