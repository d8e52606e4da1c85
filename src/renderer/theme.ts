import { paletteOf, type Theme } from '../core/scene/tokens';

const KEPT = 'cutaway-theme';

export type ThemeChoice = Theme | 'system';

const dark = matchMedia('(prefers-color-scheme: dark)');
const more = matchMedia('(prefers-contrast: more)');

export function keptTheme(): ThemeChoice {
  try {
    const kept = localStorage.getItem(KEPT);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}

export const themeOf = (choice: ThemeChoice): Theme =>
  choice === 'system' ? (dark.matches ? 'dark' : 'light') : choice;

/** Puts the palette on the page. Colours live in one table, in the core; the page only mirrors it. */
export function applyTheme(choice: ThemeChoice): void {
  const theme = themeOf(choice);
  const root = document.documentElement;
  root.dataset['theme'] = theme;
  root.style.colorScheme = theme;
  for (const [token, value] of Object.entries(paletteOf(theme, more.matches)))
    root.style.setProperty(`--${token}`, value);
  try {
    if (choice === 'system') localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, choice);
  } catch {
    // A page without storage keeps the choice for as long as it is open.
  }
}

export function onSystemTheme(listener: () => void): void {
  dark.addEventListener('change', listener);
  more.addEventListener('change', listener);
}

export const reducedMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
