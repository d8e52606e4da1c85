import { list, object, text } from '../../../core/base/read';
import type { Model, PortHolder } from '../state';
import type { PortOpen, PortWanted } from '../wire';
import type { Container } from './container';

/** The first port that the engine gives where none was asked for. (Linux: ip_local_port_range) */
const FIRST_FREE = 32768;

const portKey = (port: string, hostPort: number): string =>
  `${port.split('/')[1] ?? 'tcp'}/${String(hostPort)}`;

const anywhere = (ip: string): boolean => ip === '' || ip === '0.0.0.0' || ip === '::';

const clash = (a: string, b: string): boolean => a === b || anywhere(a) || anywhere(b);

const held = (model: Model, port: string, hostIp: string, hostPort: number): boolean =>
  (model.hostPorts.get(portKey(port, hostPort)) ?? []).some((one) => clash(one.hostIp, hostIp));

/** `80`, or the first of `8000-8010` that is free. */
function hostPorts(source: string): readonly number[] {
  const [from = '0', to = from] = source.split('-');
  const first = Number(from === '' ? '0' : from);
  const last = Number(to === '' ? '0' : to);
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, i) => first + i);
}

/**
 * What ports a start has to open. Those that the model itself holds are known to be taken; whether another program
 * of the real machine has one, only opening tells.
 */
export function wantedPorts(
  model: Model,
  container: Container,
): { readonly ports: readonly PortWanted[] } | { readonly taken: PortWanted } {
  const bindings = object(container.hostConfig['PortBindings']);
  const exposed = Object.keys(object(container.config['ExposedPorts']));
  const all = container.hostConfig['PublishAllPorts'] === true ? exposed : [];
  const ports: PortWanted[] = [];
  const chosen: { readonly port: string; readonly hostIp: string; readonly hostPort: number }[] = [];
  const free = (port: string, hostIp: string, hostPort: number): boolean =>
    !held(model, port, hostIp, hostPort) &&
    !chosen.some(
      (one) => portKey(one.port, one.hostPort) === portKey(port, hostPort) && clash(one.hostIp, hostIp),
    );
  for (const port of [...Object.keys(bindings), ...all.filter((one) => bindings[one] === undefined)]) {
    const asked = list(bindings[port]).map((one) => object(one));
    for (const one of asked.length > 0 ? asked : [{}]) {
      const hostIp = text(one['HostIp']);
      const candidates = hostPorts(text(one['HostPort']));
      const first = candidates[0] ?? 0;
      if (first === 0) {
        let from = FIRST_FREE;
        while (!free(port, hostIp, from)) from += 1;
        ports.push({ port, hostIp, hostPort: 0, from });
        chosen.push({ port, hostIp, hostPort: from });
        continue;
      }
      const hostPort = candidates.find((candidate) => free(port, hostIp, candidate));
      if (hostPort === undefined) return { taken: { port, hostIp, hostPort: first, from: first } };
      ports.push({ port, hostIp, hostPort, from: hostPort });
      chosen.push({ port, hostIp, hostPort });
    }
  }
  return { ports };
}

/** Both stacks, as the engine shows a port that is open on every address. */
export function shownPorts(open: readonly PortOpen[]): readonly PortOpen[] {
  return open.flatMap((one) =>
    one.hostIp === ''
      ? [
          { ...one, hostIp: '0.0.0.0' },
          { ...one, hostIp: '::' },
        ]
      : [one],
  );
}

export function holdPorts(model: Model, container: string, open: readonly PortOpen[]): Model {
  let { hostPorts: table } = model;
  for (const one of open) {
    const key = portKey(one.port, one.hostPort);
    const holder: PortHolder = { hostIp: one.hostIp, container };
    table = table.set(key, [...(table.get(key) ?? []), holder]);
  }
  return { ...model, hostPorts: table };
}

export function freePorts(model: Model, container: string, open: readonly PortOpen[]): Model {
  let { hostPorts: table } = model;
  for (const one of open) {
    const key = portKey(one.port, one.hostPort);
    const left = (table.get(key) ?? []).filter((holder) => holder.container !== container);
    table = left.length > 0 ? table.set(key, left) : table.delete(key);
  }
  return { ...model, hostPorts: table };
}
