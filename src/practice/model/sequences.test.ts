import fc from 'fast-check';
import { expect, test } from 'vitest';
import { save, restore } from './persist';
import { play, pulled, type Play } from './testing/play';
import { SMALL } from './testing/small-catalogue';
import { isLive } from './container/find';

/** One thing that a client or the machine does, as words that name at most one of a few objects. */
type Step = readonly [kind: string, a: number, b: number];

const NAMES = ['n-one', 'n-two', 'n-three'];
const IMAGES = ['busybox', 'web', 'mine:1', 'mine:2', 'hello-world'];
const NETWORKS = ['bridge', 'lan', 'wan', 'none', 'host'];
const VOLUMES = ['v-one', 'v-two'];
const CODES = [0, 1, 137];

const at = <T>(list: readonly T[], i: number): T => {
  const found = list[i % list.length];
  if (found === undefined) throw new Error('an empty list');
  return found;
};

const STEPS: Readonly<Record<string, (machine: Play, a: number, b: number) => void>> = {
  create: (m, a, b) => {
    const name = at(NAMES, a);
    m.ask('POST', `/containers/create?name=${name}`, {
      Image: at(IMAGES, b),
      Cmd: [at(['sleep', 'polite', 'nosuch'], a + b)],
      HostConfig: {
        NetworkMode: at(NETWORKS, b),
        AutoRemove: b % 5 === 4,
        Binds: b % 2 === 0 ? [`${at(VOLUMES, a)}:/data`] : [],
        PortBindings: b % 3 === 0 ? { '80/tcp': [{ HostPort: '8080' }] } : {},
        RestartPolicy: b % 5 === 4 ? {} : { Name: at(['no', 'always', 'on-failure'], a) },
      },
    });
  },
  start: (m, a) => void m.ask('POST', `/containers/${at(NAMES, a)}/start`),
  stop: (m, a, b) => void m.ask('POST', `/containers/${at(NAMES, a)}/stop?t=${String(b % 3)}`),
  restart: (m, a) => void m.ask('POST', `/containers/${at(NAMES, a)}/restart?t=1`),
  kill: (m, a, b) =>
    void m.ask('POST', `/containers/${at(NAMES, a)}/kill?signal=${at(['KILL', 'TERM', 'HUP'], b)}`),
  pause: (m, a) => void m.ask('POST', `/containers/${at(NAMES, a)}/pause`),
  unpause: (m, a) => void m.ask('POST', `/containers/${at(NAMES, a)}/unpause`),
  remove: (m, a, b) =>
    void m.ask('DELETE', `/containers/${at(NAMES, a)}?force=${String(b % 2)}&v=${String(a % 2)}`),
  rename: (m, a, b) => void m.ask('POST', `/containers/${at(NAMES, a)}/rename?name=${at(NAMES, b)}`),
  exit: (m, a, b) => {
    const id = m.id(at(NAMES, a));
    const container = m.model.containers.get(id);
    if (container && isLive(container)) m.exit(at(NAMES, a), at(CODES, b));
  },
  commit: (m, a, b) =>
    void m.ask('POST', `/commit?container=${at(NAMES, a)}&repo=mine&tag=${String(1 + (b % 2))}`),
  tag: (m, a, b) => void m.ask('POST', `/images/${at(IMAGES, a)}/tag?repo=mine&tag=${String(1 + (b % 2))}`),
  untag: (m, a, b) => void m.ask('DELETE', `/images/${at(IMAGES, a)}?force=${String(b % 2)}`),
  pull: (m, a) => void m.ask('POST', `/images/create?fromImage=${at(IMAGES, a)}&tag=latest`),
  prune: (m, a) =>
    void m.ask('POST', at(['/images/prune', '/containers/prune', '/networks/prune', '/volumes/prune'], a)),
  network: (m, a) => void m.ask('POST', '/networks/create', { Name: at(['lan', 'wan'], a) }),
  unnetwork: (m, a) => void m.ask('DELETE', `/networks/${at(['lan', 'wan'], a)}`),
  connect: (m, a, b) =>
    void m.ask('POST', `/networks/${at(NETWORKS, b)}/connect`, { Container: at(NAMES, a) }),
  disconnect: (m, a, b) =>
    void m.ask('POST', `/networks/${at(NETWORKS, b)}/disconnect`, { Container: at(NAMES, a) }),
  unvolume: (m, a) => void m.ask('DELETE', `/volumes/${at(VOLUMES, a)}`),
  time: (m, a) => m.advance(at([10, 500, 20_000], a)),
};

/** Without containers that run most steps come to nothing: these two are drawn more often. */
const KINDS = [...Object.keys(STEPS), ...Array.from({ length: 5 }, () => ['create', 'start']).flat()];
const step: fc.Arbitrary<Step> = fc.tuple(fc.constantFrom(...KINDS), fc.nat(30), fc.nat(30));
const steps = fc.array(step, { minLength: 10, maxLength: 60, size: 'max' });

function run(machine: Play, some: readonly Step[]): void {
  for (const [kind, a, b] of some) STEPS[kind]?.(machine, a, b);
}

/** What is true of every machine, whatever was asked of it. */
function check({ model }: Play): void {
  const containers = model.containers.values();
  // Names are unique, and the index by names is that of the containers.
  expect(new Set(containers.map((one) => one.name)).size).toBe(containers.length);
  expect(model.names.size).toBe(containers.length);
  for (const one of containers) expect(model.names.get(one.name)).toBe(one.id);
  // Each layer is used, and each that is used is there.
  const used = new Set([...model.images.values(), ...containers].flatMap((one) => one.layers));
  expect(new Set(model.layers.keys())).toEqual(used);
  // Names of images lead to images.
  for (const id of [...model.tags.values(), ...model.digests.values()])
    expect(model.images.has(id)).toBe(true);
  // No two have one address, and each lease is somebody's.
  const addresses = containers.flatMap((one) =>
    one.endpoints.filter((e) => e.ip !== '').map((e) => `${e.networkId} ${e.ip}`),
  );
  expect(new Set(addresses).size).toBe(addresses.length);
  expect(model.leases.size).toBe(addresses.length);
  for (const one of containers) {
    // Who does not run holds neither process nor address nor port.
    if (isLive(one)) expect(one.pid).toBeGreaterThan(0);
    else if (!one.starting) {
      expect(one.pid).toBe(0);
      expect(one.ports).toEqual([]);
      expect(one.endpoints.every((e) => e.ip === '' && e.endpointId === '')).toBe(true);
    }
    // Volumes that are mounted are there.
    for (const mount of one.mounts)
      if (mount.type === 'volume') expect(model.volumes.has(mount.source)).toBe(true);
  }
  const ports = containers.filter((one) => one.ports.length > 0).length;
  expect(model.hostPorts.size).toBeLessThanOrEqual(ports);
}

test('any sequence of requests and happenings keeps what is always true', () => {
  fc.assert(
    fc.property(steps, (some) => {
      const machine = pulled();
      for (const step of some) {
        run(machine, [step]);
        check(machine);
      }
    }),
    { numRuns: 150 },
  );
});

test('no event is lost, none comes twice at one moment, and time never goes back', () => {
  fc.assert(
    fc.property(steps, (some) => {
      const machine = pulled();
      const before = machine.model.events.length;
      run(machine, some);
      const told = machine.events;
      expect(machine.model.events.slice(-told.length || Infinity)).toEqual(told.slice(-256));
      expect(machine.model.events.length).toBe(Math.min(256, before + told.length));
      for (let i = 1; i < told.length; i += 1) {
        expect((told[i]?.at ?? 0n) > (told[i - 1]?.at ?? 0n)).toBe(true);
      }
      // A start without an end is one that still runs; each end had its start.
      const count = (action: string): number =>
        told.filter((one) => one.type === 'container' && one.action === action).length;
      const live = machine.model.containers.values().filter(isLive).length;
      expect(count('start') - count('die')).toBe(live);
      expect(count('create') - count('destroy')).toBe(machine.model.containers.size);
    }),
    { numRuns: 100 },
  );
});

test('the same requests at the same times make the same machine', () => {
  fc.assert(
    fc.property(steps, (some) => {
      const [one, two] = [pulled(), pulled()];
      run(one, some);
      run(two, some);
      expect(two.events).toEqual(one.events);
      expect(save(two.model)).toEqual(save(one.model));
    }),
    { numRuns: 30 },
  );
});

test('a machine that is saved and restored is the same', () => {
  fc.assert(
    fc.property(steps, (some) => {
      const machine = pulled();
      run(machine, some);
      const text = JSON.stringify(save(machine.model));
      const back = restore(SMALL, JSON.parse(text));
      expect(back).not.toBeNull();
      if (!back) return;
      expect(JSON.stringify(save(back))).toBe(text);
      // After the start of the engine nothing runs but what its policy starts, and all is well.
      check(play({ model: back }));
    }),
    { numRuns: 60 },
  );
});
