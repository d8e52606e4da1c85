/** A few images for tests of the server: small, with one shared base. */
import { digestOf, diffIdOf, sizeOfLayer } from '../files/layer';
import type { Changes, FsNode } from '../files/node';
import { encodeUtf8 } from '../files/utf8';
import type { Catalogue, RegistryImage, RegistryIndex, RegistryLayer, RegistryRepository } from '../registry';

const file = (text: string, mode = 0o755): FsNode => ({
  kind: 'file',
  mode,
  uid: 0,
  gid: 0,
  mtime: 1_700_000_000,
  content: { bytes: encodeUtf8(text) },
});
const folder: FsNode = { kind: 'folder', mode: 0o755, uid: 0, gid: 0, mtime: 1_700_000_000 };

export function layerOf(changes: Changes, size?: number): RegistryLayer {
  const diffId = diffIdOf(changes);
  return {
    digest: digestOf(`compressed ${diffId}`),
    size: size ?? Math.max(100, sizeOfLayer(changes)),
    diffId,
    unpacked: sizeOfLayer(changes),
    changes,
  };
}

interface Wanted {
  readonly config: object;
  readonly layers: readonly RegistryLayer[];
  readonly by: readonly string[];
}

function imageOf(architecture: string, { config, layers, by }: Wanted): RegistryImage {
  const text = JSON.stringify({
    created: '2025-11-01T12:00:00Z',
    architecture,
    os: 'linux',
    config,
    rootfs: { type: 'layers', diff_ids: layers.map((one) => one.diffId) },
    history: by.map((created_by, i) => ({
      created: '2025-11-01T12:00:00Z',
      created_by,
      ...(i < layers.length ? {} : { empty_layer: true }),
    })),
  });
  return {
    architecture,
    variant: '',
    digest: digestOf(`manifest ${architecture} ${text}`),
    config: text,
    configDigest: digestOf(text),
    layers,
  };
}

function indexOf(wanted: Wanted): RegistryIndex {
  const images = ['amd64', 'arm64'].map((architecture) => imageOf(architecture, wanted));
  return { digest: digestOf(images.map((one) => one.digest).join(' ')), images };
}

const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const base = layerOf(
  new Map<string, FsNode>([
    ['/bin', folder],
    ['/bin/sh', file('shell')],
    ['/bin/yes', file('yes')],
    ['/etc', folder],
    ['/etc/os-release', file('NAME=small\n', 0o644)],
    ['/tmp', folder],
  ]),
);
const site = layerOf(
  new Map<string, FsNode>([
    ['/www', folder],
    ['/www/index.html', file('<h1>hello</h1>\n', 0o644)],
    ['/data', folder],
    ['/data/first', file('from the image\n', 0o644)],
  ]),
  3_000_000,
);

function repository(name: string, tags: Readonly<Record<string, RegistryIndex>>): RegistryRepository {
  return {
    name,
    description: `${name} for tests`,
    stars: 1,
    official: true,
    tags: new Map(Object.entries(tags)),
  };
}

const hello = indexOf({
  config: { Cmd: ['/hello'], Env: [PATH] },
  layers: [layerOf(new Map([['/hello', file('hello')]]))],
  by: ['/bin/sh -c #(nop) COPY file:aa in / ', '/bin/sh -c #(nop)  CMD ["/hello"]'],
});
const busybox = indexOf({
  config: { Cmd: ['sh'], Env: [PATH, 'GREETING=hi'] },
  layers: [base],
  by: ['/bin/sh -c #(nop) ADD file:bb in / ', '/bin/sh -c #(nop)  CMD ["sh"]'],
});
const web = indexOf({
  config: {
    Cmd: ['serve', '80'],
    Env: [PATH],
    ExposedPorts: { '80/tcp': {} },
    Volumes: { '/data': {} },
    Labels: { tier: 'front' },
  },
  layers: [base, site],
  by: ['/bin/sh -c #(nop) ADD file:bb in / ', 'RUN make site', '/bin/sh -c #(nop)  EXPOSE 80'],
});

export const SMALL: Catalogue = new Map(
  [
    repository('docker.io/library/hello-world', { latest: hello }),
    repository('docker.io/library/busybox', { latest: busybox, '1.35': busybox }),
    repository('docker.io/library/web', { latest: web }),
    repository('localhost:5000/team/app', { v1: web }),
  ].map((one) => [one.name, one]),
);
