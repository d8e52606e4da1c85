import { homedir } from 'node:os';
import { engineKey } from '../../core/base/brand';
import type { Diagnosis } from '../../core/journal/facts';
import { createWire } from '../wire/wire';
import { cliMessage, diagnose, realLookup } from './diagnose';
import { dialOf } from './dial';
import { realSurroundings, resolveEndpoint, type Endpoint } from './endpoint';
import { negotiate } from './negotiate';
import type { Session } from './session';

export interface OpenOptions {
  /** What `--engine` named; undefined: as the CLI would choose. */
  readonly engine?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** No engine answers. Carries the reason in words, and the CLI's own sentence. */
export class EngineUnreachable extends Error {
  constructor(
    readonly endpoint: Endpoint,
    readonly reason: unknown,
    readonly cliMessage: string,
    private readonly env: OpenOptions['env'],
  ) {
    super(cliMessage);
  }
  /** Looks at this machine, so it takes a moment; asked for only where it is shown. */
  diagnosis(): Promise<Diagnosis> {
    return diagnose(this.endpoint, this.reason, realLookup(this.env));
  }
}

/** The endpoint that these options mean. @throws EndpointError */
export const endpointOf = (options: OpenOptions): Endpoint =>
  resolveEndpoint(options.engine, realSurroundings(options.env, options.env['HOME'] || homedir()));

/**
 * Opens the engine that the options name and agrees on a version with it.
 * @throws EndpointError when the configuration is wrong, EngineUnreachable when nobody answers
 */
export async function openSession(options: OpenOptions): Promise<Session> {
  return openEndpoint(endpointOf(options), options.env);
}

export async function openEndpoint(
  endpoint: Endpoint,
  env: OpenOptions['env'],
  patience = 10_000,
): Promise<Session> {
  const dial = dialOf(endpoint);
  const wire = createWire(dial);
  try {
    const { api, kind } = await negotiate(wire, patience);
    const { tls: _, ...facts } = endpoint;
    return { key: engineKey(endpoint.address), endpoint: facts, wire, dial, api, kind };
  } catch (reason) {
    wire.close();
    throw new EngineUnreachable(endpoint, reason, cliMessage(endpoint, reason), env);
  }
}
