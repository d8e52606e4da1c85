/** The two doors of the model: what a client asks, and what happens in the machine. */
import { buildOutput } from './build/run-step';
import { ended, policyStart } from './container/end';
import { portTaken, published, refused, started } from './container/start';
import { graceOver } from './container/stop';
import { tellContainer } from './container/tell';
import type { EngineEvent } from './events';
import { execEnded, execRefused, execStarted } from './exec/run';
import { probe, probeLate, probeOutput } from './health/health';
import { pullStep } from './image/pull';
import { pushStep } from './image/push';
import { boot } from './boot';
import { gone } from './gone';
import { ROUTES } from './routes';
import type { Model } from './state';
import { API_NEWEST, API_OLDEST } from './system/machine';
import { errorAnswer, Refused, Turn } from './turn';
import { unsupported } from './unsupported';
import type { ApiRequest, Effect, Env, Happening, Reply } from './wire';

export interface Outcome {
  readonly model: Model;
  readonly effects: readonly Effect[];
  /** Those of the effects that tell of something, for whoever counts them. */
  readonly events: readonly EngineEvent[];
}

function outcome(turn: Turn): Outcome {
  const events = turn.effects.flatMap((one) => (one.kind === 'tell' ? [one.event] : []));
  return { model: turn.model, effects: turn.effects, events };
}

const refusal = (status: number, message: string): Reply => ({
  kind: 'answer',
  answer: errorAnswer(status, message),
});

const minor = (version: string): number => Number(version.split('.')[1] ?? 0);

/** Versions are numbers with a point: 1.9 is older than 1.41. */
function versionRefusal(version: string | null): Reply | null {
  if (version === null) return null;
  if (!/^1\.\d+$/.test(version) || minor(version) > minor(API_NEWEST)) {
    return refusal(
      400,
      `client version ${version} is too new. Maximum supported API version is ${API_NEWEST}`,
    );
  }
  if (minor(version) < minor(API_OLDEST)) {
    // Clients that old do not read JSON here, so the engine answers with bare words.
    const text = `client version ${version} is too old. Minimum supported API version is ${API_OLDEST}, please upgrade your client to a newer version\n`;
    return { kind: 'answer', answer: { status: 400, body: { text } } };
  }
  return null;
}

function answerTo(turn: Turn, request: ApiRequest): Reply {
  const wrong = versionRefusal(request.version);
  if (wrong) return wrong;
  for (const { method, pattern, handler } of ROUTES) {
    if (method !== request.method) continue;
    const match = pattern.exec(request.path);
    if (match) return handler(turn, request, match.slice(1));
  }
  const left = unsupported(request.method, request.path);
  if (left) return refusal(...left);
  return refusal(404, 'page not found');
}

/** A request of a client. The reply comes with the outcome, or later as an effect with the request's ticket. */
export function handle(model: Model, request: ApiRequest, env: Env): Outcome & { readonly reply: Reply } {
  const turn = new Turn(model, env);
  try {
    const reply = answerTo(turn, request);
    return { ...outcome(turn), reply };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // What it did until then is undone.
    return { model, effects: [], events: [], reply: refusal(error.status, error.message) };
  }
}

const isContainer = (turn: Turn, process: string): boolean => turn.model.containers.has(process);

function timer(turn: Turn, key: string): void {
  const at = key.indexOf(':');
  const id = key.slice(at + 1);
  switch (key.slice(0, at)) {
    case 'stop':
      graceOver(turn, id);
      break;
    case 'restart':
      policyStart(turn, id);
      break;
    case 'health':
      probe(turn, id);
      break;
    case 'probe':
      probeLate(turn, id);
      break;
    case 'pull':
      pullStep(turn, id);
      break;
    case 'push':
      pushStep(turn, id);
      break;
  }
}

function react(turn: Turn, happening: Happening): void {
  switch (happening.kind) {
    case 'published':
      published(turn, happening.container, happening.ports);
      break;
    case 'port taken':
      portTaken(turn, happening.container, happening.wanted, happening.why);
      break;
    case 'started':
      (isContainer(turn, happening.process) ? started : execStarted)(turn, happening.process);
      break;
    case 'refused':
      (isContainer(turn, happening.process) ? refused : execRefused)(turn, happening.process, happening.why);
      break;
    case 'exited':
      if (isContainer(turn, happening.process)) ended(turn, happening.process, happening.code, happening.oom);
      else execEnded(turn, happening.process, happening.code);
      break;
    case 'out of memory': {
      const container = turn.container(happening.container);
      if (container) tellContainer(turn, container, 'oom');
      break;
    }
    case 'output': {
      const exec = turn.model.execs.get(happening.process);
      if (exec) probeOutput(turn, exec, happening.text);
      else buildOutput(turn, happening.process, happening.text, happening.stream);
      break;
    }
    case 'timer':
      timer(turn, happening.key);
      break;
    case 'gone':
      gone(turn, happening.ticket);
      break;
    case 'boot':
      boot(turn);
      break;
  }
}

/** Something happened that no client asked for. */
export function happen(model: Model, happening: Happening, env: Env): Outcome {
  const turn = new Turn(model, env);
  react(turn, happening);
  return outcome(turn);
}
