import { parseJson } from '../../core/base/read';
import type { Session } from '../connect/session';
import { readText } from '../wire/wire';

/** An engine that answered with an error status. */
export class EngineRefused extends Error {
  constructor(
    readonly status: number,
    body: string,
    path: string,
  ) {
    super(`${path}: ${String(status)} ${body.slice(0, 200)}`);
  }
}

/** Milliseconds that an observer's own question may take: a list of a thousand containers takes 90. */
const PATIENCE = 30_000;

/** Asks the engine something that changes nothing, and reads the answer as JSON. @throws EngineRefused */
export async function ask(session: Session, path: string, signal: AbortSignal): Promise<unknown> {
  const response = await session.wire.send({
    method: 'GET',
    path: `/v${session.api}${path}`,
    signal,
    timeout: PATIENCE,
  });
  const body = await readText(response.body);
  if (response.status >= 400) throw new EngineRefused(response.status, body, path);
  return parseJson(body);
}

/** As `ask`; null when the object is gone. */
export async function askOne(session: Session, path: string, signal: AbortSignal): Promise<unknown> {
  try {
    return await ask(session, path, signal);
  } catch (error) {
    if (error instanceof EngineRefused && error.status === 404) return null;
    throw error;
  }
}
