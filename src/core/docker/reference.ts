/** A reference to an image, taken apart. `docker.io/library/busybox:1.35` */
export interface Reference {
  /** `docker.io` */
  readonly domain: string;
  /** `library/busybox` */
  readonly path: string;
  readonly tag: string | null;
  /** `sha256:…` */
  readonly digest: string | null;
}

/** A text that is no reference. The message is the CLI's own. */
export class BadReference extends Error {}

const ALNUM = '[a-zA-Z0-9]';
const DOMAIN_PART = `(?:${ALNUM}|${ALNUM}[a-zA-Z0-9-]*${ALNUM})`;
const HOST = `(?:${DOMAIN_PART}(?:\\.${DOMAIN_PART})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const PATH_PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const TAG = '\\w[\\w.-]{0,127}';
const DIGEST = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
/** The grammar of github.com/distribution/reference. */
const REFERENCE = new RegExp(
  `^(?:(${HOST})/)?(${PATH_PART}(?:/${PATH_PART})*)(?::(${TAG}))?(?:@(${DIGEST}))?$`,
);

const LENGTHS: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

function splitDomain(name: string): { domain: string; rest: string } {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  let domain = 'docker.io';
  let rest = name;
  if (slash >= 0 && (first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first)) {
    domain = first === 'index.docker.io' ? 'docker.io' : first;
    rest = name.slice(slash + 1);
  }
  if (domain === 'docker.io' && !rest.includes('/')) rest = `library/${rest}`;
  return { domain, rest };
}

function checkDigest(digest: string): void {
  const [algorithm = '', hex = ''] = digest.split(':');
  const length = LENGTHS.get(algorithm);
  if (length === undefined) throw new BadReference('unsupported digest algorithm');
  if (hex.length !== length) throw new BadReference('invalid checksum digest length');
  if (/[A-F]/.test(hex)) throw new BadReference('invalid checksum digest format');
}

/**
 * Reads what a person types for an image: `busybox`, `user/app:2`, `host:5000/x@sha256:…`.
 * @throws BadReference with the CLI's words
 */
export function parseReference(source: string): Reference {
  if (/^[a-f0-9]{64}$/.test(source)) {
    throw new BadReference(`invalid repository name (${source}), cannot specify 64-byte hexadecimal strings`);
  }
  const { domain, rest } = splitDomain(source);
  const name = rest.split(':', 1)[0] ?? '';
  if (name.toLowerCase() !== name) {
    throw new BadReference(`invalid reference format: repository name (${name}) must be lowercase`);
  }
  const match = REFERENCE.exec(`${domain}/${rest}`);
  if (match?.[1] === undefined) throw new BadReference('invalid reference format');
  const path = match[2] ?? '';
  // The host does not count, since 2024.
  if (path.length > 255) {
    throw new BadReference('repository name must not be more than 255 characters');
  }
  const digest = match[4] ?? null;
  if (digest !== null) checkDigest(digest);
  return { domain, path, tag: match[3] ?? null, digest };
}

/** `parseReference` that gives null for what is none. */
export function tryReference(source: string): Reference | null {
  try {
    return parseReference(source);
  } catch {
    return null;
  }
}

/** Adds `latest` where neither tag nor digest was named. */
export const withDefaultTag = (ref: Reference): Reference =>
  ref.tag === null && ref.digest === null ? { ...ref, tag: 'latest' } : ref;

const suffix = (ref: Reference): string =>
  `${ref.tag === null ? '' : `:${ref.tag}`}${ref.digest === null ? '' : `@${ref.digest}`}`;

/** The repository as people write it: `busybox`, not `docker.io/library/busybox`. */
export function familiarName(ref: Reference): string {
  if (ref.domain !== 'docker.io') return `${ref.domain}/${ref.path}`;
  return ref.path.replace(/^library\/(?=[^/]+$)/, '');
}
/** The reference as people write it: `busybox:1.35`. */
export const familiar = (ref: Reference): string => familiarName(ref) + suffix(ref);
/** The reference in full: `docker.io/library/busybox:1.35`. */
export const canonical = (ref: Reference): string => `${ref.domain}/${ref.path}${suffix(ref)}`;
