import { MENU_PROOFS } from './proofs/menu';
import { PAGE_PROOFS } from './proofs/page';
import { PORT_PROOFS } from './proofs/port';
import { WAY_OUT_PROOFS } from './proofs/way-out';
import { WINDOW_PROOFS } from './proofs/window';
import type { Proof } from './proofs/proof';

/** What is proven of the shell on a running program, which every proof leaves as it found it. */
export const PROOFS = {
  ...PAGE_PROOFS,
  ...PORT_PROOFS,
  ...WAY_OUT_PROOFS,
  ...WINDOW_PROOFS,
  ...MENU_PROOFS,
} satisfies Readonly<Record<string, Proof>>;

export type ProofName = keyof typeof PROOFS;
