import { NOTHING, type Forecast } from '../../world/forecast';
import type { World } from '../../world/world';
import { interpret } from '../interpret';
import type { Environment, Request, Step, Sub } from '../program';
import { createDryEngine, Unforeseen, type DryEngine } from './dry-engine';

/** Steps after which a program is left: none of those that change something takes so many. */
const MOST = 5000;

/**
 * What a typed line would do if it ran now, worked out by the command's own program against an engine that knows the
 * world alone. Nothing is sent. A line that cannot run, or only reads, foresees nothing. Never throws.
 */
export function foresee(line: string, world: World): Forecast {
  const meant = interpret(line);
  if (!meant.ok) return NOTHING;
  const engine = createDryEngine(world);
  const run = new DryRun(engine);
  let against: string | null = null;
  try {
    const code = run.perform(meant.program());
    if (code !== 0) against = run.said.trim();
  } catch {
    // Where knowledge ends, foresight ends; what was found out until then holds.
  }
  return { ...engine.forecast(), against: against === '' ? null : plain(against) };
}

/** The engine's sentence without the client's frame around it. */
const plain = (said: string | null): string | null =>
  said === null
    ? null
    : (said
        .split('\n')[0]
        ?.replace(/^docker: /, '')
        .replace(/^Error response from daemon: /, '') ?? null);

class DryRun {
  said = '';
  private left = MOST;
  private handles = 0;
  /** Bodies that are not empty, by handle. */
  private readonly bodies = new Map<number, string>();

  constructor(private readonly engine: DryEngine) {}

  perform<T>(program: Sub<T>): T {
    let next = program.next();
    while (next.done !== true) {
      this.left -= 1;
      if (this.left < 0) throw new Unforeseen();
      next = program.next(this.step(next.value));
    }
    return next.value;
  }

  private step(step: Step): unknown {
    switch (step.do) {
      case 'ask':
        return this.engine.answer(step.request);
      case 'open':
        return this.open(step.request);
      case 'attach':
      case 'follow':
        return this.opened(200);
      case 'rest':
        return this.bodies.get(step.handle) ?? '';
      case 'join':
        return 'ended';
      case 'print':
        if (step.stream === 'stderr') this.say(step.pieces);
        return undefined;
      case 'pack':
        return { ok: true, handle: 1, dockerfile: 'Dockerfile' };
      case 'input-line':
        return 'y';
      case 'now':
        return 0;
      case 'environment':
        return CLIENT;
      case 'engine':
        return { api: '1.41', kind: 'docker', context: null };
      case 'together':
        return step.programs.map((each) => this.perform(each));
      case 'read-file':
      case 'text-file':
      case 'pack-path':
      case 'unpack':
      case 'plugin':
      case 'known-login':
      case 'keep-login':
      case 'drop-login':
      case 'write-file':
      case 'output-trouble':
        throw new Unforeseen();
      default:
        return undefined;
    }
  }

  private say(pieces: Extract<Step, { do: 'print' }>['pieces']): void {
    const text = pieces.map((piece) => (typeof piece === 'string' ? piece : '')).join('');
    // That an image is not here is no objection: it is fetched.
    if (!text.startsWith('Unable to find image')) this.said += text;
  }

  private open(request: Request): unknown {
    if (/^\/containers\/[^/]+\/wait$/.test(request.path)) return this.opened(200, '{"StatusCode":0}');
    const answer = this.engine.answer(request);
    return answer.status >= 400 ? { ...answer, handle: 0 } : this.opened(answer.status);
  }

  private opened(status: number, body = ''): unknown {
    this.handles += 1;
    this.bodies.set(this.handles, body);
    return { handle: this.handles, status, headers: {}, text: '' };
  }
}

/** A client whose folder and variables are not known: names stay as they were typed. */
const CLIENT: Environment = {
  input: { tty: true },
  cwd: '/',
  terminal: { rows: 24, columns: 80 },
  platform: { os: 'linux', architecture: 'amd64' },
  version: '',
  newestApi: '1.41',
  variable: () => undefined,
  credentials: () => Promise.resolve(undefined),
};
