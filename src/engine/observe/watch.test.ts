import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fact } from '../../core/journal/entry';
import { ID, json, startStandIn, type Handler, type StandIn } from '../act/stand-in';
import { watch } from './watch';

let engine: StandIn;
let tell: (event: object) => void;
const facts: Fact[] = [];
const stop = (): AbortController => new AbortController();
let over = stop();

const events: Handler = (_request, response) => {
  response.writeHead(200);
  response.flushHeaders();
  tell = (event) => void response.write(`${JSON.stringify(event)}\n`);
};
const until = async (what: () => boolean): Promise<void> => {
  for (let i = 0; i < 200 && !what(); i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(what()).toBe(true);
};
const event = (Type: string, Action: string, Id: string, Attributes: object = {}): object => ({
  Type,
  Action,
  Actor: { ID: Id, Attributes },
  time: 1,
  timeNano: 1_000_000_000,
});

beforeEach(async () => {
  engine = await startStandIn();
  Object.assign(engine.routes, {
    'GET /events': events,
    'GET /version': json({}),
    'GET /info': json({}),
    'GET /containers/json': json([]),
    'GET /images/json': json([]),
    'GET /networks': json([]),
    'GET /volumes': json({ Volumes: [] }),
  });
  facts.length = 0;
  over = stop();
});
afterEach(async () => {
  over.abort();
  await engine.stop();
});

const start = () => watch(engine.session(), (fact) => facts.push(fact), over.signal);

describe('an engine that is followed', () => {
  test('and goes in the middle of its first answers ends in a reason, not in a crash', async () => {
    const hangUp: Handler = (request) => void request.socket.destroy();
    const late: Handler = (request) => void setTimeout(() => request.socket.destroy(), 30);
    engine.routes['GET /version'] = hangUp;
    for (const part of ['containers/json', 'images/json', 'networks', 'volumes'])
      engine.routes[`GET /${part}`] = late;
    const watched = start();
    await expect(watched.ready).rejects.toThrow();
    expect(await watched.ended).not.toBe('');
    // A failure that nobody took would end this run here.
    await new Promise((resolve) => setTimeout(resolve, 60));
  });

  test('a list that an event overtook does not bring back what is gone', async () => {
    const watched = start();
    await watched.ready;
    const answers: (() => void)[] = [];
    const old = { Volumes: [{ Name: 'old' }] };
    engine.routes['GET /volumes'] = (request, response) =>
      answers.push(() => json(answers.length > 1 ? { Volumes: [] } : old)(request, response));
    tell(event('volume', 'prune', ''));
    await until(() => answers.length === 1);
    tell(event('volume', 'destroy', 'old'));
    await until(() => facts.some((fact) => fact.kind === 'event' && fact.action === 'destroy'));
    answers[0]?.();
    await until(() => answers.length === 2);
    answers[1]?.();
    await watched.idle();
    const lists = facts.filter((fact) => fact.kind === 'snapshot' && fact.part === 'volumes');
    expect(lists).toMatchObject([{ cause: 'connect' }, { items: [] }]);
  });

  test('one object is never asked about twice at once, and again after what an answer may have missed', async () => {
    const watched = start();
    await watched.ready;
    const answers: ((name: string) => void)[] = [];
    engine.routes[`GET /containers/${ID}/json`] = (request, response) =>
      answers.push((Name) => json({ Id: ID, Name })(request, response));
    tell(event('container', 'start', ID, { name: 'before' }));
    await until(() => answers.length === 1);
    tell(event('container', 'rename', ID, { name: 'after' }));
    await until(() => facts.some((fact) => fact.kind === 'event' && fact.action === 'rename'));
    expect(answers).toHaveLength(1);
    answers[0]?.('/before');
    await until(() => answers.length === 2);
    answers[1]?.('/after');
    await watched.idle();
    const details = facts.filter((fact) => fact.kind === 'detail');
    expect(details.at(-1)).toMatchObject({ detail: { name: 'after' } });
  });
});
