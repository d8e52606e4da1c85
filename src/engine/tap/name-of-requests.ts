import { flag, object, parseJson, text, texts } from '../../core/base/read';

/** A request of another client, as far as it tells what was typed. */
export interface Asked {
  readonly method: string;
  /** With the version prefix and the query. */
  readonly path: string;
  readonly body: string | null;
}

interface Request {
  /** `POST /containers/{}/start`: names taken out */
  readonly line: string;
  /** What stood where a name was taken out. */
  readonly name: string;
  readonly query: URLSearchParams;
  readonly body: string | null;
}

const NAMED =
  /^\/(containers|images|exec|networks|volumes)\/(.+?)(\/(?:json|start|stop|restart|kill|pause|unpause|attach|wait|rename|update|logs|exec|top|changes|export|stats|archive|resize|push|history|tag|get|connect|disconnect))?$/;
const PLAIN = new Set(['json', 'create', 'prune', 'search', 'load', 'get']);

function read({ method, path, body }: Asked): Request {
  const [bare = '', query = ''] = path.replace(/^\/v\d+\.\d+/, '').split('?', 2);
  const named = NAMED.exec(bare);
  const name = named?.[2] ?? '';
  const plain = named === null || (named[3] === undefined && PLAIN.has(name));
  const line = plain ? bare : `/${named[1] ?? ''}/{}${named[3] ?? ''}`;
  return {
    line: `${method} ${line}`,
    name: plain ? '' : decode(name),
    query: new URLSearchParams(query),
    body,
  };
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** A long id as the CLI prints it. */
const short = (name: string): string =>
  /^(sha256:)?[0-9a-f]{64}$/.test(name) ? name.replace('sha256:', '').slice(0, 12) : name;

const on = (query: URLSearchParams, key: string): boolean => ['1', 'true'].includes(query.get(key) ?? '');

function image(query: URLSearchParams): string {
  const from = query.get('fromImage') ?? '';
  const tag = query.get('tag') ?? '';
  const familiar = from.replace(/^docker\.io\/(library\/)?/, '');
  return tag === '' ? familiar : `${familiar}${tag.startsWith('sha256:') ? '@' : ':'}${tag}`;
}

/** `run` or `create`, with the flags that matter most to a reader. */
function made(word: 'run' | 'create', { query, body }: Request, detached: boolean): readonly string[] {
  const config = object(parseJson(body ?? ''));
  const letters = `${detached ? 'd' : ''}${flag(config['OpenStdin']) ? 'i' : ''}${flag(config['Tty']) ? 't' : ''}`;
  const name = query.get('name') ?? '';
  return [
    word,
    ...(flag(object(config['HostConfig'])['AutoRemove']) ? ['--rm'] : []),
    ...(letters === '' ? [] : [`-${letters}`]),
    ...(name === '' ? [] : ['--name', name]),
    text(config['Image']),
    ...texts(config['Cmd']),
  ];
}

function execOf({ name, body }: Request): readonly string[] {
  const config = object(parseJson(body ?? ''));
  const letters = `${flag(config['AttachStdin']) ? 'i' : ''}${flag(config['Tty']) ? 't' : ''}`;
  return ['exec', ...(letters === '' ? [] : [`-${letters}`]), short(name), ...texts(config['Cmd'])];
}

type Namer = (request: Request) => readonly string[];
const onto =
  (...words: readonly string[]): Namer =>
  ({ name }) => [...words, ...(name === '' ? [] : [short(name)])];

/** What each request alone is a sign of. A request that several commands send first stands in WEAK. */
const STRONG: Readonly<Record<string, Namer>> = {
  'GET /containers/json': ({ query }) => ['ps', ...(on(query, 'all') ? ['-a'] : [])],
  'GET /images/json': onto('images'),
  'POST /images/create': ({ query }) => (query.has('fromSrc') ? ['import', '-'] : ['pull', image(query)]),
  'POST /images/{}/push': ({ name, query }) => [
    'push',
    query.get('tag') ? `${name}:${query.get('tag') ?? ''}` : name,
  ],
  'POST /build': ({ query }) => ['build', ...query.getAll('t').flatMap((tag) => ['-t', tag]), '.'],
  'POST /session': onto('build', '.'),
  'GET /containers/{}/logs': ({ name, query }) => [
    'logs',
    ...(on(query, 'follow') ? ['-f'] : []),
    short(name),
  ],
  'POST /containers/{}/exec': execOf,
  'POST /containers/{}/stop': onto('stop'),
  'POST /containers/{}/restart': onto('restart'),
  'POST /containers/{}/kill': onto('kill'),
  'POST /containers/{}/pause': onto('pause'),
  'POST /containers/{}/unpause': onto('unpause'),
  'POST /containers/{}/rename': ({ name, query }) => ['rename', short(name), query.get('name') ?? ''],
  'POST /containers/{}/update': onto('update'),
  'DELETE /containers/{}': ({ name, query }) => ['rm', ...(on(query, 'force') ? ['-f'] : []), short(name)],
  'DELETE /images/{}': onto('rmi'),
  'GET /containers/{}/top': onto('top'),
  'GET /containers/{}/changes': onto('diff'),
  'GET /containers/{}/export': onto('export'),
  'GET /containers/{}/stats': onto('stats'),
  'GET /containers/{}/archive': ({ name, query }) => ['cp', `${short(name)}:${query.get('path') ?? ''}`, '…'],
  'PUT /containers/{}/archive': ({ name, query }) => ['cp', '…', `${short(name)}:${query.get('path') ?? ''}`],
  'GET /images/{}/get': onto('save'),
  'GET /images/get': ({ query }) => ['save', ...query.getAll('names')],
  'POST /images/load': onto('load'),
  'GET /images/{}/history': onto('history'),
  'POST /images/{}/tag': ({ name, query }) => [
    'tag',
    name,
    `${query.get('repo') ?? ''}:${query.get('tag') ?? ''}`,
  ],
  'GET /images/search': ({ query }) => ['search', query.get('term') ?? ''],
  'POST /commit': ({ query }) => ['commit', query.get('container') ?? ''],
  'GET /networks': onto('network', 'ls'),
  'POST /networks/create': ({ body }) => ['network', 'create', text(object(parseJson(body ?? ''))['Name'])],
  'POST /networks/{}/connect': onto('network', 'connect'),
  'POST /networks/{}/disconnect': onto('network', 'disconnect'),
  'DELETE /networks/{}': onto('network', 'rm'),
  'GET /volumes': onto('volume', 'ls'),
  'POST /volumes/create': ({ body }) => ['volume', 'create', text(object(parseJson(body ?? ''))['Name'])],
  'DELETE /volumes/{}': onto('volume', 'rm'),
  'POST /containers/prune': onto('container', 'prune'),
  'POST /images/prune': onto('image', 'prune'),
  'POST /networks/prune': onto('network', 'prune'),
  'POST /volumes/prune': onto('volume', 'prune'),
  'GET /system/df': onto('system', 'df'),
  'GET /events': onto('events'),
  'GET /version': onto('version'),
  'GET /info': onto('info'),
  'POST /auth': onto('login'),
};

const WEAK: Readonly<Record<string, Namer>> = {
  'GET /containers/{}/json': onto('inspect'),
  'GET /images/{}/json': onto('inspect'),
  'GET /networks/{}': onto('network', 'inspect'),
  'GET /volumes/{}': onto('volume', 'inspect'),
  'POST /containers/{}/wait': onto('wait'),
};

/** The CLI looks a container up by the name that was typed, and asks for it by its id from then on. */
function withTyped(requests: readonly Request[]): readonly Request[] {
  const typed = requests.find(({ line }) => line === 'GET /containers/{}/json')?.name;
  return typed === undefined
    ? requests
    : requests.map((request) =>
        request.line.includes(' /containers/') && /^[0-9a-f]{64}$/.test(request.name)
          ? { ...request, name: typed }
          : request,
      );
}

/**
 * The docker command that sends these requests, in their order, as words without `docker`: its name and what tells it
 * apart. Flags that leave no trace in a request are not among them. null: not to be told yet.
 */
export function nameOfRequests(asked: readonly Asked[]): readonly string[] | null {
  const requests = withTyped(asked.map(read));
  const has = (line: string): boolean => requests.some((request) => request.line === line);
  const created = requests.findLast((request) => request.line === 'POST /containers/create');
  const attached = has('POST /containers/{}/attach');
  const started = requests.find((request) => request.line === 'POST /containers/{}/start');
  if (created)
    return made(attached || started ? 'run' : 'create', created, !attached && started !== undefined);
  if (started) return ['start', ...(attached ? ['-a'] : []), short(started.name)];
  if (attached) return ['attach', short(requests.find((r) => r.line.endsWith('/attach'))?.name ?? '')];
  for (const names of [STRONG, WEAK])
    for (const request of requests) {
      const namer = Object.hasOwn(names, request.line) ? names[request.line] : undefined;
      if (namer) return namer(request);
    }
  return null;
}
