import { Failure } from '../says';
import { isIp } from './addresses';

export interface Published {
  /** `{"80/tcp": {}}` */
  readonly exposed: Readonly<Record<string, Record<string, never>>>;
  readonly bindings: Readonly<
    Record<string, readonly { readonly HostIp: string; readonly HostPort: string }[]>
  >;
}

function range(source: string, wrong: string): readonly [number, number] {
  const match = /^(\d+)(?:-(\d+))?$/.exec(source);
  const from = Number(match?.[1]);
  const to = Number(match?.[2] ?? match?.[1]);
  if (!match || from > 65_535 || to > 65_535 || to < from) throw new Failure(wrong);
  return [from, to];
}

/** `published=8080,target=80,protocol=udp` as `8080:80/udp`; what a single host does not need is left out, as the CLI does. */
function shortForm(spec: string): string {
  const fields = new Map(
    spec.split(',').map((field): [string, string] => {
      const [key = '', value] = field.split('=', 2);
      if (value === undefined) throw new Failure(`invalid field ${field}`);
      return [key.toLowerCase(), value];
    }),
  );
  const target = fields.get('target') ?? '';
  const published = fields.get('published') ?? '';
  const protocol = fields.get('protocol') ?? '';
  return `${published === '' ? '' : `${published}:`}${target}${protocol === '' ? '' : `/${protocol}`}`;
}

function split(spec: string): readonly [ip: string, host: string, container: string] {
  const parts = spec.split(':');
  const container = parts.at(-1) ?? '';
  const host = parts.at(-2) ?? '';
  return [parts.slice(0, -2).join(':'), host, container];
}

/**
 * Reads `-p` values: `80`, `8080:80`, `127.0.0.1:8080:80/udp`, ranges. A range becomes one entry for each port.
 * @throws Failure in the CLI's words
 */
export function readPublish(specs: readonly string[]): Published {
  const exposed: Record<string, Record<string, never>> = {};
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const spec of specs) {
    const [rawIp, host, rest] = split(spec.includes('=') ? shortForm(spec) : spec);
    const [container = '', wanted] = rest.split('/', 2);
    const protocol = wanted === undefined || wanted === '' ? 'tcp' : wanted.toLowerCase();
    const ip = rawIp.replace(/^\[(.*)\]$/, '$1');
    if (ip !== '' && !isIp(ip)) throw new Failure(`invalid IP address: ${ip}`);
    if (container === '') throw new Failure(`no port specified: ${spec}<empty>`);
    const [first, last] = range(container, `invalid containerPort: ${container}`);
    const [hostFirst, hostLast] = host === '' ? [0, 0] : range(host, `invalid hostPort: ${host}`);
    if (host !== '' && last - first !== hostLast - hostFirst && last !== first) {
      throw new Failure(`invalid ranges specified for container and host Ports: ${container} and ${host}`);
    }
    if (!['tcp', 'udp', 'sctp'].includes(protocol)) throw new Failure(`invalid proto: ${protocol}`);
    for (let i = 0; i <= last - first; i += 1) {
      const key = `${String(first + i)}/${protocol}`;
      exposed[key] = {};
      const single = first === last && hostFirst !== hostLast;
      const port =
        host === '' ? '' : single ? `${String(hostFirst)}-${String(hostLast)}` : String(hostFirst + i);
      (bindings[key] ??= []).push({ HostIp: ip, HostPort: port });
    }
  }
  return { exposed, bindings };
}
