import type { ContainerId } from '../../base/brand';
import type { World } from '../../world/world';
import type { Subject } from '../marks';
import { networkFacts, portFacts, projectFacts, volumeFacts } from './attachment-facts';
import { containerFacts } from './container-facts';
import { imageFacts, layerFacts } from './image-facts';
import { machineFacts } from './machine-facts';
import type { SubjectFacts } from './rows';

/** Null when the thing is no longer there. @param now milliseconds by the engine's clock */
export function subjectFacts(world: World, subject: Subject, now: number): SubjectFacts | null {
  switch (subject.kind) {
    case 'container': {
      const c = world.containers.get(subject.id as ContainerId);
      return c ? containerFacts(world, c, now) : null;
    }
    case 'image':
      return imageFacts(world, subject.id, now);
    case 'layer':
      return layerFacts(world, subject.id);
    case 'network':
      return networkFacts(world, subject.id);
    case 'volume':
      return volumeFacts(world, subject.id);
    case 'port':
      return portFacts(world, subject.id);
    case 'project':
      return projectFacts(world, subject.id);
    default:
      return machineFacts(world, subject);
  }
}
