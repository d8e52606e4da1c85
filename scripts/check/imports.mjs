// Which folder imports which, held against the table in ARCHITECTURE.md.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

const HEADING = '## Who may import whom';

/**
 * @typedef {{ name: string, typesOnly: boolean }} Allowed
 * @typedef {{ from: string, may: readonly Allowed[] }} Row
 * @typedef {{ target: string, typeOnly: boolean, line: number }} Import
 */

/**
 * Reads the table: folders, files and packages stand in backticks; `(types)` behind one allows only its types.
 * @param {string} markdown @returns {readonly Row[]}
 */
export function readTable(markdown) {
  const at = markdown.indexOf(HEADING);
  if (at < 0) throw new Error(`ARCHITECTURE.md has no section "${HEADING}".`);
  const section = markdown.slice(at + HEADING.length).split('\n## ')[0] ?? '';
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
  return rows.flatMap((line) => {
    const [, left = '', right = ''] = line.split('|');
    const may = [...right.matchAll(/`([^`]+)`( \(types\))?/g)].map(([, name = '', types]) => ({
      name,
      typesOnly: types !== undefined,
    }));
    return [...left.matchAll(/`([^`]+)`/g)].map(([, from = '']) => ({ from, may }));
  });
}

/** @param {string} file name, for the parser @param {string} source @returns {readonly Import[]} */
export function importsOf(file, source) {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  /** @type {Import[]} */
  const found = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      const typeOnly = ts.isImportDeclaration(node) ? isTypeImport(node) : node.isTypeOnly;
      if (ts.isStringLiteral(node.moduleSpecifier))
        found.push({ target: node.moduleSpecifier.text, typeOnly, line });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      if (ts.isStringLiteral(node.argument.literal))
        found.push({ target: node.argument.literal.text, typeOnly: true, line });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [target] = node.arguments;
      if (target && ts.isStringLiteral(target)) found.push({ target: target.text, typeOnly: false, line });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** @param {ts.ImportDeclaration} node */
function isTypeImport({ importClause }) {
  if (!importClause) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = importClause.namedBindings;
  const all = named && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly);
  return !importClause.name && all === true;
}

/** `core/scene` holds `core/scene/host/x.ts`. @param {string} folder @param {string} path */
const holds = (folder, path) =>
  path === folder || path.startsWith(`${folder}/`) || path.replace(/\.[^/.]+$/, '') === folder;

/**
 * What a file imports, in the words of the table: a path below `src` (`e2e/…` outside), a package, or `node`.
 * @param {string} root @param {string} file @param {string} target
 */
export function nameOf(root, file, target) {
  if (!target.startsWith('.')) {
    if (target.startsWith('node:')) return 'node';
    return target.split('/', target.startsWith('@') ? 2 : 1).join('/');
  }
  const path = relative(root, resolve(dirname(join(root, file)), target))
    .split(sep)
    .join('/');
  return path.replace(/^src\//, '');
}

/**
 * @param {readonly Row[]} table @param {string} file below the root @param {string} name from `nameOf`
 * @param {boolean} typeOnly
 */
export function isAllowed(table, file, name, typeOnly) {
  const path = file.replace(/^src\//, '');
  const rows = table.filter((row) => holds(row.from, path)).sort((a, b) => b.from.length - a.from.length);
  const row = rows[0];
  if (!row) return false;
  if (holds(row.from, name)) return true;
  const extra = /\.test\.tsx?$/.test(path) ? (table.find(({ from }) => from === '*.test.ts')?.may ?? []) : [];
  return [...row.may, ...extra].some(
    (allowed) => holds(allowed.name, name) && (typeOnly || !allowed.typesOnly),
  );
}

/** @param {string} folder @returns {string[]} */
function sourcesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sourcesUnder(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

/** A sentence for each import that the table forbids. @param {string} root */
export function forbiddenImports(root) {
  const table = readTable(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'));
  return ['src', 'e2e']
    .flatMap((folder) => sourcesUnder(join(root, folder)))
    .flatMap((path) => {
      const file = relative(root, path).split(sep).join('/');
      return importsOf(file, readFileSync(path, 'utf8')).flatMap(({ target, typeOnly, line }) => {
        const name = nameOf(root, file, target);
        if (isAllowed(table, file, name, typeOnly)) return [];
        return [
          `${file}:${line} imports ${typeOnly ? 'types of ' : ''}${name}, which ARCHITECTURE.md forbids.`,
        ];
      });
    });
}
