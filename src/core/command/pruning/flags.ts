import type { FlagSpec } from '../spec';

/** Flags that every prune has. */
export const FORCE: FlagSpec = {
  long: 'force',
  short: 'f',
  type: 'bool',
  explains: 'removes without asking first',
};

export const filterFlag = (example: string): FlagSpec => ({
  long: 'filter',
  type: 'filter',
  explains: `removes only those that fit, such as ${example}`,
});

export const NO_ARGUMENTS = { least: 0, most: 0, complete: [], explain: [] } as const;
