import type { ContainerId } from '../../base/brand';
import { shortId } from '../../docker/short-id';
import { visible } from '../../docker/visible';
import { hasProcess, type World } from '../../world/world';
import { facts, many, type SubjectFacts } from './rows';

export function networkFacts(world: World, name: string): SubjectFacts | null {
  const network = world.networks.values().find((n) => visible(n.name) === name);
  const on = world.containers.values().filter((c) => c.networks.some((n) => visible(n) === name));
  return {
    title: name,
    sentences: 'A network: containers plugged into it reach each other. Those on other networks do not.',
    facts: facts(
      ['Driver', network?.driver],
      ['Way out', network ? (network.internal ? 'none, internal' : 'yes') : null],
      [
        'On it',
        on
          .map((c) => visible(c.name))
          .slice(0, 20)
          .join(', '),
      ],
      ['ID', network ? shortId(network.id) : null],
    ),
    prints: [`docker network inspect ${network?.name ?? name}`],
    actions: [],
  };
}

export function volumeFacts(world: World, name: string): SubjectFacts | null {
  const volume = world.volumes.get(name);
  const users = world.containers
    .values()
    .filter((c) => c.mounts.some((m) => m.kind === 'volume' && m.source === name));
  return {
    title: visible(name.slice(0, 24)),
    sentences: 'A volume: storage on the host’s disk that outlives its containers.',
    facts: facts(['Driver', volume?.driver], ['Mounted by', users.map((c) => visible(c.name)).join(', ')]),
    prints: [`docker volume inspect ${name}`],
    actions: [],
  };
}

export function portFacts(world: World, id: string): SubjectFacts | null {
  const [container = '', outside = ''] = id.split(' ');
  const c = world.containers.get(container as ContainerId);
  const port = c?.ports.find((p) => String(p.outside) === outside);
  if (!c || !port) return null;
  return {
    title: `Port ${outside}`,
    sentences: `A published port: an opening in the machine’s wall. What arrives here is passed to port ${String(port.inside)} of ${visible(c.name)}.`,
    facts: facts(
      ['Address', `${port.ip === '' ? '0.0.0.0' : port.ip}:${outside}`],
      ['Leads to', `${visible(c.name)}, ${String(port.inside)}/${port.protocol}`],
    ),
    prints: [`docker port ${c.name}`],
    actions: [],
  };
}

export function projectFacts(world: World, name: string): SubjectFacts | null {
  const own = world.containers.values().filter((c) => visible(c.project ?? '') === name);
  if (own.length === 0) return null;
  const up = own.filter(hasProcess).length;
  return {
    title: name === '' ? 'No project' : name,
    sentences:
      name === ''
        ? 'Containers that were started one by one, not by Compose.'
        : 'A Compose project: several containers that belong together, from one file.',
    facts: facts(
      ['Containers', `${many(own.length, 'container')}, ${String(up)} up`],
      [
        'Services',
        [...new Set(own.flatMap((c) => (c.service === null ? [] : [visible(c.service)])))].sort().join(', '),
      ],
    ),
    prints: [name === '' ? 'docker ps -a' : `docker ps -a --filter label=com.docker.compose.project=${name}`],
    actions: [],
  };
}
