import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { EndpointError, resolveEndpoint, type Surroundings } from './endpoint';

const meta = (name: string) =>
  `/home/me/.docker/contexts/meta/${createHash('sha256').update(name).digest('hex')}/meta.json`;
const context = (host: string) =>
  JSON.stringify({ Endpoints: { docker: { Host: host, SkipTLSVerify: false } } });

function at(
  files: Readonly<Record<string, string>> = {},
  env: Record<string, string> = {},
  platform = 'linux',
): Surroundings {
  return {
    env,
    home: '/home/me',
    platform,
    exists: (path) => path in files,
    read: (path) => files[path] ?? '',
  };
}

describe('the endpoint', () => {
  test('is the flag’s before all else: an address, a bare path, host and port, or a context’s name', () => {
    const env = { DOCKER_HOST: 'tcp://elsewhere:1' };
    expect(resolveEndpoint('unix:///x.sock', at({}, env))).toMatchObject({
      address: 'unix:///x.sock',
      from: '--engine',
    });
    expect(resolveEndpoint('/x.sock', at())).toMatchObject({ address: 'unix:///x.sock' });
    expect(resolveEndpoint('box:2375', at())).toMatchObject({ address: 'tcp://box:2375', remote: true });
    expect(resolveEndpoint('lab', at({ [meta('lab')]: context('unix:///lab.sock') }))).toMatchObject({
      address: 'unix:///lab.sock',
      context: 'lab',
    });
  });

  test('comes from DOCKER_HOST, which switches contexts off, then DOCKER_CONTEXT, then the current context', () => {
    const files = {
      '/home/me/.docker/config.json': '{"currentContext":"lab"}',
      [meta('lab')]: context('unix:///lab.sock'),
      [meta('other')]: context('ssh://me@far'),
    };
    expect(
      resolveEndpoint(undefined, at(files, { DOCKER_HOST: 'tcp://a:1', DOCKER_CONTEXT: 'other' })),
    ).toMatchObject({ from: 'DOCKER_HOST' });
    expect(resolveEndpoint(undefined, at(files, { DOCKER_CONTEXT: 'other' }))).toMatchObject({
      address: 'ssh://me@far',
      from: 'DOCKER_CONTEXT',
      remote: true,
    });
    expect(resolveEndpoint(undefined, at(files))).toMatchObject({
      address: 'unix:///lab.sock',
      from: 'context',
    });
    expect(resolveEndpoint(undefined, at(files, { DOCKER_CONTEXT: 'default' }))).toMatchObject({
      from: 'default',
    });
  });

  test('is the first default socket that is there, and the CLI’s own where none is', () => {
    expect(resolveEndpoint(undefined, at())).toMatchObject({
      address: 'unix:///var/run/docker.sock',
      from: 'default',
    });
    expect(
      resolveEndpoint(undefined, at({ '/run/user/1/docker.sock': '' }, { XDG_RUNTIME_DIR: '/run/user/1' })),
    ).toMatchObject({ address: 'unix:///run/user/1/docker.sock' });
    expect(
      resolveEndpoint(undefined, at({ '/home/me/.colima/default/docker.sock': '' }, {}, 'darwin')),
    ).toMatchObject({ address: 'unix:///home/me/.colima/default/docker.sock' });
    expect(resolveEndpoint(undefined, at({}, {}, 'win32'))).toMatchObject({
      address: 'npipe:////./pipe/docker_engine',
    });
  });

  test('reads the keys of a TLS endpoint where the CLI keeps them', () => {
    const files = { '/certs/ca.pem': 'CA', '/certs/cert.pem': 'CERT', '/certs/key.pem': 'KEY' };
    const env = { DOCKER_HOST: 'tcp://box:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs' };
    expect(resolveEndpoint(undefined, at(files, env)).tls).toEqual({
      ca: 'CA',
      cert: 'CERT',
      key: 'KEY',
      verify: true,
    });
    expect(resolveEndpoint(undefined, at(files, { DOCKER_HOST: 'tcp://box:2375' })).tls).toBeNull();
  });

  test('is read as the CLI reads it, blanks and bare schemes included, and shows no password', () => {
    const from = (DOCKER_HOST: string): string => resolveEndpoint(undefined, at({}, { DOCKER_HOST })).address;
    expect(from('unix://')).toBe('unix:///var/run/docker.sock');
    expect(from('unix:///run/x.sock ')).toBe('unix:///run/x.sock');
    expect(from('tcp://')).toBe('tcp://localhost');
    expect(from('localhost')).toBe('tcp://localhost');
    expect(from('tcp://user:pw@127.0.0.1:1')).toBe('tcp://127.0.0.1:1');
    expect(from('ssh://me@far.example:22/run/docker.sock')).toBe('ssh://me@far.example:22/run/docker.sock');
  });

  test('that looks right and is not is refused before anybody dials it, with the right form where there is one', () => {
    const refused = (DOCKER_HOST: string): string => {
      try {
        return resolveEndpoint(undefined, at({}, { DOCKER_HOST })).address;
      } catch (error) {
        expect(error).toBeInstanceOf(EndpointError);
        return String(error);
      }
    };
    for (const host of ['unix:/run/x.sock', 'UNIX:///run/x.sock'])
      expect(refused(host)).toContain('did you mean unix:///run/x.sock?');
    for (const host of ['tcp://h:99999', 'tcp://::1:1', 'ssh://u@h:notaport'])
      expect(refused(host)).toContain('a host and a port are expected');
    expect(refused('ssh://')).toContain('it names no host');
    expect(refused('ssh://h/p?x=1')).toContain('query parameters are not allowed');
    expect(refused('ssh://-oProxyCommand=x')).toContain('unable to parse');
    expect(refused('ssh://me:secret@h')).toMatch(/^(?!.*secret).*password/);
    expect(refused('fd://')).toContain('an endpoint begins with');
  });

  test('that makes no sense is refused in the CLI’s words', () => {
    expect(() => resolveEndpoint('nope', at())).toThrow(/context "nope": context not found/);
    expect(() => resolveEndpoint(undefined, at({}, { DOCKER_HOST: 'gopher' }))).toThrow(EndpointError);
    expect(() => resolveEndpoint('lab', at({ [meta('lab')]: '{"Endpoints":{}}' }))).toThrow(
      'names no docker endpoint',
    );
    expect(() => resolveEndpoint('lab', at({ [meta('lab')]: 'garbage' }))).toThrow(EndpointError);
  });

  test('of this machine is not another one', () => {
    for (const address of ['tcp://localhost:2375', 'tcp://127.0.0.1:2375', 'tcp://[::1]:2375', 'unix:///x'])
      expect(resolveEndpoint(address, at()).remote).toBe(false);
    for (const address of ['tcp://10.0.0.9:2375', 'ssh://box', 'https://box:2376'])
      expect(resolveEndpoint(address, at()).remote).toBe(true);
  });
});
