/**
 * The machine: it holds the model and does what the model says. Requests and happenings go in one after the other;
 * effects are performed in the order in which they were said.
 */
import { topTable } from '../model/container/top';
import { happen, handle } from '../model/handle';
import type { EngineEvent } from '../model/events';
import type { Model } from '../model/state';
import type { ApiRequest, Effect, Happening, Reply } from '../model/wire';
import type { Programs } from '../programs';
import type { Clock } from './clock';
import { performEffect, type EffectParts } from './effects';
import type { Exchange } from './exchange';
import { openFollowers } from './followers';
import { openListeners } from './listeners';
import { openLogs, type Logs } from './logs';
import { NOBODY, startRequest } from './nobody';
import { openNetwork } from './net';
import { openProcesses } from './processes';
import { streamStats } from './stats';
import { openSubscribers } from './subscribers';
import { openTimers } from './timers';

export interface Machine {
  readonly model: Model;
  readonly logs: Logs;
  request(request: Omit<ApiRequest, 'ticket'>, exchange: Exchange): { gone(): void };
  /** Starts a container, as a request that nobody waits for. */
  start(name: string): void;
  /** Puts another state in the place of this one: programs are ended, nothing of the old state is left. */
  replace(model: Model): void;
  /** Changes settings of the model: speed of registries, faults. */
  set(part: Partial<Pick<Model, 'registry'>>): void;
  /** Told after each step that changed the model. */
  onChange(changed: () => void): void;
  onEvent(heard: (event: EngineEvent) => void): void;
  close(): Promise<void>;
}

export interface MachineParts {
  readonly model: Model;
  readonly programs: Programs;
  readonly clock: Clock;
  /** Another text for each call, so that ids never repeat. */
  readonly seed: () => string;
  /** Told of a mistake in this program itself: the step is dropped, the machine goes on. */
  readonly defect: (error: unknown) => void;
}

export function openMachine({ model: first, programs, clock, seed, defect }: MachineParts): Machine {
  let model = first;
  let tickets = 0;
  let busy = false;
  let closed = false;
  const queue: Effect[] = [];
  const exchanges = new Map<number, Exchange>();
  const changed = new Set<() => void>();
  const heard = new Set<(event: EngineEvent) => void>();

  const logs = openLogs();
  const subscribers = openSubscribers(clock);
  const followers = openFollowers(logs);
  const timers = openTimers(clock, (key) => {
    act({ kind: 'timer', key });
  });
  const network = openNetwork(
    (id) => model.containers.get(id),
    () => model,
  );
  const listeners = openListeners(logs, (process) => {
    const container = model.containers.get(model.execs.get(process)?.container ?? process);
    return container?.status === 'running';
  });
  const processes = openProcesses({
    programs,
    clock,
    network,
    world: { model: () => model, change: keep, happen: act },
    output,
    runs: (key, running) => {
      listeners.started(key, running);
    },
  });

  const parts: EffectParts = {
    act,
    tell,
    hangUp,
    end,
    defect,
    network,
    processes,
    listeners,
    timers,
    logs,
    exchanges,
  };

  function keep(next: Model): void {
    if (next === model) return;
    model = next;
    for (const tell of changed) tell();
  }

  function env(): { readonly now: bigint; readonly seed: string } {
    return { now: clock.now(), seed: seed() };
  }

  function act(happening: Happening): void {
    if (closed) return;
    try {
      const outcome = happen(model, happening, env());
      keep(outcome.model);
      perform(outcome.effects);
    } catch (error) {
      busy = false;
      defect(error);
    }
  }

  function answerTo(request: ApiRequest): ReturnType<typeof handle> {
    try {
      return handle(model, request, env());
    } catch (error) {
      defect(error);
      const message = `the practice engine failed in this request: ${error instanceof Error ? error.message : String(error)}`;
      const reply: Reply = { kind: 'answer', answer: { status: 500, body: { json: { message } } } };
      return { model, effects: [], events: [], reply };
    }
  }

  function perform(effects: readonly Effect[]): void {
    queue.push(...effects);
    if (busy) return;
    busy = true;
    for (let next = queue.shift(); next; next = queue.shift()) performEffect(next, parts);
    busy = false;
  }

  function output(process: string, container: string, stream: 'stdout' | 'stderr', bytes: Uint8Array): void {
    if (process === container) followers.tell(container, logs.write(container, stream, bytes, clock.now()));
    listeners.output(process, stream, bytes);
    if (model.execs.get(process)?.probe === true || model.builds.size > 0) {
      act({ kind: 'output', process, text: new TextDecoder().decode(bytes), stream });
    }
  }

  function hangUp(process: string): void {
    followers.end(process, logs.flush(process, clock.now()));
    listeners.hangUp(process);
  }

  function tell(event: EngineEvent): void {
    subscribers.tell(event);
    for (const hear of heard) hear(event);
  }

  function end(ticket: number): void {
    exchanges.get(ticket)?.end();
    exchanges.delete(ticket);
  }

  function replyTo(ticket: number, exchange: Exchange, reply: Reply): void {
    switch (reply.kind) {
      case 'answer':
        exchange.answer(reply.answer);
        exchanges.delete(ticket);
        break;
      case 'later':
        break;
      case 'open':
        exchange.open(reply.status, reply.type);
        break;
      case 'logs':
        followers.join(ticket, exchange, reply.wanted, reply.type, () => {
          end(ticket);
        });
        break;
      case 'events':
        subscribers.join(ticket, exchange, reply.wanted, () => {
          end(ticket);
        });
        break;
      case 'stats':
        streamStats({
          exchange,
          reply,
          clock,
          model: () => model,
          usage: processes.usage,
          ended: () => end(ticket),
          gone: () => !exchanges.has(ticket),
        });
        break;
      case 'top':
        exchange.answer({
          status: 200,
          body: { json: topTable(processes.rows(reply.container), reply.psArgs) },
        });
        exchanges.delete(ticket);
        break;
      case 'hijack': {
        const wire = exchange.hijack(reply.wanted.contentType);
        exchanges.delete(ticket);
        if (wire) listeners.join(reply.wanted, wire);
        break;
      }
    }
  }

  act({ kind: 'boot' });

  return {
    get model() {
      return model;
    },
    logs,
    request(asked, exchange) {
      tickets += 1;
      const ticket = tickets;
      exchanges.set(ticket, exchange);
      const result = answerTo({ ...asked, ticket });
      keep(result.model);
      // An answer comes after what it is about; a stream is open before anything is said in it.
      if (result.reply.kind === 'answer') perform(result.effects);
      replyTo(ticket, exchange, result.reply);
      if (result.reply.kind !== 'answer') perform(result.effects);
      return {
        gone() {
          exchanges.delete(ticket);
          followers.leave(ticket);
          subscribers.leave(ticket);
          act({ kind: 'gone', ticket });
        },
      };
    },
    start(name) {
      this.request(startRequest(name), NOBODY);
    },
    replace(next) {
      for (const container of model.containers.values()) {
        processes.signal(container.id, 'SIGKILL');
        hangUp(container.id);
        logs.forget(container.id);
        void network.unpublish(container.id);
      }
      timers.clear();
      keep(next);
      act({ kind: 'boot' });
    },
    set(part) {
      keep({ ...model, ...part });
    },
    onChange(tellOf) {
      changed.add(tellOf);
    },
    onEvent(hear) {
      heard.add(hear);
    },
    async close() {
      closed = true;
      timers.clear();
      subscribers.close();
      for (const exchange of exchanges.values()) exchange.end();
      listeners.close();
      await network.close();
      await programs.close();
    },
  };
}
