import { text, texts } from '../../../core/base/read';
import { encodeUtf8 } from '../files/utf8';
import type { FsNode } from '../files/node';
import { branchAt } from '../files/tree';
import type { Model } from '../state';
import { toSeconds } from '../text/time';
import type { Container } from './container';

const LOCAL = `127.0.0.1\tlocalhost
::1\tlocalhost ip6-localhost ip6-loopback
fe00::0\tip6-localnet
ff00::0\tip6-mcastprefix
ff02::1\tip6-allnodes
ff02::2\tip6-allrouters
`;

function hosts(container: Container): string {
  const name = text(container.config['Hostname']);
  const own = container.endpoints.filter((one) => one.ip !== '').map((one) => `${one.ip}\t${name}\n`);
  const extra = texts(container.hostConfig['ExtraHosts']).map((one) => {
    const at = one.indexOf(':');
    return `${one.slice(at + 1).replace('host-gateway', '172.17.0.1')}\t${one.slice(0, at)}\n`;
  });
  return LOCAL + extra.join('') + own.join('');
}

/** The engine's resolver answers in networks that people made; in the first bridge there is none. */
function resolver(model: Model, container: Container): string {
  const own = container.endpoints.some((one) => {
    const network = model.networks.get(one.networkId);
    return network?.driver === 'bridge' && network.name !== 'bridge';
  });
  return own ? 'nameserver 127.0.0.11\noptions ndots:0\n' : 'nameserver 172.17.0.1\n';
}

/**
 * The three files that the engine lays over the image's own: `/etc/hostname`, `/etc/hosts`, `/etc/resolv.conf`.
 * Undefined for any other path, and once a program has written it.
 */
export function etcFile(model: Model, container: Container, path: string): FsNode | undefined {
  if (!path.startsWith('/etc/')) return undefined;
  const made =
    path === '/etc/hostname'
      ? `${text(container.config['Hostname'])}\n`
      : path === '/etc/hosts'
        ? hosts(container)
        : path === '/etc/resolv.conf'
          ? resolver(model, container)
          : null;
  if (made === null || branchAt(container.writable.root, path)?.node !== undefined) return undefined;
  return {
    kind: 'file',
    mode: 0o644,
    uid: 0,
    gid: 0,
    mtime: toSeconds(container.startedAt ?? container.created),
    content: { bytes: encodeUtf8(made) },
  };
}
