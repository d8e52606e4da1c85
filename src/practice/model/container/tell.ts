import { object, text } from '../../../core/base/read';
import type { Turn } from '../turn';
import type { Container } from './container';

/**
 * An event of a container. Its labels are mixed with what the event itself says and win over it, as in the engine;
 * only image and name win over labels. (moby, daemon/events.go: LogContainerEventWithAttributes)
 */
export function tellContainer(
  turn: Turn,
  container: Container,
  action: string,
  extra: Readonly<Record<string, string>> = {},
): void {
  const labels = Object.fromEntries(
    Object.entries(object(container.config['Labels'])).map(([key, value]) => [key, text(value)]),
  );
  turn.tell('container', action, container.id, {
    ...extra,
    ...labels,
    ...(container.image === '' ? {} : { image: container.image }),
    name: container.name,
  });
}
