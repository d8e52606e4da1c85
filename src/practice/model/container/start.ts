/** From created or exited to running. The states are drawn in container.ts. */
import { text } from '../../../core/base/read';
import { buildContainerRefused } from '../build/run-step';
import { startHealth } from '../health/health';
import { releaseAddress, takeAddress, macOf } from '../network/address';
import { findNetwork } from '../network/find';
import { PREDEFINED, type Network } from '../network/network';
import { errorAnswer, Refused, type Turn } from '../turn';
import type { Answer, PortOpen, PortWanted } from '../wire';
import type { Container, Endpoint, Starter } from './container';
import { isLive, tryContainer } from './find';
import { missingDevice } from './kernel-checks';
import { freePorts, holdPorts, wantedPorts } from './ports';
import { mainProcess } from './process';
import { removeContainer } from './remove';
import { tellContainer } from './tell';

const RUNTIME =
  'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process';

const done: Answer = { status: 204, body: null };

function answerStart(turn: Turn, container: Container, starter: Starter | null): void {
  if (starter?.kind === 'restart') tellContainer(turn, container, 'restart');
  if (starter?.kind === 'request') turn.answer(starter.ticket, done);
  if (starter?.kind === 'restart') for (const ticket of starter.tickets) turn.answer(ticket, done);
}

/** The networks of a container that has its own, connected. @throws Refused */
function connectAll(turn: Turn, container: Container): readonly Endpoint[] {
  return container.endpoints.map((endpoint) => {
    const network = findNetwork(
      turn.model,
      endpoint.networkId === '' ? endpoint.network : endpoint.networkId,
    );
    return connectEndpoint(turn, endpoint, network);
  });
}

/** Takes an address in the network for this endpoint. @throws Refused */
export function connectEndpoint(turn: Turn, endpoint: Endpoint, network: Network): Endpoint {
  const endpointId = turn.id();
  const asked = text(endpoint.ipam?.['IPv4Address']);
  if (asked !== '' && !network.subnetAsked) {
    throw new Refused(
      400,
      PREDEFINED.has(network.name)
        ? 'user specified IP address is supported on user defined networks only'
        : 'user specified IP address is supported only when connecting to networks with user configured subnets',
    );
  }
  const taken = takeAddress(turn.model, network, endpointId, asked);
  if (!taken) {
    throw new Refused(
      asked === '' ? 500 : 403,
      asked === ''
        ? `no available IPv4 addresses on this network's address pools: ${network.name} (${network.id})`
        : 'Address already in use',
    );
  }
  turn.change(taken.model);
  const mac = endpoint.mac === '' && taken.ip !== '' ? macOf(taken.ip) : endpoint.mac;
  return { ...endpoint, networkId: network.id, endpointId, ip: taken.ip, mac };
}

export function tellNetwork(
  turn: Turn,
  action: 'connect' | 'disconnect',
  network: Network,
  container: string,
): void {
  turn.tell('network', action, network.id, { container, name: network.name, type: network.driver });
}

/** Lets go of what a run holds: addresses, ports, mounts. Tells of each, in the engine's order. */
export function release(turn: Turn, id: string): void {
  const container = turn.container(id);
  if (!container) return;
  for (const endpoint of container.endpoints) {
    const network = turn.model.networks.get(endpoint.networkId);
    if (!network || endpoint.endpointId === '') continue;
    turn.change(releaseAddress(turn.model, network, endpoint.ip));
    tellNetwork(turn, 'disconnect', network, id);
  }
  for (const mount of container.mounts) {
    if (mount.type !== 'volume') continue;
    turn.tell('volume', 'unmount', mount.source, { container: id, driver: 'local' });
  }
  if (container.ports.length > 0) {
    turn.change(freePorts(turn.model, id, container.ports));
    turn.do({ kind: 'close ports', container: id });
  }
  turn.put(id, {
    ports: [],
    endpoints: container.endpoints.map((one) => ({ ...one, endpointId: '', ip: '', mac: askedMac(one) })),
  });
}

/** An address that the engine made from the IP goes with it; one that was asked for stays. */
const askedMac = (endpoint: Endpoint): string =>
  endpoint.ip !== '' && endpoint.mac === macOf(endpoint.ip) ? '' : endpoint.mac;

/** What the exit code says of a program that could not be started. (moby, daemon/errors.go) */
function codeOf(message: string): number {
  if (/executable file not found|no such file or directory|system cannot find/.test(message)) return 127;
  return /permission denied|not a directory|is a directory/.test(message) ? 126 : 128;
}

function failed(turn: Turn, id: string, status: number, message: string): void {
  const before = turn.container(id);
  if (!before) return;
  const starter = before.starting;
  release(turn, id);
  const container = turn.put(id, {
    starting: null,
    pid: 0,
    exitCode: codeOf(message),
    error: message,
    status: before.status === 'restarting' ? 'exited' : before.status,
  });
  turn.do({ kind: 'hang up', process: id });
  const removals = container.onEnd.filter((one) => one.kind === 'remove');
  turn.put(id, { onEnd: [] });
  if (container.hostConfig['AutoRemove'] === true || removals.length > 0) {
    removeContainer(
      turn,
      id,
      container.hostConfig['AutoRemove'] === true || removals.some((one) => one.volumes),
    );
  }
  for (const one of container.onEnd) turn.answer(one.ticket, done);
  if (starter?.kind === 'build') buildContainerRefused(turn, starter.build, message);
  if (starter?.kind === 'request') turn.answer(starter.ticket, errorAnswer(status, message));
  if (starter?.kind === 'restart') {
    const words = `Cannot restart container ${container.name}: ${message}`;
    for (const ticket of starter.tickets) turn.answer(ticket, errorAnswer(status, words));
  }
}

const takenText = (container: Container, wanted: PortWanted, why: string): string =>
  `driver failed programming external connectivity on endpoint ${container.name} (${container.endpoints[0]?.endpointId ?? ''}): ${why === '' ? `Bind for ${wanted.hostIp || '0.0.0.0'}:${String(wanted.hostPort)} failed: port is already allocated` : why}`;

/** Starts a container that has no process. Its answer comes when the program runs or was refused. */
export function begin(turn: Turn, id: string, starter: Starter): void {
  const container = turn.put(id, { starting: starter, pid: turn.hostPid(), sandbox: turn.id(), error: '' });
  const mode = text(container.hostConfig['NetworkMode']);
  const before = turn.model;
  try {
    if (mode.startsWith('container:')) needTarget(turn, container, mode.slice('container:'.length));
    const device = missingDevice(container.hostConfig);
    if (device !== null) throw new Refused(500, device);
    turn.put(id, { endpoints: connectAll(turn, container) });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // Addresses of networks that came before the one that is missing are free again.
    turn.change({ leases: before.leases, networks: before.networks });
    failed(turn, id, error.status, error.message);
    return;
  }
  const ready = turn.put(id, {});
  const wanted = mode === 'host' || mode === 'none' ? { ports: [] } : wantedPorts(turn.model, ready);
  if ('taken' in wanted) failed(turn, id, 500, takenText(ready, wanted.taken, ''));
  else if (wanted.ports.length > 0) turn.do({ kind: 'ports', container: id, ports: wanted.ports });
  else published(turn, id, []);
}

function needTarget(turn: Turn, container: Container, name: string): void {
  const target = tryContainer(turn.model, name);
  if (!target) throw new Refused(404, `No such container: ${name}`);
  if (target.id === container.id) {
    throw new Refused(400, 'cannot join own network');
  }
  if (!isLive(target)) {
    throw new Refused(409, `cannot join network of a non running container: ${target.id}`);
  }
}

/** Its ports are open: connect, mount, look for the program. */
export function published(turn: Turn, id: string, open: readonly PortOpen[]): void {
  const container = turn.container(id);
  if (!container?.starting) {
    turn.do({ kind: 'close ports', container: id });
    return;
  }
  turn.change(holdPorts(turn.model, id, open));
  const ready = turn.put(id, { ports: open });
  for (const endpoint of ready.endpoints) {
    const network = turn.model.networks.get(endpoint.networkId);
    if (network) tellNetwork(turn, 'connect', network, id);
  }
  for (const mount of ready.mounts) {
    if (mount.type !== 'volume') continue;
    turn.tell('volume', 'mount', mount.source, {
      container: id,
      destination: mount.destination,
      driver: 'local',
      propagation: '',
      'read/write': String(mount.writable),
    });
  }
  turn.do({ kind: 'start', process: id, spec: mainProcess(ready) });
}

export function portTaken(turn: Turn, id: string, wanted: PortWanted, why: string): void {
  const container = turn.container(id);
  if (container?.starting) failed(turn, id, 500, takenText(container, wanted, why));
}

/** The program runs. */
export function started(turn: Turn, id: string): void {
  const container = turn.container(id);
  if (!container) return;
  const starter = container.starting;
  const now = turn.put(id, {
    status: 'running',
    starting: null,
    startedAt: turn.tick(),
    exitCode: 0,
    oomKilled: false,
    stoppedByHand: false,
    nextPid: 7,
  });
  tellContainer(turn, now, 'start');
  startHealth(turn, id);
  answerStart(turn, now, starter);
  // Somebody asked for its end while it was being started.
  if (now.onEnd.length > 0) turn.do({ kind: 'signal', process: id, signal: 'SIGKILL' });
}

/** The runtime found no program to run. */
export function refused(turn: Turn, id: string, why: string): void {
  failed(turn, id, 400, `${RUNTIME}: ${why}: unknown`);
}
