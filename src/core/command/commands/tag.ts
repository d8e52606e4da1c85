import { BadReference, parseReference, withDefaultTag, type Reference } from '../../docker/reference';
import type { Program } from '../program';
import { expectOk, Failure, plainly } from '../says';
import { quoteGo } from '../../docker/quote';
import type { CommandSpec } from '../spec';
import { ask } from '../steps';

export const tag: CommandSpec = {
  name: 'tag',
  aliases: ['image tag'],
  usage: 'SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]',
  help: 'Gives an image one more name; nothing is copied',
  flags: [],
  later: [],
  arguments: {
    least: 2,
    most: 2,
    complete: ['image', 'none'],
    explain: ['the image, by name or id', 'the further name; without a tag, latest'],
  },
  interspersed: true,
  program: (parsed) => plainly(tagImage(parsed.args[0] ?? '', parsed.args[1] ?? '')),
};

function checked(source: string): Reference {
  try {
    return parseReference(source);
  } catch (error) {
    if (!(error instanceof BadReference)) throw error;
    throw new Failure(
      `Error parsing reference: ${quoteGo(source)} is not a valid repository/tag: ${error.message}`,
    );
  }
}

function* tagImage(source: string, target: string): Program {
  if (!/^[a-f0-9]{64}$/.test(source)) checked(source);
  const { domain, path, tag: name, digest } = withDefaultTag(checked(target));
  if (digest !== null) throw new Failure('refusing to create a tag with a digest reference');
  expectOk(
    yield* ask({
      method: 'POST',
      path: `/images/${source}/tag`,
      query: { repo: `${domain}/${path}`, tag: name ?? 'latest' },
    }),
  );
  return 0;
}
