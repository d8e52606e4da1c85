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
import { pull } from './image/pull';
import { paramFlag } from './reading';
import { empty, route, type Route } from './route';
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
  route('GET', '/events', (turn, request) => events(turn, request)),
];

const IMAGES: readonly Route[] = [route('POST', '/images/create', (turn, request) => pull(turn, request))];

export const ROUTES: readonly Route[] = [...SYSTEM, ...CONTAINERS, ...IMAGES];
