import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNetworks } from './networks';
import { readPublish } from './publish';
import { isNoRestart, readRestartPolicy } from './restart-policy';
import { readVolumes } from './volumes';

describe('-p', () => {
  it.each<[string, Record<string, unknown>]>([
    ['80', { '80/tcp': [{ HostIp: '', HostPort: '' }] }],
    ['8080:80', { '80/tcp': [{ HostIp: '', HostPort: '8080' }] }],
    ['5353:53/udp', { '53/udp': [{ HostIp: '', HostPort: '5353' }] }],
    ['127.0.0.1::80', { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] }],
    ['[::1]:8:8', { '8/tcp': [{ HostIp: '::1', HostPort: '8' }] }],
    ['5-9:7', { '7/tcp': [{ HostIp: '', HostPort: '5-9' }] }],
    [
      '90-91:80-81',
      { '80/tcp': [{ HostIp: '', HostPort: '90' }], '81/tcp': [{ HostIp: '', HostPort: '91' }] },
    ],
  ])('%s', (spec, bindings) => {
    expect(readPublish([spec]).bindings).toEqual(bindings);
  });
  it.each([
    ['abc:80', 'invalid hostPort: abc'],
    ['80:x', 'invalid containerPort: x'],
    ['x:1:80', 'invalid IP address: x'],
    ['', 'no port specified: <empty>'],
    ['1-2:3-5', 'invalid ranges specified for container and host Ports: 3-5 and 1-2'],
    ['80/foo', 'invalid proto: foo'],
    ['99999', 'invalid containerPort: 99999'],
    ['published', 'invalid containerPort: published'],
  ])('%s is refused: %s', (spec, words) => {
    expect(() => readPublish([spec])).toThrow(words);
  });
  it('opens as many ports as its range is long', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60_000 }), fc.nat(50), (from, more) => {
        const range = `${String(from)}-${String(from + more)}`;
        expect(Object.keys(readPublish([`${range}:${range}`]).bindings)).toHaveLength(more + 1);
      }),
    );
  });
});

describe('-v', () => {
  it('takes names, folders and anonymous volumes apart, and makes ./x absolute', () => {
    expect(
      readVolumes(
        ['notes:/data', '/a:/b:ro', '/anonymous', './x/../y:/z', '.:/here', '../up:/u'],
        '/home/me',
      ),
    ).toEqual({
      binds: ['notes:/data', '/a:/b:ro', '/home/me/y:/z', '/home/me:/here', '/home/up:/u'],
      anonymous: { '/anonymous': {} },
    });
    expect(readVolumes([], '/')).toEqual({ binds: null, anonymous: {} });
  });
  it('takes one letter before a colon for a drive, as the CLI does everywhere', () => {
    expect(readVolumes(['n:/z', 'c:/x:/y', 'nn:/z'], '/')).toEqual({
      binds: ['c:/x:/y', 'nn:/z'],
      anonymous: { 'n:/z': {} },
    });
  });
  it('knows a folder of Windows', () => {
    expect(readVolumes(['.\\x:/z'], 'C:\\Users\\me').binds).toEqual(['C:\\Users\\me\\x:/z']);
  });
});

it('--restart is a name and a number of times', () => {
  expect(readRestartPolicy('on-failure:3')).toEqual({ Name: 'on-failure', MaximumRetryCount: 3 });
  expect(readRestartPolicy('always')).toEqual({ Name: 'always', MaximumRetryCount: 0 });
  expect(() => readRestartPolicy('on-failure:x')).toThrow('maximum retry count must be an integer');
  expect(() => readRestartPolicy(':3')).toThrow('no policy provided before colon');
  expect([
    isNoRestart(readRestartPolicy('no')),
    isNoRestart(readRestartPolicy('')),
    isNoRestart(readRestartPolicy('always')),
  ]).toEqual([true, true, false]);
});

it('--network: none gives default an endpoint, one gives a mode alone, more give each an endpoint', () => {
  expect(Object.keys(readNetworks([]).endpoints)).toEqual(['default']);
  expect(readNetworks(['lan'])).toEqual({ mode: 'lan', endpoints: {} });
  expect(Object.keys(readNetworks(['lan', 'wan']).endpoints)).toEqual(['lan', 'wan']);
  expect(() => readNetworks(['bridge', 'lan'])).toThrow(
    'cannot attach both user-defined and non-user-defined',
  );
  expect(() => readNetworks([''])).toThrow('no name set for network');
});
