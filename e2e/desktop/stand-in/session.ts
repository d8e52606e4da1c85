import { EventEmitter } from 'node:events';
import type { BrowserContext } from '@playwright/test';
import { ORIGIN, toApp } from './address';
import type { Preventable } from './events';
import type { WebContents } from './web-contents';

type Permission = 'clipboard-sanitized-write' | 'clipboard-read' | 'geolocation' | 'notifications';

/** Electron's names beside Chromium's. */
const NAMES: Readonly<Record<Permission, string>> = {
  'clipboard-sanitized-write': 'clipboard-write',
  'clipboard-read': 'clipboard-read',
  geolocation: 'geolocation',
  notifications: 'notifications',
};

type RequestHandler = (
  contents: WebContents,
  permission: Permission,
  grant: (granted: boolean) => void,
  details: { readonly isMainFrame: boolean; readonly requestingUrl: string },
) => void;
type CheckHandler = (contents: WebContents | null, permission: Permission, origin: string) => boolean;

export class Session extends EventEmitter<{ 'will-download': [Preventable] }> {
  // As with Electron, what nobody decides is granted: a forgotten handler shows.
  #request: RequestHandler = (_contents, _permission, grant) => grant(true);
  #check: CheckHandler = () => true;

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#request = handler;
  }
  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
  }
  setDevicePermissionHandler(_handler: () => boolean): void {
    // Chromium without a person to ask gives no devices.
  }

  /** Grants in Chromium whatever one of the program's handlers grants: a hole in either shows. */
  static async settle(session: Session, contents: WebContents, context: BrowserContext): Promise<void> {
    const granted = (Object.keys(NAMES) as Permission[]).filter((permission) => {
      let asked = false;
      const details = { isMainFrame: true, requestingUrl: toApp(`${ORIGIN}/`) };
      session.#request(contents, permission, (yes) => (asked = yes), details);
      return asked || session.#check(contents, permission, toApp(`${ORIGIN}/`));
    });
    await context.grantPermissions(
      granted.map((permission) => NAMES[permission]),
      { origin: ORIGIN },
    );
  }
}

export const session = { defaultSession: new Session() };
