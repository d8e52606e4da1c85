import { exitWords, signalName } from '../docker/exit-words';
import type { Entry } from '../journal/entry';
import { imageName } from '../scene/picture-images';
import { hasProcess, type Container, type Image, type World } from '../world/world';
import type { Act } from './act';
import { ticketPath } from './ask-words';
import { act } from './make-act';
import { letGoActs, volumeActs } from './volume-acts';

/** Motions of containers and images are read off the difference between two worlds, so that no cause needs a case of its own. */
export function changeActs(entry: Entry, before: World, after: World): Act[] {
  const acts: Act[] = [...signalActs(entry, after), ...otherActs(entry, before, after)];
  if (before.containers !== after.containers) {
    const ids =
      entry.kind === 'event'
        ? [entry.id, entry.attributes['container'] ?? '']
        : entry.kind === 'detail'
          ? [entry.id]
          : [];
    for (const id of ids) {
      if (id === '') continue;
      const key = id as Container['id'];
      acts.push(...containerActs(entry, before.containers.get(key), after.containers.get(key), after));
    }
  }
  if (entry.kind === 'detail' && entry.of === 'image')
    acts.push(...imageActs(entry, entry.id, before, after));
  return acts;
}

const imageTitle = (image: Image | undefined): string =>
  image?.tags[0] === undefined ? 'the image' : imageName(image.tags[0]);

/** An image that came, went, or is called otherwise. */
function imageActs(entry: Entry, id: Image['id'], before: World, after: World): Act[] {
  const had = before.images.get(id);
  const has = after.images.get(id);
  if (!had && has && before.known.images) {
    return [
      act(entry, 'shelve', id, {
        say: `${imageTitle(has)} stays on the shelf. Next time nothing is fetched.`,
      }),
    ];
  }
  if (had && !has) {
    return [
      act(entry, 'remove', id, { say: `${imageTitle(had)} leaves the shelf. Layers that others use stay.` }),
    ];
  }
  if (!had || !has) return [];
  const came = has.tags.filter((tag) => !had.tags.includes(tag)).map(imageName);
  const went = had.tags.filter((tag) => !has.tags.includes(tag)).map(imageName);
  if (came.length + went.length === 0) return [];
  const say =
    came.length > 0
      ? `${came.join(', ')}: one more name for the same image. No bytes moved.`
      : `The name ${went.join(', ')} is taken off. The image stays.`;
  return [act(entry, 'tag', id, { label: came[0] ?? went[0] ?? '', say })];
}

/** A writable layer frozen into an image, and what Cutaway does not understand. */
function otherActs(entry: Entry, before: World, after: World): Act[] {
  if (entry.kind !== 'event') return [];
  if (after.unknown !== before.unknown) {
    const label = `${entry.type} ${entry.action}`;
    return [
      act(entry, 'unknown', entry.id, {
        label,
        say: `The engine says “${label}”. Cutaway does not know what that is.`,
      }),
    ];
  }
  if (entry.type === 'volume') return volumeActs(entry, before, after);
  if (entry.type !== 'container' || entry.action !== 'commit') return [];
  const name = after.containers.get(entry.id as Container['id'])?.name ?? 'the container';
  return [
    act(entry, 'commit', entry.id, { say: `What ${name} wrote becomes one more layer of a new image.` }),
  ];
}

function containerActs(
  entry: Entry,
  was: Container | undefined,
  is: Container | undefined,
  after: World,
): Act[] {
  if (!was && !is) return [];
  if (!was && is) {
    const found = fromThisApp(after, is.id)
      ? [
          act(entry, 'search', is.id, {
            label: imageName(is.image),
            say: 'The engine finds the image on its shelf.',
          }),
        ]
      : [];
    return [
      ...found,
      act(entry, 'place', is.id, { say: 'The container is a box on the image’s layers. Nothing is copied.' }),
      act(entry, 'roof', is.id, { say: 'On top: its own thin writable layer. State: Created.' }),
    ];
  }
  if (was && !is)
    return [
      act(entry, 'remove', was.id, {
        say: `${was.name} is removed, and its writable layer with it. The image stays.`,
      }),
    ];
  if (!was || !is) return [];
  const ends = hasProcess(was) && !hasProcess(is);
  return [
    ...lifeActs(entry, was, is),
    ...plugActs(entry, was, is, ends),
    ...(ends ? letGoActs(entry, was) : []),
    ...(ends ? [act(entry, 'stamp', is.id, { say: endWords(is) })] : []),
    ...execActs(entry, was, is),
  ];
}

/** The state turned over. */
function lifeActs(entry: Entry, was: Container, is: Container): Act[] {
  if (!hasProcess(was) && hasProcess(is)) {
    return [
      act(entry, 'pile', is.id, {
        say: `${is.name}: runc starts the process. It stands on the host’s kernel.`,
      }),
      act(entry, 'light', is.id, { say: `${is.name} runs.` }),
    ];
  }
  if (hasProcess(was) && !hasProcess(is)) {
    return [
      act(entry, 'leave', is.id, { say: `${is.name}: the process ends.` }),
      act(entry, 'dark', is.id, { say: 'The light goes out.' }),
    ];
  }
  if (was.state === 'running' && is.state === 'paused') {
    return [
      act(entry, 'pause', is.id, {
        say: `${is.name} is held: its process keeps its place and gets no time.`,
      }),
    ];
  }
  if (was.state === 'paused' && is.state === 'running')
    return [act(entry, 'unpause', is.id, { say: `${is.name} goes on.` })];
  if (!was.oom && is.oom) {
    return [
      act(entry, 'oom', is.id, {
        bad: true,
        label: 'out of memory',
        say: `${is.name} asks for more memory than it may have.`,
      }),
    ];
  }
  const turned = was.state !== is.state || was.name !== is.name || was.health !== is.health;
  return turned ? [act(entry, 'change', is.id, { say: changeWords(was, is) })] : [];
}

/** Networks plugged in and out, each by itself; an end takes out all at once. */
function plugActs(entry: Entry, was: Container, is: Container, ends: boolean): Act[] {
  const on = (c: Container): readonly string[] =>
    c.plugged ? c.networks.filter((n) => n !== 'none' && n !== 'host') : [];
  // A start plugs in what its own events told before; only an end and a command change it otherwise.
  if (!hasProcess(was) && hasProcess(is)) return [];
  const came = on(is).filter((n) => !on(was).includes(n));
  const went = on(was).filter((n) => !on(is).includes(n));
  if (ends && went.length > 0) return [act(entry, 'unplug', is.id, { say: 'The network is unplugged.' })];
  return [
    ...came.map((name) =>
      act(entry, 'plug', is.id, { label: name, say: `${is.name} is plugged into the network ${name}.` }),
    ),
    ...went.map((name) =>
      act(entry, 'unplug', is.id, { label: name, say: `${is.name} leaves the network ${name}.` }),
    ),
  ];
}

function execActs(entry: Entry, was: Container, is: Container): Act[] {
  if (!hasProcess(is)) return [];
  const [a, b] = [was.execs.length, is.execs.length];
  const command = is.execs.at(-1)?.command ?? '';
  if (b > a)
    return [
      act(entry, 'exec', is.id, {
        label: command,
        say: `A second process in ${is.name}${command === '' ? '' : `: ${command}`}. The first goes on.`,
      }),
    ];
  return b < a
    ? [
        act(entry, 'execEnd', is.id, {
          say: `The second process in ${is.name} ended. The container runs on.`,
        }),
      ]
    : [];
}

/** A signal is told by its own event, whatever it does to the process. */
function signalActs(entry: Entry, after: World): Act[] {
  if (entry.kind !== 'event' || entry.type !== 'container' || entry.action !== 'kill') return [];
  const is = after.containers.get(entry.id as Container['id']);
  if (!is || !hasProcess(is)) return [];
  const number = is.shadows.includes('signal') ? NaN : Number(entry.attributes['signal']);
  const name = Number.isInteger(number) && number > 0 ? signalName(number) : 'a signal';
  const grace = is.stopping?.grace ?? null;
  const time = grace === null || number === 9 ? '' : ` It has ${String(grace)} s.`;
  const say = number === 9 ? `${is.name} is killed: SIGKILL asks nobody.` : `${is.name} gets ${name}.${time}`;
  return [act(entry, 'signal', is.id, { label: name, bad: number === 9, say })];
}

/** The newest command asked for this container: the search of the shelf was this app's to see. */
function fromThisApp(world: World, id: string): boolean {
  const last = world.commands.at(-1);
  return (
    last?.exitCode === null &&
    last.exchanges.some(
      (e) =>
        e.method === 'POST' &&
        ticketPath(e.path) === '/containers/create' &&
        (e.status === null || (e.status === 201 && (e.answer === null || e.answer.includes(id)))),
    )
  );
}

function endWords(c: Container): string {
  if (c.oom) return `${c.name} used more memory than it may: the kernel ended it.`;
  if (c.exitCode === null) return `${c.name} has ended. The box stays.`;
  if (c.exitCode === 0) return `${c.name}: Exited (0). The box stays: stopped, not deleted.`;
  return `${c.name}: Exited (${String(c.exitCode)}), ${exitWords(c.exitCode)}. The box stays.`;
}

function changeWords(was: Container, is: Container): string {
  if (was.name !== is.name) return `${was.name} is called ${is.name} now.`;
  if (was.health !== is.health && is.health !== null) return `${is.name} is ${is.health}.`;
  if (is.state === 'restarting') return `${is.name} ended; the engine starts it again.`;
  return `${is.name}: ${is.state}.`;
}
