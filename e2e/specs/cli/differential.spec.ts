import { fileURLToPath } from 'node:url';
import { splitWords } from '../../../src/core/command/words';
import { expect, test, type Engine } from '../../fixtures';
import { CHANGING } from './changing-lines';
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
const docker = async (engine: Engine, line: string): Promise<Given> =>
  given(await engine.run(words(line), ENV));
const cutaway = async (engine: Engine, line: string): Promise<Given> =>
  given(await engine.run([process.execPath, CUTAWAY, 'run', '--', ...words(line)], ENV));

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
  const real = await docker(engine, line);
  await prepare(engine, before);
  const ours = await cutaway(engine, line);
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
