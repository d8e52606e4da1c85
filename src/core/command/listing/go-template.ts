import { isObject } from '../../base/read';
import { quoteGo } from '../../docker/quote';
import { TemplateError } from './template-error';

/**
 * The part of Go's templates that people type behind `--format`: `{{.Field}}`, `{{.A.B}}`, `{{json .X}}`,
 * `{{upper .X}}`, `{{lower .X}}`, `{{len .X}}`, `{{index .X "key"}}`, `{{join .X ", "}}`, `{{println .X}}`,
 * `{{range .X}}…{{end}}`. Anything else is refused by name.
 */
export type Template = readonly Node[];
type Node =
  | { readonly text: string }
  | { readonly words: readonly string[] }
  | { readonly range: readonly string[]; readonly body: Template };

const FUNCTIONS = new Set([
  'json',
  'upper',
  'lower',
  'len',
  'index',
  'join',
  'println',
  'title',
  'truncate',
  'split',
]);

/** @throws Failure where the template is broken or beyond what is understood */
export function readTemplate(source: string): Template {
  const unescaped = source.replaceAll('\\t', '\t').replaceAll('\\n', '\n');
  const parts = [...unescaped.matchAll(/\{\{-?\s*(.*?)\s*-?\}\}|((?:(?!\{\{)[\s\S])+)|\{\{/g)];
  let at = 0;
  const read = (inside: boolean): Template => {
    const nodes: Node[] = [];
    while (at < parts.length) {
      const part = parts[at];
      at += 1;
      if (part?.[2] !== undefined) {
        nodes.push({ text: part[2] });
        continue;
      }
      const action = part?.[1];
      if (action === undefined) throw new TemplateError('syntax', 'template: :1: unclosed action');
      if (action === 'end') {
        if (!inside) throw new TemplateError('syntax', 'template: :1: unexpected {{end}}');
        return nodes;
      }
      const words = action.match(/"(?:[^"\\]|\\.)*"|`[^`]*`|\||[^\s|"`]+/g) ?? [];
      if (words[0] === 'range') nodes.push({ range: words.slice(1), body: read(true) });
      else {
        const strange = words.find((word) => !known(word));
        if (words.length === 0 || strange !== undefined) {
          throw new TemplateError(
            'unknown',
            `Cutaway does not know "${strange ?? action}" in a format yet: it knows fields such as {{.Names}} and json, upper, lower, len, index, join, println, range`,
          );
        }
        nodes.push({ words });
      }
    }
    if (inside) throw new TemplateError('syntax', 'template: :1: unexpected EOF');
    return nodes;
  };
  return read(false);
}

const known = (word: string): boolean =>
  word.startsWith('.') || /^(["`]|-?\d+$)/.test(word) || word === '|' || FUNCTIONS.has(word);

/** A value as Go prints it with `{{.X}}`. */
function goText(value: unknown): string {
  if (value === null || value === undefined) return '<no value>';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`;
  if (isObject(value)) {
    return `map[${Object.keys(value)
      .sort()
      .map((key) => `${key}:${goText(value[key])}`)
      .join(' ')}]`;
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** JSON in one line, keys in their order. @param html `<`, `>`, `&` escaped, as Go does unless told otherwise */
export function goJson(value: unknown, html: boolean): string {
  const text = (JSON.stringify(value) as string | undefined) ?? 'null';
  return html
    ? text.replace(
        /[<>&\u2028\u2029]/g,
        (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
      )
    : text;
}

export interface TemplateContext {
  /** The template's text, for the place of an error. */
  readonly source: string;
  /** Go's name of the template; the CLI has none, mostly. */
  readonly name?: string;
  /** What is said of a field that is not there: `can't evaluate field X in type …` */
  readonly missing: (field: string) => string;
}

/** @throws TemplateError with the place, as Go tells it */
export function runTemplate(template: Template, dot: unknown, context: TemplateContext): string {
  const field = (path: string): unknown => {
    let value: unknown = dot;
    for (const name of path.split('.').filter(Boolean)) {
      if (!isObject(value) || !Object.hasOwn(value, name)) {
        const called = context.name ?? '';
        const at = context.source.indexOf(path) + path.lastIndexOf('.');
        throw new TemplateError(
          'field',
          `template: ${called}:1:${String(at)}: executing "${called}" at <${path}>: ${context.missing(name)}`,
        );
      }
      value = value[name];
    }
    return value;
  };
  const literal = (word: string): unknown =>
    word.startsWith('.')
      ? field(word)
      : word.startsWith('"')
        ? JSON.parse(word)
        : word.startsWith('`')
          ? word.slice(1, -1)
          : Number(word);
  const evaluate = (words: readonly string[]): unknown => {
    let piped: unknown[] = [];
    const bars = words
      .join('\u0000')
      .split('\u0000|\u0000')
      .map((part) => part.split('\u0000'));
    for (const [head = '', ...others] of bars) {
      const args = [...others.map((word) => literal(word)), ...piped];
      piped = [FUNCTIONS.has(head) ? apply(head, args) : literal(head)];
    }
    return piped[0];
  };
  return template
    .map((node) => {
      if ('text' in node) return node.text;
      if ('words' in node) return goText(evaluate(node.words));
      const over = evaluate(node.range);
      const items = Array.isArray(over)
        ? (over as unknown[])
        : isObject(over)
          ? Object.keys(over)
              .sort()
              .map((key) => over[key])
          : [];
      return items.map((item) => runTemplate(node.body, item, context)).join('');
    })
    .join('');
}

function apply(name: string, args: readonly unknown[]): unknown {
  const [first, second] = args;
  switch (name) {
    case 'json':
      return goJson(first, false);
    case 'upper':
      return goText(first).toUpperCase();
    case 'lower':
      return goText(first).toLowerCase();
    case 'title':
      return goText(first).replace(/^./, (sign) => sign.toUpperCase());
    case 'len':
      return typeof first === 'string' || Array.isArray(first)
        ? first.length
        : isObject(first)
          ? Object.keys(first).length
          : 0;
    case 'index':
      return args
        .slice(1)
        .reduce<unknown>(
          (value, key) =>
            Array.isArray(value)
              ? value[Number(key)]
              : isObject(value) && Object.hasOwn(value, String(key))
                ? value[String(key)]
                : undefined,
          first,
        );
    case 'join':
      return Array.isArray(first) ? first.map(goText).join(goText(second)) : goText(first);
    case 'split':
      return goText(first).split(goText(second));
    case 'truncate':
      return goText(first).slice(0, Number(second));
    case 'println':
      return `${args.map(goText).join(' ')}\n`;
    default:
      throw new TemplateError('unknown', `function ${quoteGo(name)} not defined`);
  }
}
