import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fact } from '../../core/journal/entry';
import { json, startStandIn, type Handler, type StandIn } from '../act/stand-in';
import { observe, type Observer } from './observer';

let engine: StandIn;
let observer: Observer | undefined;
let facts: Fact[];
let hangUp: () => void;

const events: Handler = (request, response) => {
  response.writeHead(200);
  response.flushHeaders();
  hangUp = () => void request.socket.destroy();
};
const ping: Handler = (_request, response) => void response.writeHead(200, { 'Api-Version': '1.41' }).end();

beforeEach(async () => {
  facts = [];
  engine = await startStandIn();
  Object.assign(engine.routes, {
    'HEAD /_ping': ping,
    'GET /events': events,
    'GET /version': json({}),
    'GET /info': json({ ID: 'one' }),
    'GET /containers/json': json([]),
    'GET /images/json': json([]),
    'GET /networks': json([]),
    'GET /volumes': json({ Volumes: [] }),
  });
});
afterEach(async () => {
  observer?.stop();
  await engine.stop();
});

const start = (): Observer =>
  (observer = observe({ engine: engine.session().endpoint.address, env: {} }, (fact) => facts.push(fact)));
/** What was told from the n-th fact on, in few words. */
const story = (from: number): string[] =>
  facts
    .slice(from)
    .map((fact) =>
      fact.kind === 'link' ? fact.state : fact.kind === 'snapshot' ? `list of ${fact.part}` : fact.kind,
    );
async function until(what: () => boolean): Promise<void> {
  for (let i = 0; i < 300 && !what(); i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(what()).toBe(true);
}
const LISTS = ['containers', 'images', 'networks', 'volumes'].map((part) => `list of ${part}`);

describe('an engine', () => {
  test('whose stream is cut is a gap, then whole lists, then live again, within a second', async () => {
    await start().settled;
    const from = facts.length;
    const begin = performance.now();
    hangUp();
    await until(() => LISTS.every((each) => story(from).includes(each)));
    expect(performance.now() - begin).toBeLessThan(1000);
    expect(story(from).slice(0, 4)).toEqual(['gap', 'lost', 'connecting', 'live']);
    expect(story(from).slice(4).sort()).toEqual(LISTS);
  });

  test('that is another one behind the same socket is told as what it is', async () => {
    await start().settled;
    engine.routes['GET /info'] = json({ ID: 'two' });
    engine.routes['GET /networks'] = json([{ Id: 'n2', Name: 'theirs' }]);
    const from = facts.length;
    hangUp();
    await until(() => story(from).includes('list of networks'));
    const live = facts.slice(from).find((fact) => fact.kind === 'link' && fact.state === 'live');
    expect(live).toMatchObject({ facts: { id: 'two' } });
    expect(facts.filter((fact) => fact.kind === 'snapshot' && fact.part === 'networks').at(-1)).toMatchObject(
      {
        items: [{ name: 'theirs' }],
      },
    );
  });

  test('that answers a ping and nothing else is diagnosed, not called lost', async () => {
    engine.routes['GET /events'] = (request) => void request.socket.destroy();
    await start().settled;
    expect(facts.at(-1)).toMatchObject({ kind: 'link', state: 'absent', diagnosis: { code: 'no-answer' } });
  });
});
