import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Fact } from '../../core/journal/entry';
import { json, startStandIn, type StandIn } from '../act/stand-in';
import { followEngines, type Follower } from './follow-engines';

let real: StandIn;
let practice: StandIn;
let folder: string;
let follower: Follower | undefined;
let hangUp: () => void = () => undefined;

async function standIn(id: string): Promise<StandIn> {
  const one = await startStandIn();
  Object.assign(one.routes, {
    'HEAD /_ping': (
      _request: unknown,
      response: { writeHead: (n: number, h: object) => { end: () => void } },
    ) => response.writeHead(200, { 'Api-Version': '1.41' }).end(),
    'GET /version': json({}),
    'GET /info': json({ ID: id }),
    'GET /containers/json': json([]),
    'GET /images/json': json([]),
    'GET /networks': json([]),
    'GET /volumes': json({ Volumes: [] }),
  });
  one.routes['GET /events'] = (request, response) => {
    response.writeHead(200);
    response.flushHeaders();
    if (id === 'real') hangUp = () => void request.socket.destroy();
  };
  return one;
}

beforeEach(async () => {
  real = await standIn('real');
  practice = await standIn('practice');
  folder = mkdtempSync(join(tmpdir(), 'cutaway-follow-'));
});
afterEach(async () => {
  follower?.stop();
  await Promise.all([real.stop(), practice.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

test('a real engine that appears while something is at work is offered, and no longer once it is gone', async () => {
  const socket = join(folder, 'docker.sock');
  const facts: Fact[] = [];
  follower = followEngines(
    {
      env: { DOCKER_HOST: `unix://${socket}`, HOME: folder },
      practice: () => Promise.resolve(practice.session().endpoint.address),
    },
    (_key, fact) => facts.push(fact),
    () => true,
  );
  await follower.settled;
  const offers = (): unknown[] =>
    facts.flatMap((fact) => (fact.kind === 'engine-found' ? [fact.endpoint?.address ?? null] : []));
  symlinkSync(real.session().endpoint.address.replace('unix://', ''), socket);
  await vi.waitFor(() => expect(offers()).toEqual([`unix://${socket}`]), { timeout: 10_000 });
  rmSync(socket);
  hangUp();
  await vi.waitFor(() => expect(offers()).toEqual([`unix://${socket}`, null]), { timeout: 10_000 });
});
