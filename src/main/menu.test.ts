import type { MenuItemConstructorOptions } from 'electron';
import { expect, it, vi } from 'vitest';
import { menuFor, setMenu } from './menu';

const told = vi.hoisted((): { about: unknown; opened: string[] } => ({ about: null, opened: [] }));
vi.mock('electron', () => ({
  app: { getVersion: () => '1.2.3', setAboutPanelOptions: (options: unknown) => (told.about = options) },
  dialog: {},
  Menu: { buildFromTemplate: (items: unknown) => items, setApplicationMenu: () => undefined },
  shell: { openExternal: (url: string) => Promise.resolve(void told.opened.push(url)) },
}));

const names = (platform: string): unknown[] => menuFor(platform).map(({ role, label }) => role ?? label);
const leaves = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => (Array.isArray(item.submenu) ? leaves(item.submenu) : [item]));

it('has the menus of the platform, in its order', () => {
  expect(names('darwin')).toEqual(['appMenu', 'fileMenu', 'editMenu', 'viewMenu', 'windowMenu', 'help']);
  for (const platform of ['linux', 'win32'])
    expect(names(platform)).toEqual(['fileMenu', 'editMenu', 'viewMenu', 'Window', 'help']);
});

it.each(['darwin', 'linux', 'win32'])('has no dead item on %s', (platform) => {
  for (const { role, label, type, click } of leaves(menuFor(platform)))
    expect(type === 'separator' || role !== undefined || click, label).toBeTruthy();
  // These roles do nothing outside of a Mac.
  const macOnly = ['appMenu', 'windowMenu', 'zoom', 'front', 'services', 'hide'];
  const used = leaves(menuFor(platform)).map(({ role }) => role ?? '');
  if (platform !== 'darwin') expect(used.filter((role) => macOnly.includes(role))).toEqual([]);
});

it('says the version in About, which stands in Help where there is no menu of the app', () => {
  setMenu('linux');
  expect(told.about).toEqual({ applicationName: 'Cutaway', applicationVersion: '1.2.3' });
  expect(leaves(menuFor('linux')).at(-1)).toEqual({ role: 'about' });
  expect(leaves(menuFor('darwin')).at(-1)).not.toEqual({ role: 'about' });
});

it('opens what Help leads to in the browser', async () => {
  for (const { click } of leaves(menuFor('linux'))) (click as (() => void) | undefined)?.();
  await vi.waitFor(() => expect(told.opened).toEqual(['https://docs.docker.com/']));
});
