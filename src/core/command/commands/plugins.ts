import type { Program } from '../program';
import { plainly } from '../says';
import type { CommandSpec } from '../spec';
import { err, plugin } from '../steps';

/** A command that is a program beside the docker command: it is started, and what it prints is printed. */
function pluginCommand(name: string, help: string, what: string): CommandSpec {
  return {
    name,
    aliases: [],
    usage: 'COMMAND',
    help,
    flags: [],
    later: [],
    passes: true,
    arguments: { least: 0, most: Infinity, complete: ['none'], explain: [what] },
    interspersed: false,
    program: (parsed) => plainly(handOver(name, parsed.args)),
  };
}

function* handOver(name: string, argv: readonly string[]): Program {
  const ended = yield* plugin(name, argv);
  if (ended !== null) return ended;
  yield* err(
    `docker ${name} is a plugin of the docker command, and none is installed here: the package docker-${name} or Docker Desktop brings it`,
  );
  return 1;
}

export const compose = pluginCommand(
  'compose',
  'Runs several containers as one unit, from a file compose.yaml (a plugin)',
  'what Compose shall do: up -d, ps, logs, down',
);

export const buildx = pluginCommand(
  'buildx',
  'Builds images with BuildKit (a plugin)',
  'what Buildx shall do: build -t NAME ., ls',
);
