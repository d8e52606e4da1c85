import type { Diagnosis, EngineFacts } from '../../core/journal/facts';
import { number, object } from '../../core/base/read';
import { realLookup } from '../../engine/connect/diagnose';
import { EndpointError, type Endpoint } from '../../engine/connect/endpoint';
import { endpointOf, EngineUnreachable, openEndpoint } from '../../engine/connect/open';
import type { Session } from '../../engine/connect/session';
import { ask } from '../../engine/observe/ask';
import { readEngine } from '../../engine/observe/read-engine';
import { findElectron, hasDisplay } from '../electron';
import { packageFolder, version } from '../place';
import type { Subcommand } from '../subcommand';
import { printReport } from './doctor-report';

/** All that `doctor --json` prints. */
export interface Report {
  readonly ok: boolean;
  readonly version: string;
  readonly node: string;
  readonly endpoint: {
    readonly address: string;
    readonly from: string;
    readonly context: string | null;
  } | null;
  /** Null where the endpoint is no socket of this machine. */
  readonly socket: {
    readonly path: string;
    readonly there: boolean;
    readonly allowed: boolean | null;
  } | null;
  readonly engine: (EngineFacts & { readonly containers: number; readonly images: number }) | null;
  readonly diagnosis: Diagnosis | null;
  /** The configuration names no engine: in words. */
  readonly trouble: string | null;
  /** Path of the docker command; null: it is not here, and Cutaway does not need it. */
  readonly docker: string | null;
  readonly electron: { readonly path: string | null; readonly why: string | null };
  readonly display: boolean;
  /** The next command to type. */
  readonly next: string;
}

type Env = Readonly<Record<string, string | undefined>>;
type AboutEngine = Pick<Report, 'endpoint' | 'socket' | 'engine' | 'diagnosis' | 'trouble'>;

/** Milliseconds until an engine that takes the call must have answered. */
const PATIENCE = 5000;

type Told = NonNullable<Report['engine']>;

/** What the engine says of itself. @throws when it takes the call and then answers no engine's answers */
async function askEngine(session: Session): Promise<Told> {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const [told, info] = await Promise.all([ask(session, '/version', signal), ask(session, '/info', signal)]);
    const counts = { containers: number(object(info)['Containers']), images: number(object(info)['Images']) };
    return { ...readEngine(session, told, info), ...counts };
  } finally {
    session.wire.close();
  }
}

async function lookAtEngine(engine: string | undefined, env: Env): Promise<AboutEngine> {
  const nothing = { endpoint: null, socket: null, engine: null, diagnosis: null, trouble: null };
  let target: Endpoint;
  try {
    target = endpointOf({ engine, env });
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error;
    return { ...nothing, trouble: error.message };
  }
  const { address, from, context } = target;
  const path = /^(?:unix|npipe):\/\/(.*)$/.exec(address)?.[1];
  const there = path !== undefined && (await realLookup(env).exists(path));
  const about = (allowed: boolean | null): Omit<AboutEngine, 'engine'> => ({
    ...nothing,
    endpoint: { address, from, context },
    socket: path === undefined ? null : { path, there, allowed },
  });
  try {
    return { ...about(true), engine: await askEngine(await openEndpoint(target, env, PATIENCE)) };
  } catch (error) {
    if (error instanceof EngineUnreachable) {
      const diagnosis = await error.diagnosis();
      const allowed = diagnosis.code === 'no-permission' ? false : there ? true : null;
      return { ...about(allowed), engine: null, diagnosis };
    }
    const late = error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
    const why = late ? 'no answer in 5 seconds' : error instanceof Error ? error.message : String(error);
    return {
      ...about(true),
      engine: null,
      trouble: `Something answers, but not as an engine does: ${why}`,
    };
  }
}

function nextOf({ engine, diagnosis, trouble }: AboutEngine, windowed: boolean): string {
  if (engine)
    return engine.containers === 0
      ? 'cutaway run -- docker run hello-world'
      : windowed
        ? 'cutaway'
        : 'cutaway serve';
  if (diagnosis?.command != null) return diagnosis.command;
  return trouble === null ? 'docker info' : 'docker context ls';
}

export const doctor: Subcommand = {
  usage: 'doctor [--json]',
  about:
    'Says what is installed, running and reachable, and the next command to type. Exits 0 when an engine answers.',
  options: [{ name: 'json', says: 'print it as JSON' }],
  words: 0,
  async run(given, io) {
    const [about, docker] = await Promise.all([
      lookAtEngine(given.value('engine'), io.env),
      realLookup(io.env).program('docker'),
    ]);
    const electron = findElectron(packageFolder());
    const display = hasDisplay(process.platform, io.env);
    const report: Report = {
      ok: about.engine !== null,
      version: version(),
      node: process.versions.node,
      ...about,
      docker,
      electron: 'why' in electron ? { path: null, why: electron.why } : { path: electron.binary, why: null },
      display,
      next: nextOf(about, display),
    };
    io.stdout.write(given.flag('json') ? `${JSON.stringify(report, null, 2)}\n` : printReport(report));
    return report.ok ? 0 : 1;
  },
};
