import type { Container } from './container/container';
import { EVENTS_KEPT, type EngineEvent } from './events';
import type { Exec } from './exec/exec';
import { digestOf } from './files/layer';
import type { Model } from './state';
import { goJson } from './text/go-json';
import type { Nanos } from './text/time';
import type { Answer, Effect, Env, Ticket } from './wire';

/** A request that is answered with an error. What it did until then is undone. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export const errorAnswer = (status: number, message: string): Answer => ({
  status,
  body: { json: { message } },
});

/**
 * One step of the model: what a request or a happening does, gathered in order. The model itself is replaced, never
 * changed, so a step that fails is dropped whole.
 */
export class Turn {
  readonly effects: Effect[] = [];
  private drawn = 0;
  private moment: Nanos;

  constructor(
    public model: Model,
    private readonly env: Env,
  ) {
    this.moment = env.now > model.lastMoment ? env.now : model.lastMoment;
  }

  /** This step's time. Later steps are never earlier. */
  get now(): Nanos {
    return this.moment;
  }

  /** A moment of its own: no two events have the same. */
  tick(): Nanos {
    this.moment += 1n;
    this.model = { ...this.model, lastMoment: this.moment };
    return this.moment;
  }

  /** 64 hexadecimal digits, never the same again. */
  id(): string {
    this.drawn += 1;
    return digestOf(`${this.env.seed}:${String(this.drawn)}`).slice('sha256:'.length);
  }

  /** A whole number from 0 to below `end`. */
  draw(end: number): number {
    return Number.parseInt(this.id().slice(0, 12), 16) % end;
  }

  do(...effects: Effect[]): void {
    this.effects.push(...effects);
  }

  tell(
    type: EngineEvent['type'],
    action: string,
    id: string,
    attributes: Readonly<Record<string, string>>,
  ): void {
    const event: EngineEvent = { type, action, id, attributes, at: this.tick() };
    const events = [...this.model.events.slice(-(EVENTS_KEPT - 1)), event];
    this.model = { ...this.model, events };
    this.effects.push({ kind: 'tell', event });
  }

  answer(ticket: Ticket, answer: Answer): void {
    this.effects.push({ kind: 'answer', ticket, answer });
  }

  /** One JSON line into an open answer; lines of pull, push and build end in two signs. */
  say(ticket: Ticket, value: unknown, end = '\r\n'): void {
    this.effects.push({ kind: 'say', ticket, text: goJson(value) + end });
  }

  change(part: Partial<Model>): void {
    this.model = { ...this.model, ...part };
  }

  container(id: string): Container | undefined {
    return this.model.containers.get(id);
  }

  /** Changes a container that is there; gives it as it is then. */
  put(id: string, part: Partial<Container>): Container {
    const old = this.model.containers.get(id);
    if (!old) throw new Error(`no container ${id}`);
    const next = { ...old, ...part };
    this.change({ containers: this.model.containers.set(id, next) });
    return next;
  }

  putExec(id: string, part: Partial<Exec>): Exec {
    const old = this.model.execs.get(id);
    if (!old) throw new Error(`no exec ${id}`);
    const next = { ...old, ...part };
    this.change({ execs: this.model.execs.set(id, next) });
    return next;
  }

  /** The next process number of the host. Gaps, as on a machine where other things run too. */
  hostPid(): number {
    const pid = this.model.nextPid;
    this.change({ nextPid: pid + 1 + this.draw(9) });
    return pid;
  }
}
