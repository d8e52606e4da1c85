import { object, text } from '../../../core/base/read';
import type { Turn } from '../turn';
import { runConfig } from './image';

/** Labels of an image: they are among the attributes of its events. */
export function labelsOf(turn: Turn, id: string): Readonly<Record<string, string>> {
  const image = turn.model.images.get(id);
  const labels = object(image ? runConfig(image)['Labels'] : undefined);
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, text(value)]));
}

/** An event of an image, as long as that is there. @param name what the event calls it; mostly its id */
export function tellImage(turn: Turn, action: string, id: string, name = id): void {
  turn.tell('image', action, id, { ...labelsOf(turn, id), name });
}
