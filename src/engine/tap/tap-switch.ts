import { CallError, type CallResult } from '../../contract/calls';
import type { Fact } from '../../core/journal/entry';
import type { Vault } from '../../core/journal/vault';
import { pipePath } from '../connect/dial';
import type { Session } from '../connect/session';
import { NoPlace, tapPlace } from './socket-place';
import type { Engine } from './relay';
import { openTap, type Tap } from './tap';

interface At {
  readonly engine: () => Promise<Engine>;
  readonly tell: (fact: Fact) => void;
  readonly vault: Vault;
}

/** What is typed in another terminal so that its commands pass a tap, the shortest first. */
export const linesFor = (
  address: string,
  platform: NodeJS.Platform = process.platform,
): readonly string[] => [
  platform === 'win32' ? `$env:DOCKER_HOST = "${address}"` : `export DOCKER_HOST=${quoted(address)}`,
  `docker context create cutaway --docker host=${quoted(address)} && docker context use cutaway`,
];

/** The way to a session's engine: a socket of this machine by its path, any other by its dialer. */
export function engineOf({ endpoint, dial }: Session): Engine {
  if (endpoint.address.startsWith('unix://')) return { path: endpoint.address.slice('unix://'.length) };
  if (endpoint.address.startsWith('npipe://')) return { path: pipePath(endpoint.address) };
  return { stream: dial() };
}

const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** The app's own tap, opened and closed by its windows. One wish after the other. */
export class TapSwitch {
  private tap: Tap | null = null;
  private turning: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly env: Readonly<Record<string, string | undefined>>,
    private readonly at: At,
  ) {}

  /** @throws CallError where it cannot be opened */
  turn(wanted: 'on' | 'look-only' | 'off' | undefined): Promise<CallResult['tap']> {
    const turned = this.turning.then(() => this.set(wanted));
    this.turning = turned.catch(() => undefined);
    return turned;
  }

  private async set(wanted: 'on' | 'look-only' | 'off' | undefined): Promise<CallResult['tap']> {
    const lookOnly = wanted === 'look-only';
    const same = this.tap !== null && wanted !== 'off' && this.tap.lookOnly === lookOnly;
    if (wanted !== undefined && !same) {
      await this.tap?.close();
      this.tap = null;
      if (wanted !== 'off') this.tap = await this.open(lookOnly);
    }
    const { tap } = this;
    return {
      address: tap?.address ?? null,
      lookOnly: tap?.lookOnly ?? false,
      lines: tap ? linesFor(tap.address) : [],
    };
  }

  private async open(lookOnly: boolean): Promise<Tap> {
    try {
      return await openTap({ path: tapPlace(this.env), lookOnly, ...this.at });
    } catch (error) {
      if (!(error instanceof NoPlace)) throw error;
      throw new CallError({ code: 'no-place', message: error.message, hint: null });
    }
  }
}
