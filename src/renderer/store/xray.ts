import type { Changed } from '../../core/scene/changed-by';
import { store } from './store';

/** Lights what a request changed in the picture; null: nothing, any more. */
export function lightUp(changed: readonly Changed[] | null): void {
  store.setState({ lit: changed ?? NOTHING });
}

export const NOTHING: readonly Changed[] = [];

/** Shows an earlier or a later command's requests. */
export function showCommand(command: string): void {
  store.setState({ command, lit: NOTHING });
}
