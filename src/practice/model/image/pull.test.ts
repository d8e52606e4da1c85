import { describe, expect, test } from 'vitest';
import { USUAL_REGISTRY, type Fault } from '../registry';
import { play, type Play } from '../testing/play';

const lines = (machine: Play, ticket: number): readonly { status?: string; id?: string; error?: string }[] =>
  (machine.said.get(ticket) ?? '')
    .split('\r\n')
    .filter((one) => one !== '')
    .map((one) => JSON.parse(one) as { status?: string });

const withFault = (name: string, fault: Fault): Play =>
  play({ registry: { ...USUAL_REGISTRY, faults: new Map([[name, fault]]) } });

describe('a pull', () => {
  test('tells of each layer, in order, and shares the base that is there', () => {
    const machine = play();
    machine.ask('POST', '/images/create?fromImage=busybox&tag=latest');
    expect(machine.said.get(1)).toBeUndefined();
    machine.advance(2000);
    const first = lines(machine, 1).map((one) => one.status ?? '');
    expect(first[0]).toBe('Pulling from library/busybox');
    expect(
      first.filter((one) =>
        ['Pulling fs layer', 'Verifying Checksum', 'Download complete', 'Pull complete'].includes(one),
      ),
    ).toEqual(['Pulling fs layer', 'Verifying Checksum', 'Download complete', 'Pull complete']);
    expect(first.at(-1)).toBe('Status: Downloaded newer image for busybox:latest');
    expect(machine.actions()).toEqual(['image pull']);
    machine.ask('POST', '/images/create?fromImage=web&tag=latest');
    machine.advance(4000);
    expect(lines(machine, 2).map((one) => one.status)).toContain('Already exists');
    machine.ask('POST', '/images/create?fromImage=web&tag=latest');
    machine.advance(4000);
    expect(lines(machine, 3).at(-1)?.status).toBe('Status: Image is up to date for web:latest');
  });

  test('comes at the speed that is set', () => {
    const machine = play({ registry: { ...USUAL_REGISTRY, bytesPerSecond: 1_000_000 } });
    machine.ask('POST', '/images/create?fromImage=web&tag=latest');
    machine.advance(2500);
    expect(machine.model.images.size).toBe(0);
    machine.advance(1500);
    expect(machine.model.images.size).toBe(1);
  });

  test.each<[string, Fault, number, string]>([
    [
      'denied',
      { kind: 'denied' },
      404,
      "pull access denied for web, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    ],
    [
      'missing',
      { kind: 'missing' },
      404,
      'manifest for web:latest not found: manifest unknown: manifest unknown',
    ],
    [
      'limited',
      { kind: 'rate limit' },
      500,
      'toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
    ],
  ])('%s: refused before the stream begins', (_, fault, status, message) => {
    const machine = withFault('docker.io/library/web', fault);
    machine.ask('POST', '/images/create?fromImage=web&tag=latest');
    machine.advance(1000);
    expect(machine.effects).toContainEqual({
      kind: 'answer',
      ticket: 1,
      answer: { status, body: { json: { message } } },
    });
    expect(machine.model.pulls.size).toBe(0);
  });

  test('a cut connection is tried again, with a countdown, and goes on where it was', () => {
    const machine = withFault('docker.io/library/web', { kind: 'cut', times: 1 });
    machine.ask('POST', '/images/create?fromImage=web&tag=latest');
    machine.advance(4000);
    expect(lines(machine, 1).map((one) => one.status)).toContain('Retrying in 3 seconds');
    expect(machine.model.images.size).toBe(0);
    machine.advance(6000);
    expect(machine.model.images.size).toBe(1);
  });

  test('after the fifth try it ends with an error in the stream, and no event', () => {
    const machine = withFault('docker.io/library/web', { kind: 'cut', times: 99 });
    machine.ask('POST', '/images/create?fromImage=web&tag=latest');
    machine.advance(120_000);
    expect(lines(machine, 1).at(-1)?.error).toBe('unexpected EOF');
    expect(machine.model.pulls.size).toBe(0);
    expect(machine.actions()).toEqual([]);
  });

  test('a slow layer holds the others’ end back', () => {
    const fast = play();
    fast.ask('POST', '/images/create?fromImage=web&tag=latest');
    fast.advance(1000);
    expect(fast.model.images.size).toBe(1);
    const slow = withFault('docker.io/library/web', { kind: 'slow layer', layer: 1, factor: 20 });
    slow.ask('POST', '/images/create?fromImage=web&tag=latest');
    slow.advance(1000);
    expect(slow.model.images.size).toBe(0);
    slow.advance(5000);
    expect(slow.model.images.size).toBe(1);
  });

  test('a client that goes away takes its pull with it', () => {
    const machine = play();
    machine.ask('POST', '/images/create?fromImage=web&tag=latest');
    machine.advance(60);
    machine.tell({ kind: 'gone', ticket: 1 });
    machine.advance(10_000);
    expect(machine.model.images.size).toBe(0);
    expect(machine.actions()).toEqual([]);
  });

  test('a disk that is full refuses what does not fit', () => {
    const first = play();
    const machine = play({ model: { ...first.model, disk: 10 } });
    machine.ask('POST', '/images/create?fromImage=web&tag=latest');
    machine.advance(4000);
    expect(lines(machine, 1).at(-1)?.error).toContain('no space left on device');
    expect(machine.model.images.size).toBe(0);
  });
});
