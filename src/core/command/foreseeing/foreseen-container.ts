import { list, number, object, text, type Obj } from '../../base/read';
import type { Mount, Port } from '../../journal/facts';
import type { ForeseenContainer } from '../../world/forecast';

/** Reads the body of a create request, so that the picture shows what is asked for and nothing else. */
export function foreseenContainer(name: string, image: string, settings: Obj): ForeseenContainer {
  const host = object(settings['HostConfig']);
  return {
    name,
    image,
    command: list(settings['Cmd']).map(text).join(' '),
    state: 'created',
    ports: ports(object(host['PortBindings'])),
    mounts: [...binds(list(host['Binds'])), ...Object.keys(object(settings['Volumes'])).map(anonymous)],
    networks: networks(host, object(object(settings['NetworkingConfig'])['EndpointsConfig'])),
    memoryLimit: number(host['Memory']),
    goes: host['AutoRemove'] === true,
  };
}

function ports(bindings: Obj): readonly Port[] {
  return Object.entries(bindings).flatMap(([inside, where]) => {
    const [port = '', protocol = 'tcp'] = inside.split('/');
    return list(where)
      .map(object)
      .map((each): Port => {
        const outside = Number.parseInt(text(each['HostPort']), 10);
        return {
          ip: text(each['HostIp']) || '0.0.0.0',
          outside: Number.isNaN(outside) ? null : outside,
          inside: Number(port),
          protocol,
        };
      });
  });
}

const binds = (values: readonly unknown[]): readonly Mount[] =>
  values.map(text).map((each): Mount => {
    const [source = '', target = '', mode = ''] = each.split(':');
    const kind = source.startsWith('/') ? 'bind' : 'volume';
    return { kind, source, target, writable: !mode.split(',').includes('ro') };
  });

const anonymous = (target: string): Mount => ({ kind: 'volume', source: '', target, writable: true });

function networks(host: Obj, endpoints: Obj): readonly string[] {
  const mode = text(host['NetworkMode']);
  const first = mode === '' || mode === 'default' ? 'bridge' : mode;
  return [...new Set([first, ...Object.keys(endpoints).filter((name) => name !== 'default')])];
}
