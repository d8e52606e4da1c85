/** The line editor of an interactive shell: what readline does of it that people use without thinking. */
import { displayWidth as widthOf } from '../../../core/docker/width';
import { concat } from '../streams';
import { nextKey, type Key } from './keys';
import type { Terminal } from './terminal';

export interface Editing {
  readonly terminal: Terminal;
  readonly history: readonly string[];
  /** Before the prompt and after the line, as bash turns bracketed paste on and off. */
  readonly before: string;
  readonly after: string;
  /** What could stand in place of the word that ends at the cursor. */
  complete(line: string): Promise<{ readonly word: string; readonly options: readonly string[] }>;
}

export type Line = { readonly line: string } | 'interrupted' | 'end';

const width = (text: string): number => [...text].reduce((sum, sign) => sum + widthOf(sign), 0);
const back = (text: string): string => '\b'.repeat(width(text));

const commonStart = (words: readonly string[]): string =>
  words.reduce((start, word) => {
    let at = 0;
    while (at < start.length && start[at] === word[at]) at += 1;
    return start.slice(0, at);
  });

/** Shows the prompt and edits one line until Enter, Ctrl-C, or Ctrl-D on an empty one. */
export async function editLine(editing: Editing, prompt: string): Promise<Line> {
  const { terminal, history } = editing;
  let left = '';
  let right = '';
  let at = history.length;
  let draft = '';
  let tabs = 0;
  let ahead: Uint8Array = new Uint8Array();
  const show = (text: string): Promise<void> => terminal.write(text);
  const ended = async (text: string): Promise<void> => {
    terminal.unreadRaw(ahead);
    terminal.raw(false);
    await show(text);
  };

  const replace = async (line: string, cursor = line.length): Promise<void> => {
    const kept = commonStart([left, line]).length;
    await show(`${back(left.slice(kept))}${line.slice(kept)}\x1b[K${back(line.slice(cursor))}`);
    left = line.slice(0, cursor);
    right = line.slice(cursor);
  };
  const insert = async (text: string): Promise<void> => {
    left += text;
    await show(text + right + back(right));
  };
  const recall = async (to: number): Promise<void> => {
    if (to < 0 || to > history.length) return;
    if (at === history.length) draft = left + right;
    at = to;
    await replace(at === history.length ? draft : (history[at] ?? ''));
  };
  const move = async (by: string, forward: boolean): Promise<void> => {
    if (by === '') return;
    await show(forward ? by : back(by));
    left = forward ? left + by : left.slice(0, left.length - by.length);
    right = forward ? right.slice(by.length) : by + right;
  };
  const tail = (text: string): string => [...text].at(-1) ?? '';
  const wordBefore = (): string => /\S*\s*$/.exec(left)?.[0] ?? '';

  async function complete(): Promise<void> {
    const { word, options } = await editing.complete(left);
    if (options.length === 0) return;
    const start = options.length === 1 ? (options[0] ?? '') : commonStart(options);
    tabs = start === word ? tabs + 1 : 0;
    if (start.length > word.length) {
      await insert(start.slice(word.length) + (options.length === 1 && !start.endsWith('/') ? ' ' : ''));
    } else if (options.length > 1 && tabs > 1) {
      const shown = options.map((option) => /[^/]*\/?$/.exec(option)?.[0] ?? option);
      await show(`\n${shown.join('  ')}\n${prompt}${left}${right}${back(right)}`);
    }
  }

  const special: Readonly<Record<string, () => Promise<void>>> = {
    up: () => recall(at - 1),
    down: () => recall(at + 1),
    left: () => move(tail(left), false),
    right: () => move([...right][0] ?? '', true),
    home: () => move(left, false),
    end: () => move(right, true),
    delete: () => replace(left + [...right].slice(1).join(''), left.length),
    'word-left': () => move(wordBefore(), false),
    'word-right': () => move(/^\s*\S*/.exec(right)?.[0] ?? '', true),
  };
  const cut = (text: string): Promise<void> => {
    const rest = left.slice(0, left.length - text.length);
    return replace(rest + right, rest.length);
  };
  const control: Readonly<Record<number, () => Promise<void>>> = {
    1: () => move(left, false),
    2: () => move(tail(left), false),
    5: () => move(right, true),
    6: () => move([...right][0] ?? '', true),
    8: () => cut(tail(left)),
    9: complete,
    11: () => replace(left),
    12: () => show(`\x1b[H\x1b[2J${prompt}${left}${right}${back(right)}`),
    14: () => recall(at + 1),
    16: () => recall(at - 1),
    21: () => cut(left),
    23: () => cut(wordBefore()),
    127: () => cut(tail(left)),
  };

  async function press(key: Key): Promise<Line | undefined> {
    if ('sign' in key) {
      await insert(key.sign);
      return undefined;
    }
    if ('special' in key) {
      await special[key.special]?.();
      return undefined;
    }
    if (key.control === 10 || key.control === 13) {
      await ended(`\n${editing.after}`);
      return { line: left + right };
    }
    if (key.control === 3) {
      await ended(`^C\n${editing.after}`);
      return 'interrupted';
    }
    if (key.control === 4) {
      if (left + right !== '') await special['delete']?.();
      else {
        await ended(editing.after);
        return 'end';
      }
    }
    await control[key.control]?.();
    return undefined;
  }

  terminal.raw(true);
  await show(editing.before + prompt);
  for (;;) {
    for (let next = nextKey(ahead); next !== undefined; next = nextKey(ahead)) {
      ahead = ahead.subarray(next.took);
      if (!('control' in next.key && next.key.control === 9)) tabs = 0;
      const line = await press(next.key);
      if (line !== undefined) return line;
    }
    const more = await terminal.readRaw();
    if (more === undefined) {
      await ended('');
      return 'end';
    }
    ahead = concat([ahead, more]);
  }
}
