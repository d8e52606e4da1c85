/** What asks a registry without moving an image: search, login, distribution inspect. */
import { text } from '../../../core/base/read';
import { withDefaultTag } from '../../../core/docker/reference';
import { filtersOf, neededBody, param, paramNumber } from '../reading';
import { ok } from '../route';
import { Refused, type Turn } from '../turn';
import type { ApiRequest, Reply } from '../wire';
import { readReference } from './find';
import { faultAt, indexAt, repositoryName, unreachable } from './registry-find';

const MANY = 25;

export function search(turn: Turn, request: ApiRequest): Reply {
  const term = param(request, 'term');
  if (term === '') throw new Refused(400, 'invalid search term: term is empty');
  const filters = filtersOf(request, ['is-automated', 'is-official', 'stars']);
  const slash = term.indexOf('/');
  const head = slash < 0 ? '' : term.slice(0, slash);
  const domain = /[.:]/.test(head) || head === 'localhost' ? head : 'docker.io';
  const words = domain === 'docker.io' ? term : term.slice(slash + 1);
  const down = unreachable(turn.model, domain);
  if (down !== null) {
    const why = down.slice(down.indexOf('": ') + 3);
    const attempt = (scheme: string): string =>
      `${scheme.toUpperCase()} attempt: Get "${scheme}://${domain}/v1/_ping": ${why}`;
    throw new Refused(
      500,
      `invalid registry endpoint "http://${domain}/v1/". ${attempt('https')}. ${attempt('http')}`,
    );
  }
  const stars = Number(filters.get('stars')?.[0] ?? 0);
  const official = filters.get('is-official')?.[0];
  const limit = paramNumber(request, 'limit') ?? 0;
  const found = [...turn.model.catalogue.values()]
    .filter((one) => one.name.startsWith(`${domain}/`))
    .map((one) => ({
      star_count: one.stars,
      is_official: one.official,
      name: one.name.slice(domain.length + 1).replace(/^library\//, ''),
      is_automated: false,
      description: one.description,
    }))
    .filter((one) => one.name.includes(words) || one.description.toLowerCase().includes(words.toLowerCase()))
    .filter((one) => one.star_count >= stars)
    .filter((one) => official === undefined || one.is_official === (official === 'true'))
    .sort((a, b) => b.star_count - a.star_count || (a.name < b.name ? -1 : 1));
  return ok(found.slice(0, limit > 0 ? limit : MANY));
}

/** Any password but an empty one is right, unless the registry is set to deny; nothing is kept of it. */
export function login(turn: Turn, request: ApiRequest): Reply {
  const body = neededBody(request);
  const server = text(body['serveraddress']);
  const host = server.replace(/^https?:\/\//, '').split('/')[0] ?? '';
  const domain = host === '' || host === 'index.docker.io' ? 'docker.io' : host;
  const down = unreachable(turn.model, domain);
  if (down !== null) throw new Refused(500, down);
  const denied = faultAt(turn.model, `${domain}/`)?.kind === 'denied';
  if (denied || text(body['password']) === '') {
    throw new Refused(
      401,
      `Get "https://${domain === 'docker.io' ? 'registry-1.docker.io' : domain}/v2/": unauthorized: incorrect username or password`,
    );
  }
  return ok({ IdentityToken: '', Status: 'Login Succeeded' });
}

const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';

export function distribution(turn: Turn, name: string): Reply {
  const ref = withDefaultTag(readReference(name, ''));
  const repository = repositoryName(ref);
  const down = unreachable(turn.model, ref.domain);
  if (down !== null) throw new Refused(500, down);
  const index = indexAt(turn.model, repository, ref.digest ?? ref.tag ?? 'latest');
  if (!index || faultAt(turn.model, repository)?.kind === 'denied') {
    throw new Refused(
      401,
      `errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required\n`,
    );
  }
  return ok({
    Descriptor: { mediaType: INDEX_TYPE, digest: index.digest, size: 1024 * index.images.length },
    Platforms: index.images.map((one) => ({
      architecture: one.architecture,
      os: 'linux',
      ...(one.variant === '' ? {} : { variant: one.variant }),
    })),
  });
}
