import { test as base } from '@playwright/test';
import { removeEverything } from './lab/engine-api';
import { run, type Outcome } from './lab/exec';
import { LAB_HOST, NO_LAB } from './shared-lab';

/** The engine that the specs share: a real one, empty at the begin of each test. */
export interface Engine {
  /** As an endpoint: `unix://…`. */
  readonly host: string;
  /** The docker command on it; any exit code but 0 is an error that shows what it said. */
  docker(...argv: readonly string[]): Promise<string>;
  /** A program of ours or another's whose engine this is. */
  run(argv: readonly string[], env?: Readonly<Record<string, string>>): Promise<Outcome>;
}

function engineAt(host: string): Engine {
  const env = (more: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
    ...process.env,
    DOCKER_HOST: host,
    ...more,
  });
  return {
    host,
    async docker(...argv) {
      const { code, stdout, stderr } = await run(['docker', ...argv], { env: env({}) });
      if (code !== 0) throw new Error(`docker ${argv.join(' ')}: ${stderr}`);
      return stdout.trim();
    },
    run: (argv, more = {}) => run(argv, { env: env(more) }),
  };
}

export const test = base.extend<{ readonly engine: Engine }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern to know what a fixture needs
  engine: async ({}, use, info) => {
    const host = process.env[LAB_HOST];
    info.skip(host === undefined, process.env[NO_LAB] ?? 'There is no lab.');
    if (host === undefined) return;
    await removeEverything(host.slice('unix://'.length));
    await use(engineAt(host));
  },
});

export { expect } from '@playwright/test';
