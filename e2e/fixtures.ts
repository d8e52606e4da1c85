import { test as base } from './app/test';
import { run, type Outcome } from './lab/exec';

/** A real engine that specs share: empty at the begin of each test. */
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

/** Specs on an engine without the app's window: those of the terminal and of the desktop's shell. */
export const test = base.extend<{ readonly engine: Engine }>({
  engine: async ({ lab }, use) => {
    await lab.reset();
    await use(engineAt(lab.host));
  },
});

export { expect } from '@playwright/test';
