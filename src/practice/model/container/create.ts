import { list, object, text, texts, type Obj } from '../../../core/base/read';
import { untouched } from '../files/writable';
import { findImage } from '../image/find';
import { runConfig, type Image } from '../image/image';
import { tryNetwork } from '../network/find';
import { atLeast, neededBody, param } from '../reading';
import type { Model } from '../state';
import { CPUS } from '../system/machine';
import { inventedName } from '../text/names';
import { Refused, type Turn } from '../turn';
import type { ApiRequest, Reply } from '../wire';
import { argvOf, inherit, readConfig } from './config';
import type { Container, Endpoint } from './container';
import { tryContainer } from './find';
import { checkHostConfig, readHostConfig } from './host-config';
import { checkHealth } from './kernel-checks';
import { readMounts } from './mounts';
import { signalName } from './signals';
import { tellContainer } from './tell';

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** @throws Refused 400, 409 in the engine's words */
export function checkName(model: Model, asked: string): string {
  const name = asked.replace(/^\//, '');
  if (!NAME.test(name)) {
    throw new Refused(400, `Invalid container name (${asked}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
  }
  const holder = model.names.get(name);
  if (holder !== undefined) {
    throw new Refused(
      409,
      `Conflict. The container name "/${name}" is already in use by container "${holder}". You have to remove (or rename) that container to be able to reuse that name.`,
    );
  }
  return name;
}

function freeName(turn: Turn): string {
  const draw = turn.draw(1_000_000);
  for (let round = 0; round < 6; round += 1) {
    const name = inventedName(draw + round * 7919, round);
    if (!turn.model.names.has(name)) return name;
  }
  return `container_${turn.id().slice(0, 12)}`;
}

function endpointOf(network: string, wanted: Obj, model: Model): Endpoint {
  return {
    network,
    networkId: tryNetwork(model, network)?.id ?? '',
    endpointId: '',
    ip: '',
    mac: text(wanted['MacAddress']),
    aliases: texts(wanted['Aliases']),
    ipam: Object.keys(object(wanted['IPAMConfig'])).length > 0 ? object(wanted['IPAMConfig']) : null,
    links: list(wanted['Links']).length > 0 ? texts(wanted['Links']) : null,
    driverOpts: Object.keys(object(wanted['DriverOpts'])).length > 0 ? object(wanted['DriverOpts']) : null,
  };
}

/** The networks that a container will join when it starts. */
function endpointsOf(turn: Turn, hostConfig: Obj, networking: Obj): readonly Endpoint[] {
  const mode = text(hostConfig['NetworkMode']);
  if (mode.startsWith('container:')) return [];
  const configs = object(networking['EndpointsConfig']);
  const main = mode === 'default' ? 'bridge' : mode;
  const first = endpointOf(main, object(configs[mode] ?? configs[main]), turn.model);
  const rest = Object.keys(configs)
    .filter((name) => name !== mode && name !== main)
    .map((name) => endpointOf(name, object(configs[name]), turn.model));
  return [first, ...rest];
}

function checkConfig(config: Obj): void {
  const signal = text(config['StopSignal']);
  if (signal !== '' && signalName(signal) === null) throw new Refused(400, `Invalid signal: ${signal}`);
  const cwd = text(config['WorkingDir']);
  if (cwd !== '' && !cwd.startsWith('/')) {
    throw new Refused(400, `the working directory '${cwd}' is invalid, it needs to be an absolute path`);
  }
  for (const line of texts(config['Env'])) {
    if (line.startsWith('=') || line === '') throw new Refused(400, `invalid environment variable: ${line}`);
  }
  checkHealth(object(config['Healthcheck']), (message) => {
    throw new Refused(400, message);
  });
}

export interface Wanted {
  readonly name: string;
  readonly body: Obj;
  /** The container of a build step, which `docker ps -a` names by its image's id. */
  readonly builder?: boolean;
}

/** Makes a container. @throws Refused */
export function makeContainer(
  turn: Turn,
  { name: asked, body, builder = false }: Wanted,
  image: Image | null,
): Container {
  const hostConfig = readHostConfig(object(body['HostConfig']));
  checkHostConfig(hostConfig, CPUS);
  const own = readConfig(body);
  checkConfig(own);
  const inherited = inherit(own, image ? runConfig(image) : {});
  const argv = argvOf(inherited);
  if (argv.length === 0) throw new Refused(400, 'No command specified');
  for (const one of texts(hostConfig['Links'])) {
    const target = one.split(':')[0] ?? '';
    if (!turn.model.names.has(target) && !turn.model.containers.has(target)) {
      throw new Refused(400, `could not get container for ${target}: No such container: ${target}`);
    }
  }
  const name = asked === '' ? freeName(turn) : checkName(turn.model, asked);
  const id = turn.id();
  const mode = text(hostConfig['NetworkMode']);
  const shared = mode.startsWith('container:')
    ? tryContainer(turn.model, mode.slice('container:'.length))?.config['Hostname']
    : undefined;
  const config: Obj = {
    ...inherited,
    Hostname: text(shared) || text(inherited['Hostname']) || (mode === 'host' ? HOST_NAME : id.slice(0, 12)),
  };
  const layers = image?.layers ?? [];
  const mounts = readMounts(turn, config, hostConfig, layers);
  const container: Container = {
    id,
    name,
    created: turn.now,
    image: builder ? (image?.id ?? '') : text(body['Image']),
    imageId: image?.id ?? '',
    layers,
    config: { ...config, Image: builder ? (image?.id ?? '') : text(body['Image']) },
    hostConfig,
    argv,
    status: 'created',
    starting: null,
    pid: 0,
    exitCode: 0,
    error: '',
    oomKilled: false,
    startedAt: null,
    finishedAt: null,
    restartCount: 0,
    backOff: 0,
    stoppedByHand: false,
    onEnd: [],
    health: null,
    writable: untouched,
    mounts,
    endpoints: endpointsOf(turn, hostConfig, object(body['NetworkingConfig'])),
    ports: [],
    sandbox: '',
    nextPid: 2,
  };
  turn.change({
    containers: turn.model.containers.set(id, container),
    names: turn.model.names.set(name, id),
  });
  tellContainer(turn, container, 'create');
  return container;
}

const HOST_NAME = 'practice';

export function create(turn: Turn, request: ApiRequest): Reply {
  const body = neededBody(request);
  const asked = text(body['Image']);
  const name = param(request, 'name');
  const platform = param(request, 'platform');
  if (asked === '') throw new Refused(400, 'no image specified');
  const image = findImage(turn.model, asked);
  const architecture = text(image.config['architecture']);
  if (platform !== '' && !platform.includes(architecture)) {
    throw new Refused(
      404,
      `image with reference ${asked} was found but does not match the specified platform: wanted ${platform}, actual: linux/${architecture}`,
    );
  }
  const container = makeContainer(turn, { name, body }, image);
  const warnings: string[] = [];
  if (container.mounts.some((mount) => mount.type === 'bind') && atLeast(request, '1.42')) {
    warnings.push(BIND_WARNING);
  }
  return {
    kind: 'answer',
    answer: { status: 201, body: { json: { Id: container.id, Warnings: warnings } } },
  };
}

/** What a learner must know of a bind mount here. */
export const BIND_WARNING =
  'Practice engine: bind mounts are folders of the model; no file of this computer is read or written.';
