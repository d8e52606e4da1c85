import { drain, fromUtf8 } from '../streams';
import type { Native } from './kit';

export const cowsay: Native = async (task) => {
  const words =
    task.argv
      .slice(1)
      .filter((word) => !word.startsWith('-'))
      .join(' ') || fromUtf8(await drain(task.stdin)).trim();
  const lines: string[] = [];
  for (const word of words.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 40) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const wide = Math.max(...lines.map((line) => line.length));
  const sides = (i: number): readonly [string, string] =>
    lines.length === 1
      ? ['<', '>']
      : i === 0
        ? ['/', '\\']
        : i === lines.length - 1
          ? ['\\', '/']
          : ['|', '|'];
  const bubble = lines.map((line, i) => `${sides(i)[0]} ${line.padEnd(wide)} ${sides(i)[1]}\n`).join('');
  await task.out(
    ` ${'_'.repeat(wide + 2)}\n${bubble} ${'-'.repeat(wide + 2)}\n        \\   ^__^\n         \\  (oo)\\_______\n            (__)\\       )\\/\\\n                ||----w |\n                ||     ||\n`,
  );
  return 0;
};

/** Large letters of our own make, three signs wide and high. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const ROWS: readonly string[] = [
  ' _  _  _  _  _  _  _     _     _        __  _  _  _  _  _  ___                   __',
  '|_||_ |  | \\|_ |_ |_ |_|| ||_/|  |\\/||\\ | | |_|| ||_)|_  |  | || | \\/ \\/  \\/  / ',
  '| ||_||_ |_/|_ |  |_|| ||_|| \\|_ |  || \\| |_||  |_\\| \\ _| |  |_|\\/ /\\ /\\  |  /_ ',
];

export const figlet: Native = async (task) => {
  const words = task.argv.slice(1).join(' ') || fromUtf8(await drain(task.stdin)).trim();
  const row = (at: number): string =>
    [...words.toLowerCase()]
      .map((sign) => {
        const place = LETTERS.indexOf(sign);
        return place < 0 ? '   ' : (ROWS[at] ?? '').slice(place * 3, place * 3 + 3).padEnd(3);
      })
      .join(' ');
  await task.out([0, 1, 2].map((at) => `${row(at).trimEnd()}\n`).join(''));
  return 0;
};
