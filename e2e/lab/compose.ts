/** The docker command with Compose's own plugin, unpacked by `scripts/cli-plugins.sh`. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run, type Outcome } from './exec';

const PLUGIN = resolve('.cache/cli-plugins/docker-compose');

const CUTAWAY = resolve('bin/cutaway.mjs');

export const hasCompose = (): boolean => existsSync(PLUGIN);

export interface Project {
  /** Runs `docker compose ARGV` in the project's folder. */
  compose(argv: readonly string[], timeoutMs?: number): Promise<Outcome>;
  docker(argv: readonly string[]): Promise<Outcome>;
  /** The same through `cutaway run`. */
  cutaway(argv: readonly string[]): Promise<Outcome>;
  remove(): void;
}

/** A folder `shop` with this `compose.yaml`, and a CLI configuration of its own that knows the plugin. */
export function project(host: string, yaml: string): Project {
  const folder = mkdtempSync(join(tmpdir(), 'cutaway-compose-'));
  const config = join(folder, 'config');
  const shop = join(folder, 'shop');
  mkdirSync(join(config, 'cli-plugins'), { recursive: true });
  symlinkSync(PLUGIN, join(config, 'cli-plugins/docker-compose'));
  mkdirSync(shop);
  writeFileSync(join(shop, 'compose.yaml'), yaml);
  const env = { ...process.env, DOCKER_CONFIG: config, DOCKER_HOST: host, TZ: 'UTC' };
  const docker = (argv: readonly string[], timeoutMs = 90_000): Promise<Outcome> =>
    run(['docker', ...argv], { env, cwd: shop, timeoutMs });
  return {
    docker,
    cutaway: (argv) =>
      run([process.execPath, CUTAWAY, 'run', '--', 'docker', ...argv], { env, cwd: shop, timeoutMs: 90_000 }),
    compose: (argv, timeoutMs) => docker(['compose', '--ansi', 'never', ...argv], timeoutMs),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
