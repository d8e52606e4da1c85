import { expect, test } from 'vitest';
import { commandId, exchangeId } from '../../core/base/brand';
import type { Fact } from '../../core/journal/entry';
import { frame } from '../act/stand-in';
import { streamOf } from './tapped-stream';

const ID = 'a'.repeat(64);

/** What is told of an answer that comes in pieces of three bytes. */
function told(
  method: string,
  path: string,
  body: Buffer | string,
  type = 'application/json',
  tty: boolean | null = null,
): Fact[] {
  const facts: Fact[] = [];
  const stream = streamOf({
    method,
    path,
    type,
    tty,
    exchange: exchangeId('t1.2'),
    command: commandId('t1'),
    tell: (fact) => facts.push(fact),
  });
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length; at += 3) stream?.push(bytes.subarray(at, at + 3));
  stream?.end();
  return facts;
}

test('a pull is told layer by layer, under the image’s whole name', () => {
  const lines = [
    '{"status":"Pulling from library/busybox","id":"latest"}',
    '{"status":"Downloading","progressDetail":{"current":10,"total":20},"progress":"[=> ] 10B/20B","id":"0123456789ab"}',
  ];
  const path = '/v1.47/images/create?fromImage=docker.io%2Flibrary%2Fbusybox&tag=latest';
  expect(told('POST', path, lines.join('\r\n'))).toMatchObject([
    { kind: 'progress', of: 'pull', ref: 'docker.io/library/busybox:latest', layer: '' },
    { kind: 'progress', layer: '0123456789ab', status: 'Downloading', current: 10, total: 20 },
  ]);
});

test('a build is told line by line, with the error that ended it', () => {
  const lines = '{"stream":"Step 1/2 : FR"}\n{"stream":"OM busybox\\nnext"}\n{"error":"broken"}\n';
  expect(told('POST', '/v1.47/build?t=app', lines)).toMatchObject([
    { of: 'build', ref: 'app', status: 'Step 1/2 : FROM busybox', error: null },
    { of: 'build', error: 'broken' },
  ]);
});

test('what a program prints is told with its container, however it is packed', () => {
  const path = `/v1.47/containers/${ID}/attach?stream=1`;
  const packed = Buffer.concat([frame(1, 'out é\n'), frame(2, 'err\n')]);
  expect(told('POST', path, packed, 'application/vnd.docker.multiplexed-stream')).toMatchObject([
    { kind: 'command-output', stream: 'stdout', text: 'out é\n', container: ID },
    { kind: 'command-output', stream: 'stderr', text: 'err\n', container: ID },
  ]);
  expect(told('POST', path, '\u001b[1mbold\u001b[0m\r\n', 'application/vnd.docker.raw-stream')).toMatchObject(
    [{ stream: 'stdout', text: 'bold\r\n', container: ID }],
  );
});

test('of an older engine it depends on whether the container has a terminal', () => {
  const path = `/v1.41/containers/${ID}/attach`;
  const raw = 'application/vnd.docker.raw-stream';
  expect(told('POST', path, frame(1, 'out\n'), raw, false)).toMatchObject([{ text: 'out\n' }]);
  expect(told('POST', path, 'out\r\n', raw, true)).toMatchObject([{ text: 'out\r\n' }]);
});

test('of other answers nothing is told', () => {
  expect(told('GET', '/v1.47/events', '{"status":"x"}\n')).toEqual([]);
  expect(told('POST', '/v1.47/images/create?fromSrc=-', '{"status":"x"}\n')).toEqual([]);
  expect(told('POST', `/v1.41/containers/${ID}/attach`, 'x', 'application/vnd.docker.raw-stream')).toEqual(
    [],
  );
});
