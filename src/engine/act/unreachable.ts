import { Unreachable } from '../../core/command/program';
import { cliMessage } from '../connect/diagnose';
import type { Endpoint } from '../connect/endpoint';
import type { Session } from '../connect/session';
import { WireTimeout } from '../wire/wire';

/** milliseconds until an ordinary request must have its status line */
export const PATIENCE = 30_000;

/** The sentence for a request that got no answer, as the CLI says it where it says anything. */
export function unreachable(session: Session, what: string, error: unknown): Unreachable {
  if (error instanceof Unreachable) return error;
  if (error instanceof WireTimeout) {
    return new Unreachable(
      `The engine at ${session.endpoint.address} took the request ${what} and did not answer within ${String(PATIENCE / 1000)} seconds. ` +
        'It may hang: try again, and restart it if it stays silent.',
    );
  }
  const endpoint: Endpoint = { ...session.endpoint, tls: null };
  return new Unreachable(cliMessage(endpoint, error));
}

/** The same for an engine that could not be opened at all. */
export function notOpened(error: unknown): Unreachable {
  if (error instanceof Unreachable) return error;
  if (error instanceof Error && 'cliMessage' in error && typeof error.cliMessage === 'string')
    return new Unreachable(error.cliMessage);
  return new Unreachable(error instanceof Error ? error.message : String(error));
}
