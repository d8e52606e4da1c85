import type { ImageId } from '../../base/brand';
import { humanDuration } from '../../docker/duration';
import { shortId } from '../../docker/short-id';
import { formatSize } from '../../docker/size';
import { visible } from '../../docker/visible';
import type { World } from '../../world/world';
import { imageName } from '../picture-images';
import { facts, many, type SubjectFacts } from './rows';

export function imageFacts(world: World, id: string, now: number): SubjectFacts | null {
  const image = world.images.get(id as ImageId);
  if (!image) return null;
  const name = image.tags[0] === undefined ? shortId(image.id) : visible(imageName(image.tags[0]));
  const users = world.containers.values().filter((c) => c.imageId === image.id);
  const chains = new Set(image.layers?.map((l) => l.chain));
  const sharing = world.images
    .values()
    .filter((other) => other.id !== image.id && other.layers?.some((l) => chains.has(l.chain)) === true);
  return {
    title: name,
    sentences:
      'An image: a stack of read-only layers, kept on this machine’s disk. Containers stand on it; it never changes.',
    facts: facts(
      ['Size', formatSize(image.size)],
      ['Layers', image.layers === null ? null : many(image.layers.length, 'layer')],
      [
        'Shares layers with',
        sharing
          .map((i) => (i.tags[0] === undefined ? shortId(i.id) : visible(imageName(i.tags[0]))))
          .join(', '),
      ],
      ['Other tags', image.tags.slice(1).map(imageName).map(visible).join(', ')],
      [
        'Used by',
        users
          .map((c) => visible(c.name))
          .slice(0, 12)
          .join(', ') + (users.length > 12 ? ` and ${String(users.length - 12)} more` : ''),
      ],
      ['Digest', image.digests[0]?.split('@')[1]?.slice(0, 19)],
      ['Created', `${humanDuration(now - image.created)} ago`],
      ['ID', shortId(image.id)],
    ),
    prints: [
      `docker images ${image.tags[0] ?? ''}`.trim(),
      `docker inspect ${image.tags[0] ?? shortId(image.id)}`,
    ],
    actions: [
      {
        label: 'run',
        command: `docker run ${image.tags[0] === undefined ? shortId(image.id) : imageName(image.tags[0])}`,
      },
      {
        label: 'rmi',
        command: `docker rmi ${image.tags[0] === undefined ? shortId(image.id) : imageName(image.tags[0])}`,
      },
    ],
  };
}

/** One layer, by its chain id. */
export function layerFacts(world: World, chain: string): SubjectFacts | null {
  const users = world.images.values().filter((i) => i.layers?.some((l) => l.chain === chain) === true);
  const layer = users[0]?.layers?.find((l) => l.chain === chain);
  if (!layer) return null;
  const name = (tag: string | undefined, id: string): string =>
    tag === undefined ? shortId(id) : visible(imageName(tag));
  return {
    title: 'A read-only layer',
    sentences:
      'Files that one step of a build added. It is stored once, and every image and container that needs it uses the same bytes.',
    facts: facts(
      ['Made by', visible(layer.createdBy)],
      ['Size', layer.size === null ? null : formatSize(layer.size)],
      ['Used by', users.map((i) => name(i.tags[0], i.id)).join(', ')],
      ['Diff ID', layer.diff.slice(0, 19)],
    ),
    prints: [`docker history ${users[0]?.tags[0] ?? shortId(users[0]?.id ?? '')}`],
    actions: [],
  };
}
