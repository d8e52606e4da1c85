import { parseJson, object, text } from '../../core/base/read';
import { readText, type Wire } from '../wire/wire';

/** The newest API that Cutaway knows, and the oldest it can work with. Never pinned in between. */
export const API_NEWEST = '1.52';
export const API_FLOOR = '1.41';

export interface Negotiated {
  readonly api: string;
  readonly kind: 'docker' | 'podman';
  /** The engine's own newest. */
  readonly theirs: string;
}

/** Something answers, but it is no Docker Engine: what it said instead. */
export class NotAnEngine extends Error {
  readonly code = 'ENOTENGINE';
}

/** An engine answers that speaks nothing Cutaway speaks. */
export class TooOld extends Error {
  readonly code = 'ETOOOLD';
}

/** `1.9` < `1.41`: by number, part by part. */
export function compareApi(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor - bMajor || aMinor - bMinor;
}

/**
 * Asks `/_ping`, which every engine answers without a version. HEAD first, as the CLI does; GET where HEAD is
 * not known.
 * @param patience milliseconds until an answer must be there
 * @throws NotAnEngine, TooOld, or the socket's own error
 */
export async function negotiate(wire: Wire, patience = 10_000): Promise<Negotiated> {
  let response = await wire.send({ method: 'HEAD', path: '/_ping', timeout: patience });
  await readText(response.body);
  if (response.status === 404 || response.status === 405 || response.headers['api-version'] === undefined) {
    response = await wire.send({ method: 'GET', path: '/_ping', timeout: patience });
    const body = await readText(response.body, 4096);
    if (response.headers['api-version'] === undefined) {
      const message = text(object(parseJson(body))['message']) || body.slice(0, 80).replace(/\s+/g, ' ');
      throw new NotAnEngine(`answered ${String(response.status)} without an API version: ${message}`);
    }
  }
  const theirs = response.headers['api-version'] ?? '';
  if (!/^\d+\.\d+$/.test(theirs)) throw new NotAnEngine(`its API version is "${theirs.slice(0, 40)}"`);
  if (compareApi(theirs, API_FLOOR) < 0) {
    throw new TooOld(
      `the engine speaks API ${theirs}; Cutaway needs ${API_FLOOR}, which came with Docker Engine 20.10`,
    );
  }
  return {
    theirs,
    api: compareApi(theirs, API_NEWEST) < 0 ? theirs : API_NEWEST,
    kind: response.headers['libpod-api-version'] !== undefined ? 'podman' : 'docker',
  };
}
