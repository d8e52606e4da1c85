import { fileURLToPath } from 'node:url';
import { splitWords } from '../../../src/core/command/words';
import { expect, test, type Engine } from '../../fixtures';
import { startRecordingProxy, type RecordingProxy } from '../../lab/recording-proxy';
import { requestsOf } from './asked';
import { CHANGING } from './changing-lines';
import { CREATE_LINES } from './create-lines';
import { OTHER_REQUESTS } from './other-requests';
import { READING, STAGE } from './reading-lines';
import { normalise, type Allowance, type Given } from './normalise';

const CUTAWAY = fileURLToPath(new URL('../../../bin/cutaway.mjs', import.meta.url));
const words = (line: string): readonly string[] => splitWords(line).words.map((word) => word.text);

/** Both sides have one and the same environment, without anybody's own configuration. */
const ENV = { DOCKER_CONFIG: '/nonexistent/cutaway', TZ: 'UTC' };

const given = ({
  code,
  stdout,
  stderr,
}: {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}): Given => ({
  code: code ?? -1,
  stdout,
  stderr,
});
const docker = async (engine: Engine, line: string, host = engine.host): Promise<Given> =>
  given(await engine.run(words(line), { ...ENV, DOCKER_HOST: host }));
const cutaway = async (engine: Engine, line: string, host: string): Promise<Given> =>
  given(
    await engine.run([process.execPath, CUTAWAY, 'run', '--', ...words(line)], { ...ENV, DOCKER_HOST: host }),
  );

/** Between either client and the engine: it notes what is asked. */
let proxy: RecordingProxy;
test.beforeEach(async ({ engine }) => {
  proxy = await startRecordingProxy(engine.host.replace('unix://', ''));
});
test.afterEach(() => proxy.stop());

async function prepare(engine: Engine, lines: readonly string[]): Promise<void> {
  for (const line of lines) await docker(engine, line);
}

async function compare(
  engine: Engine,
  line: string,
  before: readonly string[],
  allowance: Allowance,
): Promise<void> {
  await prepare(engine, before);
  proxy.take();
  const real = await docker(engine, line, proxy.host);
  const theirs = requestsOf(proxy.take());
  await prepare(engine, before);
  const ours = await cutaway(engine, line, proxy.host);
  const asked = requestsOf(proxy.take());
  const order = (list: readonly string[]): readonly string[] => [...list].sort();
  if (!(line in OTHER_REQUESTS))
    expect.soft(order(asked), `${line}: what is asked of the engine`).toEqual(order(theirs));
  expect.soft(normalise(ours, allowance), line).toEqual(normalise(real, allowance));
}

test.beforeEach(async ({ engine }, info) => {
  const version = (await engine.run(['docker', '--version'])).stdout;
  info.skip(
    !version.startsWith('Docker version 28.'),
    `The words are those of CLI 28; here is ${version.trim()}.`,
  );
});

test('a command that changes nothing prints and exits as the docker command does', async ({ engine }) => {
  test.setTimeout(300_000);
  await prepare(engine, STAGE);
  for (const line of READING) {
    const anyOrder = /^docker (images|image ls|system df -v)/.test(line);
    await compare(engine, line, [], { changes: false, anyOrder });
  }
});

test('a command that changes something prints and exits as the docker command does', async ({ engine }) => {
  test.setTimeout(400_000);
  await prepare(engine, STAGE);
  for (const { line, before = [] } of CHANGING) {
    // Layers come side by side, so the lines of a pull and of a removal have no fixed order among themselves.
    const anyOrder = /pull|push|rmi|hello-world|image rm/.test(line);
    await compare(engine, line, before, { changes: true, anyOrder });
  }
});

test('each flag of create is sent and refused as the docker command does', async ({ engine }) => {
  test.setTimeout(300_000);
  await prepare(engine, [...STAGE, 'docker network create lan']);
  for (const flags of CREATE_LINES)
    await compare(engine, `docker create ${flags} busybox`, [], { changes: true, anyOrder: false });
});
