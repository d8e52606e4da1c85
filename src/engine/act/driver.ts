import { assertNever } from '../../core/base/assert-never';
import type { CommandId, ContainerId } from '../../core/base/brand';
import { parseJson } from '../../core/base/read';
import {
  Unreachable,
  type Answer,
  type EngineAt,
  type Environment,
  type Opened,
  type Request,
  type Step,
  type Sub,
} from '../../core/command/program';
import { DETACH_KEYS, readKeys } from '../../core/command/container/detach-keys';
import type { Attached, Fact } from '../../core/journal/entry';
import type { Vault } from '../../core/journal/vault';
import type { Session } from '../connect/session';
import { clientStep } from './client-step';
import { Exchanges } from './exchanges';
import { handOn, type Input } from './input';
import { readLine } from './input-line';
import type { Output } from './output';
import { runPlugin } from './plugin';
import { buildFact, layerFact } from './progress-facts';
import { OpenBody, Pump } from './streams';
import { notOpened } from './unreachable';
import { Uploads } from './uploads';

export interface DriverOptions {
  readonly command: CommandId;
  readonly session: () => Promise<Session>;
  readonly environment: Environment;
  readonly vault: Vault;
  readonly output: Output;
  /** What can be typed to a program, where this client has something. */
  readonly input?: Input | undefined;
  /** milliseconds until an ordinary request must have its status line; 30 s by default */
  readonly patience?: number | undefined;
  /** Milliseconds since 1970; the machine's own clock by default. */
  readonly clock?: (() => number) | undefined;
  /** Appends a fact other than output. */
  readonly tell: (fact: Fact) => void;
  /** A program is at the other end of what is typed and shown. */
  readonly attached?: ((to: Attached) => void) | undefined;
}

/** The keys that let go of a program in a terminal; null where every key is its own. */
const keysOf = ({ tty, keys }: { readonly tty: boolean; readonly keys: string }): readonly number[] | null =>
  tty ? ((keys === '' ? null : readKeys(keys)) ?? DETACH_KEYS) : null;

/** Performs what a program asks for on an engine. One driver for one run of a command. */
export class Driver {
  /** The container that takes interrupts; null: an interrupt ends the command. */
  forwarding: ContainerId | null = null;
  private readonly abort = new AbortController();
  private readonly exchanges: Exchanges;
  private readonly bodies = new Map<number, OpenBody | Pump>();
  private readonly uploads = new Uploads();
  /** What is to be let go at the end: the terminal, the watch over its size. */
  private readonly ends: (() => void)[] = [];
  private handles = 0;
  private opened: Promise<Session> | null = null;

  constructor(private readonly options: DriverOptions) {
    this.exchanges = new Exchanges(
      options.command,
      options.tell,
      options.vault,
      this.abort.signal,
      options.patience,
    );
  }

  /** Runs a program to its end. @throws what the program throws */
  async perform<T>(program: Sub<T>): Promise<T> {
    let next = program.next();
    while (next.done !== true) {
      let answer: unknown;
      let failure: { readonly error: unknown } | null = null;
      try {
        answer = await this.step(next.value);
      } catch (error) {
        failure = { error };
      }
      next = failure === null ? program.next(answer) : program.throw(failure.error);
    }
    return next.value;
  }

  /** Sends a signal to the container that is forwarded to. `INT`, `TERM` */
  async forward(signal: string): Promise<void> {
    if (this.forwarding === null) return;
    await this.ask({ method: 'POST', path: `/containers/${this.forwarding}/kill`, query: { signal } }).catch(
      () => undefined,
    );
  }

  /** Lets go of the program that is attached to. @returns whether there was one */
  letGo(): boolean {
    const pumps = [...this.bodies.values()].filter((body) => body instanceof Pump);
    for (const pump of pumps) pump.letGo();
    return pumps.length > 0;
  }

  /** Closes what is still open. */
  close(why: string): void {
    for (const end of this.ends.splice(0)) end();
    for (const body of this.bodies.values()) body.cut(why);
    this.bodies.clear();
  }

  /** Breaks off what is under way as well. */
  break(why: string): void {
    this.close(why);
    this.abort.abort();
  }

  private session(): Promise<Session> {
    this.opened ??= this.options.session().catch((error: unknown) => {
      throw notOpened(error);
    });
    return this.opened;
  }

  private async step(step: Step): Promise<unknown> {
    switch (step.do) {
      case 'ask':
        return this.ask(step.request);
      case 'open':
        return this.open(step.request);
      case 'line':
      case 'raw-line': {
        const body = this.bodies.get(step.handle);
        const next = body instanceof OpenBody ? await body.line() : undefined;
        return step.do === 'line' ? next?.value : next?.raw;
      }
      case 'rest': {
        const body = this.bodies.get(step.handle);
        return body instanceof OpenBody ? body.rest() : '';
      }
      case 'cut':
        this.bodies.get(step.handle)?.cut('not waited for');
        this.bodies.delete(step.handle);
        return undefined;
      case 'attach':
        return this.attach(step);
      case 'sizes':
        this.sizes(step.path);
        return undefined;
      case 'follow':
        return this.follow(step.request, step.container, step.tty);
      case 'join': {
        const body = this.bodies.get(step.handle);
        return body instanceof Pump ? this.join(body) : undefined;
      }
      case 'print': {
        const shown = step.pieces.map((piece) => (typeof piece === 'string' ? piece : piece.secret)).join('');
        const kept = step.pieces
          .map((piece) => (typeof piece === 'string' ? piece : this.options.vault.hide(piece.secret)))
          .join('');
        return this.options.output.print(step.stream, shown, kept);
      }
      case 'progress':
      case 'build-line': {
        const id = this.bodies.get(step.handle)?.exchange.id;
        const { command, tell } = this.options;
        if (id) tell(step.do === 'progress' ? layerFact(id, command, step) : buildFact(id, command, step));
        return undefined;
      }
      case 'pack':
      case 'pack-path':
      case 'read-file':
      case 'text-file':
      case 'output-trouble':
      case 'environment':
      case 'credentials':
      case 'known-login':
      case 'keep-login':
      case 'drop-login':
        return clientStep(step, this.options.environment, this.uploads);
      case 'write-file':
      case 'unpack': {
        const body = this.bodies.get(step.handle);
        return body instanceof OpenBody ? body.saveAs(this.options.environment.cwd, step) : null;
      }
      case 'input-line':
        return this.options.input ? readLine(this.options.input) : '';
      case 'now':
        return (this.options.clock ?? Date.now)();
      case 'engine': {
        const { api, kind, endpoint } = await this.session();
        return { api, kind, context: endpoint.context } satisfies EngineAt;
      }
      case 'plugin':
        return runPlugin(step, await this.session(), this.options, this.ends);
      case 'interrupts':
        this.forwarding = step.container;
        return undefined;
      case 'together':
        return Promise.all(step.programs.map((program) => this.perform(program)));
      default:
        return assertNever(step);
    }
  }

  private async ask(request: Request): Promise<Answer> {
    const { exchange, response } = await this.exchanges.send(await this.session(), request);
    const text = await this.exchanges.whole(exchange, response);
    return { status: response.status, headers: response.headers, text, json: parseJson(text) };
  }

  private async open(request: Request): Promise<Opened> {
    const upload = request.upload === undefined ? undefined : this.uploads.send(request.upload);
    const { exchange, response } = await this.exchanges.send(await this.session(), request, upload?.stream);
    if (upload) exchange.count(upload.bytes);
    const { status, headers } = response;
    const sent = upload ? { sent: upload.bytes() } : {};
    if (status >= 400)
      return { handle: 0, status, headers, text: await this.exchanges.whole(exchange, response), ...sent };
    return { handle: this.hold(new OpenBody(response.body, exchange)), status, headers, text: '', ...sent };
  }

  private async attach(step: Extract<Step, { do: 'attach' }>): Promise<Opened> {
    const { request, container, tty, input } = step;
    const session = await this.session();
    const { exchange, response } = await this.exchanges.upgrade(session, request);
    const { status, headers } = response;
    if (!('socket' in response)) {
      if (status < 400) return this.pump(response.body, exchange, container, tty, status, headers);
      return { handle: 0, status, headers, text: await this.exchanges.whole(exchange, response) };
    }
    const { socket } = response;
    socket.on('error', () => undefined);
    if ('bytesWritten' in socket) {
      const head = Number(socket.bytesWritten);
      exchange.count(() => Number(socket.bytesWritten) - head);
    }
    this.options.attached?.({ container, tty, input, main: request.path.startsWith('/containers/') });
    if (input && this.options.input) {
      const opened = this.pump(response.socket, exchange, container, tty, status, headers);
      const pump = this.bodies.get(opened.handle);
      const handed = handOn(this.options.input, response.socket, keysOf(step), () => {
        if (pump instanceof Pump) pump.letGo();
      });
      this.ends.push(() => handed.stop());
      if (pump instanceof Pump) void pump.done.finally(() => handed.stop());
      return opened;
    }
    // The input is not wanted: closed at once, as the CLI does. A Windows pipe cannot be closed by half.
    if (!session.endpoint.address.startsWith('npipe:')) response.socket.end();
    return this.pump(response.socket, exchange, container, tty, status, headers);
  }

  private async follow(request: Request, container: ContainerId, tty: boolean): Promise<Opened> {
    const { exchange, response } = await this.exchanges.send(await this.session(), request);
    const { status, headers } = response;
    if (status >= 400)
      return { handle: 0, status, headers, text: await this.exchanges.whole(exchange, response) };
    return this.pump(response.body, exchange, container, tty, status, headers);
  }

  private pump(
    ...[stream, exchange, container, tty, status, headers]: readonly [
      ConstructorParameters<typeof Pump>[0],
      ConstructorParameters<typeof Pump>[1],
      ContainerId,
      boolean,
      number,
      Opened['headers'],
    ]
  ): Opened {
    const pump = new Pump(stream, exchange, this.options.output, container, tty);
    return { handle: this.hold(pump), status, headers, text: '' };
  }

  private async join(pump: Pump): Promise<'ended' | 'detached'> {
    await pump.done;
    if (pump.failure !== '') throw new Unreachable(pump.failure);
    return pump.detached ? 'detached' : 'ended';
  }

  /** Hands the terminal's size on. One that the engine refuses is of no interest: the program may be gone. */
  private sizes(path: string): void {
    const { input } = this.options;
    const tell = (): void => {
      const size = input?.size();
      if (!size) return;
      const query = { h: String(size.rows), w: String(size.columns) };
      void this.ask({ method: 'POST', path, query }).catch(() => undefined);
    };
    tell();
    if (input) this.ends.push(input.onResize(tell));
  }

  private hold(body: OpenBody | Pump): number {
    this.handles += 1;
    this.bodies.set(this.handles, body);
    return this.handles;
  }
}
