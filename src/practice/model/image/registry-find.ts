import type { Reference } from '../../../core/docker/reference';
import type { Fault, RegistryImage, RegistryIndex } from '../registry';
import type { Model } from '../state';
import { ARCHITECTURE } from '../system/machine';

/** `docker.io/library/busybox` */
export const repositoryName = (ref: Reference): string => `${ref.domain}/${ref.path}`;

/** Tags that a repository has: those of the catalogue, and what was pushed, which wins. */
export function tagsAt(model: Model, name: string): ReadonlyMap<string, RegistryIndex> {
  const tags = new Map<string, RegistryIndex>(model.catalogue.get(name)?.tags ?? []);
  for (const key of model.pushed.keys()) {
    const at = key.lastIndexOf(':');
    const index = model.pushed.get(key);
    if (key.slice(0, at) === name && index) tags.set(key.slice(at + 1), index);
  }
  return tags;
}

/** By tag, or by the digest of an index or of one image in it. */
export function indexAt(model: Model, name: string, tagOrDigest: string): RegistryIndex | undefined {
  const tags = tagsAt(model, name);
  if (!tagOrDigest.startsWith('sha256:')) return tags.get(tagOrDigest);
  for (const index of tags.values()) {
    if (index.digest === tagOrDigest) return index;
    const image = index.images.find((one) => one.digest === tagOrDigest);
    if (image) return { digest: image.digest, images: [image] };
  }
  return undefined;
}

/** The image for a platform: `linux/arm64`, `arm64`, or none for this machine's own. */
export function imageFor(index: RegistryIndex, platform: string): RegistryImage | undefined {
  const parts = platform.split('/');
  const wanted = platform === '' ? ARCHITECTURE : parts.length > 1 ? parts[1] : parts[0];
  return (
    index.images.find((one) => one.architecture === wanted) ??
    (platform === '' && index.images.length === 1 ? index.images[0] : undefined)
  );
}

export function faultAt(model: Model, name: string): Fault | undefined {
  const { faults } = model.registry;
  return faults.get(name) ?? faults.get(`${name.split('/')[0] ?? ''}/`);
}

/** Loopback registries are asked without TLS. */
export const isLocal = (domain: string): boolean => /^(localhost|127\.)/.test(domain);

/** The port at which a registry of one's own is usually started, and the only one of the loopback that answers. */
const OWN_PORT = ':5000';

/** Nothing listens there: a host that is set to be down, or a port of this machine that nobody opened. */
function isDown(model: Model, domain: string): boolean {
  if (model.registry.down.has(domain)) return true;
  return isLocal(domain) && !domain.endsWith(OWN_PORT) && tagsUnder(model, domain) === 0;
}

function tagsUnder(model: Model, domain: string): number {
  return [...model.catalogue.keys(), ...model.pushed.keys()].filter((name) => name.startsWith(`${domain}/`))
    .length;
}

/** Why a registry cannot be reached, in Go's words; null when it can. */
export function unreachable(model: Model, domain: string): string | null {
  if (!isDown(model, domain)) return null;
  const scheme = isLocal(domain) ? 'http' : 'https';
  const why = isLocal(domain)
    ? `dial tcp ${domain.replace('localhost', '127.0.0.1')}: connect: connection refused`
    : `dial tcp: lookup ${domain.split(':')[0] ?? ''}: no such host`;
  return `Get "${scheme}://${domain === 'docker.io' ? 'registry-1.docker.io' : domain}/v2/": ${why}`;
}
