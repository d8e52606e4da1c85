import { containerId, engineMs, imageId } from '../../core/base/brand';
import { flag, list, number, object, text, texts, type Obj } from '../../core/base/read';
import { readTime } from '../../core/base/read-time';
import {
  SHADOWABLE,
  type Attachment,
  type ContainerDetail,
  type ContainerListed,
  type ContainerState,
  type ImageListed,
  type Mount,
  type NetworkListed,
  type Port,
  type VolumeListed,
} from '../../core/journal/facts';

/** Longest text that is taken over from a name, label or command: an engine may send megabytes. */
const LONGEST = 512;
const short = (value: unknown): string => text(value).slice(0, LONGEST);

const STATES: ReadonlySet<string> = new Set([
  'created',
  'running',
  'paused',
  'restarting',
  'exited',
  'dead',
  'removing',
]);
/** Podman has words of its own for states on the way. */
const OTHER_STATES: Readonly<Record<string, ContainerState>> = {
  configured: 'created',
  initialized: 'created',
  stopped: 'exited',
  stopping: 'running',
};

const readState = (value: unknown): ContainerState => {
  const state = text(value).toLowerCase();
  return STATES.has(state) ? (state as ContainerState) : (OTHER_STATES[state] ?? 'created');
};

function compose(labels: Obj): {
  project: string | null;
  service: string | null;
  dependsOn: readonly string[];
  shadows: readonly string[];
} {
  return {
    project: short(labels['com.docker.compose.project']) || null,
    service: short(labels['com.docker.compose.service']) || null,
    // `db:service_healthy:true,cache:service_started:false`
    dependsOn: short(labels['com.docker.compose.depends_on'])
      .split(',')
      .map((each) => each.split(':', 1)[0] ?? '')
      .filter((each) => each !== ''),
    shadows: SHADOWABLE.filter((key) => labels[key] !== undefined),
  };
}

function readMounts(value: unknown): readonly Mount[] {
  return list(value).map((item) => {
    const mount = object(item);
    const type = text(mount['Type']);
    const kind = type === 'volume' || type === 'bind' || type === 'tmpfs' ? type : 'other';
    return {
      kind,
      source: short(kind === 'volume' ? mount['Name'] : mount['Source']),
      target: short(mount['Destination']),
      writable: mount['RW'] !== false,
    };
  });
}

export function readContainers(answer: unknown): readonly ContainerListed[] {
  return list(answer).map((item): ContainerListed => {
    const row = object(item);
    const names = texts(row['Names']);
    // Link aliases have a second slash; the container's own name has one.
    const name = names.find((n) => n.lastIndexOf('/') <= 0) ?? names[0] ?? '';
    const state = readState(row['State']);
    return {
      id: containerId(text(row['Id'])),
      name: name.replace(/^\//, '').slice(0, LONGEST) || text(row['Id']).slice(0, 12),
      image: short(row['Image']),
      imageId: imageId(text(row['ImageID'])),
      command: short(row['Command']),
      created: engineMs(number(row['Created']) * 1000),
      state,
      status: short(row['Status']),
      ports: state === 'running' || state === 'paused' ? list(row['Ports']).map(readListedPort) : [],
      mounts: readMounts(row['Mounts']),
      networks: Object.keys(object(object(row['NetworkSettings'])['Networks'])),
      ...compose(object(row['Labels'])),
    };
  });
}

function readListedPort(item: unknown): Port {
  const port = object(item);
  return {
    ip: text(port['IP']),
    outside: typeof port['PublicPort'] === 'number' ? port['PublicPort'] : null,
    inside: number(port['PrivatePort']),
    protocol: text(port['Type']) || 'tcp',
  };
}

function readBoundPorts(value: unknown): readonly Port[] {
  return Object.entries(object(value)).flatMap(([key, bindings]): Port[] => {
    const [inside = '0', protocol = 'tcp'] = key.split('/');
    const bound = list(bindings).map((b) => object(b));
    if (bound.length === 0) return [{ ip: '', outside: null, inside: Number(inside), protocol }];
    return bound.map((b) => ({
      ip: text(b['HostIp']),
      outside: Number(text(b['HostPort'])) || null,
      inside: Number(inside),
      protocol,
    }));
  });
}

/** The command line of a health check as the events of its execs write it. */
function readProbe(value: unknown): string {
  const [kind, ...words] = texts(object(value)['Test']);
  if (kind === 'CMD-SHELL') return `/bin/sh -c ${words.join(' ')}`.slice(0, LONGEST).trim();
  return kind === 'CMD' ? words.join(' ').slice(0, LONGEST).trim() : '';
}

/** Networks without a name service: the first bridge, and those that are no networks of containers. */
const NAMELESS: ReadonlySet<string> = new Set(['bridge', 'host', 'none', 'podman']);

/** Newer engines name what can be looked up (`DNSNames`); older ones only aliases, with the short id among them. */
function readAttachments(value: unknown, id: string, name: string): readonly Attachment[] {
  return Object.entries(object(value)).map(([network, item]): Attachment => {
    const end = object(item);
    const told = [...texts(end['DNSNames']), ...texts(end['Aliases'])].map((each) => each.slice(0, LONGEST));
    const names = [name, ...told].filter((each) => each !== '' && !id.startsWith(each));
    return {
      network: network.slice(0, LONGEST),
      address: text(end['IPAddress']),
      names: NAMELESS.has(network) ? [] : [...new Set(names)].slice(0, 20),
    };
  });
}

/** Reads one `/containers/{id}/json`. Environment values are not taken over. */
export function readContainerDetail(answer: unknown): ContainerDetail {
  const body = object(answer);
  const state = object(body['State']);
  const config = object(body['Config']);
  const host = object(body['HostConfig']);
  const settings = object(body['NetworkSettings']);
  const health = text(object(state['Health'])['Status']);
  const word = readState(state['Status']);
  return {
    name: short(body['Name']).replace(/^\//, ''),
    image: short(config['Image']),
    imageId: imageId(text(body['Image'])),
    command: [text(body['Path']), ...texts(body['Args'])].join(' ').slice(0, LONGEST),
    created: readTime(body['Created']) ?? engineMs(0),
    state: word,
    pid: number(state['Pid']) > 0 ? number(state['Pid']) : null,
    exitCode: typeof state['ExitCode'] === 'number' ? state['ExitCode'] : null,
    oomKilled: flag(state['OOMKilled']),
    error: short(state['Error']),
    startedAt: readTime(state['StartedAt']),
    finishedAt: readTime(state['FinishedAt']),
    health: health === 'starting' || health === 'healthy' || health === 'unhealthy' ? health : null,
    ports: readBoundPorts(settings['Ports']),
    mounts: readMounts(body['Mounts']),
    networks: Object.keys(object(settings['Networks'])),
    attachments: readAttachments(
      settings['Networks'],
      text(body['Id']),
      short(body['Name']).replace(/^\//, ''),
    ),
    sharesNetwork: /^container:([\s\S]+)$/.exec(short(host['NetworkMode']))?.[1] ?? null,
    tty: flag(config['Tty']),
    memoryLimit: number(host['Memory']),
    restarts: number(body['RestartCount']),
    grace: number(config['StopTimeout'], 10),
    probe: readProbe(config['Healthcheck']),
    policy: text(object(host['RestartPolicy'])['Name']) || 'no',
    ...compose(object(config['Labels'])),
  };
}

const noNone = (tags: readonly string[]): readonly string[] =>
  tags.filter((tag) => !tag.startsWith('<none>'));

export function readImages(answer: unknown): readonly ImageListed[] {
  return list(answer).map((item): ImageListed => {
    const row = object(item);
    return {
      id: imageId(text(row['Id'])),
      tags: noNone(texts(row['RepoTags'])),
      digests: noNone(texts(row['RepoDigests'])),
      created: engineMs(number(row['Created']) * 1000),
      size: number(row['Size']),
    };
  });
}

/** Podman lists its default network as Docker calls it, but its containers name it as Podman does. The id is always this. */
const PODMAN_DEFAULT = '2f259bab93aaaaa2542ba43ef33eb990d0999ee1b9924b557b7be53c0b7a1bb9';

export function readNetworks(answer: unknown): readonly NetworkListed[] {
  return list(answer).map((item): NetworkListed => {
    const row = object(item);
    const id = text(row['Id']);
    return {
      id,
      name: id === PODMAN_DEFAULT ? 'podman' : short(row['Name']),
      driver: short(row['Driver']),
      internal: flag(row['Internal']),
      subnet: short(object(list(object(row['IPAM'])['Config'])[0])['Subnet']) || null,
      talks: object(row['Options'])['com.docker.network.bridge.enable_icc'] !== 'false',
      project: short(object(row['Labels'])['com.docker.compose.project']) || null,
    };
  });
}

export function readVolumes(answer: unknown): readonly VolumeListed[] {
  return list(object(answer)['Volumes']).map((item): VolumeListed => {
    const row = object(item);
    return {
      name: short(row['Name']),
      driver: short(row['Driver']),
      mountpoint: short(row['Mountpoint']),
      project: short(object(row['Labels'])['com.docker.compose.project']) || null,
    };
  });
}
