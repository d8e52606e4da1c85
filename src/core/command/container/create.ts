import { isObject, list, text } from '../../base/read';
import { containerId, type ContainerId } from '../../base/brand';
import {
  familiar,
  parseReference,
  withDefaultTag,
  BadReference,
  type Reference,
} from '../../docker/reference';
import { pull } from '../pulling/pull';
import type { Sub } from '../program';
import { Failure, expectOk } from '../says';
import type { Parsed } from '../spec';
import { ask, environment, err } from '../steps';
import { createBody } from './create-body';
import { readLines } from './line-files';

/** A reference as typed, or nothing when it is an image's id. @throws Failure in the CLI's words */
export function imageReference(source: string): Reference {
  try {
    return parseReference(source);
  } catch (error) {
    if (error instanceof BadReference) throw new Failure(error.message);
    throw error;
  }
}

const POLICIES = ['always', 'missing', 'never', ''];

/** Reads what the flags say, before anything is sent. @throws Failure where they contradict or cannot be read */
export function* readSettings(parsed: Parsed, detached: boolean): Sub<Record<string, unknown>> {
  const client = yield* environment();
  const files = {
    env: yield* readLines(parsed.list('env-file'), client.variable),
    labels: yield* readLines(parsed.list('label-file'), null),
  };
  const body = createBody(parsed, client, detached, files);
  const policy = parsed.string('pull');
  if (!POLICIES.includes(policy)) {
    throw new Failure(`invalid pull option: '${policy}': must be one of "always", "missing" or "never"`);
  }
  return body;
}

/**
 * Makes the container that the settings describe, fetching its image where the engine does not have it. The only
 * evidence of that is the engine's 404.
 * @throws Failure
 */
export function* createContainer(parsed: Parsed, body: Record<string, unknown>): Sub<ContainerId> {
  const policy = parsed.string('pull');
  const image = parsed.args[0] ?? '';
  const id = /^(sha256:)?[a-f0-9]{64}$/.test(image);
  const reference = id ? null : withDefaultTag(imageReference(image));
  const quiet = parsed.bool('quiet');
  const fetch = function* (): Sub<void> {
    if (reference !== null) yield* pull({ reference, all: false, prints: quiet ? null : 'stderr', platform });
  };
  const name = parsed.string('name');
  const platform = parsed.string('platform');
  const create = () =>
    ask({
      method: 'POST',
      path: '/containers/create',
      query: { ...(name === '' ? {} : { name }), ...(platform === '' ? {} : { platform }) },
      body,
      slow: true,
    });

  if (policy === 'always') yield* fetch();
  let answer = yield* create();
  if (answer.status === 404 && reference !== null && policy !== 'never' && policy !== 'always') {
    if (!quiet) yield* err(`Unable to find image '${familiar(reference)}' locally`);
    yield* fetch();
    answer = yield* create();
  }
  expectOk(answer);
  const made = isObject(answer.json) ? answer.json : {};
  for (const warning of list(made['Warnings'])) yield* err(`WARNING: ${text(warning)}`);
  return containerId(text(made['Id']));
}
