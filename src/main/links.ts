import { dialog, shell } from 'electron';
import { grants, SETTINGS } from './settings';

/** Whether an address may be opened outside: over https, on a listed host itself, with nobody's name in it. */
export function isLink(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  return protocol === 'https:' && `${port}${username}${password}` === '' && grants(SETTINGS.links, hostname);
}

/** Opens a link that the user chose in our own menu. */
export async function openLink(address: string): Promise<void> {
  if (isLink(address)) await shell.openExternal(new URL(address).href);
}

let offering = false;

/** Opens a link that a page wants opened, only when the user says so, and asks about one at a time. */
export async function offerLink(address: string): Promise<void> {
  if (offering || !isLink(address)) return;
  offering = true;
  try {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: 'Open this page in your browser?',
      detail: address,
      buttons: ['Open', 'Cancel'],
      defaultId: 0,
      cancelId: 1,
    });
    if (response === 0) await openLink(address);
  } finally {
    offering = false;
  }
}
