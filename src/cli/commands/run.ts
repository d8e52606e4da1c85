import { Misuse } from '../misuse';
import { version } from '../place';
import { run as runCommand } from '../run';
import type { Subcommand } from '../subcommand';

export const run: Subcommand = {
  usage: 'run [--json] -- docker COMMAND …',
  about: 'Runs one docker command as the prompt does, and prints and exits as the docker command would.',
  options: [{ name: 'json', says: 'print its journal entries instead, one a line' }],
  words: Infinity,
  async run(given, { stdout, stderr, env }) {
    if (given.words.length === 0) {
      throw new Misuse('There is no command to run. Type it behind --: cutaway run -- docker ps');
    }
    return runCommand(given.words, {
      engine: given.value('engine'),
      json: given.flag('json'),
      version: version(),
      env,
      stdout,
      stderr,
    });
  },
};
