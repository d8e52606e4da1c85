import { spawn } from 'node:child_process';
import { connect as connectPlain } from 'node:net';
import { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import type { Dial } from '../wire/wire';
import { EndpointError, type Endpoint } from './endpoint';

/** `tcp://host:port` → its parts; 2375 and 2376 are the ports the CLI assumes. */
function hostPort(address: string, tls: boolean): { host: string; port: number } {
  const url = new URL(address.replace(/^(tcp|http|https):/, 'http:'));
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || (tls ? 2376 : 2375) };
}

/**
 * ssh as the CLI does it: the system's own ssh, so that its keys, agent, hosts and questions apply, and
 * `docker system dial-stdio` at the far end. One process is one connection.
 */
function dialSsh(address: string): Duplex {
  const url = new URL(address);
  if (url.password !== '' || url.hostname.startsWith('-'))
    throw new EndpointError(`${url.host} is not a host that ssh can be asked for`);
  const argv = ['-o', 'ConnectTimeout=30', '-T'];
  if (url.username !== '') argv.push('-l', decodeURIComponent(url.username));
  if (url.port !== '') argv.push('-p', url.port);
  argv.push(
    '--',
    url.hostname,
    'docker',
    ...(url.pathname.length > 1 ? [`--host=unix://${url.pathname}`] : []),
    'system',
    'dial-stdio',
  );
  const child = spawn('ssh', argv, { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2000)));
  const stream = Duplex.from({ writable: child.stdin, readable: child.stdout });
  const fail = (why: string) => stream.destroy(Object.assign(new Error(why), { code: 'ESSH' }));
  child.on('error', (error) => fail(error.message));
  child.on('exit', (code) => {
    if (code !== 0) fail(said.trim() || `ssh ended with code ${String(code)}`);
  });
  stream.on('close', () => child.kill());
  // What http expects of a socket and a pair of pipes does not have.
  return Object.assign(stream, {
    setKeepAlive: () => stream,
    setNoDelay: () => stream,
    setTimeout: () => stream,
    ref: () => stream,
    unref: () => stream,
  });
}

/** How a connection to this endpoint is opened. */
export function dialOf(endpoint: Endpoint): Dial {
  const { address, tls } = endpoint;
  if (address.startsWith('unix://')) return () => connectPlain(address.slice('unix://'.length));
  if (address.startsWith('npipe://'))
    return () => connectPlain(address.slice('npipe://'.length).replaceAll('/', '\\'));
  if (address.startsWith('ssh://')) return () => dialSsh(address);
  if (/^(tcp|http|https):\/\//.test(address)) {
    const target = hostPort(address, tls !== null);
    if (tls === null) return () => connectPlain(target);
    return () => connectTls({ ...target, ...tls, servername: target.host, rejectUnauthorized: tls.verify });
  }
  throw new EndpointError(`Cutaway cannot reach an engine by ${address.split(':')[0] ?? address}`);
}
