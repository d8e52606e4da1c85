import { canonical, withDefaultTag } from '../../docker/reference';
import { imageReference } from '../container/create';
import type { Program } from '../program';
import { pull as fetch } from '../pulling/pull';
import { Failure, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { out } from '../steps';

export const pull: CommandSpec = {
  name: 'pull',
  aliases: ['image pull'],
  usage: '[OPTIONS] NAME[:TAG|@DIGEST]',
  help: 'Fetches an image from a registry',
  flags: [
    { long: 'all-tags', short: 'a', type: 'bool', explains: 'fetches every tag of the repository' },
    { long: 'quiet', short: 'q', type: 'bool', explains: 'prints the name alone, without progress' },
    {
      long: 'platform',
      type: 'string',
      explains: 'which kind of machine the image shall be for, such as linux/arm64',
    },
  ],
  later: ['disable-content-trust'],
  arguments: {
    least: 1,
    most: 1,
    complete: ['image'],
    explain: ['the image to fetch; without a tag, the one called latest'],
  },
  interspersed: true,
  program: (parsed) => plainly(pullImage(parsed)),
};

function* pullImage(parsed: Parsed): Program {
  const typed = imageReference(parsed.args[0] ?? '');
  const all = parsed.bool('all-tags');
  const quiet = parsed.bool('quiet');
  if (all && (typed.tag !== null || typed.digest !== null))
    throw new Failure("tag can't be used with --all-tags/-a");
  const reference = all ? typed : withDefaultTag(typed);
  if (!quiet && reference !== typed) yield* out('Using default tag: latest');
  yield* fetch({ reference, all, prints: quiet ? null : 'stdout', platform: parsed.string('platform') });
  yield* out(canonical(reference));
  return 0;
}
