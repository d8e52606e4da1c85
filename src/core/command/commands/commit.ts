import { object, text } from '../../base/read';
import { withDefaultTag } from '../../docker/reference';
import { imageReference } from '../container/create';
import { checkedName } from '../each';
import type { Program } from '../program';
import { expectOk, Failure, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, out } from '../steps';

export const commit: CommandSpec = {
  name: 'commit',
  aliases: ['container commit'],
  usage: '[OPTIONS] CONTAINER [REPOSITORY[:TAG]]',
  help: 'Makes an image of what a container has become: its writable layer becomes the topmost layer',
  flags: [
    { long: 'author', short: 'a', type: 'string', explains: 'who made the image, written as you like' },
    {
      long: 'change',
      short: 'c',
      type: 'list',
      explains: 'a line of a Dockerfile for the settings of the image, such as CMD ["sh"] or ENV A=b',
    },
    { long: 'message', short: 'm', type: 'string', explains: 'a note that docker history shows' },
    {
      long: 'pause',
      short: 'p',
      type: 'bool',
      otherwise: 'true',
      explains: 'holds the program still meanwhile, so that its files fit together',
    },
  ],
  later: [],
  arguments: {
    least: 1,
    most: 2,
    complete: ['container', 'none'],
    explain: [
      'the container to make an image of, by name or id',
      'the name of the image; without a tag, latest',
    ],
  },
  interspersed: true,
  program: (parsed) => plainly(commitContainer(parsed)),
};

/** @throws Failure in the CLI's words */
function nameOf(typed: string): { readonly repo: string; readonly tag: string } {
  if (typed === '') return { repo: '', tag: '' };
  const { domain, path, tag, digest } = withDefaultTag(imageReference(typed));
  if (digest !== null) throw new Failure('refusing to create a tag with a digest reference');
  return { repo: `${domain}/${path}`, tag: tag ?? '' };
}

function* commitContainer(parsed: Parsed): Program {
  const [container = '', typed = ''] = parsed.args;
  const changes = parsed.list('change');
  const pauses = !parsed.given('pause') || parsed.bool('pause');
  const name = checkedName(container);
  const answer = expectOk(
    yield* ask({
      method: 'POST',
      path: '/commit',
      query: {
        author: parsed.string('author'),
        ...(changes.length > 0 ? { changes } : {}),
        comment: parsed.string('message'),
        container: name,
        ...(pauses ? {} : { pause: '0' }),
        ...nameOf(typed),
      },
      slow: true,
    }),
  );
  yield* out(text(object(answer.json)['Id']));
  return 0;
}
