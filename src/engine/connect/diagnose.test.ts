import { createServer, type Server } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createWire } from '../wire/wire';
import { diagnose, type Lookup } from './diagnose';
import { dialOf } from './dial';
import type { Endpoint } from './endpoint';
import { compareApi, negotiate } from './negotiate';

const lookup = (has: readonly string[], more: Partial<Lookup> = {}): Lookup => ({
  platform: 'linux',
  program: (name) => Promise.resolve(has.includes(name) ? `/usr/bin/${name}` : null),
  groups: () => Promise.resolve(['me']),
  exists: () => Promise.resolve(true),
  ...more,
});
const endpoint = (more: Partial<Endpoint> = {}): Endpoint => ({
  address: 'unix:///var/run/docker.sock',
  from: 'default',
  context: null,
  remote: false,
  tls: null,
  ...more,
});
const failure = (code: string): Error => Object.assign(new Error(`connect ${code}`), { code });

describe('a missing engine is told apart', () => {
  test('not installed: nothing there at all', async () => {
    const found = await diagnose(
      endpoint(),
      failure('ENOENT'),
      lookup([], { exists: () => Promise.resolve(false) }),
    );
    expect(found).toMatchObject({ code: 'not-installed', command: 'curl -fsSL https://get.docker.com | sh' });
  });

  test('not running: the engine is installed, its socket dead or missing', async () => {
    expect(await diagnose(endpoint(), failure('ECONNREFUSED'), lookup(['docker', 'dockerd']))).toMatchObject({
      code: 'not-running',
      command: 'sudo systemctl start docker',
    });
    expect(
      await diagnose(
        endpoint(),
        failure('ENOENT'),
        lookup(['docker', 'dockerd'], { exists: () => Promise.resolve(false) }),
      ),
    ).toMatchObject({ code: 'not-running' });
    expect(
      await diagnose(endpoint(), failure('ECONNREFUSED'), lookup(['docker'], { platform: 'darwin' })),
    ).toMatchObject({ command: 'open -a Docker' });
  });

  test('no permission: outside the group, or in it but not in this login', async () => {
    expect(await diagnose(endpoint(), failure('EACCES'), lookup(['docker', 'dockerd']))).toMatchObject({
      code: 'no-permission',
      command: 'sudo usermod -aG docker $USER',
    });
    expect(
      await diagnose(
        endpoint(),
        failure('EACCES'),
        lookup(['docker', 'dockerd'], { groups: () => Promise.resolve(['docker']) }),
      ),
    ).toMatchObject({ command: 'newgrp docker' });
  });

  test('a wrong address, and who chose it', async () => {
    const found = await diagnose(
      endpoint({ address: 'tcp://nowhere:2375', from: 'DOCKER_HOST', remote: true }),
      failure('ENOTFOUND'),
      lookup(['docker']),
    );
    expect(found).toMatchObject({ code: 'wrong-address', command: 'unset DOCKER_HOST' });
    expect(found.what).toContain('DOCKER_HOST');
  });

  test('something else behind the door, a silent engine, and one that is too old', async () => {
    expect(await diagnose(endpoint(), failure('ENOTENGINE'), lookup(['docker']))).toMatchObject({
      code: 'not-docker',
    });
    expect(await diagnose(endpoint(), failure('HPE_INVALID_CONSTANT'), lookup(['docker']))).toMatchObject({
      code: 'not-docker',
    });
    expect(await diagnose(endpoint(), failure('ETIMEDOUT'), lookup(['docker']))).toMatchObject({
      code: 'no-answer',
    });
    expect(await diagnose(endpoint(), failure('ETOOOLD'), lookup(['docker']))).toMatchObject({
      code: 'too-old',
    });
  });
});

describe('the version', () => {
  let server: Server | null = null;
  let folder = '';
  afterEach(() => {
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A socket that answers every request with these bytes. */
  async function behind(bytes: string): Promise<ReturnType<typeof createWire>> {
    folder = mkdtempSync(join(tmpdir(), 'cutaway-'));
    const path = join(folder, 's.sock');
    server = createServer((socket) =>
      socket.on('error', () => undefined).on('data', () => socket.write(bytes)),
    );
    await new Promise<void>((resolve) => server?.listen(path, resolve));
    return createWire(dialOf(endpoint({ address: `unix://${path}` })));
  }
  const answer = (headers: string, status = '200 OK'): string =>
    `HTTP/1.1 ${status}\r\n${headers}Content-Length: 0\r\n\r\n`;

  test('is compared by number, not by letters', () => {
    expect(compareApi('1.9', '1.41')).toBeLessThan(0);
    expect(compareApi('1.52', '1.52')).toBe(0);
  });

  test('is the newest that both speak', async () => {
    await expect(negotiate(await behind(answer('Api-Version: 1.41\r\n')))).resolves.toMatchObject({
      api: '1.41',
      kind: 'docker',
    });
    server?.close();
    await expect(
      negotiate(await behind(answer('Api-Version: 1.99\r\nLibpod-Api-Version: 6.1.1\r\n'))),
    ).resolves.toMatchObject({ api: '1.52', kind: 'podman' });
  });

  test('that is too old, or no version at all, is told in words', async () => {
    await expect(negotiate(await behind(answer('Api-Version: 1.24\r\n')))).rejects.toMatchObject({
      code: 'ETOOOLD',
    });
    server?.close();
    await expect(negotiate(await behind(answer('Server: nginx\r\n')))).rejects.toMatchObject({
      code: 'ENOTENGINE',
    });
  });

  test('asked of something that speaks another protocol, or nothing, ends in an error and not in waiting', async () => {
    await expect(negotiate(await behind('SSH-2.0-OpenSSH_9.2\r\n'))).rejects.toThrow();
    server?.close();
    await expect(negotiate(await behind(''), 200)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  });
});
