import { TerminalScreen } from './screen';

/** The screens of this window, by command: a panel that is closed and opened again finds them as they were. */
const screens = new Map<string, TerminalScreen>();

export function screenOf(command: string): TerminalScreen {
  const known = screens.get(command) ?? new TerminalScreen(command);
  screens.set(command, known);
  return known;
}

/** Lets go of those that are there no more. */
export function keepScreens(commands: readonly string[]): void {
  for (const [command, screen] of screens) {
    if (commands.includes(command)) continue;
    screen.dispose();
    screens.delete(command);
  }
}

export function recolourScreens(): void {
  for (const screen of screens.values()) screen.recolour();
}
