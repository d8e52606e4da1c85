import { canonical, familiarName, withDefaultTag } from '../../docker/reference';
import { imageReference } from '../container/create';
import { ANONYMOUS, printLayers } from '../pulling/pull';
import type { Program } from '../program';
import { expectOk, Failure, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { credentials, open, out } from '../steps';

export const push: CommandSpec = {
  name: 'push',
  aliases: ['image push'],
  usage: '[OPTIONS] NAME[:TAG]',
  help: 'Sends an image to the registry that its name begins with; without one, to Docker Hub',
  flags: [
    { long: 'all-tags', short: 'a', type: 'bool', explains: 'sends every tag of the repository' },
    { long: 'quiet', short: 'q', type: 'bool', explains: 'prints the name alone, without progress' },
  ],
  later: ['disable-content-trust', 'platform'],
  arguments: {
    least: 1,
    most: 1,
    complete: ['image'],
    explain: ['the image to send; without a tag, the one called latest'],
  },
  interspersed: true,
  program: (parsed) => plainly(pushImage(parsed)),
};

function* pushImage(parsed: Parsed): Program {
  const typed = imageReference(parsed.args[0] ?? '');
  const all = parsed.bool('all-tags');
  const quiet = parsed.bool('quiet');
  if (all && (typed.tag !== null || typed.digest !== null))
    throw new Failure("tag can't be used with --all-tags/-a");
  const reference = all ? typed : withDefaultTag(typed);
  if (!quiet && reference !== typed) yield* out('Using default tag: latest');
  if (reference.digest !== null) throw new Failure('cannot push a digest reference');
  const opened = expectOk(
    yield* open({
      method: 'POST',
      path: `/images/${familiarName(reference)}/push`,
      ...(all ? {} : { query: { tag: reference.tag ?? '' } }),
      headers: { 'X-Registry-Auth': (yield* credentials(reference.domain)) ?? ANONYMOUS },
      slow: true,
    }),
  );
  yield* printLayers('push', canonical(reference), opened, quiet ? null : 'stdout');
  if (quiet) yield* out(canonical(reference));
  return 0;
}
