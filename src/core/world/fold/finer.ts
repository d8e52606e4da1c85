import type { EngineMs } from '../../base/brand';

/** A list tells moments in whole seconds: where the second is the same, what was known before is finer. */
export const finer = (listed: EngineMs, known: EngineMs | undefined): EngineMs =>
  known !== undefined && Math.floor(known / 1000) * 1000 === listed ? known : listed;
