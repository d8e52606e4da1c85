import { CallError, type CallResult } from '../../contract/calls';
import { hostCall } from './session';

export type TapState = CallResult['tap'];

/** Asks whether the tap is open; opens or closes it where that is wanted. @returns why not, where it cannot be */
export async function tap(wanted?: 'on' | 'look-only' | 'off'): Promise<TapState | string> {
  try {
    return (await hostCall('tap', wanted === undefined ? {} : { wanted })) ?? 'The host does not answer.';
  } catch (error) {
    return error instanceof CallError ? error.trouble.message : 'The host does not answer.';
  }
}
