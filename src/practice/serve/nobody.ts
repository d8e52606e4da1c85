import type { ApiRequest } from '../model/wire';
import type { Exchange } from './exchange';

/** The exchange of a request that nobody waits for. */
export const NOBODY: Exchange = {
  answer: () => undefined,
  open: () => undefined,
  say: () => undefined,
  end: () => undefined,
  hijack: () => undefined,
};

/** `POST /containers/NAME/start`, as the machine asks it of itself. */
export const startRequest = (name: string): Omit<ApiRequest, 'ticket'> => ({
  method: 'POST',
  path: `/containers/${name}/start`,
  version: null,
  query: new Map(),
  headers: {},
  body: new Uint8Array(),
});
