import { spawn } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { list, object, parseJson, text } from '../../core/base/read';
import type { Environment } from '../../core/command/program';
import type { Session } from '../connect/session';
import type { Output } from './output';

/** Folders in which the CLI looks for its plugins, in its order (docs.docker.com, `cliPluginsExtraDirs`). */
function foldersOf(env: NodeJS.ProcessEnv): readonly string[] {
  const config = env['DOCKER_CONFIG'] || join(env['HOME'] || homedir(), '.docker');
  let extra: readonly string[] = [];
  try {
    const told = object(parseJson(readFileSync(join(config, 'config.json'), 'utf8')));
    extra = list(told['cliPluginsExtraDirs']).map(text);
  } catch {
    // No configuration names further ones.
  }
  const system =
    process.platform === 'win32'
      ? [join(env['ProgramData'] ?? 'C:\\ProgramData', 'Docker', 'cli-plugins')]
      : ['/usr/local/lib', '/usr/local/libexec', '/usr/lib', '/usr/libexec'].map((each) =>
          join(each, 'docker/cli-plugins'),
        );
  const desktop = [
    '/Applications/Docker.app/Contents/Resources/cli-plugins',
    '/opt/homebrew/lib/docker/cli-plugins',
  ];
  return [
    ...extra,
    join(config, 'cli-plugins'),
    ...system,
    ...(process.platform === 'darwin' ? desktop : []),
  ];
}

/** The plugin's file; undefined: it is not installed. @param name `compose` */
export function findPlugin(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const file = `docker-${name}${process.platform === 'win32' ? '.exe' : ''}`;
  return foldersOf(env)
    .map((folder) => join(folder, file))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/**
 * Starts a plugin as the CLI does, with its own name as first argument, and prints what it prints.
 * @param ends what is done when the command is broken off: the plugin hears it as a terminal's Ctrl-C
 * @returns its exit code, once all that it printed was taken; null: it is not installed
 */
export async function runPlugin(
  { name, argv }: { readonly name: string; readonly argv: readonly string[] },
  { endpoint }: Session,
  { environment, output }: { readonly environment: Environment; readonly output: Output },
  ends: (() => void)[],
): Promise<number | null> {
  const file = findPlugin(name, process.env);
  if (file === undefined) return null;
  // Where the CLI's own settings led here they lead the plugin, too, certificates and all.
  const own = endpoint.from !== '--engine' && endpoint.from !== 'default';
  const child = spawn(file, [name, ...argv], {
    cwd: environment.cwd,
    // By this variable a plugin knows that it was not started by itself (docker/cli, `ReexecEnvvar`).
    env: {
      ...process.env,
      DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND: 'docker',
      ...(own ? {} : { DOCKER_HOST: endpoint.address }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  ends.push(() => void child.kill('SIGINT'));
  const streams = (['stdout', 'stderr'] as const).map(async (stream) => {
    const source = child[stream];
    source.setEncoding('utf8');
    for await (const chunk of source) await output.print(stream, chunk as string, chunk as string);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => void Promise.allSettled(streams).then(() => resolve(code ?? 1)));
  });
}
