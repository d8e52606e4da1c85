/** Image inspect and history. */
import { list, object, text, type Obj } from '../../../core/base/read';
import { readConfig } from '../container/config';
import { graphDriver, sizeOfLayers } from '../container/inspect';
import { atLeast } from '../reading';
import { ok } from '../route';
import type { Model } from '../state';
import { iso, NEVER, toSeconds } from '../text/time';
import { Refused, type Turn } from '../turn';
import type { ApiRequest, Reply } from '../wire';
import { digestsOf, findImage, missingName, tagsOf, tryImage } from './find';
import { createdAt, historyOf, runConfig, type Image } from './image';

export function inspectImage(turn: Turn, request: ApiRequest, name: string): Reply {
  const { model } = turn;
  const image = tryImage(model, name);
  if (!image) {
    throw new Refused(
      404,
      atLeast(request, '1.42')
        ? `No such image: ${missingName(name)}`
        : `no such image: ${name}: No such image: ${missingName(name)}`,
    );
  }
  const size = sizeOfLayers(model, image.layers);
  const variant = text(image.config['variant']);
  const made = object(image.config['container_config']);
  return ok({
    Id: image.id,
    RepoTags: tagsOf(model, image.id),
    RepoDigests: digestsOf(model, image.id),
    Parent: image.parent,
    Comment: text(image.config['comment']) || (historyOf(image).at(-1)?.comment ?? ''),
    Created: createdAt(image) === null ? NEVER : iso(createdAt(image)),
    ...(atLeast(request, '1.45')
      ? {}
      : { Container: text(image.config['container']), ContainerConfig: readConfig(made) }),
    DockerVersion: text(image.config['docker_version']),
    Author: text(image.config['author']),
    Config: readConfig(runConfig(image)),
    Architecture: text(image.config['architecture']),
    ...(variant === '' ? {} : { Variant: variant }),
    Os: text(image.config['os']),
    Size: size,
    ...(atLeast(request, '1.44') ? {} : { VirtualSize: size }),
    GraphDriver: graphDriver(image.layers, ''),
    RootFS: { Type: 'layers', Layers: image.layers },
    Metadata: { LastTagTime: iso(image.tagged) },
  });
}

/** The image and those that it was built on here, newest first. */
function lineage(model: Model, image: Image): readonly Image[] {
  const line: Image[] = [];
  for (let at: Image | undefined = image; at; at = model.images.get(at.parent)) line.push(at);
  return line;
}

export function history(turn: Turn, name: string): Reply {
  const { model } = turn;
  const image = findImage(model, name);
  const line = lineage(model, image);
  const entries = historyOf(image);
  let place = 0;
  const sizes = entries.map((entry) => {
    if (entry.empty) return 0;
    const size = model.layers.get(image.layers[place] ?? '')?.size ?? 0;
    place += 1;
    return size;
  });
  /** Each image of the lineage stands at the entry that made it: where its own history ends. */
  const owner = new Map(line.map((one) => [list(one.config['history']).length - 1, one]));
  const json: Obj[] = entries.map((entry, i) => {
    const own = owner.get(i);
    const tags = own ? tagsOf(model, own.id) : [];
    return {
      Comment: entry.comment,
      Created: toSeconds(entry.created ?? 0n),
      CreatedBy: entry.by,
      Id: own?.id ?? '<missing>',
      Size: sizes[i] ?? 0,
      Tags: tags.length > 0 ? tags : null,
    };
  });
  return ok(json.reverse());
}
