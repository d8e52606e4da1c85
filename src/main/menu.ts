import { Menu } from 'electron';

/** The platform's own menus: roles bring their words, keys and places. */
export function setMenu(platform: string): void {
  const own = platform === 'darwin' ? [{ role: 'appMenu' as const }] : [];
  const roles = ['fileMenu', 'editMenu', 'viewMenu', 'windowMenu'] as const;
  Menu.setApplicationMenu(Menu.buildFromTemplate([...own, ...roles.map((role) => ({ role }))]));
}
