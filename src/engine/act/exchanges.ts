import type { Readable } from 'node:stream';
import { exchangeId, type CommandId, type ExchangeId } from '../../core/base/brand';
import type { Request } from '../../core/command/program';
import { requestPath } from '../../core/command/request-path';
import type { Fact } from '../../core/journal/entry';
import { redactBody } from '../../core/journal/redact';
import type { Vault } from '../../core/journal/vault';
import type { Session } from '../connect/session';
import { readText, type Upgraded, type WireRequest, type WireResponse } from '../wire/wire';
import { PATIENCE, unreachable } from './unreachable';

/** signs of a body that the journal keeps */
const KEPT = 32 * 1024;

/** One request of a command, told to the journal as it goes. */
export interface Exchange {
  readonly id: ExchangeId;
  readonly session: Session;
  readonly what: string;
  /** Says how many bytes went along with the request, once that is asked for. */
  count(sent: () => number): void;
  /** The answer is over. Told once; later calls are ignored. */
  ended(bytes: number, cut: string | null, body: string | null): void;
}

/** Sends a command's requests, numbers them and tells of them. */
export class Exchanges {
  private count = 0;

  constructor(
    private readonly command: CommandId,
    private readonly tell: (fact: Fact) => void,
    private readonly vault: Vault,
    private readonly signal: AbortSignal,
    /** milliseconds until an ordinary request must have its status line */
    private readonly patience = PATIENCE,
  ) {}

  /** @throws Unreachable */
  async send(
    session: Session,
    request: Request,
    upload?: Readable,
  ): Promise<{ exchange: Exchange; response: WireResponse }> {
    const exchange = this.begin(session, request);
    const wire = this.wireRequest(session, request);
    const sent = session.wire.send(upload ? { ...wire, upload } : wire);
    const response = await this.answered(exchange, sent);
    return { exchange, response };
  }

  /** @throws Unreachable */
  async upgrade(
    session: Session,
    request: Request,
  ): Promise<{ exchange: Exchange; response: Upgraded | WireResponse }> {
    const exchange = this.begin(session, request);
    const response = await this.answered(exchange, session.wire.upgrade(this.wireRequest(session, request)));
    return { exchange, response };
  }

  /** Reads an answer to its end and tells of it. @throws Unreachable when it breaks off */
  async whole(exchange: Exchange, response: WireResponse): Promise<string> {
    try {
      const text = await readText(response.body);
      exchange.ended(Buffer.byteLength(text), null, text === '' ? null : redactBody(text, this.vault, KEPT));
      return text;
    } catch (error) {
      exchange.ended(0, error instanceof Error ? error.message : String(error), null);
      throw unreachable(exchange.session, exchange.what, error);
    }
  }

  /** Build arguments stand in the query, as JSON. */
  private masked(request: Request): Request {
    const args = request.query?.['buildargs'];
    if (typeof args !== 'string') return request;
    const kept = redactBody(`{"buildargs":${args}}`, this.vault, KEPT).slice('{"buildargs":'.length, -1);
    return { ...request, query: { ...request.query, buildargs: kept } };
  }

  private begin(session: Session, request: Request): Exchange & { readonly since: number } {
    this.count += 1;
    const id = exchangeId(`${this.command}.${String(this.count)}`);
    const since = performance.now();
    const body =
      request.body === undefined ? null : redactBody(JSON.stringify(request.body), this.vault, KEPT);
    const { method, path } = request;
    this.tell({
      kind: 'exchange-sent',
      exchange: id,
      command: this.command,
      n: this.count,
      method,
      path: requestPath(this.masked(request), session.api),
      body,
    });
    let over = false;
    const length = request.body === undefined ? 0 : Buffer.byteLength(JSON.stringify(request.body));
    let counted = (): number => length;
    return {
      id,
      session,
      since,
      what: `${method} ${path}`,
      count: (sent) => {
        counted = () => length + sent();
      },
      ended: (bytes, cut, kept) => {
        if (over) return;
        over = true;
        const sent = counted();
        this.tell({
          kind: 'exchange-ended',
          exchange: id,
          took: Math.round(performance.now() - since),
          bytes,
          ...(sent === 0 ? {} : { sent }),
          cut,
          body: kept,
        });
      },
    };
  }

  private async answered<T extends { readonly status: number }>(
    exchange: Exchange & { readonly since: number },
    sent: Promise<T>,
  ): Promise<T> {
    try {
      const response = await sent;
      this.tell({
        kind: 'exchange-answered',
        exchange: exchange.id,
        status: response.status,
        took: Math.round(performance.now() - exchange.since),
      });
      return response;
    } catch (error) {
      const failed = unreachable(exchange.session, exchange.what, error);
      exchange.ended(0, this.signal.aborted ? 'interrupted' : failed.message, null);
      throw failed;
    }
  }

  private wireRequest(session: Session, request: Request): WireRequest {
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    return {
      method: request.method,
      path: requestPath(request, session.api),
      headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...request.headers },
      signal: this.signal,
      ...(body === undefined ? {} : { body }),
      ...(request.slow === true ? {} : { timeout: this.patience }),
    };
  }
}
