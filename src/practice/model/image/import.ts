import { changesOf } from '../files/layer';
import { readArchive } from '../container/archive';
import { applyChanges } from '../build/changes';
import { param, params } from '../reading';
import { readConfig } from '../container/config';
import { Refused, type Turn } from '../turn';
import { goJson } from '../text/go-json';
import type { ApiRequest, Reply } from '../wire';
import { makeImage } from './make';
import { nameImage } from './tag';
import { tellImage } from './tell';

/** `docker import`: an image of one layer from an archive. */
export function importImage(turn: Turn, request: ApiRequest): Reply {
  const source = param(request, 'fromSrc');
  if (source !== '-') {
    throw new Refused(
      501,
      'The practice engine imports from a file or from standard input only: nothing leaves it.',
    );
  }
  const image = makeImage(turn, {
    base: null,
    below: [],
    changes: changesOf(readArchive(request.body)),
    config: applyChanges(readConfig({}), params(request, 'changes')),
    by: '',
    comment: param(request, 'message') || 'Imported from -',
  });
  const repo = param(request, 'repo');
  if (repo !== '') nameImage(turn, image.id, repo, param(request, 'tag'));
  tellImage(turn, 'import', image.id);
  return {
    kind: 'answer',
    answer: {
      status: 200,
      body: { text: `${goJson({ status: image.id })}\r\n` },
      headers: { 'Content-Type': 'application/json' },
    },
  };
}
