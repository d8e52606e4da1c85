import { describe, expect, test } from 'vitest';
import { tableOf } from '../../base/table';
import { engineMs } from '../../base/brand';
import type { Container, Network, Volume, World } from '../../world/world';
import { madeContainer, madeImage, madeWorld } from '../made-world';
import type { Subject } from '../marks';
import { NO_CHOICES } from './choices';
import { POINT_IDS } from './history/points';
import { unreadable } from './readable';
import { VIEWS, viewScene } from './views';

const NOW = 20_000_000;
/** Rooms of the stage in windows of 1024 × 700, 1280 × 800 and 1920 × 1080, with and without a panel beside it. */
const ROOMS = [
  { W: 1024, H: 567 },
  { W: 652, H: 567 },
  { W: 1280, H: 667 },
  { W: 908, H: 667 },
  { W: 1920, H: 947 },
  { W: 1548, H: 947 },
];
const COUNTS = [0, 1, 12, 150, 1000];

const LONG = 'a-container-with-quite-a-long-name-that-goes-on-and-on';

/** A world with everything in it that a view may draw. */
function worldOf(n: number): World {
  const containers = Array.from({ length: n }, (_, i): Container => {
    const project = n > 1 && i % 3 !== 0 ? `p${String(i % Math.max(1, Math.ceil(n / 12)))}` : null;
    const network =
      i % 11 === 7 ? 'host' : i % 11 === 9 ? 'none' : project === null ? 'bridge' : `${project}_default`;
    const second = project !== null && i % 5 === 1 ? [`${project}_back`] : [];
    const address = `172.18.${String(Math.floor(i / 250))}.${String((i % 250) + 2)}`;
    const name =
      i % 7 === 5 ? `${LONG}-${String(i)}` : i % 13 === 4 ? `حاوية-${String(i)}` : `box-${String(i)}`;
    return madeContainer(i, {
      name,
      project,
      service: project === null ? null : `service-${String(i)}`,
      networks: [network, ...second],
      attachments: [network, ...second].map((each) => ({
        network: each,
        address: each === 'host' || each === 'none' ? '' : address,
        names: each === 'bridge' || each === 'host' || each === 'none' ? [] : [name, `service-${String(i)}`],
      })),
      mounts: [
        ...(i % 4 === 0
          ? [{ kind: 'volume' as const, source: `v${String(i)}`, target: '/v', writable: true }]
          : []),
        ...(i % 6 === 1
          ? [
              {
                kind: 'bind' as const,
                source: '/home/somebody/work/shop/rates',
                target: '/r',
                writable: true,
              },
            ]
          : []),
      ],
      ports:
        i % 6 === 0
          ? [{ ip: i % 12 === 0 ? '0.0.0.0' : '127.0.0.1', outside: 8000 + i, inside: 80, protocol: 'tcp' }]
          : [],
      writable: 1200 * i,
      startTook: i % 2 === 0 ? 298 : null,
      load: { cpu: 1.5, memory: 1e8 },
    });
  });
  const names = [...new Set(containers.flatMap((c) => c.networks)), 'lonely'];
  const networks = names.map((name): Network => ({
    id: name,
    name,
    driver: name === 'host' ? 'host' : name === 'none' ? 'null' : 'bridge',
    internal: name.endsWith('_back'),
    subnet: '172.18.0.0/16',
    talks: true,
    project: name.split('_')[1] === undefined ? null : (name.split('_')[0] ?? null),
  }));
  const volumes = [
    ...containers.flatMap((c) => c.mounts.filter((m) => m.kind === 'volume').map((m) => m.source)),
    'old-orders',
  ].map((name): Volume => ({ name, driver: 'local', project: null }));
  const images = Array.from({ length: n === 0 ? 0 : Math.min(9, Math.max(1, n)) }, (_, i) => ({
    ...madeImage(i, 2 + 3 * i, i % 3),
    created: engineMs(500_000 + i),
  }));
  return madeWorld(containers, images, {
    networks: tableOf(networks, (x) => x.id),
    volumes: tableOf(volumes, (v) => v.name),
  });
}

/** What may be chosen: nothing, a container, an image. */
function chosen(world: World): readonly (Subject | null)[] {
  const container = world.containers.values()[0];
  const image = world.images.values().at(-1);
  return [
    null,
    ...(container ? [{ kind: 'container' as const, id: container.id, words: '' }] : []),
    ...(image ? [{ kind: 'image' as const, id: image.id, words: '' }] : []),
  ];
}

const clock = (): string => '14:03:10';

describe.each(VIEWS.map((each) => each.id).filter((id) => id !== 'host'))('the view %s', (id) => {
  test.each(COUNTS)('can be read with %i containers, at every size', (n) => {
    const world = worldOf(n);
    for (const room of ROOMS)
      for (const selected of chosen(world)) {
        const scene = viewScene(id, world, room, { now: NOW, clock, selected });
        const at = `${String(room.W)} × ${String(room.H)}, ${selected?.kind ?? 'nothing'} chosen`;
        expect(unreadable(scene), at).toEqual([]);
      }
  });

  test('is the same for the same world, and gives every mark a key of its own', () => {
    for (const n of COUNTS) {
      const world = worldOf(n);
      const draw = () => viewScene(id, world, { W: 1280, H: 667 }, { now: NOW, clock });
      expect(JSON.stringify(draw())).toBe(JSON.stringify(draw()));
      const keys = draw().marks.map((mark) => mark.key);
      expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
    }
  });

  test('says on itself that the engine is lost, and that it is a model', () => {
    const world = worldOf(12);
    const words = (shown: World): string =>
      JSON.stringify(viewScene(id, shown, { W: 1280, H: 667 }, { now: NOW, clock }).marks);
    expect(words(world)).not.toContain('No answer');
    expect(words({ ...world, link: { ...world.link, state: 'lost' } })).toContain('No answer since 14:03:10');
    const engine = world.engine && { ...world.engine, practice: true as const, vm: 'Practice engine' };
    expect(words({ ...world, engine })).toContain('Practice engine, a model');
    const lost = { ...world, link: { ...world.link, state: 'lost' as const } };
    for (const room of ROOMS) {
      expect(unreadable(viewScene(id, lost, room, { now: NOW, clock }))).toEqual([]);
      expect(unreadable(viewScene(id, { ...world, engine }, room, { now: NOW, clock }))).toEqual([]);
    }
  });

  test('is the machine with what is missing in it where no engine answers', () => {
    const world = madeWorld([]);
    const absent = viewScene(
      id,
      { ...world, engine: null, link: { ...world.link, state: 'absent' } },
      { W: 1280, H: 667 },
      { now: NOW },
    );
    expect(absent.marks.map((mark) => mark.kind)).toContain('diagnosis');
  });

  test('links each process that it draws to the one kernel', () => {
    const scene = viewScene(id, worldOf(12), { W: 1280, H: 667 }, { now: NOW, clock });
    for (const mark of scene.marks) {
      if (mark.kind !== 'container' || !mark.data.c.process) continue;
      expect(scene.marks.map((each) => each.key)).toContain(`pile ${mark.data.c.id}`);
    }
  });
});

test('whether one reaches the other can be read, whichever two are chosen', () => {
  const world = worldOf(24);
  const all = world.containers.values().slice(0, 7);
  for (const room of ROOMS)
    for (const from of all)
      for (const to of all) {
        const choices = { ...NO_CHOICES, from: from.id, to: to.id };
        const scene = viewScene('network', world, room, { now: NOW, clock, choices });
        expect(
          unreadable(scene),
          `${from.name} to ${to.name}, ${String(room.W)} × ${String(room.H)}`,
        ).toEqual([]);
      }
});

test('each step from machine to container can be read', () => {
  const world = worldOf(12);
  for (const room of ROOMS)
    for (let mix = 0; mix <= 10; mix += 1) {
      const choices = { ...NO_CHOICES, mix: mix / 10 };
      const scene = viewScene('vm', world, room, { now: NOW, clock, choices });
      expect(unreadable(scene), `${String(mix)} tenths, ${String(room.W)} × ${String(room.H)}`).toEqual([]);
    }
});

test.each(POINT_IDS)('the evidence of %s can be read, and says what is not told', (point) => {
  const choices = { ...NO_CHOICES, point };
  for (const n of [0, 1, 12]) {
    const world = worldOf(n);
    const engine = world.engine && {
      ...world.engine,
      containerd: null,
      runtime: null,
      cgroup: null,
      rootDir: '',
    };
    for (const each of [world, { ...world, engine }])
      for (const room of ROOMS)
        for (const selected of chosen(each)) {
          const scene = viewScene('history', each, room, { now: NOW, clock, choices, selected });
          expect(unreadable(scene), `${String(n)}, ${String(room.W)} × ${String(room.H)}`).toEqual([]);
        }
  }
  // Each fact is words, or says that there are none; none is left empty.
  const silent = { ...worldOf(0), engine: null };
  const marks = viewScene('history', silent, { W: 1280, H: 667 }, { now: NOW, clock, choices }).marks;
  const facts = marks.filter((mark) => mark.key.startsWith('fact '));
  expect(facts.length).toBeGreaterThan(1);
  expect(JSON.stringify(facts)).toMatch(/not told|none/);
});

test('every group and page of a crowd can be unfolded and read', () => {
  const world = worldOf(150);
  const room = { W: 1280, H: 667 };
  for (const group of ['', 'p1', 'p4'])
    for (const page of [0, 1, 99]) {
      const choices = { ...NO_CHOICES, group, page };
      expect(unreadable(viewScene('network', world, room, { now: NOW, clock, choices }))).toEqual([]);
    }
});

describe('words that cannot be read', () => {
  const scene = viewScene('images', worldOf(1), { W: 1280, H: 667 }, { now: NOW, choices: NO_CHOICES });
  const head = scene.marks.find((mark) => mark.key === 'head');

  test.each([
    ['one over the other', (x: number, y: number) => [x + 4, y + 3] as const, 'meets'],
    ['outside of the stage', () => [1270, 300] as const, 'outside'],
  ])('%s are found', (_, move, fault) => {
    if (head?.kind !== 'part') throw new Error('no head');
    const moved = head.data.shapes.map((shape) => {
      const [x, y] = move(Number(shape.a['x']), Number(shape.a['y']));
      return { ...shape, a: { ...shape.a, x, y } };
    });
    const broken = {
      ...scene,
      marks: [...scene.marks, { ...head, key: 'moved', data: { ...head.data, shapes: moved } }],
    };
    expect(unreadable(broken).join()).toContain(fault);
  });
});
