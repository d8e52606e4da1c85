/** The registry that is inside: images as they are at Docker Hub, made here, fetched from nowhere. */
import type { Catalogue, RegistryIndex, RegistryRepository } from '../model/registry';
import { indexOf, type ImagePlan } from './build';
import { REPOSITORIES } from './repositories';

/** Makes all images; a layer that several of them have is one value. Costs some ten milliseconds. */
export function catalogue(): Catalogue {
  const made = new Map<ImagePlan, RegistryIndex>();
  const index = (plan: ImagePlan): RegistryIndex => {
    const known = made.get(plan) ?? indexOf(plan);
    made.set(plan, known);
    return known;
  };
  return new Map(
    Object.entries(REPOSITORIES).map(
      ([short, { description, stars, tags }]): [string, RegistryRepository] => {
        const name = `docker.io/library/${short}`;
        const all = new Map(Object.entries(tags).map(([tag, plan]) => [tag, index(plan)]));
        return [name, { name, description, stars, official: true, tags: all }];
      },
    ),
  );
}
