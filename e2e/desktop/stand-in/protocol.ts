import type { Route } from '@playwright/test';
import { app } from './app';
import { toApp } from './address';

type Handler = (request: Request) => Response | Promise<Response>;

interface Privileges {
  readonly standard?: boolean;
  readonly secure?: boolean;
  readonly supportFetchAPI?: boolean;
  readonly stream?: boolean;
  readonly codeCache?: boolean;
  readonly bypassCSP?: boolean;
  readonly corsEnabled?: boolean;
  readonly allowServiceWorkers?: boolean;
  readonly allowExtensions?: boolean;
}

const schemes = new Map<string, Privileges>();
const handlers = new Map<string, Handler>();

export const protocol = {
  registerSchemesAsPrivileged(list: { readonly scheme: string; readonly privileges?: Privileges }[]): void {
    if (app.isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme, privileges = {} } of list) schemes.set(scheme, privileges);
  },
  handle(scheme: string, handler: Handler): void {
    const { standard, secure } = schemes.get(scheme) ?? {};
    if (!standard || !secure)
      throw new Error(`Pages cannot live under ${scheme}: it is not registered as standard and secure`);
    handlers.set(scheme, handler);
  },
};

/**
 * Answers a page's request by the program's own handler.
 * @param mayRedirect whether the program lets a page be sent on to an address
 */
export async function answerRoute(route: Route, mayRedirect: (to: string) => boolean): Promise<void> {
  const asked = route.request();
  const url = toApp(asked.url());
  const scheme = new URL(url).protocol.slice(0, -1);
  const handler = handlers.get(scheme);
  const privileges = schemes.get(scheme);
  if (!handler || (asked.resourceType() === 'fetch' && !privileges?.supportFetchAPI))
    return route.abort('failed');
  const response = await handler(new Request(url, { method: asked.method() }));
  const to = response.headers.get('location');
  if (to !== null && asked.isNavigationRequest() && !mayRedirect(new URL(to, url).href))
    return route.abort('aborted');
  const headers = new Headers(response.headers);
  if (privileges?.bypassCSP) headers.delete('content-security-policy');
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}
