import { list, object, text, texts, type Obj } from '../../../core/base/read';

/** The fields of `Config` in the engine's order, with Go's empty values; undefined: left out while empty. */
const FIELDS: Obj = {
  Hostname: '',
  Domainname: '',
  User: '',
  AttachStdin: false,
  AttachStdout: false,
  AttachStderr: false,
  ExposedPorts: undefined,
  Tty: false,
  OpenStdin: false,
  StdinOnce: false,
  Env: null,
  Cmd: null,
  Healthcheck: undefined,
  ArgsEscaped: undefined,
  Image: '',
  Volumes: null,
  WorkingDir: '',
  Entrypoint: null,
  NetworkDisabled: undefined,
  MacAddress: undefined,
  OnBuild: null,
  Labels: null,
  StopSignal: undefined,
  StopTimeout: undefined,
  Shell: undefined,
};

const filled = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  value !== '' &&
  value !== false &&
  !(typeof value === 'object' && Object.keys(value).length === 0);

/** `Config` of a request in the shape of inspect: unknown fields are dropped. */
export function readConfig(body: Obj): Obj {
  const config: Record<string, unknown> = {};
  for (const [key, empty] of Object.entries(FIELDS)) {
    if (empty !== undefined) config[key] = body[key] ?? empty;
    else if (filled(body[key])) config[key] = body[key];
  }
  for (const key of ['Cmd', 'Entrypoint']) {
    if (typeof config[key] === 'string') config[key] = [config[key]];
    // An empty entrypoint is kept: it says that the image's is not wanted.
    if (key === 'Cmd' && list(config[key]).length === 0) config[key] = null;
  }
  return config;
}

const envName = (line: string): string => line.split('=')[0] ?? '';

function merged(own: unknown, image: unknown): Obj | null {
  const both = { ...object(image), ...object(own) };
  return Object.keys(both).length > 0 ? both : null;
}

/** A health check of its own inherits what it leaves open. (moby, daemon/commit.go: merge) */
function mergedHealth(own: unknown, image: unknown): Obj | null {
  if (!filled(own)) return filled(image) ? object(image) : null;
  const inherited = object(image);
  const kept = Object.fromEntries(
    Object.entries(object(own)).filter(([, value]) => value !== 0 && filled(value)),
  );
  return { ...inherited, ...kept };
}

/** What a container inherits from its image. (moby, daemon/commit.go: merge) */
export function inherit(own: Obj, image: Obj): Obj {
  const env = texts(own['Env']);
  const more = texts(image['Env']).filter((line) => !env.some((one) => envName(one) === envName(line)));
  const noEntrypoint = list(own['Entrypoint']).length === 0;
  const config: Record<string, unknown> = {
    ...own,
    User: text(own['User']) || text(image['User']),
    Env: [...env, ...more].length > 0 ? [...env, ...more] : null,
    Cmd: noEntrypoint && list(own['Cmd']).length === 0 ? (image['Cmd'] ?? null) : own['Cmd'],
    Entrypoint: own['Entrypoint'] === null ? (image['Entrypoint'] ?? null) : own['Entrypoint'],
    WorkingDir: text(own['WorkingDir']) || text(image['WorkingDir']),
    Labels: { ...object(image['Labels']), ...object(own['Labels']) },
    Volumes: merged(own['Volumes'], image['Volumes']),
  };
  // `--entrypoint ''` comes as one empty word, and means none.
  const entrypoint = texts(config['Entrypoint']);
  if (entrypoint.length === 1 && entrypoint[0] === '') config['Entrypoint'] = null;
  const ports = merged(own['ExposedPorts'], image['ExposedPorts']);
  if (ports) config['ExposedPorts'] = ports;
  const health = mergedHealth(own['Healthcheck'], image['Healthcheck']);
  if (health) config['Healthcheck'] = health;
  const signal = text(own['StopSignal']) || text(image['StopSignal']);
  if (signal !== '') config['StopSignal'] = signal;
  if (filled(image['Shell']) && !filled(own['Shell'])) config['Shell'] = image['Shell'];
  return readConfig(config);
}

/** What runs: entrypoint and command as one. */
export const argvOf = (config: Obj): readonly string[] => [
  ...texts(config['Entrypoint']),
  ...texts(config['Cmd']),
];
