import { describe, expect, test } from 'vitest';
import { bytesOf } from '../model/files/content';
import { digestOf, diffIdOf } from '../model/files/layer';
import { lookUp } from '../model/files/resolve';
import { treeOf } from '../model/files/tree';
import { decodeUtf8 } from '../model/files/utf8';
import type { RegistryImage } from '../model/registry';
import { ARCHITECTURES, layerKey } from './build';
import { catalogue } from './catalogue';
import diffIds from './diff-ids.json';
import { REPOSITORIES } from './repositories';

const all = catalogue();
function image(name: string, tag = 'latest', architecture = 'amd64'): RegistryImage {
  const found = all
    .get(`docker.io/library/${name}`)
    ?.tags.get(tag)
    ?.images.find((one) => one.architecture === architecture);
  if (!found) throw new Error(`no ${name}:${tag}`);
  return found;
}
const sizeOf = (one: RegistryImage): number => one.layers.reduce((sum, layer) => sum + layer.unpacked, 0);
function read(one: RegistryImage, path: string): string {
  const node = lookUp(treeOf(one.layers.map((layer) => layer.changes)), path);
  if (node?.kind !== 'file') throw new Error(`no file ${path}`);
  return decodeUtf8(bytesOf(node.content));
}
const config = (one: RegistryImage) =>
  JSON.parse(one.config) as {
    readonly config: Record<string, unknown>;
    readonly history: readonly { readonly empty_layer?: boolean; readonly created_by: string }[];
    readonly rootfs: { readonly diff_ids: readonly string[] };
  };

describe('the catalogue', () => {
  test('has the images of the lessons, each for two architectures with digests of their own', () => {
    for (const repository of all.values())
      for (const [tag, index] of repository.tags) {
        expect(
          index.images.map((one) => one.architecture),
          `${repository.name}:${tag}`,
        ).toEqual(['amd64', 'arm64']);
        expect(
          new Set([index.digest, ...index.images.flatMap((one) => [one.digest, one.configDigest])]).size,
        ).toBe(5);
        for (const one of index.images) expect(one.configDigest).toBe(digestOf(one.config));
      }
    const named = (name: string) => [...(all.get(`docker.io/library/${name}`)?.tags.keys() ?? [])];
    expect(named('ubuntu')).toEqual(expect.arrayContaining(['latest', '24.04', '22.04']));
    expect(named('python')).toEqual(expect.arrayContaining(['3.12', '3.12-slim']));
    expect([...all.keys()].map((name) => name.split('/')[2])).toEqual([
      'hello-world',
      'alpine',
      'busybox',
      'ubuntu',
      'debian',
      'nginx',
      'httpd',
      'python',
      'node',
      'golang',
      'redis',
      'postgres',
    ]);
  });

  test('shares base layers: equal ids are the same layer', () => {
    const slim = image('debian', 'bookworm-slim').layers[0];
    for (const [name, tag] of [
      ['nginx'],
      ['python', '3.12-slim'],
      ['httpd'],
      ['redis'],
      ['postgres'],
    ] as const)
      expect(image(name, tag).layers[0]).toBe(slim);
    expect(image('node', '22-alpine').layers[0]).toBe(image('alpine').layers[0]);
    expect(image('golang').layers[0]).toBe(image('debian', '12').layers[0]);
    expect(image('nginx', 'latest', 'arm64').layers[0]?.diffId).not.toBe(slim?.diffId);
  });

  test('has the sizes of the real images, within a tenth', () => {
    const real = {
      alpine: 8.3,
      busybox: 4.4,
      ubuntu: 78.1,
      debian: 117,
      nginx: 192,
      httpd: 148,
      python: 1015,
      node: 162,
      golang: 859,
      redis: 117,
      postgres: 431,
    };
    for (const [name, mb] of Object.entries(real)) {
      expect(sizeOf(image(name)) / 1e6 / mb, name).toBeGreaterThan(0.9);
      expect(sizeOf(image(name)) / 1e6 / mb, name).toBeLessThan(1.1);
    }
    expect(sizeOf(image('hello-world'))).toBe(10_072);
  });

  test('every layer has a step of the history, and the others are marked as empty', () => {
    for (const repository of all.values())
      for (const index of repository.tags.values())
        for (const one of index.images) {
          const { history, rootfs } = config(one);
          expect(history.filter((step) => step.empty_layer !== true)).toHaveLength(one.layers.length);
          expect(rootfs.diff_ids).toEqual(one.layers.map((layer) => layer.diffId));
          expect(one.config).not.toMatch(/\{arch\}|\{machine\}/);
        }
  });

  test('tells how containers of it start and stop', () => {
    expect(config(image('nginx')).config).toMatchObject({
      StopSignal: 'SIGQUIT',
      ExposedPorts: { '80/tcp': {} },
      Cmd: ['nginx', '-g', 'daemon off;'],
    });
    expect(config(image('httpd')).config).toMatchObject({
      StopSignal: 'SIGWINCH',
      WorkingDir: '/usr/local/apache2',
    });
    expect(config(image('postgres')).config).toMatchObject({
      StopSignal: 'SIGINT',
      Volumes: { '/var/lib/postgresql/data': {} },
    });
    expect(config(image('busybox')).config).toMatchObject({ Cmd: ['sh'] });
  });

  test('the distribution of an image is in its files', () => {
    expect(read(image('ubuntu', '24.04'), '/etc/os-release')).toContain('PRETTY_NAME="Ubuntu 24.04.3 LTS"');
    expect(read(image('ubuntu', '22.04'), '/etc/os-release')).toContain('VERSION_CODENAME=jammy');
    expect(read(image('nginx'), '/etc/os-release')).toContain('Debian GNU/Linux 12 (bookworm)');
    expect(read(image('nginx', 'alpine'), '/etc/alpine-release')).toBe('3.22.2\n');
    expect(read(image('nginx'), '/etc/passwd')).toContain('\nnginx:x:101:101:');
    expect(read(image('nginx'), '/usr/share/nginx/html/index.html')).toContain('Welcome to nginx!');
  });
});

describe('the digests that are stored', () => {
  const known: Readonly<Record<string, string>> = diffIds;
  const layers = new Map(
    Object.values(REPOSITORIES).flatMap(({ tags }) =>
      Object.values(tags).flatMap((plan) =>
        plan.steps.flatMap(({ layer }) =>
          layer
            ? ARCHITECTURES.map(
                (architecture) => [layerKey(layer, architecture), { layer, architecture }] as const,
              )
            : [],
        ),
      ),
    ),
  );

  test('are those of all layers and of no others', () => {
    expect(Object.keys(known).sort()).toEqual([...layers.keys()].sort());
  });

  test('are true: small layers all, of the large ones a few; the script checks the rest', () => {
    for (const [key, { layer, architecture }] of layers) {
      if (layer.download > 5_000_000 && key !== 'nginx 1.27 alpine amd64') continue;
      expect(diffIdOf(layer.files(architecture)), key).toBe(known[key]);
    }
  });
});
