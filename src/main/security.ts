import { dialog, shell, type Session, type WebContents } from 'electron';
import { isOurs } from './origin';

/** The one thing that a page of ours may do beyond drawing: put text on the clipboard, for its Copy buttons. */
const ALLOWED = 'clipboard-sanitized-write';

/** No camera, no place, no device, no download, for whatever page asks. Electron's own default grants everything. */
export function closeSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, grant) => {
    grant(permission === ALLOWED && isOurs(contents.getURL()));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === ALLOWED && isOurs(origin),
  );
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

let offering = false;

/** Leads out of the app only over https, in the user's own browser, and only when the user says so. */
async function offerLink(url: string): Promise<void> {
  if (offering || !URL.canParse(url) || new URL(url).protocol !== 'https:') return;
  offering = true;
  try {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: 'Open this page in your browser?',
      detail: url,
      buttons: ['Open', 'Cancel'],
      defaultId: 0,
      cancelId: 1,
    });
    if (response === 0) await shell.openExternal(url);
  } finally {
    offering = false;
  }
}
