import { listed } from '../container/list';
import { sizeOfWritable } from '../files/writable';
import { digestsOf, tagsOf } from '../image/find';
import { listedImage, parentsOf, sharedSize, usersOf as imageUsers } from '../image/list';
import { layersSize } from '../image/remove';
import { params } from '../reading';
import { ok } from '../route';
import type { Turn } from '../turn';
import { shownVolume, usersOf } from '../volume/routes';
import type { ApiRequest, Reply } from '../wire';

/** `docker system df`: what takes room. `type` asks for parts of it. */
export function df(turn: Turn, request: ApiRequest): Reply {
  const { model } = turn;
  const types = params(request, 'type');
  const wanted = (type: string): boolean => types.length === 0 || types.includes(type);
  const parents = parentsOf(model);
  const images = model.images
    .values()
    .filter((one) => tagsOf(model, one.id).length > 0 || !parents.has(one.id))
    .map((one) =>
      listedImage(
        model,
        one,
        request,
        { tags: tagsOf(model, one.id), digests: digestsOf(model, one.id) },
        imageUsers(model, one.id).length,
        sharedSize(model, one),
      ),
    );
  const containers = model.containers
    .values()
    .sort((a, b) => (a.created < b.created ? 1 : -1))
    .map((one) => listed(model, one, request, turn.now, true));
  const volumes = model.volumes.values().map((one) => ({
    ...shownVolume(one),
    UsageData: { RefCount: usersOf(model, one.name).length, Size: sizeOfWritable(one.files) },
  }));
  return ok({
    LayersSize: wanted('image') ? layersSize(model) : 0,
    Images: wanted('image') ? images : null,
    Containers: wanted('container') ? containers : null,
    Volumes: wanted('volume') ? volumes : null,
    BuildCache: wanted('build-cache') ? [] : null,
    BuilderSize: 0,
  });
}
