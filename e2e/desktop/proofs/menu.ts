import type { Proof } from './proof';

const MENUS = process.platform === 'darwin' ? 'appmenu filemenu editmenu viewmenu windowmenu help' : '';
const ELSEWHERE = 'filemenu editmenu viewmenu Window help';

const platformMenu: Proof = async ({ main }) => {
  const menus = await main(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).map(({ role, label, submenu }) => ({
      name: role ?? label,
      items: (submenu?.items ?? []).map(({ role: does, label: says, type }) => does ?? (says || type)),
    })),
  );
  const wanted = MENUS || ELSEWHERE;
  const names = menus.map(({ name }) => name).join(' ');
  const wrong = names === wanted ? [] : [`the menus are ${names}`];
  const all = menus.flatMap(({ items }) => items);
  if (process.platform !== 'darwin' && all.includes('zoom')) wrong.push('Zoom does nothing here');
  if (process.platform !== 'darwin' && !all.includes('about')) wrong.push('there is no About');
  return wrong;
};

export const MENU_PROOFS = {
  'the menus are the platform’s, without dead items': platformMenu,
} satisfies Readonly<Record<string, Proof>>;
