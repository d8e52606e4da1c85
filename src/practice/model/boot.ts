/**
 * The engine starts: on an empty machine the three networks are made that each engine has. On a saved one no
 * process is left; containers whose policy says so start again, as after a restart of the machine.
 */
import { emptyTable } from '../../core/base/table';
import { object, text } from '../../core/base/read';
import { policyRestarts } from './container/end';
import { begin, release } from './container/start';
import { isLive } from './container/find';
import { removeContainer } from './container/remove';
import type { Network } from './network/network';
import { tryNetwork } from './network/find';
import type { Turn } from './turn';

const NO_SUBNET = {
  subnet: '',
  gateway: '',
  gatewayTold: false,
  ipRange: '',
  subnetAsked: false,
  ipamOptions: null,
  freeFrom: 2,
};

function predefined(turn: Turn): readonly Network[] {
  const common = { created: turn.now, internal: false, attachable: false, labels: {} };
  const bridge: Network = {
    ...common,
    ...NO_SUBNET,
    id: turn.id(),
    name: 'bridge',
    driver: 'bridge',
    subnet: '172.17.0.0/16',
    gateway: '172.17.0.1',
    options: {
      'com.docker.network.bridge.default_bridge': 'true',
      'com.docker.network.bridge.enable_icc': 'true',
      'com.docker.network.bridge.enable_ip_masquerade': 'true',
      'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
      'com.docker.network.bridge.name': 'docker0',
      'com.docker.network.driver.mtu': '1500',
    },
  };
  return [
    bridge,
    { ...common, ...NO_SUBNET, id: turn.id(), name: 'host', driver: 'host', options: {} },
    { ...common, ...NO_SUBNET, id: turn.id(), name: 'none', driver: 'null', options: {} },
  ];
}

export function boot(turn: Turn): void {
  if (!tryNetwork(turn.model, 'bridge')) {
    for (const network of predefined(turn)) {
      turn.change({ networks: turn.model.networks.set(network.id, network) });
    }
  }
  turn.change({
    waiters: [],
    pulls: emptyTable(),
    pushes: emptyTable(),
    builds: emptyTable(),
    execs: emptyTable(),
    memory: emptyTable(),
  });
  const lost = turn.model.containers
    .values()
    .filter((one) => isLive(one) || one.status === 'restarting' || one.starting);
  for (const one of lost) {
    release(turn, one.id);
    turn.put(one.id, {
      status: one.startedAt === null ? 'created' : 'exited',
      starting: null,
      pid: 0,
      exitCode: isLive(one) ? 255 : one.exitCode,
      finishedAt: isLive(one) ? turn.tick() : one.finishedAt,
      onEnd: [],
      health: null,
    });
    const policy = text(object(one.hostConfig['RestartPolicy'])['Name']);
    if (policy !== 'on-failure' && policyRestarts(one, 255)) begin(turn, one.id, { kind: 'policy' });
    else if (one.hostConfig['AutoRemove'] === true) removeContainer(turn, one.id, true);
  }
}
