import { exitWords } from '../docker/exit-words';
import type { Entry } from '../journal/entry';
import { imageName } from '../scene/picture-images';
import { hasProcess, type Container, type World } from '../world/world';
import type { Act } from './act';
import { ticketPath } from './ask-words';
import { act } from './make-act';

/** Motions of containers and images are read off the difference between two worlds, so that no cause needs a case of its own. */
export function changeActs(entry: Entry, before: World, after: World): Act[] {
  const acts: Act[] = [];
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
  if (entry.kind === 'detail' && entry.of === 'image') {
    const had = before.images.get(entry.id);
    const has = after.images.get(entry.id);
    const name = (image: typeof has): string =>
      image?.tags[0] === undefined ? 'the image' : imageName(image.tags[0]);
    if (!had && has && before.known.images)
      acts.push(
        act(entry, 'shelve', entry.id, {
          say: `${name(has)} stays on the shelf. Next time nothing is fetched.`,
        }),
      );
    else if (had && !has)
      acts.push(
        act(entry, 'remove', entry.id, {
          say: `${name(had)} leaves the shelf. Layers that others use stay.`,
        }),
      );
  }
  return acts;
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
  const acts: Act[] = [];
  const unplugs = was.plugged && !is.plugged && was.networks.length > 0;
  if (!hasProcess(was) && hasProcess(is)) {
    acts.push(
      act(entry, 'pile', is.id, {
        say: `${is.name}: runc starts the process. It stands on the host’s kernel.`,
      }),
      act(entry, 'light', is.id, { say: `${is.name} runs.` }),
    );
  } else if (hasProcess(was) && !hasProcess(is)) {
    acts.push(
      act(entry, 'leave', is.id, { say: `${is.name}: the process ends.` }),
      act(entry, 'dark', is.id, { keeps: ['leave'], say: 'The light goes out.' }),
      ...(unplugs
        ? [act(entry, 'unplug', is.id, { keeps: ['leave', 'dark'], say: 'The network is unplugged.' })]
        : []),
      act(entry, 'stamp', is.id, { say: endWords(is) }),
    );
    return acts;
  } else if (was.state === 'running' && is.state === 'paused') {
    acts.push(
      act(entry, 'pause', is.id, {
        say: `${is.name} is held: its process keeps its place and gets no time.`,
      }),
    );
  } else if (was.state === 'paused' && is.state === 'running') {
    acts.push(act(entry, 'unpause', is.id, { say: `${is.name} goes on.` }));
  } else if (
    was.state !== is.state ||
    was.name !== is.name ||
    was.health !== is.health ||
    (was.stopping === null) !== (is.stopping === null)
  ) {
    acts.push(act(entry, 'change', is.id, { say: changeWords(was, is) }));
  }
  if (!was.plugged && is.plugged && is.networks.length > 0 && !hasProcess(is))
    acts.push(act(entry, 'plug', is.id, { say: 'The container is plugged into a network.' }));
  else if (unplugs) acts.push(act(entry, 'unplug', is.id, { say: 'The network is unplugged.' }));
  return acts;
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
  if (is.stopping !== null && was.stopping === null)
    return `${is.name} is asked to end${is.stopping.signal === '9' ? ' at once' : ''}.`;
  if (is.state === 'restarting') return `${is.name} ended; the engine starts it again.`;
  return `${is.name}: ${is.state}.`;
}
