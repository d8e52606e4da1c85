import { list, number, object, text, type Obj } from '../../base/read';
import type { ContainerId } from '../../base/brand';
import { NOTHING, type Change, type Forecast } from '../../world/forecast';
import { hasProcess, type Container, type World } from '../../world/world';
import type { Answer, Request } from '../program';
import { foreseenContainer } from './foreseen-container';
import { fullName, lookups } from './lookups';

/** Nothing is known here about what was asked: what comes after it cannot be foreseen. */
export class Unforeseen extends Error {}

/** An engine that knows only the world: it answers what a real one would, and notes what that one would do. */
export interface DryEngine {
  /** @throws Unforeseen where the world does not tell the answer */
  answer(request: Request): Answer;
  readonly forecast: () => Forecast;
}

const reply = (status: number, body: unknown): Answer => ({
  status,
  headers: {},
  text: body === null ? '' : JSON.stringify(body),
  json: body === null ? undefined : body,
});
const refuse = (status: number, message: string): Answer => reply(status, { message });
const done = reply(204, null);

/** Every engine has them, whether its list was read or not. */
const BUILT_IN: ReadonlySet<string> = new Set(['default', 'bridge', 'host', 'none']);

export function createDryEngine(world: World): DryEngine {
  const made: { -readonly [K in keyof Forecast]: Forecast[K] } = { ...NOTHING };
  const change = (next: Change): void => void (made.changes = [...made.changes, next]);
  const become = (c: Container, becomes: Extract<Change, { becomes: unknown; of: 'container' }>['becomes']) =>
    change({ of: 'container', id: c.id, becomes });

  const { container, image, network, holder } = lookups(world);
  const noContainer = (name: string): Answer => refuse(404, `No such container: ${name}`);

  function create({ query, body }: Request): Answer {
    const settings = object(body);
    const name = text(query?.['name']);
    const wanted = text(settings['Image']);
    const namesake = name === '' ? undefined : container(name);
    if (!image(wanted) && !made.fetches.includes(fullName(wanted)))
      return refuse(404, `No such image: ${fullName(wanted)}`);
    if (namesake)
      return refuse(
        409,
        `Conflict. The container name "/${name}" is already in use by container "${namesake.id}". You have to remove (or rename) that container to be able to reuse that name.`,
      );
    const foreseen = foreseenContainer(name, fullName(wanted), settings);
    for (const mount of foreseen.mounts)
      if (mount.kind === 'volume' && mount.source !== '' && !world.volumes.has(mount.source))
        made.volumes = [...new Set([...made.volumes, mount.source])];
    made.containers = [...made.containers, foreseen];
    return reply(201, { Id: `new-${String(made.containers.length - 1)}`, Warnings: [] });
  }

  function startNew(at: number): Answer {
    const one = made.containers[at];
    if (!one) throw new Unforeseen();
    const missing = one.networks.find((name) => !networkIs(name));
    if (missing !== undefined) return refuse(404, `network ${missing} not found`);
    const taken = one.ports.find((port) => holder(port) !== undefined);
    if (taken) {
      return refuse(
        500,
        `port ${String(taken.outside)} of this machine is already allocated, to ${holder(taken)?.name ?? ''}`,
      );
    }
    made.containers = made.containers.map((each, i) => (i === at ? { ...each, state: 'running' } : each));
    return done;
  }

  const networkIs = (name: string): boolean =>
    BUILT_IN.has(name) ||
    name.startsWith('container:') ||
    made.networks.includes(name) ||
    network(name) !== undefined;

  function onContainer(name: string, verb: string, request: Request): Answer {
    const fresh = /^new-(\d+)$/.exec(name);
    if (fresh) return verb === 'start' ? startNew(Number(fresh[1])) : done;
    const c = container(name);
    if (!c) return noContainer(name);
    const lit = hasProcess(c);
    switch (verb) {
      case 'start':
        if (c.state === 'paused') return refuse(409, 'cannot start a paused container, try unpause instead');
        if (!lit) become(c, 'running');
        return lit ? reply(304, null) : done;
      case 'stop':
        if (lit) become(c, 'exited');
        return lit ? done : reply(304, null);
      case 'restart':
        become(c, 'running');
        return done;
      case 'kill': {
        if (!lit) return refuse(409, `Cannot kill container: ${name}: Container ${c.id} is not running`);
        const signal = text(request.query?.['signal']).replace(/^SIG/, '');
        if (signal === '' || signal === 'KILL' || signal === '9') become(c, 'exited');
        else change({ of: 'container', id: c.id, words: `gets SIG${signal}` });
        return done;
      }
      case 'pause':
        if (c.state === 'paused') return refuse(409, `Container ${c.id} is already paused`);
        if (!lit) return refuse(409, `Container ${c.id} is not running`);
        become(c, 'paused');
        return done;
      case 'unpause':
        if (c.state !== 'paused') return refuse(500, `Container ${c.id} is not paused`);
        become(c, 'running');
        return done;
      case 'rename':
        change({ of: 'container', id: c.id, words: `will be called ${text(request.query?.['name'])}` });
        return done;
      case 'update':
        change({ of: 'container', id: c.id, words: 'gets new limits' });
        return reply(200, { Warnings: [] });
      case 'exec':
        if (!lit) return refuse(409, `Container ${c.id} is not running`);
        change({
          of: 'container',
          id: c.id,
          words: `will run ${list(object(request.body)['Cmd']).map(text).join(' ')}`,
        });
        throw new Unforeseen();
      default:
        throw new Unforeseen();
    }
  }

  function remove(name: string, query: Request['query']): Answer {
    const c = container(name);
    if (!c) return noContainer(name);
    if (hasProcess(c) && query?.['force'] !== '1')
      return refuse(
        409,
        `cannot remove container "/${c.name}": container is ${c.state}: ${c.state === 'paused' ? 'unpause and then ' : ''}stop the container before removing or force remove`,
      );
    become(c, 'gone');
    return done;
  }

  function removeImage(name: string, query: Request['query']): Answer {
    const found = image(name);
    if (!found) return refuse(404, `No such image: ${fullName(name)}`);
    const users = world.containers.values().filter((c) => c.imageId === found.id);
    const running = users.find(hasProcess);
    const lastName = found.tags.length <= 1;
    const user = running ?? users[0];
    if (user && lastName && (running || query?.['force'] !== '1')) {
      const how = running ? 'cannot be forced' : 'must force';
      return refuse(
        409,
        `conflict: unable to remove repository reference "${name}" (${how}) - container ${user.id.slice(0, 12)} is using its referenced image ${found.id.replace('sha256:', '').slice(0, 12)}`,
      );
    }
    if (lastName) change({ of: 'image', id: found.id, becomes: 'gone' });
    else change({ of: 'image', id: found.id, words: `loses the name ${fullName(name)}` });
    return reply(200, []);
  }

  function onNetwork(name: string, verb: string, request: Request): Answer {
    const found = network(name);
    if (!found) return refuse(404, `network ${name} not found`);
    if (verb === '') {
      const user = world.containers
        .values()
        .find((c) => hasProcess(c) && c.plugged && c.networks.includes(found.name));
      if (user)
        return refuse(
          403,
          `error while removing network: network ${found.name} id ${found.id} has active endpoints`,
        );
      change({ of: 'network', id: found.id, becomes: 'gone' });
      return done;
    }
    const c = container(text(object(request.body)['Container']));
    if (!c) return noContainer(text(object(request.body)['Container']));
    const words = verb === 'connect' ? `joins ${found.name}` : `leaves ${found.name}`;
    change({ of: 'container', id: c.id, words });
    return reply(200, null);
  }

  function removeVolume(name: string): Answer {
    if (!world.volumes.has(name)) return refuse(404, `get ${name}: no such volume`);
    const user = world.containers.values().find((c) => c.mounts.some((mount) => mount.source === name));
    if (user) return refuse(409, `remove ${name}: volume is in use - [${user.id}]`);
    change({ of: 'volume', id: name, becomes: 'gone' });
    return done;
  }

  function prune(what: string): Answer {
    if (what === 'containers')
      for (const c of world.containers.values())
        if (!hasProcess(c) && c.state !== 'restarting') become(c, 'gone');
    if (what === 'images')
      for (const each of world.images.values())
        if (each.tags.length === 0 && !world.containers.values().some((c) => c.imageId === each.id))
          change({ of: 'image', id: each.id, becomes: 'gone' });
    if (what === 'networks') pruneNetworks();
    return reply(200, {});
  }
  function pruneNetworks(): void {
    for (const each of world.networks.values())
      if (!BUILT_IN.has(each.name) && !world.containers.values().some((c) => c.networks.includes(each.name)))
        change({ of: 'network', id: each.id, becomes: 'gone' });
  }

  function describe(name: string): Answer {
    const fresh = made.containers.at(-1);
    if (/^new-\d+$/.test(name) && fresh) return reply(200, described(name, 'ghost', true));
    const c = container(name);
    return c ? reply(200, described(c.id, c.name, hasProcess(c))) : noContainer(name);
  }

  return {
    forecast: () => made,
    answer(request) {
      const { method, path, query } = request;
      const parts = path.split('/').filter((part) => part !== '');
      const [kind = '', name = '', verb = ''] = parts;
      const last = parts.at(-1) ?? '';
      if (path === '/containers/create') return create(request);
      if (method === 'POST' && last === 'prune') return prune(kind);
      if (method === 'GET' && kind === 'containers' && verb === 'json') return describe(name);
      if (method === 'GET' && kind === 'networks') return reply(200, {});
      if (method === 'DELETE' && kind === 'containers') return remove(name, query);
      if (method === 'DELETE' && kind === 'images') return removeImage(path.slice('/images/'.length), query);
      if (method === 'DELETE' && kind === 'volumes') return removeVolume(name);
      if (method === 'DELETE' && kind === 'networks') return onNetwork(name, '', request);
      if (method === 'POST' && kind === 'containers') return onContainer(name, verb, request);
      if (path === '/networks/create') {
        const wanted = text(object(request.body)['Name']);
        if (world.networks.values().some((each) => each.name === wanted))
          return refuse(409, `network with name ${wanted} already exists`);
        made.networks = [...made.networks, wanted];
        return reply(201, { Id: wanted });
      }
      if (method === 'POST' && kind === 'networks') return onNetwork(name, verb, request);
      if (path === '/volumes/create') {
        const wanted = text(object(request.body)['Name']);
        if (!world.volumes.has(wanted)) made.volumes = [...made.volumes, wanted || 'a volume without a name'];
        return reply(201, { Name: wanted });
      }
      if (path === '/images/create') return fetchImage(query);
      if (method === 'POST' && kind === 'images' && last === 'tag') {
        const source = path.slice('/images/'.length, -'/tag'.length);
        const found = image(source);
        if (!found) return refuse(404, `No such image: ${fullName(source)}`);
        const next = fullName(`${text(query?.['repo'])}:${text(query?.['tag'])}`);
        change({ of: 'image', id: found.id, words: `will also be called ${next}` });
        return reply(201, null);
      }
      if (path === '/commit' || path === '/build') return makeImage(path, query);
      throw new Unforeseen();
    },
  };

  function fetchImage(query: Request['query']): Answer {
    const from = text(query?.['fromImage']);
    if (from === '') throw new Unforeseen();
    const tag = text(query?.['tag']);
    const name = fullName(
      tag.startsWith('sha256:') ? `${from}@${tag}` : tag === '' ? from : `${from}:${tag}`,
    );
    made.fetches = [...new Set([...made.fetches, name])];
    return reply(200, null);
  }

  function makeImage(path: string, query: Request['query']): Answer {
    const source = text(query?.['container']);
    if (path === '/commit' && !container(source)) return noContainer(source);
    const tags =
      path === '/build'
        ? [query?.['t'] ?? []].flat()
        : text(query?.['repo']) === ''
          ? []
          : [`${text(query?.['repo'])}:${text(query?.['tag']) || 'latest'}`];
    made.images = tags.length === 0 ? ['an image without a name'] : tags.map(fullName);
    return reply(201, { Id: '' });
  }
}

/** As much of an inspect as programs look at. */
const described = (id: ContainerId | string, name: string, running: boolean): Obj => ({
  Id: id,
  Name: `/${name}`,
  State: { Running: running, ExitCode: number(undefined) },
  Config: { Tty: false, OpenStdin: false },
  HostConfig: { AutoRemove: false },
});
