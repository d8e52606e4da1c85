import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hasCli, openBench, type Bench } from './testing/bench';

/**
 * What the engine tells while a command runs. The expected lines are those of a real engine (20.10, recorded with
 * the same command line), with the type before what is no container's.
 */
let bench: Bench;
let seen: string[];

beforeAll(async () => {
  bench = await openBench();
  for (const image of ['busybox', 'hello-world', 'web']) await bench.cli('pull', image);
  bench.engine.machine.onEvent((event) => {
    const { exitCode, signal } = event.attributes;
    const more = event.action === 'kill' ? signal : (exitCode ?? '');
    seen.push(`${event.type === 'container' ? '' : `${event.type} `}${event.action} ${more ?? ''}`.trim());
  });
});
beforeEach(async () => {
  const all = await bench.docker.listContainers({ all: true });
  await Promise.all(all.map((one) => bench.docker.getContainer(one.Id).remove({ force: true, v: true })));
  seen = [];
});
afterAll(async () => {
  await bench.close();
});

const up = ['network connect'];
const down = ['network disconnect'];

describe.skipIf(!hasCli)('events come in the engine’s order', () => {
  type Case = readonly [command: string, events: readonly string[], before?: readonly string[]];
  const cases: readonly Case[] = [
    ['run busybox true', ['create', 'attach', ...up, 'start', 'die 0', ...down]],
    ['run -d busybox sleep 30', ['create', ...up, 'start']],
    ['run --rm busybox true', ['create', 'attach', ...up, 'start', 'die 0', ...down, 'destroy']],
    ['run --name nf busybox nosuchcmd', ['create', 'attach', ...up, ...down]],
    ['run --rm busybox nosuchcmd', ['create', 'attach', ...up, ...down, 'destroy']],
    ['run --network absentnet busybox true', ['create', 'attach']],
    [
      'run --rm -v /data busybox true',
      [
        'volume create',
        'create',
        'attach',
        ...up,
        'volume mount',
        'start',
        'die 0',
        ...down,
        'volume unmount',
        'volume destroy',
        'destroy',
      ],
    ],
    ['run -m 8m busybox hog 20000000', ['create', 'attach', ...up, 'start', 'oom', 'die 137', ...down]],
    [
      'stop -t 1 x1',
      ['kill 15', 'kill 9', 'die 137', ...down, 'stop'],
      ['run -d --name x1 busybox sleep 30'],
    ],
    ['stop x1', ['kill 15', 'die 0', ...down, 'stop'], ['run -d --name x1 busybox polite']],
    ['kill x1', ['kill 9', 'die 137', ...down], ['run -d --name x1 busybox sleep 30']],
    ['kill -s HUP x1', ['kill 1'], ['run -d --name x1 busybox sleep 30']],
    [
      'restart x1',
      ['kill 15', 'die 0', ...down, 'stop', ...up, 'start', 'restart'],
      ['run -d --name x1 busybox polite'],
    ],
    ['rm -f x1', ['kill 9', 'die 137', ...down, 'destroy'], ['run -d --name x1 busybox sleep 30']],
    [
      'stop -t 1 x1',
      ['kill 15', 'unpause', 'kill 9', 'die 137', ...down, 'stop'],
      ['run -d --name x1 busybox sleep 30', 'pause x1'],
    ],
    [
      'exec x1 echo hi',
      ['exec_create: echo hi', 'exec_start: echo hi', 'exec_die 0'],
      ['run -d --name x1 busybox sleep 30'],
    ],
    [
      'exec x1 nosuchcmd',
      ['exec_create: nosuchcmd', 'exec_start: nosuchcmd'],
      ['run -d --name x1 busybox sleep 30'],
    ],
    ['commit -m hand x1 mine:1', ['image tag', 'commit'], ['run --name x1 busybox write /f 1']],
    ['rmi mine:1', ['image untag', 'image delete']],
    ['tag busybox other:1', ['image tag']],
    ['rmi other:1', ['image untag']],
    ['pull busybox', ['image pull']],
    ['rename x1 x2', ['rename'], ['create --name x1 busybox']],
    ['network create lan', ['network create']],
    ['network connect lan x1', ['network connect'], ['run -d --name x1 busybox sleep 30']],
    [
      'network disconnect lan x1',
      ['network disconnect', 'network disconnect'],
      ['run -d --network lan --name x1 busybox sleep 30'],
    ],
    ['network rm lan', ['network destroy']],
    ['volume create notes', ['volume create']],
    ['volume rm notes', ['volume destroy']],
    ['container prune -f', ['destroy', 'prune'], ['create --name x1 busybox']],
    ['system prune -f', ['prune', 'network prune', 'image prune', 'builder prune']],
  ];
  const whole = cases.map(([command, events, before = []]) => ({ command, events, before }));
  test.each(whole)('docker $command', async ({ command, events, before }) => {
    for (const one of before) await bench.cli(...one.split(' '));
    // What was begun in the background is told before the command's own.
    const words = command.split(' ');
    seen = [];
    await bench.cli(...words);
    await expect
      .poll(() => seen.filter((one) => !one.startsWith('exec_die 137')))
      .toEqual(events.map((one) => one.trim()));
  });
});

describe.skipIf(!hasCli)('attributes', () => {
  test('labels are mixed in and win over what the event says itself', async () => {
    const told: Readonly<Record<string, string>>[] = [];
    bench.engine.machine.onEvent((event) => {
      if (event.action === 'die') told.push(event.attributes);
    });
    await bench.cli(
      'run',
      '--name',
      'x1',
      '--label',
      'exitCode=0',
      '--label',
      'a=b',
      'busybox',
      'sh',
      '-c',
      'exit 7',
    );
    expect(told).toEqual([{ exitCode: '0', a: 'b', image: 'busybox', name: 'x1' }]);
  });

  test('the stream replays what is kept, from `since` to `until`, through filters', async () => {
    await bench.cli('run', '--name', 'only', 'busybox', 'true');
    const since = String(Math.floor(Date.now() / 1000) - 5);
    const until = String(Math.floor(Date.now() / 1000) + 1);
    const said = await bench.cli(
      'events',
      '--since',
      since,
      '--until',
      until,
      '--filter',
      'container=only',
      '--filter',
      'event=die',
      '--format',
      '{{.Action}} {{.Actor.Attributes.exitCode}}',
    );
    expect(said.out).toBe('die 0\n');
  });
});
