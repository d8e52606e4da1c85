/** Files in and out of a container: cp, diff, export. */
import { differences } from '../files/diff';
import { sizeOfNode } from '../files/content';
import { exportEntries } from '../files/layer';
import { baseOf, join, normalize, parentOf } from '../files/path';
import { resolveLinks } from '../files/resolve';
import { readTar } from '../files/tar-read';
import { writeTar, type TarEntry } from '../files/tar-write';
import { walk, type Tree } from '../files/tree';
import { encodeUtf8 } from '../files/utf8';
import { FileError } from '../files/writable';
import { layersTree, ownTree, removeFile, seenTree, writeFile } from '../files-of';
import type { FsNode } from '../files/node';
import { param, paramFlag } from '../reading';
import { ok } from '../route';
import { toBase64 } from '../text/base64';
import { fromMs, iso } from '../text/time';
import { Refused, type Turn } from '../turn';
import type { ApiRequest, Reply } from '../wire';
import type { Container } from './container';
import { findContainer } from './find';
import { tellContainer } from './tell';

/** Go's os.FileMode has the kinds of nodes in its upper bits. */
const GO_FOLDER = 2 ** 31;
const GO_LINK = 2 ** 27;
const FOLDER_SIZE = 4096;

export function changes(turn: Turn, name: string): Reply {
  const container = findContainer(turn.model, name);
  const found = differences(layersTree(turn.model, container.layers), container.writable);
  return ok(found.length > 0 ? found.map((one) => ({ Path: one.path, Kind: one.kind })) : null);
}

function statOf(path: string, node: FsNode): string {
  const target = node.kind === 'link' ? normalize(node.target, parentOf(path)) : '';
  const json = JSON.stringify({
    name: path === '/' ? '/' : baseOf(path),
    size: node.kind === 'folder' ? FOLDER_SIZE : sizeOfNode(node),
    mode: node.mode + (node.kind === 'folder' ? GO_FOLDER : node.kind === 'link' ? GO_LINK : 0),
    mtime: iso(fromMs(node.mtime * 1000)),
    linkTarget: target,
  });
  return toBase64(encodeUtf8(json));
}

interface Found {
  readonly container: Container;
  readonly tree: Tree;
  readonly path: string;
  readonly node: FsNode;
}

/** @throws Refused 404 `Could not find the file … in container …` */
function find(turn: Turn, request: ApiRequest, name: string): Found {
  const asked = param(request, 'path');
  if (asked === '') throw new Refused(400, "bad parameter: 'path' cannot be empty");
  const container = findContainer(turn.model, name);
  const tree = seenTree(turn.model, container);
  const intoFolder = asked.endsWith('/') || asked.endsWith('/.');
  const path = resolveLinks(tree, normalize(asked), !intoFolder);
  const node = tree.get(path);
  if (!node) throw new Refused(404, `Could not find the file ${asked} in container ${name}`);
  if (intoFolder && node.kind !== 'folder') {
    throw new Refused(400, 'not a directory');
  }
  return { container, tree, path, node };
}

const STAT = 'X-Docker-Container-Path-Stat';

export function head(turn: Turn, request: ApiRequest, name: string): Reply {
  const found = find(turn, request, name);
  const headers = { [STAT]: statOf(found.path, found.node) };
  return { kind: 'answer', answer: { status: 200, body: null, headers } };
}

export function get(turn: Turn, request: ApiRequest, name: string): Reply {
  const { container, tree, path, node } = find(turn, request, name);
  // A dot at the end asks for what is in the folder: then that is how the archive names it.
  const base = param(request, 'path').endsWith('/.') ? '.' : path === '/' ? '' : baseOf(path);
  const entries: TarEntry[] = [];
  if (base !== '') entries.push({ name: base, node });
  for (const [below, one] of node.kind === 'folder' ? walk(tree, path) : []) {
    const rest = path === '/' ? below.slice(1) : below.slice(path.length + 1);
    entries.push({ name: base === '' ? rest : `${base}/${rest}`, node: one });
  }
  tellContainer(turn, container, 'archive-path');
  return {
    kind: 'answer',
    answer: {
      status: 200,
      body: { chunks: writeTar(entries), type: 'application/x-tar' },
      headers: { [STAT]: statOf(path, node) },
    },
  };
}

/** @throws Refused 400 for what is no archive */
export function readArchive(bytes: Uint8Array): readonly TarEntry[] {
  try {
    return readTar([bytes]);
  } catch (error) {
    throw new Refused(400, error instanceof Error ? error.message : 'archive/tar: invalid tar header');
  }
}

export function put(turn: Turn, request: ApiRequest, name: string): Reply {
  const { container, tree, path, node } = find(turn, request, name);
  if (node.kind !== 'folder') throw new Refused(400, 'extraction point is not a directory');
  if (
    container.hostConfig['ReadonlyRootfs'] === true &&
    !container.mounts.some((one) => one.destination === path)
  ) {
    throw new Refused(403, 'container rootfs is marked read-only');
  }
  const keep = paramFlag(request, 'noOverwriteDirNonDir');
  for (const entry of readArchive(request.body)) {
    const at = normalize(join(path, entry.name));
    if (at === '/') continue;
    const was = tree.get(at);
    if (keep && was && (was.kind === 'folder') !== (entry.node.kind === 'folder')) {
      throw new Refused(
        400,
        `cannot overwrite ${was.kind === 'folder' ? '' : 'non-'}directory "${at}" with ${was.kind === 'folder' ? 'non-' : ''}directory "${path}"`,
      );
    }
    writeInto(turn, container.id, at, entry.node);
  }
  const now = turn.container(container.id) ?? container;
  tellContainer(turn, now, 'extract-to-dir');
  return { kind: 'answer', answer: { status: 200, body: null } };
}

const FOLDER: FsNode = { kind: 'folder', mode: 0o755, uid: 0, gid: 0, mtime: 0 };

/** Writes a node and the folders that lead to it. @throws Refused when the file system refuses */
function writeInto(turn: Turn, id: string, path: string, node: FsNode): void {
  const container = turn.container(id);
  if (!container) return;
  const parent = parentOf(path);
  const tree = seenTree(turn.model, container);
  if (parent !== '/' && tree.get(parent) === undefined) writeInto(turn, id, parent, FOLDER);
  try {
    const was = tree.get(path);
    if (was && was.kind !== node.kind) turn.change(removeFile(turn.model, id, path));
    turn.change(writeFile(turn.model, id, path, node));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (error.errno === 'EROFS') throw new Refused(400, 'mounted volume is marked read-only');
    throw new Refused(500, `${path}: ${error.errno}`);
  }
}

export function exportAll(turn: Turn, name: string): Reply {
  const container = findContainer(turn.model, name);
  const chunks = writeTar(exportEntries(ownTree(turn.model, container)));
  tellContainer(turn, container, 'export');
  return { kind: 'answer', answer: { status: 200, body: { chunks, type: 'application/octet-stream' } } };
}
