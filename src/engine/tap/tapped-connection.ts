import type { Head } from './http-messages';
import { HttpMessages } from './http-messages';
import type { Listener } from './relay';
import type { TappedCommand, TappedExchange } from './tapped-command';
import type { TappedStream } from './tapped-stream';

/** bytes of a body that are looked at */
const LOOKED_AT = 64 * 1024;
/** Answers that go on: their lines are no body to show. */
const STREAMS =
  /\/(events|logs|attach|stats|export|archive|build|session|grpc|images\/create|images\/get|images\/load|[^?]*\/push|[^?]*\/get)(\?|$)/;

interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Head['headers'];
  readonly body: Buffer[];
  sent: number;
  exchange: TappedExchange | null;
}

interface Answer {
  /** What is made of it while it goes on. */
  readonly stream: TappedStream | null;
  readonly body: Buffer[];
  readonly json: boolean;
  bytes: number;
}

/** Which command a connection's first request belongs to. */
export type FindCommand = (path: string, agent: string) => TappedCommand;

/** Hears one connection of another client: its requests and their answers, in order. */
export class TappedConnection implements Listener {
  private command: TappedCommand | null = null;
  /** Asked and not answered whole. */
  private readonly waiting: Request[] = [];
  private asking: Request | null = null;
  private answer: Answer | null = null;
  private readonly requests: HttpMessages;
  private readonly answers: HttpMessages;

  constructor(
    private readonly find: FindCommand,
    private readonly gone: (command: TappedCommand) => void,
  ) {
    this.requests = new HttpMessages({
      head: (head) => this.askedHead(head),
      body: (bytes) => this.askedBody(bytes),
      end: () => this.askedAll(),
    });
    this.answers = new HttpMessages({
      head: (head) => this.answerHead(head),
      body: (bytes) => this.answerBody(bytes),
      end: () => this.answeredAll(null),
    });
  }

  asked(bytes: Uint8Array): void {
    this.requests.push(bytes);
  }

  answered(bytes: Uint8Array): void {
    this.answers.push(bytes);
  }

  closed(): void {
    this.answers.close();
    while (this.waiting.length > 0) this.answeredAll('the connection ended');
    if (this.command) this.gone(this.command);
    this.command = null;
  }

  private askedHead({ first, headers }: Head): null {
    const [method = '', path = ''] = first.split(' ');
    const request: Request = { method, path, headers, body: [], sent: 0, exchange: null };
    this.asking = request;
    this.waiting.push(request);
    this.command ??= this.find(path, headers.get('user-agent') ?? '');
    // A JSON body is shown with its request; nothing else is waited for.
    if (!isJson(headers)) this.send(request);
    return null;
  }

  private askedBody(bytes: Uint8Array): void {
    // Beyond its request: what is typed to a program.
    const request = this.asking ?? this.waiting[0];
    if (!request) return;
    keep(request.body, bytes, request.sent);
    request.sent += bytes.length;
  }

  private askedAll(): void {
    if (this.asking) this.send(this.asking);
    this.asking = null;
  }

  /** Tells of a request, once. */
  private send(request: Request): void {
    if (request.exchange || !this.command) return;
    const { method, path, headers, body } = request;
    const text = isJson(headers) && body.length > 0 ? Buffer.concat(body).toString('utf8') : null;
    request.exchange = this.command.ask({ method, path, body: text });
  }

  private answerHead({ first, headers }: Head): 'none' | 'raw' | null {
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1] ?? '0');
    // "Go on": the answer itself is still to come.
    if (status === 100 || status === 102 || status === 103) return 'none';
    const request = this.waiting[0];
    if (!request) return null;
    this.send(request);
    request.exchange?.status(status);
    const type = headers.get('content-type') ?? '';
    const hijacked = status === 101 || type.startsWith('application/vnd.docker.raw-stream');
    const json = !hijacked && type.includes('json') && !STREAMS.test(request.path);
    const stream = status < 400 ? (request.exchange?.stream(type) ?? null) : null;
    this.answer = { body: [], json, bytes: 0, stream };
    if (hijacked) {
      this.asking = null;
      this.requests.raw();
      return 'raw';
    }
    return request.method === 'HEAD' || status === 204 || status === 304 ? 'none' : null;
  }

  private answerBody(bytes: Uint8Array): void {
    const { answer } = this;
    if (!answer) return;
    if (answer.json) keep(answer.body, bytes, answer.bytes);
    answer.bytes += bytes.length;
    answer.stream?.push(bytes);
  }

  private answeredAll(cut: string | null): void {
    const { answer } = this;
    // "Go on" ends without being an answer.
    if (!answer && cut === null) return;
    this.answer = null;
    answer?.stream?.end();
    const request = this.waiting.shift();
    if (!request) return;
    this.send(request);
    const body = answer?.json === true ? Buffer.concat(answer.body).toString('utf8') : null;
    request.exchange?.end(request.sent, answer?.bytes ?? 0, cut, body);
  }
}

const isJson = (headers: Head['headers']): boolean =>
  (headers.get('content-type') ?? '').startsWith('application/json');

/** Copies what is looked at: the memory of a piece is used again. */
function keep(body: Buffer[], bytes: Uint8Array, before: number): void {
  const room = LOOKED_AT - before;
  if (room > 0) body.push(Buffer.from(bytes.subarray(0, room)));
}
