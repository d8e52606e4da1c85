import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameOfRequests } from './name-of-requests';

const ID = 'a'.repeat(64);
const asked = (...lines: readonly string[]) =>
  lines.map((line) => {
    const [method = '', path = '', ...body] = line.split(' ');
    return { method, path: `/v1.47${path}`, body: body.length === 0 ? null : body.join(' ') };
  });

test.each([
  [['GET /containers/json'], 'ps'],
  [['GET /containers/json?all=1'], 'ps -a'],
  [['GET /images/json'], 'images'],
  [['POST /images/create?fromImage=docker.io%2Flibrary%2Fbusybox&tag=latest'], 'pull busybox:latest'],
  [
    [
      'POST /containers/create?name=web {"Image":"nginx","Cmd":["a","b"],"Tty":true,"OpenStdin":true,"HostConfig":{"AutoRemove":true}}',
      `POST /containers/${ID}/attach?stream=1`,
      `POST /containers/${ID}/wait?condition=removed`,
      `POST /containers/${ID}/start`,
    ],
    'run --rm -it --name web nginx a b',
  ],
  [['POST /containers/create {"Image":"nginx"}', `POST /containers/${ID}/start`], 'run -d nginx'],
  [['POST /containers/create {"Image":"nginx"}'], 'create nginx'],
  [['GET /containers/web/json', `GET /containers/${ID}/logs?follow=1`], 'logs -f web'],
  [
    [
      'GET /containers/web/json',
      'POST /containers/web/exec {"Tty":true,"AttachStdin":true,"Cmd":["sh"]}',
      'POST /exec/1/start {}',
    ],
    'exec -it web sh',
  ],
  [['POST /containers/web/start'], 'start web'],
  [['POST /containers/web/stop?t=3'], 'stop web'],
  [[`DELETE /containers/${ID}?force=1`], `rm -f ${ID.slice(0, 12)}`],
  [['DELETE /images/my.host:5000/a/b:c'], 'rmi my.host:5000/a/b:c'],
  [['GET /images/my.host/a/b/json'], 'inspect my.host/a/b'],
  [['HEAD /containers/web/archive?path=%2Fetc', 'GET /containers/web/archive?path=%2Fetc'], 'cp web:/etc …'],
  [['POST /networks/create {"Name":"net"}'], 'network create net'],
  [['POST /build?t=app&t=app%3A1'], 'build -t app -t app:1 .'],
  [['GET /containers/%zz/top'], 'top %zz'],
])('%j is docker %s', (lines, command) => {
  expect(nameOfRequests(asked(...lines))?.join(' ')).toBe(command);
});

test('what tells nothing has no name, and nothing throws', () => {
  expect(nameOfRequests([])).toBeNull();
  expect(nameOfRequests(asked('GET /nosuch'))).toBeNull();
  fc.assert(
    fc.property(
      fc.array(fc.record({ method: fc.string(), path: fc.string(), body: fc.option(fc.string()) })),
      (requests) => {
        nameOfRequests(requests);
      },
    ),
  );
});
