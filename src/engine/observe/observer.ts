import { watch as watchFile, type FSWatcher } from 'node:fs';
import { dirname } from 'node:path';
import type { EngineKey } from '../../core/base/brand';
import { engineKey } from '../../core/base/brand';
import type { Fact } from '../../core/journal/entry';
import type { EndpointFacts } from '../../core/journal/facts';
import type { Endpoint } from '../connect/endpoint';
import { EndpointError } from '../connect/endpoint';
import { cliMessage } from '../connect/diagnose';
import { endpointOf, EngineUnreachable, openEndpoint, type OpenOptions } from '../connect/open';
import type { Session } from '../connect/session';
import { WireTimeout } from '../wire/wire';
import { hostFacts } from './host-facts';
import { watch, type Watched } from './watch';

/** Milliseconds between tries while no engine answers: the engine is to be live again within a second of its return. */
const RETRY = 400;
/** Milliseconds that an engine may take to its first answer before it counts as hung. */
const PATIENCE = 5000;

export interface Observer {
  /** The engine that is live now. @throws EngineUnreachable, EndpointError */
  session(): Promise<Session>;
  /** What is on screen: these ids are looked up first, the others get load, sizes, and what they changed. */
  look(shown: {
    readonly ids: readonly string[];
    readonly load: readonly string[];
    readonly sizes: readonly string[];
    readonly changes?: readonly string[] | undefined;
  }): void;
  /** A command of this app is over: what it did and no event tells is asked for. */
  acted(): void;
  /** Resolves at the first complete picture, or at the first diagnosis. */
  readonly settled: Promise<void>;
  /** Resolves when all that can be looked up has been. */
  quiet(): Promise<void>;
  readonly key: EngineKey;
  stop(): void;
}

/**
 * Keeps the journal true to one engine for as long as it lives:
 *
 *   connecting ──► live ──► (stream ends) ──► gap, lost ──► connecting …
 *        └──► absent, with a diagnosis ──► connecting …
 */
export function observe(options: OpenOptions, append: (fact: Fact) => void): Observer {
  const stop = new AbortController();
  let live: { session: Session; watched: Watched } | null = null;
  let shown: Parameters<Observer['look']>[0] = { ids: [], load: [], sizes: [] };
  let settle: () => void = () => undefined;
  const settled = new Promise<void>((resolve) => (settle = resolve));

  let endpoint: Endpoint | null = null;
  let misconfigured: EndpointError | null = null;
  try {
    endpoint = endpointOf(options);
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error;
    misconfigured = error;
  }
  const facts: EndpointFacts = endpoint ?? {
    address: options.engine ?? '',
    from: '--engine',
    context: null,
    remote: false,
  };
  const { address, from, context, remote } = facts;
  const told: EndpointFacts = { address, from, context, remote };

  function show(watched: Watched): void {
    watched.show(shown.ids);
    watched.gauges.watch(shown.load);
    watched.gauges.weigh(shown.sizes);
    watched.gauges.compare(shown.changes ?? []);
  }

  async function once(target: Endpoint, before: string): Promise<string> {
    let session: Session;
    try {
      session = await openEndpoint(target, options.env, PATIENCE);
    } catch (error) {
      if (!(error instanceof EngineUnreachable)) throw error;
      const reason =
        error.reason instanceof Error && 'code' in error.reason ? String(error.reason.code) : error.message;
      if (reason !== before && !stop.signal.aborted) {
        append({
          kind: 'link',
          state: before === 'lost' ? 'lost' : 'absent',
          endpoint: told,
          facts: null,
          diagnosis: await error.diagnosis(),
        });
      }
      settle();
      return before === 'lost' ? 'lost' : reason;
    }
    append({ kind: 'link', state: 'connecting', endpoint: told, facts: null, diagnosis: null });
    const watched = watch(session, append, stop.signal);
    live = { session, watched };
    const failed: unknown = await watched.ready.then(
      () => {
        show(watched);
        settle();
        return null;
      },
      (error: unknown) => error,
    );
    await watched.ended;
    live = null;
    session.wire.close();
    if (stop.signal.aborted) return 'stopped';
    if (failed !== null && before !== 'lost') {
      // There is no picture that could be marked as old.
      const { message, diagnosis } = await unreachable(target, failed);
      append({ kind: 'link', state: 'absent', endpoint: told, facts: null, diagnosis });
      settle();
      return message;
    }
    append({ kind: 'gap', reason: 'dropped' });
    append({ kind: 'link', state: 'lost', endpoint: told, facts: null, diagnosis: null });
    settle();
    return 'lost';
  }

  /** It took the call, answered a ping and then nothing that could be used: to a person, no answer. */
  async function unreachable(target: Endpoint, failed: unknown) {
    const reason = new WireTimeout(failed instanceof Error ? failed.message : String(failed));
    const error = new EngineUnreachable(target, reason, cliMessage(target, reason), options.env);
    return { message: error.message, diagnosis: await error.diagnosis() };
  }

  async function run(): Promise<void> {
    append({ kind: 'host', host: await hostFacts() });
    if (endpoint === null) {
      append({
        kind: 'link',
        state: 'absent',
        endpoint: told,
        facts: null,
        diagnosis: misconfiguration(misconfigured),
      });
      settle();
      return;
    }
    append({ kind: 'link', state: 'connecting', endpoint: told, facts: null, diagnosis: null });
    let reason = '';
    while (!stop.signal.aborted) {
      reason = await once(endpoint, reason);
      if (!stop.signal.aborted) await soon(endpoint, stop.signal);
    }
  }

  const done = run();
  done.catch((error: unknown) => {
    // Nothing above is expected to throw; if it does, the picture must say that it no longer follows.
    append({ kind: 'link', state: 'lost', endpoint: told, facts: null, diagnosis: null });
    process.stderr.write(
      `cutaway: the observer stopped: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    settle();
  });

  return {
    key: engineKey(address),
    settled,
    async session() {
      if (live) return live.session;
      if (misconfigured) throw misconfigured;
      return openEndpoint(endpoint as Endpoint, options.env, PATIENCE);
    },
    look(next) {
      shown = next;
      if (live) show(live.watched);
    },
    acted: () => live?.watched.acted(),
    quiet: async () => {
      await live?.watched.ready.catch(() => undefined);
      await live?.watched.idle();
    },
    stop() {
      stop.abort();
      live?.watched.gauges.stop();
      live?.session.wire.close();
    },
  };
}

/** Waits for the next try: a moment, or the appearance of the socket, whichever is first. */
function soon(endpoint: Endpoint, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let watcher: FSWatcher | null = null;
    const done = () => {
      clearTimeout(timer);
      watcher?.close();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, RETRY);
    signal.addEventListener('abort', done, { once: true });
    if (!endpoint.address.startsWith('unix://')) return;
    try {
      const path = endpoint.address.slice('unix://'.length);
      watcher = watchFile(dirname(path), (_event, name) => {
        if (name !== null && path.endsWith(name)) done();
      });
      watcher.on('error', () => undefined);
    } catch {
      // The folder is not there yet: the timer comes round.
    }
  });
}

function misconfiguration(error: EndpointError | null) {
  const evidence = error?.message ?? '';
  return {
    code: 'wrong-address' as const,
    title: 'The address of the engine makes no sense.',
    what: evidence,
    checks: [
      { state: 'bad' as const, words: 'The address' },
      { state: 'next' as const, words: 'An engine answers' },
    ],
    command: 'docker context ls',
    then: 'Correct the address and start Cutaway again.',
    more: null,
    evidence,
  };
}
