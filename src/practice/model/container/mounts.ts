import { list, object, text, texts, type Obj } from '../../../core/base/read';
import { normalize } from '../files/path';
import { untouched, view, put } from '../files/writable';
import { emptyBranch, overlay, walk, type Tree } from '../files/tree';
import { layersTree } from '../files-of';
import type { FsNode } from '../files/node';
import { Refused, type Turn } from '../turn';
import { makeVolume } from '../volume/make';
import type { Mount } from './container';
import { findContainer } from './find';

const EMPTY: Tree = overlay(undefined, emptyBranch);
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
const MODES = /^(rw|ro|z|Z|nocopy|cached|consistent|delegated|r?(private|shared|slave)|volume-nocopy)$/;

/** Folders on the way to a path of the model's host. */
function makeHostFolder(turn: Turn, path: string): void {
  const now = Number(turn.now / 1_000_000_000n);
  const folder: FsNode = { kind: 'folder', mode: 0o755, uid: 0, gid: 0, mtime: now };
  let at = '';
  for (const name of normalize(path)
    .split('/')
    .filter((part) => part !== '')) {
    at += `/${name}`;
    if (view(EMPTY, turn.model.host).get(at) === undefined) {
      turn.change({ host: put(EMPTY, turn.model.host, at, folder) });
    }
  }
}

function readBind(turn: Turn, source: string): Mount {
  const parts = source.split(':');
  const [from = '', to = '', mode = ''] = parts;
  const modes = mode === '' ? [] : mode.split(',');
  if (parts.length < 2 || parts.length > 3 || to === '') {
    throw new Refused(500, `invalid volume specification: '${source}'`);
  }
  if (!to.startsWith('/')) {
    throw new Refused(
      400,
      `invalid volume specification: '${source}': invalid mount config for type "${from.startsWith('/') ? 'bind' : 'volume'}": invalid mount path: '${to}' mount path must be absolute`,
    );
  }
  if (normalize(to) === '/') {
    throw new Refused(
      400,
      `invalid volume specification: '${source}': invalid mount config for type "${from.startsWith('/') ? 'bind' : 'volume'}": invalid specification: destination can't be '/'`,
    );
  }
  const wrong = modes.find((one) => !MODES.test(one));
  if (wrong !== undefined) throw new Refused(400, `invalid mode: ${mode}`);
  const mount = {
    destination: normalize(to),
    writable: !modes.includes('ro'),
    mode,
    anonymous: false,
    byMount: false,
  };
  if (from.startsWith('/')) {
    makeHostFolder(turn, from);
    return { ...mount, type: 'bind', source: normalize(from) };
  }
  if (!NAME.test(from)) {
    throw new Refused(
      400,
      `create ${from}: "${from}" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
    );
  }
  return { ...mount, type: 'volume', source: from, mode: mode === '' ? 'z' : mode };
}

function readMount(turn: Turn, source: Obj): Mount {
  const type = text(source['Type']);
  const target = text(source['Target']);
  const from = text(source['Source']);
  const bad = (words: string): never => {
    throw new Refused(400, `invalid mount config for type "${type}": ${words}`);
  };
  if (type !== 'bind' && type !== 'volume' && type !== 'tmpfs') {
    throw new Refused(400, `invalid mount config for type "${type}": mount type unknown`);
  }
  if (target === '') bad('field Target must not be empty');
  if (!target.startsWith('/')) bad(`invalid mount path: '${target}' mount path must be absolute`);
  const mount = {
    type,
    destination: normalize(target),
    writable: source['ReadOnly'] !== true,
    mode: type === 'volume' ? 'z' : '',
    anonymous: type === 'volume' && from === '',
    byMount: true,
  } as const;
  if (type === 'bind') {
    if (from === '') bad('field Source must not be empty');
    if (!from.startsWith('/')) bad(`invalid mount path: '${from}' mount path must be absolute`);
    if (object(source['BindOptions'])['CreateMountpoint'] === true) makeHostFolder(turn, from);
    if (view(EMPTY, turn.model.host).get(normalize(from)) === undefined) {
      bad(`bind source path does not exist: ${from}`);
    }
    return { ...mount, source: normalize(from) };
  }
  if (type === 'tmpfs') return { ...mount, source: '' };
  return { ...mount, source: from === '' ? turn.id() : from };
}

/** What is mounted into a new container. Volumes that are named and absent are made. @throws Refused */
export function readMounts(
  turn: Turn,
  config: Obj,
  hostConfig: Obj,
  layers: readonly string[],
): readonly Mount[] {
  const mounts = new Map<string, Mount>();
  for (const one of texts(hostConfig['VolumesFrom'])) {
    const [name = '', mode = ''] = one.split(':');
    for (const mount of findContainer(turn.model, name).mounts) {
      mounts.set(mount.destination, {
        ...mount,
        writable: mount.writable && mode !== 'ro',
        anonymous: false,
      });
    }
  }
  const given = [
    ...texts(hostConfig['Binds']).map((one) => readBind(turn, one)),
    ...list(hostConfig['Mounts']).map((one) => readMount(turn, object(one))),
  ];
  const asked = new Set<string>();
  for (const mount of given) {
    if (asked.has(mount.destination)) throw new Refused(400, `Duplicate mount point: ${mount.destination}`);
    asked.add(mount.destination);
    mounts.set(mount.destination, mount);
  }
  for (const target of Object.keys(object(hostConfig['Tmpfs']))) {
    const destination = normalize(target);
    mounts.set(destination, {
      type: 'tmpfs',
      source: '',
      destination,
      writable: true,
      mode: text(object(hostConfig['Tmpfs'])[target]),
      anonymous: false,
      byMount: false,
    });
  }
  for (const target of Object.keys(object(config['Volumes']))) {
    const destination = normalize(target);
    if (mounts.has(destination)) continue;
    mounts.set(destination, {
      type: 'volume',
      source: turn.id(),
      destination,
      writable: true,
      mode: '',
      anonymous: true,
      byMount: false,
    });
  }
  for (const mount of mounts.values()) if (mount.type === 'volume') useVolume(turn, mount, layers);
  return [...mounts.values()];
}

/** Makes the volume, and fills an empty one with what the image has at that place. */
function useVolume(turn: Turn, mount: Mount, layers: readonly string[]): void {
  const volume = makeVolume(turn, mount.source, { anonymous: mount.anonymous });
  if (volume.files !== untouched) return;
  const image = layersTree(turn.model, layers);
  let files = volume.files;
  for (const [path, node] of walk(image, mount.destination)) {
    files = put(EMPTY, files, normalize(path.slice(mount.destination.length)), node);
  }
  if (files !== volume.files) {
    turn.change({ volumes: turn.model.volumes.set(volume.name, { ...volume, files }) });
  }
}

/** `Mounts` of inspect and of lists. */
export function shownMount(mount: Mount): Obj {
  const Destination = mount.destination;
  const common = { Mode: mount.mode, RW: mount.writable };
  if (mount.type === 'volume') {
    return {
      Type: 'volume',
      Name: mount.source,
      Source: `/var/lib/docker/volumes/${mount.source}/_data`,
      Destination,
      Driver: 'local',
      ...common,
      Propagation: '',
    };
  }
  if (mount.type === 'tmpfs') return { Type: 'tmpfs', Source: '', Destination, ...common, Propagation: '' };
  return { Type: 'bind', Source: mount.source, Destination, ...common, Propagation: 'rprivate' };
}
