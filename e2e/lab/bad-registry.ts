/** A registry that refuses, in the ways that people meet. */
import { startHelper } from './helper.js';
import type { Lab } from './lab.js';

export interface BadRegistry {
  /**
   * For `docker pull {address}/KIND/anything`, where KIND says how it is refused: `denied` (401), `missing`
   * (404), `limited` (429), `broken` (500) or `silent` (no answer ever).
   */
  readonly address: string;
  close(): Promise<void>;
}

/** Starts one inside the lab's network. It ends with the lab or with this process at the latest. */
export async function startBadRegistry(lab: Lab): Promise<BadRegistry> {
  const { address, close } = await startHelper(lab.namespace, 'bad-registry.ts', 0, []);
  return { address, close };
}
