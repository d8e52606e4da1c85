import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { EndpointFacts } from '../../core/journal/facts';
import { object, parseJson, text } from '../../core/base/read';

/** Where an engine is to be asked, with what a TLS connection needs. */
export interface Endpoint extends EndpointFacts {
  readonly tls: {
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
    readonly verify: boolean;
  } | null;
}

/** The configuration names something that is not there, or cannot be read. The text is the CLI's own. */
export class EndpointError extends Error {}

type Env = Readonly<Record<string, string | undefined>>;

export interface Surroundings {
  readonly env: Env;
  readonly home: string;
  readonly platform: string;
  readonly exists: (path: string) => boolean;
  readonly read: (path: string) => string;
}

const SCHEMES = ['unix:', 'npipe:', 'tcp:', 'http:', 'https:', 'ssh:'];
const BOUND = 1024 * 1024;

/** The real file system. Files over a megabyte are refused: no configuration is that long. */
export function realSurroundings(env: Env, home: string): Surroundings {
  return {
    env,
    home,
    platform: process.platform,
    exists: existsSync,
    read(path) {
      if (statSync(path).size > BOUND) throw new EndpointError(`${path} is larger than a megabyte`);
      return readFileSync(path, 'utf8');
    },
  };
}

const configFolder = (at: Surroundings): string => at.env['DOCKER_CONFIG'] || join(at.home, '.docker');

function isRemote(address: string): boolean {
  if (address.startsWith('ssh:')) return true;
  const host = /^(?:tcp|https?):\/\/(\[[^\]]+\]|[^:/]+)/.exec(address)?.[1];
  return host !== undefined && !['localhost', '127.0.0.1', '[::1]'].includes(host);
}

const unparsed = (address: string, more: string): EndpointError =>
  new EndpointError(`unable to parse docker host \`${address}\`: ${more}`);

/** The address of a machine, judged before anybody dials it, and without what nobody may see. @throws EndpointError */
function machine(address: string): string {
  const [scheme = '', rest = ''] = address.split(/(?<=^[a-z]+:\/\/)/);
  const ssh = scheme === 'ssh://';
  if (rest === '') {
    if (ssh) throw unparsed(address, 'it names no host');
    return `${scheme}localhost`;
  }
  const shown = address.replace(/\/\/[^/@]*@/, '//');
  if (!URL.canParse(`http://${rest}`))
    throw unparsed(shown, 'a host and a port are expected, as in tcp://127.0.0.1:2375');
  if (!ssh) return shown;
  const url = new URL(`http://${rest}`);
  if (url.password !== '') throw unparsed(shown, 'a password does not belong in an address');
  if (url.hostname.startsWith('-')) throw unparsed(shown, 'no host begins with a hyphen');
  if (url.search !== '' || url.hash !== '') throw unparsed(shown, 'query parameters are not allowed');
  return address;
}

/** A bare path or `host:port`, as `-H` accepts them, gets its scheme. @throws EndpointError */
function withScheme(given: string): string {
  const address = given.trim();
  const scheme = SCHEMES.find((each) => address.startsWith(`${each}//`));
  if (scheme === 'unix:' || scheme === 'npipe:') return address;
  if (scheme !== undefined) return machine(address);
  if (address.startsWith('/')) return `unix://${address}`;
  const path = /^unix:\/*(\/.+)$/i.exec(address)?.[1];
  if (path !== undefined) throw unparsed(address, `did you mean unix://${path}?`);
  if (/^([^/:]+:\d+|localhost)$/.test(address)) return machine(`tcp://${address}`);
  throw unparsed(
    address.replace(/\/\/[^/@]*@/, '//'),
    'an endpoint begins with unix://, npipe://, tcp:// or ssh://, or is the name of a context',
  );
}

function tlsFromEnv(at: Surroundings, address: string): Endpoint['tls'] {
  if (!/^(tcp|https):/.test(address)) return null;
  const verify = Boolean(at.env['DOCKER_TLS_VERIFY']);
  if (!verify && !at.env['DOCKER_TLS'] && !address.startsWith('https:')) return null;
  return { ...pems(at, at.env['DOCKER_CERT_PATH'] || configFolder(at)), verify };
}

function pems(at: Surroundings, folder: string): { ca?: string; cert?: string; key?: string } {
  const found: { ca?: string; cert?: string; key?: string } = {};
  for (const name of ['ca', 'cert', 'key'] as const) {
    const path = join(folder, `${name}.pem`);
    if (at.exists(path)) found[name] = at.read(path);
  }
  return found;
}

function fromContext(at: Surroundings, name: string, from: EndpointFacts['from']): Endpoint {
  const digest = createHash('sha256').update(name).digest('hex');
  const meta = join(configFolder(at), 'contexts', 'meta', digest, 'meta.json');
  if (!at.exists(meta)) {
    throw new EndpointError(
      `unable to resolve docker endpoint: context "${name}": context not found: open ${meta}: no such file or directory`,
    );
  }
  const docker = object(object(object(parseJson(at.read(meta)))['Endpoints'])['docker']);
  const address = text(docker['Host']);
  if (address === '') throw new EndpointError(`context "${name}" names no docker endpoint`);
  const folder = join(configFolder(at), 'contexts', 'tls', digest, 'docker');
  const found = pems(at, folder);
  const tls =
    Object.keys(found).length > 0 || address.startsWith('https:')
      ? { ...found, verify: docker['SkipTLSVerify'] !== true }
      : null;
  return { address: withScheme(address), from, context: name, remote: isRemote(address), tls };
}

/** Sockets that installations on this platform use when nothing is configured, the CLI's own default first. */
export function defaultAddresses(at: Surroundings): readonly string[] {
  if (at.platform === 'win32')
    return ['npipe:////./pipe/docker_engine', 'npipe:////./pipe/dockerDesktopLinuxEngine'];
  const run = at.env['XDG_RUNTIME_DIR'];
  const home = (...parts: string[]) => join(at.home, ...parts);
  const paths =
    at.platform === 'darwin'
      ? [
          '/var/run/docker.sock',
          home('.docker', 'run', 'docker.sock'),
          home('.orbstack', 'run', 'docker.sock'),
          home('.colima', 'default', 'docker.sock'),
          home('.rd', 'docker.sock'),
          home('.local', 'share', 'containers', 'podman', 'machine', 'podman.sock'),
        ]
      : [
          '/var/run/docker.sock',
          ...(run ? [join(run, 'docker.sock')] : []),
          home('.docker', 'desktop', 'docker.sock'),
          ...(run ? [join(run, 'podman', 'podman.sock')] : []),
          '/run/podman/podman.sock',
        ];
  return paths.map((path) => `unix://${path}`);
}

function currentContext(at: Surroundings): string | null {
  const path = join(configFolder(at), 'config.json');
  if (!at.exists(path)) return null;
  return text(object(parseJson(at.read(path)))['currentContext']) || null;
}

/** Names of the contexts on this machine, for the diagnosis. */
export function contextNamed(at: Surroundings, name: string): boolean {
  const digest = createHash('sha256').update(name).digest('hex');
  return at.exists(join(configFolder(at), 'contexts', 'meta', digest, 'meta.json'));
}

/**
 * Resolves the endpoint as the CLI does: the flag, then DOCKER_HOST (which switches contexts off), then
 * DOCKER_CONTEXT, then the configuration's current context, then the default sockets. Where the CLI knows one
 * default socket, the first that exists of the known ones is taken.
 * @throws EndpointError
 */
export function resolveEndpoint(engine: string | undefined, at: Surroundings): Endpoint {
  const plain = (address: string, from: EndpointFacts['from']): Endpoint => {
    const full = withScheme(address);
    return { address: full, from, context: null, remote: isRemote(full), tls: tlsFromEnv(at, full) };
  };
  if (engine !== undefined && engine !== '') {
    if (engine.includes('://') || engine.startsWith('/')) return plain(engine, '--engine');
    if (engine === 'default') return defaultEndpoint(at);
    if (contextNamed(at, engine)) return fromContext(at, engine, '--engine');
    return engine.includes(':') ? plain(engine, '--engine') : fromContext(at, engine, '--engine');
  }
  const host = at.env['DOCKER_HOST'];
  if (host && host.trim() !== 'unix://') return plain(host, 'DOCKER_HOST');
  if (host) return defaultEndpoint(at);
  const named = at.env['DOCKER_CONTEXT'];
  if (named && named !== 'default') return fromContext(at, named, 'DOCKER_CONTEXT');
  const current = named ? null : currentContext(at);
  if (current !== null && current !== 'default') return fromContext(at, current, 'context');
  return defaultEndpoint(at);
}

function defaultEndpoint(at: Surroundings): Endpoint {
  const addresses = defaultAddresses(at);
  const there = addresses.find((address) => at.exists(address.replace(/^(unix|npipe):\/\//, '')));
  const address = there ?? addresses[0] ?? 'unix:///var/run/docker.sock';
  return { address, from: 'default', context: null, remote: false, tls: null };
}
