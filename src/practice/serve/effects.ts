/** Doing what the model says. */
import type { EngineEvent } from '../model/events';
import type { Effect, Happening } from '../model/wire';
import type { Exchange } from './exchange';
import type { Listeners } from './listeners';
import type { Logs } from './logs';
import type { Network } from './net';
import type { Processes } from './processes';
import type { Timers } from './timers';

export interface EffectParts {
  act(happening: Happening): void;
  tell(event: EngineEvent): void;
  hangUp(process: string): void;
  end(ticket: number): void;
  defect(error: unknown): void;
  readonly network: Network;
  readonly processes: Processes;
  readonly listeners: Listeners;
  readonly timers: Timers;
  readonly logs: Logs;
  readonly exchanges: Map<number, Exchange>;
}

export function performEffect(effect: Effect, parts: EffectParts): void {
  const { exchanges, listeners, network, processes, timers } = parts;
  switch (effect.kind) {
    case 'tell':
      parts.tell(effect.event);
      break;
    case 'ports':
      network.publish(effect.container, effect.ports).then((open) => {
        parts.act(
          'why' in open
            ? { kind: 'port taken', container: effect.container, ...open }
            : { kind: 'published', container: effect.container, ports: open },
        );
      }, parts.defect);
      break;
    case 'close ports':
      void network.unpublish(effect.container);
      break;
    case 'start':
      processes.start(effect.process, effect.spec).catch(parts.defect);
      break;
    case 'signal':
      processes.signal(effect.process, effect.signal);
      break;
    case 'freeze':
      processes.freeze(effect.container);
      break;
    case 'thaw':
      processes.thaw(effect.container);
      break;
    case 'resize':
      processes.resize(effect.process, effect.columns, effect.rows);
      break;
    case 'hang up':
      parts.hangUp(effect.process);
      break;
    case 'print':
      listeners.output(effect.process, 'stdout', new TextEncoder().encode(effect.text));
      break;
    case 'timer':
      timers.set(effect.key, effect.at);
      break;
    case 'cancel':
      timers.cancel(effect.key);
      break;
    case 'answer':
      exchanges.get(effect.ticket)?.answer(effect.answer);
      exchanges.delete(effect.ticket);
      break;
    case 'open':
      exchanges.get(effect.ticket)?.open(effect.status, effect.type);
      break;
    case 'say':
      exchanges.get(effect.ticket)?.say(effect.text);
      break;
    case 'end':
      parts.end(effect.ticket);
      break;
    case 'forget':
      parts.logs.forget(effect.container);
      break;
  }
}
