import { text, type Obj } from '../../../core/base/read';
import { applyChanges } from '../build/changes';
import { inherit, readConfig } from '../container/config';
import { findContainer } from '../container/find';
import { tellContainer } from '../container/tell';
import { freeze, isUntouched } from '../files/writable';
import { layersTree } from '../files-of';
import { bodyObject, param, paramFlag, params } from '../reading';
import { answer } from '../route';
import type { Turn } from '../turn';
import type { ApiRequest, Reply } from '../wire';
import type { Container } from '../container/container';
import type { Image } from './image';
import { makeImage } from './make';
import { nameImage } from './tag';

/** An image of a container's files and of a configuration. */
export function commitContainer(
  turn: Turn,
  container: Container,
  wanted: { readonly config: Obj; readonly comment: string; readonly author: string; readonly by: string },
): Image {
  return makeImage(turn, {
    base: turn.model.images.get(container.imageId) ?? null,
    below: container.layers,
    changes: isUntouched(container.writable)
      ? null
      : freeze(layersTree(turn.model, container.layers), container.writable),
    config: wanted.config,
    by: wanted.by,
    comment: wanted.comment,
    author: wanted.author,
    container: container.id,
    containerConfig: container.config,
  });
}

export function commit(turn: Turn, request: ApiRequest): Reply {
  const container = findContainer(turn.model, param(request, 'container'));
  const body = bodyObject(request);
  const own = body ? inherit(readConfig(body), container.config) : container.config;
  const config = applyChanges(own, params(request, 'changes'));
  const pauses = paramFlag(request, 'pause', true) && container.status === 'running';
  if (pauses) {
    turn.do({ kind: 'freeze', container: container.id });
    tellContainer(turn, container, 'pause');
  }
  const comment = param(request, 'comment');
  const image = commitContainer(turn, container, {
    config,
    comment,
    author: param(request, 'author'),
    by: container.argv.join(' '),
  });
  const repo = param(request, 'repo');
  const name = repo === '' ? '' : nameImage(turn, image.id, repo, param(request, 'tag'));
  tellContainer(turn, container, 'commit', {
    comment: text(comment),
    imageID: image.id,
    imageRef: name,
  });
  if (pauses) {
    turn.do({ kind: 'thaw', container: container.id });
    tellContainer(turn, container, 'unpause');
  }
  return answer(201, { Id: image.id });
}
