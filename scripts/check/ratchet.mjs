// Bad patterns of which there may only be fewer. Counted in src/ and e2e/.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';

/** How many there may be. A count that falls below its limit lowers the limit in the same change. */
export const LIMITS = { 'long file': 0, any: 0, 'suppression without a reason': 0 };

/** @typedef {keyof typeof LIMITS} Pattern */
/** @typedef {{ pattern: Pattern, where: string }} Finding */

const LONGEST = 300;
/** Made by a program, so nobody reads them from end to end. */
const GENERATED = ['src/core/scene/text/widths.ts'];

const SUPPRESSION = /@ts-ignore|@ts-nocheck|@ts-expect-error|eslint-disable(?:-next-line|-line)?/;
/** Behind the directive and the names of rules: two dashes or a colon, and words. */
const REASON = /(?:@ts-expect-error\s*(?::|--)?|eslint-disable[\w-]*[^\n]*?\s--)\s+\w+\W+\w+/;

/** @param {string} file @param {string} source @returns {readonly Finding[]} */
export function findingsIn(file, source) {
  /** @type {Finding[]} */
  const found = [];
  const lines = source.replace(/\n$/, '').split('\n');
  if (lines.length > LONGEST)
    found.push({ pattern: 'long file', where: `${file} has ${lines.length} lines; split it by ideas` });

  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  /** @param {number} at */
  const place = (at) => `${file}:${tree.getLineAndCharacterOfPosition(at).line + 1}`;
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword)
      found.push({
        pattern: 'any',
        where: `${place(node.getStart(tree))} says any; say unknown and read it`,
      });
    ts.forEachChild(node, visit);
  };
  visit(tree);

  for (const comment of commentsOf(tree, source)) {
    const text = source.slice(comment.pos, comment.end);
    if (!SUPPRESSION.test(text)) continue;
    const banned = /@ts-ignore|@ts-nocheck/.test(text);
    if (banned || !REASON.test(text)) {
      found.push({
        pattern: 'suppression without a reason',
        where: `${place(comment.pos)} suppresses a check without saying why`,
      });
    }
  }
  return found;
}

/** All comments, each once. @param {ts.SourceFile} tree @param {string} source */
function commentsOf(tree, source) {
  /** @type {Map<number, ts.CommentRange>} */
  const found = new Map();
  /** @param {ts.Node} node */
  const visit = (node) => {
    const ranges = [
      ...(ts.getLeadingCommentRanges(source, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(source, node.getEnd()) ?? []),
    ];
    for (const range of ranges) found.set(range.pos, range);
    node.getChildren(tree).forEach(visit);
  };
  visit(tree);
  return [...found.values()];
}

/** @param {string} folder @returns {string[]} */
function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

/** @param {string} root @returns {readonly Finding[]} */
export function findings(root) {
  return ['src', 'e2e']
    .flatMap((folder) => filesUnder(join(root, folder)))
    .map((path) => ({ path, file: relative(root, path).split(sep).join('/') }))
    .filter(({ file }) => /\.(ts|tsx|mjs|js|css)$/.test(file) && !GENERATED.includes(file))
    .flatMap(({ path, file }) => {
      const source = readFileSync(path, 'utf8');
      const all = file.endsWith('.css') ? [] : findingsIn(file, source);
      const long = source.split('\n').length - 1 > LONGEST;
      return file.endsWith('.css') && long
        ? [{ pattern: /** @type {Pattern} */ ('long file'), where: `${file} is long` }]
        : all;
    });
}

/** What is wrong, in sentences; none when every count is at its limit. @param {readonly Finding[]} found */
export function complaints(found) {
  return Object.entries(LIMITS).flatMap(([pattern, limit]) => {
    const these = found.filter((finding) => finding.pattern === pattern);
    if (these.length > limit) return these.map(({ where }) => `${where}.`);
    return these.length < limit
      ? [`"${pattern}" fell to ${these.length}: lower its limit in scripts/check/ratchet.mjs.`]
      : [];
  });
}
