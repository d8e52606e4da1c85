import type { EngineKey } from '../../core/base/brand';
import type { EndpointFacts } from '../../core/journal/facts';
import type { Dial, Wire } from '../wire/wire';

/** An engine that answered: where it is, and the version both sides speak. The one door for requests. */
export interface Session {
  readonly key: EngineKey;
  readonly endpoint: EndpointFacts;
  readonly wire: Wire;
  /** Opens one more connection to the same engine. */
  readonly dial: Dial;
  /** Negotiated: min(ours, the engine's), as in `1.41`. */
  readonly api: string;
  readonly kind: 'docker' | 'podman';
}
