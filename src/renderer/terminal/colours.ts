import type { ITheme } from '@xterm/xterm';
import type { Token } from '../../core/scene/tokens';

/** The sixteen colours that programs know, in the drawing's own. xterm lifts what would be too faint to read. */
const COLOURS: Partial<Record<keyof ITheme, Token>> = {
  background: 'sheet-2',
  foreground: 'ink',
  cursor: 'ink',
  cursorAccent: 'sheet-2',
  selectionBackground: 'sel-bg',
  selectionForeground: 'ink',
  black: 'scrim',
  red: 'bad',
  green: 'ok',
  yellow: 'warn',
  blue: 'k-image',
  magenta: 'k-volume',
  cyan: 'k-network',
  white: 'ink-2',
  brightBlack: 'ink-3',
  brightRed: 'k-registry',
  brightGreen: 'k-network',
  brightYellow: 'lamp',
  brightBlue: 'sel',
  brightMagenta: 'k-vm',
  brightCyan: 'k-engine',
  brightWhite: 'ink',
};

/** The page's palette as it stands now, paper or blueprint. */
export function terminalColours(): ITheme {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(
    Object.entries(COLOURS).map(([name, token]) => [name, style.getPropertyValue(`--${token}`).trim()]),
  );
}
