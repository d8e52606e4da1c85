import { parse } from 'just-bash';
import type { ScriptNode } from './ast';
import type { Shell } from './state';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether the parser failed only because the text stopped too early. */
function stopsEarly(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const token: unknown = 'token' in error ? error.token : undefined;
  const atEnd = typeof token === 'object' && token !== null && 'type' in token && token.type === 'EOF';
  return atEnd || /unexpected (EOF|end of file)|unterminated/i.test(messageOf(error));
}

/** A here-document whose end has not come yet. */
function waits(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if (Array.isArray(node)) return node.some(waits);
  if ('type' in node && node.type === 'HereDoc' && 'terminated' in node && node.terminated === false)
    return true;
  return Object.values(node).some(waits);
}

/** Whether a text can be run as it is: neither inside of a construct, of quotes nor of a here-document. */
export function isWhole(text: string): boolean {
  if (/(^|[^\\])(\\\\)*\\\n?$/.test(text) || /(\||&&|\|\|)\s*$/.test(text.trimEnd())) return false;
  let script: ScriptNode;
  try {
    script = parse(text);
  } catch (error) {
    return !stopsEarly(error);
  }
  return !waits(script.statements);
}

/** A syntax error in the words of each shell. */
export function syntaxComplaint(shell: Shell, error: unknown, where: string, text = ''): string {
  const message = messageOf(error)
    .replace(/^Parse error at \d+:\d+: /, '')
    .replace(/^line \d+: /, '');
  const line = /at (\d+):/.exec(messageOf(error))?.[1] ?? '1';
  const [, token = ''] = /unexpected token `(.*)'/.exec(message) ?? [];
  const early = stopsEarly(error) && !/matching/.test(message);
  const place = (at: string): string =>
    shell.interactive || (shell.flavour === 'ash' && where === '-c') ? '' : `line ${at}: `;
  if (shell.flavour === 'bash') {
    const start = `${shell.name}: ${where === '-c' ? '-c: ' : ''}`;
    if (early) return `${start}${place(String(Number(line) + 1))}syntax error: unexpected end of file\n`;
    return `${start}${place(line)}${message}\n${text === '' ? '' : `${start}${place(line)}\`${text}'\n`}`;
  }
  const dash = shell.flavour === 'dash';
  const what = /matching/.test(message)
    ? dash
      ? 'Unterminated quoted string'
      : 'unterminated quoted string'
    : early
      ? dash
        ? 'end of file unexpected'
        : 'unexpected end of file'
      : dash
        ? `"${token}" unexpected`
        : `unexpected "${token}"`;
  return dash
    ? `${shell.name}: ${line}: Syntax error: ${what}\n`
    : `${shell.name}: ${place(line)}syntax error: ${what}\n`;
}
