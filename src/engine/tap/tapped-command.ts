import { commandId, exchangeId, type CommandId, type ExchangeId } from '../../core/base/brand';
import { flag, isObject, number, object, parseJson, text } from '../../core/base/read';
import { nameOfRequests, type Asked } from './name-of-requests';
import { maskCommand } from '../../core/command/secrets';
import type { Fact } from '../../core/journal/entry';
import { redactBody } from '../../core/journal/redact';
import type { Vault } from '../../core/journal/vault';

import { streamOf, type TappedStream } from './tapped-stream';

/** signs of a body that the journal keeps */
const KEPT = 32 * 1024;
const CREATE = /\/containers\/create(\?|$)/;
/** Requests of one command that are looked at for its name. */
const LOOKED_AT = 40;

export interface TapTelling {
  readonly tell: (fact: Fact) => void;
  readonly vault: Vault;
  /** milliseconds, never going back */
  readonly now: () => number;
}

/** One request of another client, told to the journal as it goes. */
export class TappedExchange {
  private readonly since: number;
  private answered = false;
  private over = false;

  constructor(
    readonly id: ExchangeId,
    private readonly to: TapTelling,
    private readonly command: TappedCommand,
    readonly asked: Asked,
  ) {
    this.since = to.now();
  }

  status(status: number): void {
    if (this.answered) return;
    this.answered = true;
    this.to.tell({ kind: 'exchange-answered', exchange: this.id, status, took: this.took() });
    this.command.answered(status);
  }

  /** What to make of an answer of this type while it goes on. */
  stream(type: string): TappedStream | null {
    const { method, path } = this.asked;
    const { tell } = this.to;
    const { id, tty } = this.command;
    return streamOf({ method, path, type, tty, exchange: this.id, command: id, tell });
  }

  /** @param body a short JSON answer; null: a stream, or none */
  end(sent: number, bytes: number, cut: string | null, body: string | null): void {
    if (this.over) return;
    this.over = true;
    const kept = body === null || body === '' ? null : redactBody(body, this.to.vault, KEPT);
    this.to.tell({
      kind: 'exchange-ended',
      exchange: this.id,
      took: this.took(),
      bytes,
      ...(sent === 0 ? {} : { sent }),
      cut,
      body: kept,
    });
    if (body !== null) this.command.learn(this.asked, body);
  }

  private took(): number {
    return Math.round(this.to.now() - this.since);
  }
}

/** One run of another client, as far as its connections tell. */
export class TappedCommand {
  readonly id: CommandId;
  /** Containers that its requests are about. */
  readonly containers = new Set<string>();
  /** Whether the container it is about has a terminal; null: not known. */
  tty: boolean | null = null;
  /** Connections that are open. */
  connections = 0;
  private readonly since: number;
  private readonly requests: Asked[] = [];
  private count = 0;
  private called = '';
  private exitCode = 0;
  private waited: number | null = null;

  constructor(
    number: number,
    /** `User-Agent` of its requests. */
    readonly agent: string,
    private readonly to: TapTelling,
  ) {
    this.id = commandId(`t${String(number)}`);
    this.since = to.now();
    to.tell({ kind: 'command-started', command: this.id, text: 'docker …', origin: 'tap' });
  }

  ask(asked: Asked): TappedExchange {
    this.count += 1;
    const { method, path, body } = asked;
    const container = /\/containers\/([^/?]+)\//.exec(path)?.[1];
    if (container !== undefined) this.containers.add(container);
    const exchange = new TappedExchange(exchangeId(`${this.id}.${String(this.count)}`), this.to, this, asked);
    this.to.tell({
      kind: 'exchange-sent',
      exchange: exchange.id,
      command: this.id,
      n: this.count,
      method,
      path: withoutSecrets(path, this.to.vault),
      body: body === null ? null : redactBody(body, this.to.vault, KEPT),
    });
    if (method === 'POST' && CREATE.test(path)) this.tty = flag(object(parseJson(body ?? ''))['Tty']);
    if (!path.endsWith('/_ping') && this.requests.length < LOOKED_AT) {
      this.requests.push(asked);
      this.name();
    }
    return exchange;
  }

  answered(status: number): void {
    this.exitCode = status >= 400 ? 1 : 0;
  }

  /** Takes in what an answer tells of the command. */
  learn({ method, path }: Asked, body: string): void {
    const answer = object(parseJson(body));
    if (method === 'POST' && CREATE.test(path)) {
      const id = text(answer['Id']);
      if (id !== '') this.containers.add(id);
    } else if (/\/containers\/[^/]+\/wait(\?|$)/.test(path)) this.waited = number(answer['StatusCode']);
    else if (/\/containers\/[^/]+\/json(\?|$)/.test(path)) {
      const { Id: id, Config: config } = answer;
      if (text(id) !== '') this.containers.add(text(id));
      if (isObject(config)) this.tty = flag(config['Tty']);
    }
  }

  end(): void {
    this.to.tell({
      kind: 'command-finished',
      command: this.id,
      exitCode: this.waited ?? this.exitCode,
      took: Math.round(this.to.now() - this.since),
    });
  }

  private name(): void {
    const words = nameOfRequests(this.requests);
    if (words === null) return;
    // What is not known is no word of the command.
    const named = maskCommand(['docker', ...words], this.to.vault).replaceAll("'…'", '…');
    if (named === this.called) return;
    this.called = named;
    this.to.tell({ kind: 'command-named', command: this.id, text: named });
  }
}

/** Build arguments stand in the query, as JSON. */
function withoutSecrets(path: string, vault: Vault): string {
  return path.replace(/([?&]buildargs=)([^&]*)/, (_all, key: string, value: string) => {
    let json = value;
    try {
      json = decodeURIComponent(value.replaceAll('+', ' '));
    } catch {
      return `${key}…`;
    }
    return key + redactBody(`{"buildargs":${json}}`, vault, KEPT).slice('{"buildargs":'.length, -1);
  });
}
