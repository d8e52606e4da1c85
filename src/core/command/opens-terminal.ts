import { interpret } from './interpret';

/**
 * Whether a command, typed where there is a terminal, gives or takes what is typed: `run` and `exec` with `-i` or `-t`,
 * `start -i`, `attach`. What only prints needs none.
 */
export function opensTerminal(input: string | readonly string[]): boolean {
  const meant = interpret(input);
  if (!meant.ok) return false;
  const { spec, parsed } = meant;
  switch (spec.name) {
    case 'run':
    case 'exec':
      return !parsed.bool('detach') && (parsed.bool('interactive') || parsed.bool('tty'));
    case 'start':
      return parsed.bool('interactive');
    case 'attach':
      return !parsed.bool('no-stdin');
    default:
      return false;
  }
}
