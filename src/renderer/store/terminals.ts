import type { TerminalPiece } from '../../contract/calls';
import { CallError } from '../../contract/calls';
import { hostCall } from './session';
import { store } from './store';

export interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** What a terminal shows from a place on; `closed`: it is there no more; null: the host does not answer now. */
export async function readTerminal(command: string, from: number): Promise<TerminalPiece | 'closed' | null> {
  try {
    return (await hostCall('read', { command, from })) ?? null;
  } catch (error) {
    return error instanceof CallError && error.trouble.code === 'gone' ? 'closed' : null;
  }
}

/** Settles once there is room for more; what cannot be handed on is dropped, as at a terminal whose line is cut. */
export async function typeInto(command: string, bytes: string): Promise<void> {
  await hostCall('type', { command, bytes })?.catch(() => undefined);
}

export function resizeTerminal(command: string, size: Size): void {
  store.setState({ terminalSize: size });
  hostCall('resize', { command, size })?.catch(() => undefined);
}

/** Lets go of a program that runs; closes the terminal of one that ended. */
export function leaveTerminal(command: string): void {
  hostCall('leave', { command })?.catch(() => undefined);
}

export function showTerminal(command: string): void {
  store.setState({ panel: 'terminal', terminal: command });
}
