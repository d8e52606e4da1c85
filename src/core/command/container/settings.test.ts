import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpret } from '../interpret';
import { checkHost } from './addresses';
import { checkSysctl, checkUlimit } from './kernel-settings';
import { readMount } from './mounts';

const same = (path: string): string => path;

describe('--mount', () => {
  it.each<[string, object]>([
    ['source=data,target=/d', { Type: 'volume', Source: 'data', Target: '/d' }],
    ['type=bind,src=/s,dst=/t,ro', { Type: 'bind', Source: '/s', Target: '/t', ReadOnly: true }],
    [
      'type=tmpfs,destination=/t,tmpfs-size=1m,tmpfs-mode=1770',
      { Type: 'tmpfs', Target: '/t', TmpfsOptions: { SizeBytes: 1_048_576, Mode: 0o1770 } },
    ],
    [
      'target=/d,"volume-opt=o=a,b"',
      { Type: 'volume', Target: '/d', VolumeOptions: { DriverConfig: { Options: { o: 'a,b' } } } },
    ],
  ])('%s', (value, mount) => {
    expect(readMount(value, same)).toEqual(mount);
  });
  it('makes a folder of the client absolute', () => {
    expect(readMount('type=bind,source=./x,target=/t', (path) => `/home/me/${path}`)).toMatchObject({
      Source: '/home/me/./x',
    });
  });
  it.each([
    ['', 'value is empty'],
    ['type=bind', 'target is required'],
    ['target=/t,readonly=maybe', 'invalid value for readonly: maybe'],
    ['target=/t,colour=red', "unexpected key 'colour' in 'colour=red'"],
    ['type=bind,source=/s,target=/t,tmpfs-size=1m', "cannot mix 'tmpfs-*' options with mount type 'bind'"],
  ])('%s is refused: %s', (value, words) => {
    expect(readMount(value, same)).toBe(words);
  });
  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (value) => void readMount(value, same)));
  });
});

describe('limits and settings of the kernel', () => {
  it.each([
    ['nofile=100:200', null],
    ['nofile=-1', null],
    ['nofile=300:200', 'ulimit soft limit must be less than or equal to hard limit: 300 > 200'],
    ['bad', 'invalid ulimit argument: bad'],
    ['bad=1', 'invalid ulimit type: bad'],
  ])('--ulimit %s: %s', (value, words) => {
    expect(checkUlimit(value)).toBe(words);
  });
  it('lets only settings pass that other containers cannot see', () => {
    expect(checkSysctl('net.ipv4.ip_forward=1')).toBe(null);
    expect(checkSysctl('vm.swappiness=1')).toBe("sysctl 'vm.swappiness=1' is not allowed");
  });
  it('a host has a name and an address', () => {
    expect(checkHost('a:1.2.3.4')).toBe(null);
    expect(checkHost('a:[::1]')).toBe(null);
    expect(checkHost('a=host-gateway')).toBe(null);
    expect(checkHost('a:b')).toBe('invalid IP address in add-host: "b"');
  });
});

it('a value that cannot be read ends the line before anything is sent', () => {
  expect(interpret('docker run --mount foo busybox')).toMatchObject({ ok: false, exitCode: 125 });
  expect(interpret('docker run --ulimit nofile=1 busybox')).toMatchObject({ ok: true });
});
