import { displayWidth } from '../../../core/docker/width';
import { sizeOfNode } from '../../model/files/content';
import type { FsNode } from '../../model/files/node';
import { join, normalize, parentOf } from '../../model/files/path';
import { Failure } from '../files/errno';
import { namesOf } from '../files/users';
import type { Task } from '../task';
import { strftime } from './system';
import type { Kit, Native } from './kit';

interface Entry {
  readonly name: string;
  readonly node: FsNode;
  readonly path: string;
}

const KINDS = { file: '-', folder: 'd', link: 'l' } as const;
/** Stands among the letters of the flags for `--color`. */
const COLOUR = '%';
const HALF_A_YEAR = 15_778_476;

/** `drwxr-xr-x`, with the bits for set-uid, set-gid and sticky. */
export function modeWords(node: FsNode, device: boolean): string {
  const bits = Array.from('rwxrwxrwx', (letter, i) => ((node.mode >> (8 - i)) & 1 ? letter : '-'));
  const set = (at: number, bit: number, low: string, high: string): void => {
    if ((node.mode & bit) !== 0) bits[at] = bits[at] === 'x' ? low : high;
  };
  set(2, 0o4000, 's', 'S');
  set(5, 0o2000, 's', 'S');
  set(8, 0o1000, 't', 'T');
  return (device ? 'c' : KINDS[node.kind]) + bits.join('');
}

const sizeOf = (node: FsNode): number => (node.kind === 'folder' ? 4096 : sizeOfNode(node));

function human(bytes: number): string {
  const units = ['', 'K', 'M', 'G', 'T'];
  let at = 0;
  let value = bytes;
  while (value >= 1024 && at < units.length - 1) {
    value /= 1024;
    at += 1;
  }
  if (at === 0) return String(bytes);
  return (
    (value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : String(Math.ceil(value))) + (units[at] ?? '')
  );
}

const COLOURS: Readonly<Record<string, string>> = { folder: '1;34', link: '1;36', program: '1;32' };
const colourOf = (node: FsNode): string | undefined =>
  COLOURS[node.kind === 'file' && (node.mode & 0o111) !== 0 ? 'program' : node.kind];

/** Names in columns, as many as the terminal takes, filled downwards. */
function columns(names: readonly string[], painted: readonly string[], width: number): string {
  if (names.length === 0) return '';
  for (let rows = 1; ; rows += 1) {
    const count = Math.ceil(names.length / rows);
    const widths = Array.from({ length: count }, (_, c) =>
      Math.max(...names.slice(c * rows, (c + 1) * rows).map((name) => displayWidth(name) + 2)),
    );
    if (rows < names.length && widths.reduce((sum, one) => sum + one, 0) - 2 > width) continue;
    let out = '';
    for (let row = 0; row < rows; row += 1) {
      let line = '';
      for (let c = 0; c < count; c += 1) {
        const at = c * rows + row;
        if (names[at] === undefined) continue;
        const last = names[at + rows] === undefined;
        line += (painted[at] ?? '') + (last ? '' : ' '.repeat((widths[c] ?? 0) - displayWidth(names[at])));
      }
      out += `${line}\n`;
    }
    return out;
  }
}

async function render(
  task: Task,
  kit: Kit,
  entries: readonly Entry[],
  flags: string,
  total: boolean,
): Promise<string> {
  const paint = flags.includes(COLOUR) && task.terminal !== undefined;
  const mark = (node: FsNode): string =>
    !flags.includes('F') && !flags.includes('p')
      ? ''
      : node.kind === 'folder'
        ? '/'
        : !flags.includes('F')
          ? ''
          : node.kind === 'link'
            ? '@'
            : (node.mode & 0o111) !== 0
              ? '*'
              : '';
  const painted = entries.map(({ name, node }) => {
    const colour = paint ? colourOf(node) : undefined;
    return (colour === undefined ? name : `\x1b[${colour}m${name}\x1b[0m`) + mark(node);
  });
  if (!flags.includes('l') && !flags.includes('n')) {
    if (task.terminal === undefined || flags.includes('1'))
      return painted.map((name) => `${name}\n`).join('');
    return columns(
      entries.map(({ name, node }) => name + mark(node)),
      painted,
      task.terminal.columns(),
    );
  }
  const users = flags.includes('n') ? new Map<number, string>() : await namesOf(task.files, 'passwd');
  const groups = flags.includes('n') ? new Map<number, string>() : await namesOf(task.files, 'group');
  const now = task.machine.now() / 1000;
  const rows = entries.map(({ node, path }, i) => {
    const device = parentOf(path) === '/dev' && node.kind === 'file';
    const old = Math.abs(now - node.mtime) > HALF_A_YEAR;
    const size = sizeOf(node);
    const target = node.kind === 'link' ? ` -> ${node.target}` : '';
    return [
      modeWords(node, device),
      node.kind === 'folder' ? '2' : '1',
      users.get(node.uid) ?? String(node.uid),
      groups.get(node.gid) ?? String(node.gid),
      device ? '1, 3' : flags.includes('h') ? human(size) : String(size),
      strftime(old ? '%b %e  %Y' : '%b %e %H:%M', new Date(node.mtime * 1000)),
      (painted[i] ?? '') + target,
    ];
  });
  const wide = (at: number): number =>
    Math.max(
      ...rows.map((row) => row[at]?.length ?? 0),
      kit.busybox && at > 0 && at < 5 ? (at === 1 ? 5 : at === 4 ? 9 : 8) : 0,
    );
  const right = new Set([1, 4]);
  const blocks = entries.reduce(
    (sum, { node }) => sum + (node.kind === 'link' ? 0 : Math.ceil(sizeOf(node) / 4096) * 4),
    0,
  );
  const lines = rows.map((row) =>
    row
      .map((cell, at) => (at >= 5 ? cell : right.has(at) ? cell.padStart(wide(at)) : cell.padEnd(wide(at))))
      .join(' '),
  );
  return (
    (total ? `total ${flags.includes('h') ? human(blocks * 1024) : String(blocks)}\n` : '') +
    lines.map((line) => `${line}\n`).join('')
  );
}

function sorted(entries: readonly Entry[], flags: string): readonly Entry[] {
  const order = (a: Entry, b: Entry): number => {
    if (flags.includes('t') && a.node.mtime !== b.node.mtime) return b.node.mtime - a.node.mtime;
    if (flags.includes('S') && sizeOf(a.node) !== sizeOf(b.node)) return sizeOf(b.node) - sizeOf(a.node);
    return a.name < b.name ? -1 : 1;
  };
  const all = flags.includes('U') ? [...entries] : [...entries].sort(order);
  return flags.includes('r') ? all.reverse() : all;
}

export const ls: Native = async (task, kit) => {
  const words = task.argv.slice(1);
  const colour = words.some((word) => /^--colou?r(=(auto|always))?$/.test(word)) ? COLOUR : '';
  const flags =
    colour +
    words
      .filter((word) => /^-[^-]/.test(word))
      .join('')
      .replaceAll('-', '');
  const operands = words.filter((word) => !word.startsWith('-'));
  const files: Entry[] = [];
  const folders: string[] = [];
  let code = 0;
  for (const word of operands.length === 0 ? ['.'] : operands) {
    const path = normalize(word, task.cwd);
    const long = /[lnd]/.test(flags) && !word.endsWith('/');
    const node =
      (await (long ? task.files.link(path) : task.files.node(path))) ?? (await task.files.link(path));
    if (node === undefined) {
      code = kit.busybox ? 1 : 2;
      const name = kit.busybox ? word : `cannot access '${word}'`;
      await task.err(`ls: ${name}: No such file or directory\n`);
    } else if (node.kind === 'folder' && !flags.includes('d')) folders.push(word);
    else files.push({ name: word, node, path });
  }
  if (files.length > 0) await task.out(await render(task, kit, sorted(files, flags), flags, false));
  const many = operands.length > 1 || flags.includes('R');
  let first = files.length === 0;
  for (let word = folders.shift(); word !== undefined; word = folders.shift()) {
    try {
      const path = normalize(word, task.cwd);
      const entries: Entry[] = [];
      if (/a/.test(flags))
        for (const name of ['.', '..']) {
          const at = name === '.' ? path : parentOf(path);
          const node = await task.files.node(at);
          if (node) entries.push({ name, node, path: at });
        }
      const inside: Entry[] = [];
      for (const name of await task.files.list(path)) {
        if (name.startsWith('.') && !/[aA]/.test(flags)) continue;
        const node = await task.files.link(join(path, name));
        if (node) inside.push({ name, node, path: join(path, name) });
      }
      const all = [...entries, ...sorted(inside, flags)];
      await task.out(
        (many ? `${first ? '' : '\n'}${word}:\n` : '') +
          (await render(task, kit, all, flags, /[lns]/.test(flags))),
      );
      if (flags.includes('R'))
        folders.unshift(
          ...inside
            .filter((one) => one.node.kind === 'folder')
            .map((one) => `${word === '/' ? '' : word}/${one.name}`),
        );
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      code = kit.busybox ? 1 : 2;
      await task.err(
        kit.busybox
          ? `ls: can't open '${word}': ${error.words}\n`
          : `ls: cannot open directory '${word}': ${error.words}\n`,
      );
    }
    first = false;
  }
  return code;
};
