import { spawn } from 'node:child_process';
import { connect as connectPlain, isIP } from 'node:net';
import { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import type { Dial } from '../wire/wire';
import { EndpointError, type Endpoint } from './endpoint';

/** Milliseconds of silence after which a far engine is asked for a sign: a stream of events is silent for hours. */
const ALIVE = 15_000;

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
  const alive = ['-o', `ServerAliveInterval=${String(ALIVE / 1000)}`, '-o', 'ServerAliveCountMax=3'];
  const argv = ['-o', 'ConnectTimeout=30', ...alive, '-T'];
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
  const stream: Duplex = new Duplex({
    read: () => void child.stdout.resume(),
    write: (chunk: Buffer, _encoding, done) => void child.stdin.write(chunk, () => done()),
    final: (done) => void child.stdin.end(done),
    destroy(error, done) {
      child.kill();
      done(error);
    },
  });
  child.stdout.on('data', (chunk: Buffer) => {
    if (!stream.push(chunk)) child.stdout.pause();
  });
  const fail = (why: string) => stream.destroy(Object.assign(new Error(why), { code: 'ESSH' }));
  // Writing to a program that is gone: its end tells why.
  child.stdin.on('error', () => undefined);
  child.on('error', (error) => fail(error.message));
  // Only when all is read: the end of its output alone would look like an engine that hangs up.
  child.on('close', (code) => {
    if (code === 0) stream.push(null);
    else fail(said.trim() || `ssh ended with code ${String(code)}`);
  });
  // What http expects of a socket and a pair of pipes does not have.
  return Object.assign(stream, {
    setKeepAlive: () => stream,
    setNoDelay: () => stream,
    setTimeout: () => stream,
    ref: () => stream,
    unref: () => stream,
  });
}

/** `npipe:////./pipe/docker_engine` → `\\.\pipe\docker_engine` */
export const pipePath = (address: string): string => address.slice('npipe://'.length).replaceAll('/', '\\');

/** How a connection to this endpoint is opened. */
export function dialOf(endpoint: Endpoint): Dial {
  const { address, tls } = endpoint;
  if (address.startsWith('unix://')) return () => connectPlain(address.slice('unix://'.length));
  if (address.startsWith('npipe://')) return () => connectPlain(pipePath(address));
  if (address.startsWith('ssh://')) return () => dialSsh(address);
  if (/^(tcp|http|https):\/\//.test(address)) {
    const target = hostPort(address, tls !== null);
    const kept = { ...target, keepAlive: true, keepAliveInitialDelay: ALIVE };
    if (tls === null) return () => connectPlain(kept);
    const { verify, ...pems } = tls;
    // A name for SNI must not be an address.
    const named = isIP(target.host) === 0 ? { servername: target.host } : {};
    return () => connectTls({ ...kept, ...pems, ...named, rejectUnauthorized: verify });
  }
  throw new EndpointError(`Cutaway cannot reach an engine by ${address.split(':')[0] ?? address}`);
}
