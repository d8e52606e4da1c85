/** The name under which Docker Hub is kept in the CLI's configuration. */
export const HUB = 'https://index.docker.io/v1/';

/** The name under which a registry is kept: its host and port alone, but for Docker Hub. */
export function serverOf(typed: string): string {
  if (typed === '' || typed === 'docker.io' || typed === 'index.docker.io' || typed === HUB) return HUB;
  return typed.replace(/^https?:\/\//, '').split('/', 1)[0] ?? typed;
}
