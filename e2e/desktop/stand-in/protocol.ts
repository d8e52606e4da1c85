import type { Route } from '@playwright/test';
import { app } from './app';
import { toApp } from './address';

type Handler = (request: Request) => Response | Promise<Response>;

interface CustomScheme {
  readonly scheme: string;
  readonly privileges?: {
    readonly standard?: boolean;
    readonly secure?: boolean;
    readonly supportFetchAPI?: boolean;
    readonly stream?: boolean;
    readonly codeCache?: boolean;
  };
}

const schemes = new Set<string>();
const handlers = new Map<string, Handler>();

export const protocol = {
  registerSchemesAsPrivileged(list: CustomScheme[]): void {
    if (app.isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme, privileges } of list)
      if (privileges?.standard && privileges.secure) schemes.add(scheme);
  },
  handle(scheme: string, handler: Handler): void {
    if (!schemes.has(scheme))
      throw new Error(`Pages cannot live under ${scheme}: it is not registered as standard`);
    handlers.set(scheme, handler);
  },
};

/** Answers a page's request by the program's own handler. */
export async function answerRoute(route: Route): Promise<void> {
  const url = toApp(route.request().url());
  const handler = handlers.get(new URL(url).protocol.slice(0, -1));
  if (!handler) return route.abort('failed');
  const response = await handler(new Request(url, { method: route.request().method() }));
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}
