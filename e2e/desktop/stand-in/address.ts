/**
 * Chromium knows no `app:` scheme, and none can be taught to it from outside. The pages of `app://cutaway/` stand at an
 * https address instead, which is as standard and as secure; the program under test sees its own scheme only.
 */
const APP = 'app://cutaway';
const WEB = 'https://cutaway.invalid';

export const toWeb = (url: string): string => (url.startsWith(`${APP}/`) ? WEB + url.slice(APP.length) : url);
export const toApp = (url: string): string => (url.startsWith(`${WEB}/`) ? APP + url.slice(WEB.length) : url);
export const ORIGIN = WEB;
