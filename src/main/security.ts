import type { Session, WebContents } from 'electron';
import { offerLink } from './links';
import { isOurs } from './origin';
import { grants, SETTINGS } from './settings';

/** Grants what the table grants, to pages of our own. Electron's own default grants everything to everybody. */
export function closeSession(session: Session): void {
  const granted = (permission: string, address: string): boolean =>
    grants(SETTINGS.permissions, permission) && isOurs(address);
  session.setPermissionRequestHandler((_contents, permission, grant, { isMainFrame, requestingUrl }) => {
    grant(isMainFrame && granted(permission, requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => granted(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/** Pages stay the app's own: no other address in any frame, no second window, no page within the page. */
export function closeContents(contents: WebContents): void {
  const stay = (details: { readonly url: string; preventDefault(): void }): void => {
    if (!isOurs(details.url)) details.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    void offerLink(url);
    return { action: 'deny' };
  });
}
