/**
 * What a real engine has and this one does not: it answers 501 with a sentence, so that nobody takes it for a fault
 * of theirs. The list is also that of ARCHITECTURE.md.
 */
const PARTS: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^\/containers\/[^/]+\/checkpoints/, 'checkpoints (docker checkpoint)'],
  [/^\/containers\/[^/]+\/attach\/ws$/, 'attaching over a web socket'],
  [/^\/plugins/, 'plugins (docker plugin)'],
  [/^\/(session|grpc)$/, 'BuildKit sessions; set DOCKER_BUILDKIT=0 for the classic builder'],
  [/^\/distribution\/.+\/push/, 'pushing manifests'],
];

/** Swarm's parts answer as an engine does that is in no swarm, but for those that would make one. */
const SWARM = /^\/(swarm|nodes|services|tasks|secrets|configs)(\/|$)/;
const NO_MANAGER =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

/** Status and words for a path that is known to be left out; null for any other. */
export function unsupported(method: string, path: string): readonly [status: number, message: string] | null {
  if (method === 'POST' && /^\/swarm\/(init|join)$/.test(path)) {
    return [501, 'The practice engine has no swarm (docker swarm): it is one machine.'];
  }
  if (method === 'POST' && path === '/swarm/leave') return [503, 'This node is not part of a swarm'];
  if (SWARM.test(path)) return [503, NO_MANAGER];
  const part = PARTS.find(([pattern]) => pattern.test(path));
  if (!part) return null;
  const name = /^\/plugins\/(.+)\/json$/.exec(path)?.[1];
  // `docker inspect NAME` asks for a plugin last; there is none.
  if (name !== undefined && method === 'GET') return [404, `plugin "${name}" not found`];
  if (method === 'GET' && path === '/plugins') return null;
  return [501, `The practice engine does not have ${part[1]}.`];
}
