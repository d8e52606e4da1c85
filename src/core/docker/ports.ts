/** One port of a container, as the engine lists it. `ip` empty and `outside` null: exposed, not published. */
export interface PortCell {
  readonly ip: string;
  readonly outside: number | null;
  readonly inside: number;
  readonly protocol: string;
}

const hostAndPort = (ip: string, port: string): string =>
  ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const compare = (a: PortCell, b: PortCell): number =>
  a.inside - b.inside ||
  byText(a.ip, b.ip) ||
  (a.outside ?? 0) - (b.outside ?? 0) ||
  byText(a.protocol, b.protocol);

interface Group {
  readonly ip: string;
  readonly protocol: string;
  readonly first: number;
  readonly last: number;
}

function groupText({ ip, protocol, first, last }: Group): string {
  const range = first === last ? String(first) : `${String(first)}-${String(last)}`;
  return `${ip === '' ? '' : `${hostAndPort(ip, range)}->`}${range}/${protocol}`;
}

/**
 * The PORTS cell of `docker ps`: consecutive numbers become ranges, a port published under another number
 * stands by itself at the end. Rule taken from sweeps of the real client.
 */
export function formatPorts(ports: readonly PortCell[]): string {
  const done: string[] = [];
  const moved: string[] = [];
  const open = new Map<string, Group>();
  for (const port of [...ports].sort(compare)) {
    const { ip, inside, protocol } = port;
    if (ip !== '' && port.outside !== inside) {
      moved.push(`${hostAndPort(ip, String(port.outside ?? 0))}->${String(inside)}/${protocol}`);
      continue;
    }
    const key = `${ip}/${protocol}`;
    const group = open.get(key);
    if (group && inside === group.last + 1) {
      open.set(key, { ...group, last: inside });
      continue;
    }
    if (group) done.push(groupText(group));
    open.set(key, { ip, protocol, first: inside, last: inside });
  }
  return [...done, ...[...open.values()].map(groupText), ...moved].join(', ');
}
