import { redactBody } from '../../core/journal/redact';
import type { Vault } from '../../core/journal/vault';
import type { Session } from '../connect/session';

/**
 * The engine's own answer about one object, for the inspector. One of the simple calls that dockerode makes; it is
 * loaded only now, since its import costs more than everything else together.
 */
export async function inspectObject(
  session: Session,
  of: 'container' | 'image',
  id: string,
  vault: Vault,
): Promise<unknown> {
  const { default: Docker } = await import('dockerode');
  const { Agent } = await import('node:http');
  class DialAgent extends Agent {
    override createConnection(): ReturnType<typeof session.dial> {
      return session.dial();
    }
  }
  // An explicit host and agent: dockerode would otherwise believe DOCKER_HOST rather than us.
  const docker = new Docker({
    host: 'docker',
    port: 80,
    protocol: 'http',
    version: `v${session.api}`,
    agent: new DialAgent(),
  } as ConstructorParameters<typeof Docker>[0]);
  const answer: unknown =
    of === 'container' ? await docker.getContainer(id).inspect() : await docker.getImage(id).inspect();
  return JSON.parse(redactBody(JSON.stringify(answer), vault, 4 * 1024 * 1024)) as unknown;
}
