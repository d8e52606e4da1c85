import { list, object, text } from '../../base/read';
import type { Program } from '../program';
import { daemonError, failureText } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, err, out } from '../steps';

export const rmi: CommandSpec = {
  name: 'rmi',
  aliases: ['image rm', 'image remove'],
  usage: '[OPTIONS] IMAGE [IMAGE...]',
  help: 'Removes images: the name first, and what no other name or container needs',
  flags: [
    {
      long: 'force',
      short: 'f',
      type: 'bool',
      explains: 'removes the name even if a stopped container was made from the image',
    },
    { long: 'no-prune', type: 'bool', explains: 'keeps images below it that have no name of their own' },
  ],
  later: ['platform'],
  arguments: {
    least: 1,
    most: Infinity,
    complete: ['image'],
    explain: ['an image to remove, by name or id'],
  },
  interspersed: true,
  program: removeImages,
};

/** One after the other, as the CLI does. With -f, images that are missing are told but are no failure. */
function* removeImages(parsed: Parsed): Program {
  const force = parsed.bool('force');
  const query = { ...(force ? { force: '1' } : {}), ...(parsed.bool('no-prune') ? { noprune: '1' } : {}) };
  const failed: string[] = [];
  let fatal = false;
  for (const name of parsed.args) {
    try {
      const answer = yield* ask({ method: 'DELETE', path: `/images/${name}`, query, slow: true });
      if (answer.status >= 400) {
        failed.push(daemonError(answer));
        fatal ||= answer.status !== 404;
        continue;
      }
      for (const each of list(answer.json).map(object)) {
        const deleted = text(each['Deleted']);
        yield* out(deleted === '' ? `Untagged: ${text(each['Untagged'])}` : `Deleted: ${deleted}`);
      }
    } catch (error) {
      const message = failureText(error);
      if (message === null) throw error;
      failed.push(message);
      fatal = true;
    }
  }
  if (failed.length === 0) return 0;
  yield* err(...failed);
  return force && !fatal ? 0 : 1;
}
