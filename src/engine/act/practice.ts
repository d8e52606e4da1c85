import { CallError, type CallBody } from '../../contract/calls';
import { canonical, tryReference, withDefaultTag } from '../../core/docker/reference';
import { list, object, parseJson, text } from '../../core/base/read';
import type { Session } from '../connect/session';
import { readText } from '../wire/wire';

async function send(session: Session, method: string, path: string, body?: string): Promise<unknown> {
  const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const response = await session.wire.send({
    method,
    path,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  const answer = parseJson(await readText(response.body));
  if (response.status >= 400)
    throw new CallError({
      code: 'refused',
      message: text(object(answer)['message']) || 'The practice engine refuses.',
      hint: null,
    });
  return answer;
}

/** Docker's names without tag, as a practice registry keys its faults: `docker.io/library/nginx`. */
function repositoryOf(typed: string): string | null {
  const reference = tryReference(typed);
  return reference ? canonical(withDefaultTag(reference)).replace(/:[^:/]*$/, '') : null;
}

/**
 * Tells the practice engine what only it can be told, on paths beside Docker's.
 * @returns the names of its scenes @throws CallError when it refuses, or when the engine is a real one
 */
export async function tellPractice(
  session: Session,
  { scene, fault }: CallBody<'practice'>,
): Promise<readonly string[]> {
  const known = await send(session, 'GET', '/practice').catch(() => {
    throw new CallError({
      code: 'not-practice',
      message: 'This is a real engine: only the practice engine has scenes.',
      hint: 'E goes over to the practice engine.',
    });
  });
  if (fault) {
    const repository = repositoryOf(fault.repository);
    if (repository === null)
      throw new CallError({
        code: 'refused',
        message: `${fault.repository} is no name of an image.`,
        hint: null,
      });
    const registry = object(object(known)['registry']);
    const faults = { ...object(registry['faults']) };
    if (fault.kind === 'none') faults[repository] = undefined;
    else faults[repository] = { kind: fault.kind, times: 1, layer: 0, factor: 12 };
    await send(session, 'POST', '/practice/registry', JSON.stringify({ ...registry, faults }));
  }
  if (scene !== undefined) await send(session, 'POST', `/practice/scene?name=${encodeURIComponent(scene)}`);
  return list(object(known)['scenes']).map(text);
}
