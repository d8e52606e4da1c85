import type { Model } from '../state';
import { Refused } from '../turn';
import type { Network } from './network';

/** By id, by name, or by the start of an id that only one has. */
export function tryNetwork(model: Model, asked: string): Network | undefined {
  const exact = model.networks.get(asked);
  if (exact) return exact;
  const wanted = asked === 'default' ? 'bridge' : asked;
  const all = model.networks.values();
  const named = all.find((one) => one.name === wanted);
  if (named) return named;
  const some = all.filter((one) => asked !== '' && one.id.startsWith(asked));
  if (some.length > 1) {
    throw new Refused(
      400,
      `network ${asked} is ambiguous (${String(some.length)} matches found based on ID prefix)`,
    );
  }
  return some[0];
}

/** @throws Refused 404 `network … not found` */
export function findNetwork(model: Model, asked: string): Network {
  const found = tryNetwork(model, asked);
  if (!found) throw new Refused(404, `network ${asked} not found`);
  return found;
}
