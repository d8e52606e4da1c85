/** The scheme and host of the app's own pages. */
export const SCHEME = 'app';
export const HOME = `${SCHEME}://cutaway/`;

/** Whether an address is one of the app's own pages: by scheme and host, never by how the text begins. */
export function isOurs(address: string): boolean {
  try {
    const { protocol, host } = new URL(address);
    return protocol === `${SCHEME}:` && host === 'cutaway';
  } catch {
    return false;
  }
}
