import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { CSP } from '../engine/files/page-headers';
import { answer, registerScheme } from './protocol';

const register = vi.hoisted(() => vi.fn());
vi.mock('electron', () => ({ protocol: { registerSchemesAsPrivileged: register } }));

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'cutaway-pages-'));
  writeFileSync(join(root, 'index.html'), '<p>home');
});
afterAll(() => rmSync(root, { recursive: true }));

const ask = (url: string, method = 'GET'): Promise<Response> => answer(root, { url, method });

it('serves the built page under the policy', async () => {
  const response = await ask('app://cutaway/');
  expect([response.status, await response.text()]).toEqual([200, '<p>home']);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
});

it.each([
  ['app://elsewhere/', 'GET', 403],
  ['app://cutaway/none.js', 'GET', 404],
  ['app://cutaway/', 'POST', 405],
] as const)('refuses %s by %s with %i, under the policy too', async (url, method, status) => {
  const response = await ask(url, method);
  expect([response.status, response.headers.get('content-security-policy')]).toEqual([status, CSP]);
});

it('registers its scheme with these rights and no more', () => {
  registerScheme();
  const privileges = {
    standard: true,
    secure: true,
    supportFetchAPI: true,
    stream: true,
    codeCache: true,
    bypassCSP: false,
    corsEnabled: false,
    allowServiceWorkers: false,
    allowExtensions: false,
  };
  expect(register).toHaveBeenCalledExactlyOnceWith([{ scheme: 'app', privileges }]);
});
