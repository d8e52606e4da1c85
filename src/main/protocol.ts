import { protocol } from 'electron';
import { HEADERS } from '../engine/files/page-headers';
import { staticFile } from '../engine/files/static-files';
import { isOurs, SCHEME } from './origin';
import { SETTINGS, valuesOf } from './settings';

/** To be called before the app is ready: only then can a scheme become one that pages may live under. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: valuesOf(SETTINGS.scheme) }]);
}

/** Answers a request of the app's own pages with a built file under the same policy as the web host's. */
export async function answer(root: string, request: Pick<Request, 'url' | 'method'>): Promise<Response> {
  const refuse = (status: number): Response => new Response(null, { status, headers: HEADERS });
  if (!isOurs(request.url)) return refuse(403);
  if (request.method !== 'GET') return refuse(405);
  const file = await staticFile(root, new URL(request.url).pathname);
  if (!file) return refuse(404);
  return new Response(new Uint8Array(file.body), { headers: { ...HEADERS, 'Content-Type': file.type } });
}

/** @param root the folder of the built page */
export function servePages(root: string): void {
  protocol.handle(SCHEME, (request) => answer(root, request));
}
