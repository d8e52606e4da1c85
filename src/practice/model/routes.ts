/** Every endpoint that is answered, in one table. Version prefixes are taken off before. */
import * as archive from './container/archive';
import { create } from './container/create';
import { inspect } from './container/inspect';
import { list } from './container/list';
import * as manage from './container/manage';
import { begin } from './container/start';
import { findContainer, isLive } from './container/find';
import * as stop from './container/stop';
import * as streams from './container/streams';
import * as exec from './exec/routes';
import { load, save, saveMany } from './image/archive';
import { commit } from './image/commit';
import { importImage } from './image/import';
import { listImages } from './image/list';
import { pull } from './image/pull';
import { push } from './image/push';
import { distribution, login, search } from './image/registry-routes';
import { pruneImages, removeImage } from './image/remove';
import { history, inspectImage } from './image/show';
import { tag } from './image/tag';
import * as network from './network/routes';
import * as volume from './volume/routes';
import { df } from './system/df';
import { build, pruneBuilds } from './build/route';
import { param, paramFlag } from './reading';
import { empty, ok, route, type Route } from './route';
import { Refused } from './turn';
import { events } from './system/events';
import { info, ping, version } from './system/system';

const CONTAINERS: readonly Route[] = [
  route('GET', '/containers/json', (turn, request) => list(turn, request)),
  route('POST', '/containers/create', (turn, request) => create(turn, request)),
  route('POST', '/containers/prune', (turn, request) => manage.prune(turn, request)),
  route('GET', '/containers/{name}/json', (turn, request, [name = '']) => inspect(turn, request, name)),
  route('POST', '/containers/{name}/start', (turn, request, [name = '']) => {
    const container = findContainer(turn.model, name);
    if (container.status === 'paused') {
      throw new Refused(409, 'cannot start a paused container, try unpause instead');
    }
    if (isLive(container) || container.status === 'restarting' || container.starting) return empty(304);
    begin(turn, container.id, { kind: 'request', ticket: request.ticket });
    return { kind: 'later' };
  }),
  route('POST', '/containers/{name}/stop', (turn, request, [name = '']) => stop.stop(turn, request, name)),
  route('POST', '/containers/{name}/restart', (turn, request, [name = '']) =>
    stop.restart(turn, request, name),
  ),
  route('POST', '/containers/{name}/kill', (turn, request, [name = '']) => stop.kill(turn, request, name)),
  route('POST', '/containers/{name}/pause', (turn, _, [name = '']) => stop.pause(turn, name)),
  route('POST', '/containers/{name}/unpause', (turn, _, [name = '']) => stop.unpause(turn, name)),
  route('DELETE', '/containers/{name}', (turn, request, [name = '']) =>
    paramFlag(request, 'link')
      ? manage.removeLink(turn, name)
      : stop.remove(turn, request, name, paramFlag(request, 'force'), paramFlag(request, 'v')),
  ),
  route('POST', '/containers/{name}/rename', (turn, request, [name = '']) =>
    manage.rename(turn, request, name),
  ),
  route('POST', '/containers/{name}/update', (turn, request, [name = '']) =>
    manage.update(turn, request, name),
  ),
  route('GET', '/containers/{name}/top', (turn, request, [name = '']) => manage.top(turn, request, name)),
  route('GET', '/containers/{name}/changes', (turn, _, [name = '']) => archive.changes(turn, name)),
  route('GET', '/containers/{name}/archive', (turn, request, [name = '']) =>
    archive.get(turn, request, name),
  ),
  route('HEAD', '/containers/{name}/archive', (turn, request, [name = '']) =>
    archive.head(turn, request, name),
  ),
  route('PUT', '/containers/{name}/archive', (turn, request, [name = '']) =>
    archive.put(turn, request, name),
  ),
  route('GET', '/containers/{name}/export', (turn, _, [name = '']) => archive.exportAll(turn, name)),
  route('POST', '/containers/{name}/attach', (turn, request, [name = '']) =>
    streams.attach(turn, request, name),
  ),
  route('GET', '/containers/{name}/logs', (turn, request, [name = '']) => streams.logs(turn, request, name)),
  route('POST', '/containers/{name}/wait', (turn, request, [name = '']) => streams.wait(turn, request, name)),
  route('POST', '/containers/{name}/resize', (turn, request, [name = '']) =>
    streams.resize(turn, request, name),
  ),
  route('GET', '/containers/{name}/stats', (turn, request, [name = '']) =>
    streams.stats(turn, request, name),
  ),
  route('POST', '/containers/{name}/exec', (turn, request, [name = '']) =>
    exec.createExec(turn, request, name),
  ),
  route('POST', '/exec/{id}/start', (turn, request, [id = '']) => exec.start(turn, request, id)),
  route('POST', '/exec/{id}/resize', (turn, request, [id = '']) => streams.resizeExec(turn, request, id)),
  route('GET', '/exec/{id}/json', (turn, _, [id = '']) => exec.inspectExec(turn, id)),
];

const SYSTEM: readonly Route[] = [
  route('GET', '/_ping', (_, request) => ping(request)),
  route('HEAD', '/_ping', (_, request) => ping(request)),
  route('GET', '/version', () => version()),
  route('GET', '/info', (turn) => info(turn)),
  route('GET', '/system/df', (turn, request) => df(turn, request)),
  route('GET', '/plugins', () => ok([])),
  route('GET', '/events', (turn, request) => events(turn, request)),
];

const IMAGES: readonly Route[] = [
  route('GET', '/images/json', (turn, request) => listImages(turn, request)),
  route('POST', '/images/create', (turn, request) =>
    param(request, 'fromImage') === '' ? importImage(turn, request) : pull(turn, request),
  ),
  route('GET', '/images/search', (turn, request) => search(turn, request)),
  route('GET', '/images/get', (turn, request) => saveMany(turn, request)),
  route('POST', '/images/load', (turn, request) => load(turn, request)),
  route('POST', '/images/prune', (turn, request) => pruneImages(turn, request)),
  route('GET', '/images/{name*}/json', (turn, request, [name = '']) => inspectImage(turn, request, name)),
  route('GET', '/images/{name*}/history', (turn, _, [name = '']) => history(turn, name)),
  route('GET', '/images/{name*}/get', (turn, _, [name = '']) => save(turn, [name])),
  route('POST', '/images/{name*}/tag', (turn, request, [name = '']) => tag(turn, request, name)),
  route('POST', '/images/{name*}/push', (turn, request, [name = '']) => push(turn, request, name)),
  route('DELETE', '/images/{name*}', (turn, request, [name = '']) => removeImage(turn, request, name)),
  route('POST', '/commit', (turn, request) => commit(turn, request)),
  route('POST', '/build', (turn, request) => build(turn, request)),
  route('POST', '/build/prune', (turn) => pruneBuilds(turn)),
  route('POST', '/auth', (turn, request) => login(turn, request)),
  route('GET', '/distribution/{name*}/json', (turn, _, [name = '']) => distribution(turn, name)),
];

const NETWORKS: readonly Route[] = [
  route('GET', '/networks', (turn, request) => network.listNetworks(turn, request)),
  route('POST', '/networks/create', (turn, request) => network.createNetwork(turn, request)),
  route('POST', '/networks/prune', (turn, request) => network.pruneNetworks(turn, request)),
  route('GET', '/networks/{name}', (turn, request, [name = '']) =>
    network.inspectNetwork(turn, request, name),
  ),
  route('DELETE', '/networks/{name}', (turn, _, [name = '']) => network.removeNetwork(turn, name)),
  route('POST', '/networks/{name}/connect', (turn, request, [name = '']) =>
    network.connect(turn, request, name),
  ),
  route('POST', '/networks/{name}/disconnect', (turn, request, [name = '']) =>
    network.disconnect(turn, request, name),
  ),
];

const VOLUMES: readonly Route[] = [
  route('GET', '/volumes', (turn, request) => volume.listVolumes(turn, request)),
  route('POST', '/volumes/create', (turn, request) => volume.createVolume(turn, request)),
  route('POST', '/volumes/prune', (turn, request) => volume.pruneVolumes(turn, request)),
  route('GET', '/volumes/{name}', (turn, _, [name = '']) => volume.inspectVolume(turn, name)),
  route('DELETE', '/volumes/{name}', (turn, request, [name = '']) =>
    volume.removeVolume(turn, request, name),
  ),
];

export const ROUTES: readonly Route[] = [...SYSTEM, ...CONTAINERS, ...IMAGES, ...NETWORKS, ...VOLUMES];
