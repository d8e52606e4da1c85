import type { Obj } from '../../../core/base/read';
import { chainIds } from '../image/chain';
import { sizeOfWritable } from '../files/writable';
import { shownHealth } from '../health/health';
import { atLeast, paramFlag } from '../reading';
import type { Model } from '../state';
import { iso } from '../text/time';
import type { Turn } from '../turn';
import type { ApiRequest, Reply } from '../wire';
import type { Container } from './container';
import { findContainer } from './find';
import { shownMount } from './mounts';
import { networkSettings } from './shown-network';

const OVERLAY = '/var/lib/docker/overlay2';

/** Where the overlay driver would keep the layers: names that belong to chains, so that shared ones are the same. */
export function graphDriver(layers: readonly string[], own: string): Obj {
  const folders = chainIds(layers)
    .map((chain) => `${OVERLAY}/${chain.replace('sha256:', '')}/diff`)
    .reverse();
  const top = own === '' ? '' : `${OVERLAY}/${own}`;
  const upper = top === '' ? (folders.shift() ?? '') : `${top}/diff`;
  const folder = upper.replace(/\/diff$/, '');
  const lower = own === '' ? folders : [`${top}-init/diff`, ...folders];
  return {
    Data: {
      ...(lower.length > 0 ? { LowerDir: lower.join(':') } : {}),
      MergedDir: `${folder}/merged`,
      UpperDir: upper,
      WorkDir: `${folder}/work`,
    },
    Name: 'overlay2',
  };
}

export function shownState(container: Container): Obj {
  const live = container.status === 'running' || container.status === 'paused';
  return {
    Status: container.status,
    Running: live || container.status === 'restarting',
    Paused: container.status === 'paused',
    Restarting: container.status === 'restarting',
    OOMKilled: container.oomKilled,
    Dead: false,
    Pid: live ? container.pid : 0,
    ExitCode: container.exitCode,
    Error: container.error,
    StartedAt: iso(container.startedAt),
    FinishedAt: iso(container.finishedAt),
    ...(container.health ? { Health: shownHealth(container.health, iso) } : {}),
  };
}

/** Bytes of the image's layers. */
export const sizeOfLayers = (model: Model, diffIds: readonly string[]): number =>
  diffIds.reduce((sum, id) => sum + (model.layers.get(id)?.size ?? 0), 0);

export function inspect(turn: Turn, request: ApiRequest, name: string): Reply {
  const { model } = turn;
  const container = findContainer(model, name);
  const home = `/var/lib/docker/containers/${container.id}`;
  const [path = '', ...args] = container.argv;
  const execs = model.execs
    .values()
    .filter((one) => one.container === container.id && one.state === 'running');
  const own = sizeOfWritable(container.writable);
  const config = { ...container.config };
  if (!atLeast(request, '1.44')) delete (config as Record<string, unknown>)['MacAddress'];
  const json: Obj = {
    Id: container.id,
    Created: iso(container.created),
    Path: path,
    Args: args,
    State: shownState(container),
    Image: container.imageId,
    ResolvConfPath: container.sandbox === '' ? '' : `${home}/resolv.conf`,
    HostnamePath: container.sandbox === '' ? '' : `${home}/hostname`,
    HostsPath: container.sandbox === '' ? '' : `${home}/hosts`,
    LogPath: container.sandbox === '' ? '' : `${home}/${container.id}-json.log`,
    Name: `/${container.name}`,
    RestartCount: container.restartCount,
    Driver: 'overlay2',
    Platform: 'linux',
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: '',
    ExecIDs: execs.length > 0 ? execs.map((one) => one.id) : null,
    HostConfig: container.hostConfig,
    GraphDriver: graphDriver(container.layers, container.id),
    ...(paramFlag(request, 'size')
      ? { SizeRw: own, SizeRootFs: own + sizeOfLayers(model, container.layers) }
      : {}),
    Mounts: container.mounts.filter((one) => one.type !== 'tmpfs' || one.byMount).map(shownMount),
    Config: config,
    NetworkSettings: networkSettings(model, container, request),
  };
  return { kind: 'answer', answer: { status: 200, body: { json } } };
}
