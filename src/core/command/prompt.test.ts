import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complete, type Names } from './complete';
import { curlOf } from './curl';
import { explain } from './explain';
import { nearest } from './nearest';
import { queryText, requestPath } from './request-path';

const NAMES: Names = {
  containers: [
    { name: 'web', running: true },
    { name: 'old', running: false },
  ],
  images: ['busybox:latest', 'web:latest'],
  networks: ['bridge', 'lan'],
  volumes: ['notes'],
};
const offered = (line: string) => complete(line, line.length, NAMES).map((each) => each.text);

describe('an explanation', () => {
  it('says of each word, and of each letter of joined flags, what it does', () => {
    const line = 'docker run -dp8080:80 --name web busybox ls -l';
    expect(explain(line).map(({ span, kind }) => [line.slice(...span), kind])).toEqual([
      ['docker', 'program'],
      ['run', 'command'],
      ['-d', 'flag'],
      ['p', 'flag'],
      ['8080:80', 'value'],
      ['--name', 'flag'],
      ['web', 'value'],
      ['busybox', 'argument'],
      ['ls', 'inside'],
      ['-l', 'inside'],
    ]);
    expect(explain(line)[4]?.detail).toBe(
      'port 8080 of every address of this machine leads to port 80 inside',
    );
  });
  it('marks what is not known and what a shell would do', () => {
    expect(explain('docker run --bogus x').find((each) => each.kind === 'unknown')?.title).toBe('--bogus');
    expect(explain('docker ps | wc').at(-1)).toMatchObject({ kind: 'trouble', span: [10, 14] });
  });
  it('does not show a secret', () => {
    expect(JSON.stringify(explain('docker run -e A=s3cret x'))).not.toContain('s3cret');
  });
  it('never throws, and its spans stand in order', () => {
    const word = fc.constantFrom(
      'docker',
      'run',
      '-it',
      '-e',
      'A=b',
      '--name=',
      '"x y"',
      '|',
      '--',
      'container',
      'constructor',
      '__proto__',
      'ls',
      '-p80:80',
      "'",
      '$',
      'sudo',
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const line = words.join(' ');
        let last = 0;
        for (const { span } of explain(line)) {
          expect(span[0]).toBeGreaterThanOrEqual(last);
          last = span[0];
          expect(span[1]).toBeLessThanOrEqual(line.length);
        }
      }),
    );
  });
});

describe('a proposal', () => {
  it.each<[string, readonly string[]]>([
    ['', ['docker']],
    ['dock', ['docker']],
    ['docker st', ['start', 'stop', 'stats']],
    ['docker container st', ['start', 'stop', 'stats']],
    ['docker run --na', ['--name']],
    ['docker run --network ', ['bridge', 'lan']],
    ['docker run --network=l', ['lan']],
    ['docker stop ', ['web']],
    ['docker start ', ['old']],
    ['docker rm web ', ['old']],
    ['docker run -v ', ['notes']],
    ['docker run b', ['busybox:latest']],
    ['docker run busybox ', []],
    ['docker run --name ', []],
    ['docker logs web ', []],
    ['docker ps | ', []],
    ['ls ', []],
  ])('behind %j', (line, wanted) => {
    expect(offered(line)).toEqual(wanted);
  });
  it('tells what of the line it replaces', () => {
    expect(complete('docker run --network=l', 22, NAMES)[0]).toMatchObject({
      text: 'lan',
      span: [21, 22],
      kind: 'network',
    });
    expect(complete('docker lo web', 9, NAMES)[0]).toMatchObject({
      text: 'logs',
      span: [7, 9],
      kind: 'command',
    });
  });
  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(30), (line, cursor) => {
        expect(Array.isArray(complete(`docker ${line}`, cursor, NAMES))).toBe(true);
      }),
    );
  });
});

describe('a request line', () => {
  it('is escaped as the CLI escapes it', () => {
    expect(queryText({ tag: 'sha256:ab', fromImage: 'docker.io/x y' })).toBe(
      'fromImage=docker.io%2Fx+y&tag=sha256%3Aab',
    );
    expect(queryText({ filters: '{"name":{"a*(b)":true}}' })).toBe(
      'filters=%7B%22name%22%3A%7B%22a%2A%28b%29%22%3Atrue%7D%7D',
    );
    expect(requestPath({ path: '/images/127.0.0.1:5000/x y?/json' }, '1.41')).toBe(
      '/v1.41/images/127.0.0.1:5000/x%20y%3F/json',
    );
  });
  it('is cleaned as the CLI joins paths', () => {
    expect(requestPath({ path: '/containers/x/../y//json' }, '1.41')).toBe('/v1.41/containers/y/json');
  });
  it('holds no sign that would end it, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(requestPath({ path: `/containers/${name}/json`, query: { name } }, '1.41')).toMatch(
          /^[!-~]+$/,
        );
      }),
    );
  });
  it('can be shown as a command for curl', () => {
    const sent = { method: 'POST', path: '/v1.41/containers/create?name=x', body: `{"Image":"it's"}` };
    expect(curlOf('unix:///var/run/docker.sock', sent)).toBe(
      `curl --unix-socket /var/run/docker.sock -X POST -H 'Content-Type: application/json' -d '{"Image":"it'\\''s"}' 'http://localhost/v1.41/containers/create?name=x'`,
    );
    expect(curlOf('tcp://h:2375', { method: 'GET', path: '/v1.41/info', body: null })).toBe(
      'curl http://h:2375/v1.41/info',
    );
    expect(curlOf('ssh://h', { method: 'GET', path: '/v1.41/info', body: null })).toBeNull();
  });
});

it('the nearest word is near', () => {
  expect(nearest('rnu', ['run', 'rm', 'rmi'])).toBe('run');
  expect(nearest('imags', ['images', 'image'])).toBe('images');
  expect(nearest('zebra', ['run', 'ps'])).toBeNull();
});
