/** Paths beside those of Docker: what only a practice engine can be told. They have no version prefix. */
import { isObject, list, number, object, parseJson, text } from '../../core/base/read';
import { SCENE_NAMES } from '../model/scenes';
import { USUAL_REGISTRY, type Fault, type RegistrySettings } from '../model/registry';
import type { Answer } from '../model/wire';

/** What the paths act on. */
export interface Controlled {
  registry(): RegistrySettings;
  setRegistry(settings: RegistrySettings): void;
  /** @throws Error for a name that is none */
  reset(scene: string): void;
  /** An answer has left: what it changed may now cut connections. */
  answered(): void;
}

const refuse = (message: string): Answer => ({ status: 400, body: { json: { message } } });
const done: Answer = { status: 204, body: null };

function readFault(value: unknown): Fault | null {
  const fault = object(value);
  switch (text(fault['kind'])) {
    case 'denied':
      return { kind: 'denied' };
    case 'missing':
      return { kind: 'missing' };
    case 'rate limit':
      return { kind: 'rate limit' };
    case 'cut':
      return { kind: 'cut', times: Math.max(1, number(fault['times']) || 1) };
    case 'slow layer':
      return {
        kind: 'slow layer',
        layer: number(fault['layer']),
        factor: Math.max(2, number(fault['factor']) || 8),
      };
    default:
      return null;
  }
}

/** Settings from JSON; what is not named is as usual. Null when a fault is none. */
export function readSettings(value: unknown): RegistrySettings | null {
  if (!isObject(value)) return null;
  const faults = new Map<string, Fault>();
  for (const [repository, told] of Object.entries(object(value['faults']))) {
    const fault = readFault(told);
    if (!fault) return null;
    faults.set(repository, fault);
  }
  const speed = number(value['bytesPerSecond']);
  const latency = value['latency'];
  return {
    bytesPerSecond: speed > 0 ? speed : USUAL_REGISTRY.bytesPerSecond,
    latency: typeof latency === 'number' && latency >= 0 ? latency : USUAL_REGISTRY.latency,
    faults,
    down: new Set(list(value['down']).map(text)),
  };
}

/**
 * `GET /practice`: scenes and settings · `POST /practice/scene?name=` begins anew · `POST /practice/registry` sets how
 * registries answer. Null for any other path.
 */
export function control(
  at: Controlled,
  {
    method,
    path,
    query,
    body,
  }: { method: string; path: string; query: ReadonlyMap<string, readonly string[]>; body: Uint8Array },
): Answer | null {
  if (method === 'GET' && path === '/practice') {
    const { bytesPerSecond, latency, faults, down } = at.registry();
    const registry = { bytesPerSecond, latency, faults: Object.fromEntries(faults), down: [...down] };
    return { status: 200, body: { json: { scenes: SCENE_NAMES, registry } } };
  }
  if (method === 'POST' && path === '/practice/scene') {
    const name = query.get('name')?.[0] ?? '';
    if (!SCENE_NAMES.includes(name))
      return refuse(`no scene is called ${name}; there are: ${SCENE_NAMES.join(', ')}`);
    at.reset(name);
    return done;
  }
  if (method === 'POST' && path === '/practice/registry') {
    const settings = readSettings(parseJson(new TextDecoder().decode(body)));
    if (!settings) return refuse('the settings of registries are {bytesPerSecond, latency, faults, down}');
    at.setRegistry(settings);
    return done;
  }
  return path === '/practice' || path.startsWith('/practice/')
    ? { status: 404, body: { json: { message: 'page not found' } } }
    : null;
}
