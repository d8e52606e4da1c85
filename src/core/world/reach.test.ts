import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tableOf } from '../base/table';
import { containerId, engineMs } from '../base/brand';
import type { Port } from '../journal/facts';
import { blankContainer } from './fold/containers';
import { reach, reaches } from './reach';
import { emptyWorld, type Container, type World } from './world';

let count = 0;
function box(name: string, networks: readonly string[], more: Partial<Container> = {}): Container {
  count += 1;
  return {
    ...blankContainer(containerId(count.toString(16).padStart(64, '0')), engineMs(count)),
    name,
    state: 'running',
    networks,
    plugged: true,
    attachments: networks.map((network, i) => ({
      network,
      address: network === 'host' || network === 'none' ? '' : `172.18.${String(i)}.${String(count)}`,
      names: network === 'bridge' ? [] : [name, `${name}-alias`],
    })),
    ...more,
  };
}

function worldOf(
  containers: readonly Container[],
  flags: Record<string, { internal?: boolean; talks?: boolean }> = {},
): World {
  const names = [...new Set(containers.flatMap((c) => c.networks))];
  return {
    ...emptyWorld(),
    containers: tableOf(containers, (c) => c.id),
    networks: tableOf(
      names.map((name) => ({
        id: name,
        name,
        driver: 'bridge',
        internal: flags[name]?.internal === true,
        subnet: null,
        talks: flags[name]?.talks !== false,
        project: null,
      })),
      (n) => n.id,
    ),
  };
}

const port = (outside: number, ip = '0.0.0.0'): Port => ({ ip, outside, inside: 80, protocol: 'tcp' });

describe('whether one container reaches another', () => {
  test('by its names, over a network that looks up names', () => {
    const [web, db] = [box('web', ['front', 'bridge']), box('db', ['bridge', 'front'])];
    expect(reach(worldOf([web, db]), web, db)).toMatchObject({
      kind: 'network',
      network: 'front',
      names: ['db', 'db-alias'],
    });
  });

  test('by its address only, over the first bridge', () => {
    const [web, db] = [box('web', ['bridge']), box('db', ['bridge'])];
    const found = reach(worldOf([web, db]), web, db);
    expect(found).toMatchObject({ kind: 'network', network: 'bridge', names: [] });
    expect(found.kind === 'network' && found.address).toBe(db.attachments[0]?.address);
  });

  test('not, where they hang on no network together; who stands on both is named, and what to type', () => {
    const [web, db, api] = [box('web', ['front']), box('db', ['back']), box('api', ['front', 'back'])];
    const found = reach(worldOf([web, db, api]), web, db);
    expect(found).toMatchObject({ kind: 'apart', port: null, join: { network: 'front' } });
    if (found.kind !== 'apart') return;
    expect(found.between?.name).toBe('api');
    expect(found.join?.container.name).toBe('db');
    expect(reaches(reach(worldOf([web, db, api]), api, db))).toBe(true);
  });

  test('by way of the machine, where the other one publishes a port and this one has a way out', () => {
    const web = box('web', ['front']);
    const db = box('db', ['back'], { ports: [port(5432)] });
    expect(reach(worldOf([web, db]), web, db)).toMatchObject({ kind: 'apart', port: 5432 });
    expect(reach(worldOf([web, db], { front: { internal: true } }), web, db)).toMatchObject({
      kind: 'apart',
      port: null,
    });
    const local = box('local', ['back'], { ports: [port(5432, '127.0.0.1')] });
    expect(reach(worldOf([web, local]), web, local)).toMatchObject({ kind: 'apart', port: null });
  });

  test('never the first bridge is where they are to meet', () => {
    const [web, db] = [box('web', ['bridge']), box('db', ['back'])];
    const found = reach(worldOf([web, db]), web, db);
    expect(found.kind === 'apart' && found.join).toMatchObject({
      network: 'back',
      container: { name: 'web' },
    });
  });

  test('not, while one of them does not run, or has no network', () => {
    const web = box('web', ['front']);
    const off = box('off', ['front'], { state: 'exited' });
    const lone = box('lone', ['none']);
    const world = worldOf([web, off, lone]);
    expect(reach(world, web, off)).toMatchObject({ kind: 'stopped', which: [{ name: 'off' }] });
    expect(reach(world, lone, web)).toMatchObject({ kind: 'none', which: [{ name: 'lone' }] });
  });

  test('as localhost, where one uses the network of the other', () => {
    const web = box('web', ['front']);
    const side = box('side', [], { sharesNetwork: web.id });
    expect(reach(worldOf([web, side]), side, web)).toMatchObject({ kind: 'same', whose: 'web' });
    const db = box('db', ['front']);
    expect(reach(worldOf([web, side, db]), side, db)).toMatchObject({ kind: 'network', network: 'front' });
  });

  test('at the machine’s own address, where the other one uses the machine’s network', () => {
    const [web, meter, shut] = [box('web', ['front']), box('meter', ['host']), box('shut', ['back'])];
    const world = worldOf([web, meter, shut], { back: { internal: true } });
    expect(reach(world, web, meter)).toMatchObject({ kind: 'host' });
    expect(reach(world, meter, web)).toMatchObject({ kind: 'host', address: web.attachments[0]?.address });
    expect(reach(world, shut, meter)).toMatchObject({ kind: 'apart' });
    const second = box('second', ['host']);
    expect(reach(worldOf([meter, second]), meter, second)).toMatchObject({
      kind: 'same',
      whose: 'the machine',
    });
  });

  test('not, on a network that keeps its containers apart', () => {
    const [web, db] = [box('web', ['quiet']), box('db', ['quiet'])];
    expect(reach(worldOf([web, db], { quiet: { talks: false } }), web, db)).toMatchObject({
      kind: 'silent',
      network: 'quiet',
    });
  });

  test('both ways alike on bridges, and always with a reason', () => {
    const network = fc.constantFrom('front', 'back', 'side', 'bridge', 'none');
    const networks = fc.uniqueArray(network, { maxLength: 3 });
    fc.assert(
      fc.property(networks, networks, networks, (x, y, z) => {
        const [a, b, c] = [box('a', x), box('b', y), box('c', z)];
        const world = worldOf([a, b, c]);
        const [there, back] = [reach(world, a, b), reach(world, b, a)];
        expect(reaches(there)).toBe(reaches(back));
        expect(there.checks.length).toBeGreaterThan(1);
        if (!reaches(there)) expect(there.checks.some((check) => !check.ok)).toBe(true);
      }),
    );
  });
});
