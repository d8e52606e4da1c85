import { BOUNDS, type Container, type Exec } from '../world';

/** A further process began. The engine's own health probes are not somebody's exec. */
export function beginExec(container: Container, id: string, command: string): readonly Exec[] {
  const line = command.trim();
  if (container.probe !== '' && line === container.probe) return container.execs;
  return [...container.execs, { id, command: line }].slice(-BOUNDS.execs);
}

/** A further process ended: the one of that id, or the oldest where the engine tells none (Podman). */
export function endExec(container: Container, id: string): readonly Exec[] {
  const known = container.execs.some((exec) => exec.id === id);
  if (known) return container.execs.filter((exec) => exec.id !== id);
  return id === '' ? container.execs.slice(1) : container.execs;
}
