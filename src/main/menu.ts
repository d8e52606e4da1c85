import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { openLink } from './links';

type Items = MenuItemConstructorOptions[];

const DOCS = 'https://docs.docker.com/';

/** The platform's own menus: roles bring their words, keys and places. What a role does not do there is left out. */
export function menuFor(platform: string): Items {
  const mac = platform === 'darwin';
  const app: Items = mac ? [{ role: 'appMenu' }] : [];
  // The role's own Window menu has Zoom everywhere, which does something on a Mac only.
  const window: Items = mac
    ? [{ role: 'windowMenu' }]
    : [{ label: 'Window', submenu: [{ role: 'minimize' }, { role: 'close' }] }];
  const about: Items = mac ? [] : [{ type: 'separator' }, { role: 'about' }];
  const docs: Items = [{ label: 'Docker Documentation', click: () => void openLink(DOCS) }];
  return [
    ...app,
    { role: 'fileMenu' },
    { role: 'editMenu' },
    { role: 'viewMenu' },
    ...window,
    { role: 'help', submenu: [...docs, ...about] },
  ];
}

export function setMenu(platform: string): void {
  app.setAboutPanelOptions({ applicationName: 'Cutaway', applicationVersion: app.getVersion() });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuFor(platform)));
}
