import { formatMemory } from '../../../docker/size';
import { visible } from '../../../docker/visible';
import { hasProcess, type Container, type World } from '../../../world/world';
import { untold, type Evidence, type Fact } from './fact';
import type { Focus } from './focus';

/** Whose kernel it is: that of this machine only where the engine runs on it. */
function placeOf(world: World): { readonly name: string; readonly own: boolean } {
  if (world.engine?.practice === true) return { name: 'the model', own: false };
  if (world.link.endpoint?.remote === true || world.engine?.vm)
    return { name: 'engine’s machine', own: false };
  return { name: 'this machine', own: world.host?.platform === 'linux' };
}

const NONE_RUNS: readonly string[] = [
  'No container runs now: there is no process to show it on. Start one.',
  'No container runs now: start one.',
  'None runs now.',
];

function asleep({ container }: Focus): Fact {
  const name = container ? visible(container.name) : 'a container';
  return {
    title: 'a process',
    value: 'none',
    note: container
      ? [`${name} does not run: it has no process to look at.`, `${name} does not run.`, 'It does not run.']
      : NONE_RUNS,
    tone: 'untold',
  };
}

export function chroot(world: World, focus: Focus): Evidence {
  const { container: c } = focus;
  const place = placeOf(world);
  const engine = world.engine;
  const running = c !== null && hasProcess(c);
  const kept: Fact = engine?.rootDir
    ? {
        title: 'the engine keeps it below',
        short: 'kept below',
        value: engine.rootDir,
        note: [
          `Its root folder. Storage driver ${engine.storageDriver}: puts the layers together to one /.`,
          `Storage driver ${engine.storageDriver}.`,
          engine.storageDriver,
        ],
        tone: 'host',
      }
    : untold('the engine keeps it below', 'The engine does not say where.');
  if (!running) return { says: SAYS_CHROOT, command: 'docker info', facts: [asleep(focus), kept] };
  const name = visible(c.name);
  return {
    says: [
      `What ${name} calls / is a folder of ${place.name}. Today the engine does it with pivot_root, the stricter form.`,
      ...SAYS_CHROOT,
    ],
    command: place.own && c.pid !== null ? `sudo ls /proc/${String(c.pid)}/root` : 'docker info',
    facts: [
      {
        title: `${name} sees`,
        value: '/',
        note: ['All files that it can name begin here.', 'Its files begin here.'],
        tone: 'inside',
      },
      c.pid === null
        ? untold(`${place.name} sees`, 'The engine has not told its process.', 'Process unknown.')
        : {
            title: `${place.name} sees`,
            value: `/proc/${String(c.pid)}/root`,
            note: ['The same files: what the kernel keeps as the root of that process.', 'The same files.'],
            tone: 'host',
          },
      kept,
    ],
  };
}

const SAYS_CHROOT = [
  'One folder with two names. Today the engine does it with pivot_root, the stricter form.',
  'One folder with two names.',
];

export function namespaces(world: World, focus: Focus): Evidence {
  const { container: c } = focus;
  const place = placeOf(world);
  const says = [
    'One process with two numbers: the view is another one, the process is the same. That is why it is no machine of its own.',
    'One process with two numbers: another view, the same process.',
    'One process, two numbers.',
  ];
  const rest = {
    short: 'the other four',
    ...untold(
      'files, names, memory, users',
      place.own && c?.pid != null
        ? 'The engine leaves the numbers of these namespaces out; the command prints them.'
        : 'The engine leaves the numbers of these namespaces out.',
      'The engine leaves these out.',
      'Left out.',
    ),
  };
  if (c === null || !hasProcess(c)) return { says, command: 'docker ps', facts: [asleep(focus), rest] };
  const name = visible(c.name);
  return {
    says,
    command: place.own && c.pid !== null ? `sudo ls -l /proc/${String(c.pid)}/ns` : `docker top ${c.name}`,
    facts: [
      c.pid === null
        ? untold(`${place.name} counts`, 'The engine has not told its process.', 'Process unknown.')
        : {
            title: `${place.name} counts`,
            short: place.name,
            value: `PID ${String(c.pid)}`,
            note: [
              `The main process of ${name}, among all others.`,
              `Main process of ${name}.`,
              'Among all.',
            ],
            tone: 'host',
          },
      {
        title: `${name} counts`,
        short: name,
        value: 'PID 1',
        note: [
          'The same process, first in its own namespace. With --pid=host it would not be.',
          'The same one, in a namespace of its own.',
          'The same.',
        ],
        tone: 'inside',
      },
      networkFact(c),
      rest,
    ],
  };
}

function networkFact(c: Container): Fact {
  const title = 'network';
  if (c.networks.includes('host'))
    return {
      title,
      value: 'shared',
      note: ['It uses the host’s own network: no wall here.', 'The host’s: no wall.', 'No wall.'],
      tone: 'host',
    };
  if (c.sharesNetwork !== null)
    return {
      title,
      value: 'shared',
      note: ['With another container: one network for both.', 'With another one.'],
      tone: 'inside',
    };
  const plug = c.attachments.find((each) => each.address !== '');
  if (plug)
    return {
      title,
      value: plug.address,
      note: [`An address of its own, on ${visible(plug.network)}.`, 'An address of its own.', 'Its own.'],
      tone: 'inside',
    };
  if (c.networks.includes('none'))
    return {
      title,
      value: 'nobody',
      note: ['A namespace of its own with nothing plugged in.', 'Nothing plugged in.'],
      tone: 'inside',
    };
  return untold(title, 'The engine has told no address.', 'No address.');
}

export function cgroups(world: World, focus: Focus): Evidence {
  const { container: c } = focus;
  const version = world.engine?.cgroup ?? null;
  const file = version === '2' ? 'memory.max' : 'memory.limit_in_bytes';
  const kernel: Fact =
    version === null
      ? untold('cgroups', 'The engine does not say which version.', 'Version unknown.')
      : {
          title: 'cgroups',
          value: `version ${version}`,
          note: [
            `Limits are files of the kernel: that on memory is ${file}.`,
            `A file each: ${file}.`,
            'A file each.',
          ],
          tone: 'host',
        };
  const says = [
    'A stop is a limit, an open end is none. The kernel counts for the whole group of processes.',
    'A stop is a limit, an open end is none.',
  ];
  if (c === null || !hasProcess(c)) return { says, command: 'docker info', facts: [kernel, asleep(focus)] };
  const used = c.load?.memory ?? null;
  const cpu = c.load?.cpu ?? null;
  const limit = c.detailed && c.memoryLimit > 0 ? c.memoryLimit : null;
  const bound = !c.detailed
    ? 'limit not told yet'
    : limit === null
      ? 'no limit set'
      : `limit ${formatMemory(limit)}`;
  return {
    says,
    command: `docker stats --no-stream ${c.name}`,
    facts: [
      kernel,
      {
        title: `memory of ${visible(c.name)}`,
        value: bound,
        note:
          used === null
            ? ['What is in use has not been told.', 'Use not told.']
            : [`${formatMemory(used)} in use now.`, `${formatMemory(used)} used`],
        tone: 'inside',
        ...(c.detailed ? { gauge: limit === null ? null : (used ?? 0) / limit } : {}),
      },
      cpu === null
        ? untold('CPU now', 'The engine has told no figure.', 'No figure.')
        : {
            title: 'CPU now',
            value: `${cpu.toFixed(1)} %`,
            note: ['Of one core, over the last second or so.', 'Of one core.'],
            tone: 'inside',
          },
      {
        short: 'other limits',
        ...untold(
          'CPU, processes: limits',
          'Not in what is asked here: docker inspect prints NanoCpus and PidsLimit.',
          'docker inspect prints them.',
          'Not asked.',
        ),
      },
    ],
  };
}
