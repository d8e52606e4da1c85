/** Where something stands in a text: from, up to but not including. */
export type Span = readonly [from: number, to: number];

export interface Word {
  /** Quotes and escapes taken off. */
  readonly text: string;
  /** With its quotes, in the source. */
  readonly span: Span;
  /** For each sign of `text`, where it stands in the source. */
  readonly at: readonly number[];
}

/** Something of a shell that a prompt without a shell does not do, or a quote that never ends. */
export interface Trouble {
  readonly span: Span;
  readonly code:
    | 'pipe'
    | 'redirect'
    | 'substitution'
    | 'sequence'
    | 'background'
    | 'variable'
    | 'unclosed'
    | 'group'
    | 'lines';
  readonly sentence: string;
}

export interface Split {
  readonly words: readonly Word[];
  /** The first trouble; words before it are whole. */
  readonly trouble: Trouble | null;
}

const SENTENCES: Readonly<Record<Trouble['code'], string>> = {
  pipe: 'Cutaway runs one docker command at a time and has no pipes: run the command alone and read its output here.',
  redirect:
    'Cutaway does not redirect to or from files: run the command alone; its output stands here and can be copied.',
  substitution:
    'Cutaway does not run a command inside a command: run the inner one first and type its result in its place.',
  sequence: 'Cutaway runs one docker command at a time: type them one after the other.',
  background:
    'Cutaway does not put commands into the background with &: add -d to docker run to leave a container running.',
  variable:
    'Cutaway does not fill in variables: type the value itself, or put the word in single quotes if the $ belongs to it.',
  unclosed: 'A quote is opened here and never closed: add the missing quote.',
  group:
    'Cutaway is no shell: type the docker command without brackets around it, or quote them if they belong to a word.',
  lines:
    'Cutaway runs one docker command at a time: type one line, or end a line with \\ to go on in the next.',
};

const trouble = (code: Trouble['code'], from: number, to: number): Trouble => ({
  code,
  span: [from, to],
  sentence: SENTENCES[code],
});

/**
 * Splits a command line as a POSIX shell would, as far as one command needs it: quotes, escapes, continued lines,
 * comments. Whatever a shell would do beyond that is not done and not ignored: it is told as trouble.
 * @param loose never stops: a shell's signs part words or stand for themselves, an open quote ends with the text
 */
export function splitWords(source: string, loose = false): Split {
  const words: Word[] = [];
  const end = source.length;
  let at = 0;
  let text = '';
  let map: number[] = [];
  let start = -1;
  const put = (sign: string, from: number) => {
    if (start < 0) start = from;
    text += sign;
    for (let i = 0; i < sign.length; i += 1) map.push(from + i);
  };
  const finish = (to: number) => {
    if (start >= 0) words.push({ text, span: [start, to], at: map });
    text = '';
    map = [];
    start = -1;
  };
  const stop = (code: Trouble['code'], from: number, to = end): Split => ({
    words,
    trouble: trouble(code, from, to),
  });
  const expansion = (from: number): Trouble['code'] | null => {
    if (loose) return null;
    const sign = source.charAt(from);
    if (sign === '`') return 'substitution';
    if (sign !== '$') return null;
    const next = source.charAt(from + 1);
    if (next === '(') return 'substitution';
    return /[A-Za-z0-9_{@*#?$!'"-]/.test(next) ? 'variable' : null;
  };

  while (at < end) {
    const sign = source.charAt(at);
    const expands = expansion(at);
    if (expands !== null) return stop(expands, at);
    if (sign === "'") {
      const found = source.indexOf("'", at + 1);
      if (start < 0) start = at;
      if (found < 0 && !loose) return stop('unclosed', at);
      const close = found < 0 ? end : found;
      for (let i = at + 1; i < close; i += 1) put(source.charAt(i), i);
      at = close + 1;
    } else if (sign === '"') {
      const open = at;
      if (start < 0) start = at;
      at += 1;
      while (at < end && source.charAt(at) !== '"') {
        const inner = expansion(at);
        if (inner !== null) return stop(inner, at);
        const next = source.charAt(at + 1);
        if (source.charAt(at) === '\\' && next === '\n') at += 1;
        else if (source.charAt(at) === '\\' && /["\\$`]/.test(next)) put(next, (at += 1));
        else put(source.charAt(at), at);
        at += 1;
      }
      if (at >= end && !loose) return stop('unclosed', open);
      at += 1;
    } else if (sign === '\\') {
      const next = source.charAt(at + 1);
      if (next === '\n') at += 2;
      else if (source.slice(at + 1, at + 3) === '\r\n') at += 3;
      else {
        if (next === '') put('\\', at);
        else {
          if (start < 0) start = at;
          put(next, at + 1);
        }
        at += 2;
      }
    } else if (/\s/.test(sign)) {
      finish(at);
      if (!loose && sign === '\n' && words.length > 0 && source.slice(at).trim() !== '')
        return stop('lines', at);
      at += 1;
    } else if (sign === '#' && start < 0) {
      const line = source.indexOf('\n', at);
      at = line < 0 ? end : line;
    } else if (
      sign === '|' ||
      sign === ';' ||
      sign === '&' ||
      sign === '<' ||
      sign === '>' ||
      sign === '(' ||
      sign === ')'
    ) {
      const double = source.charAt(at + 1) === sign;
      if (start >= 0 && (sign === '<' || sign === '>') && /^\d$/.test(text)) start = -1;
      finish(at);
      if (loose) {
        at += 1;
        continue;
      }
      if (sign === '<' || sign === '>') return stop('redirect', at);
      if (sign === '|') return stop(double ? 'sequence' : 'pipe', at);
      if (sign === '&')
        return stop(double ? 'sequence' : source.charAt(at + 1) === '>' ? 'redirect' : 'background', at);
      return stop(sign === ';' ? 'sequence' : 'group', at);
    } else {
      put(sign, at);
      at += 1;
    }
  }
  finish(Math.min(at, end));
  return { words, trouble: null };
}

/** Words that came from elsewhere already split (an argv): quoted for the eye, spans in that text. */
export function wordsOf(argv: readonly string[]): { readonly text: string; readonly words: readonly Word[] } {
  let text = '';
  const words = argv.map((word): Word => {
    const quoted = quoteWord(word);
    const from = text.length === 0 ? 0 : text.length + 1;
    text = text.length === 0 ? quoted : `${text} ${quoted}`;
    const split = splitWords(quoted).words[0];
    return {
      text: word,
      span: [from, from + quoted.length],
      at: (split?.at ?? []).map((offset) => from + offset),
    };
  });
  return { text, words };
}

/** A word as it must be typed for a shell to read it back as it is. */
export const quoteWord = (word: string): string =>
  word !== '' && /^[\w@%+=:,./^~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
