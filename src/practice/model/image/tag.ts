import { canonical, familiar, withDefaultTag } from '../../../core/docker/reference';
import { param } from '../reading';
import { empty } from '../route';
import { Refused, type Turn } from '../turn';
import type { ApiRequest, Reply } from '../wire';
import { findImage } from './find';
import { readReference } from './find';
import { setTag } from './store';
import { tellImage } from './tell';

/** Names an image, and tells of it. @throws Refused 400 for what is no name */
export function nameImage(turn: Turn, id: string, repo: string, tag: string): string {
  const ref = withDefaultTag(readReference(repo, tag));
  if (ref.digest !== null) throw new Refused(400, 'refusing to create a tag with a digest reference');
  setTag(turn, canonical(ref), id);
  tellImage(turn, 'tag', id, familiar(ref));
  return familiar(ref);
}

export function tag(turn: Turn, request: ApiRequest, name: string): Reply {
  const image = findImage(turn.model, name);
  nameImage(turn, image.id, param(request, 'repo'), param(request, 'tag'));
  return empty(201);
}
