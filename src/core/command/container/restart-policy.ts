import { Failure } from '../says';

export interface RestartPolicy {
  readonly Name: string;
  readonly MaximumRetryCount: number;
}

/** Reads `--restart`: `no`, `always`, `unless-stopped`, `on-failure[:n]`. @throws Failure in the CLI's words */
export function readRestartPolicy(source: string): RestartPolicy {
  if (source === '') return { Name: '', MaximumRetryCount: 0 };
  const colon = source.indexOf(':');
  const name = colon < 0 ? source : source.slice(0, colon);
  const count = colon < 0 ? '' : source.slice(colon + 1);
  if (colon >= 0 && name === '')
    throw new Failure('invalid restart policy format: no policy provided before colon');
  if (colon >= 0 && !/^[+-]?\d+$/.test(count)) {
    throw new Failure('invalid restart policy format: maximum retry count must be an integer');
  }
  return { Name: name, MaximumRetryCount: Number(count) };
}

/** Whether a container with this policy stays down once it ended. */
export const isNoRestart = (policy: RestartPolicy): boolean => policy.Name === '' || policy.Name === 'no';
