import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Diagnosis } from '../../core/journal/facts';
import type { Endpoint } from './endpoint';

/** What can be looked up on this machine; a stand-in in tests. */
export interface Lookup {
  readonly platform: string;
  /** Full path of a program on the PATH, or null. */
  readonly program: (name: string) => Promise<string | null>;
  /** Names of the groups of this user; null where there are none to ask for. */
  readonly groups: () => Promise<readonly string[] | null>;
  readonly exists: (path: string) => Promise<boolean>;
}

export function realLookup(env: Readonly<Record<string, string | undefined>>): Lookup {
  const exists = (path: string) =>
    access(path).then(
      () => true,
      () => false,
    );
  return {
    platform: process.platform,
    exists,
    async program(name) {
      const extra =
        process.platform === 'darwin' ? ['/usr/local/bin', '/opt/homebrew/bin'] : ['/usr/bin', '/usr/sbin'];
      const names = process.platform === 'win32' ? [`${name}.exe`] : [name];
      for (const folder of [...(env['PATH'] ?? '').split(delimiter), ...extra].filter(Boolean)) {
        for (const file of names) {
          const path = join(folder, file);
          if (
            await access(path, constants.X_OK).then(
              () => true,
              () => false,
            )
          )
            return path;
        }
      }
      return null;
    },
    groups: () =>
      new Promise((resolve) => {
        if (process.platform === 'win32') return resolve(null);
        execFile('id', ['-Gn'], { timeout: 2000 }, (error, out) =>
          resolve(error ? null : out.trim().split(/\s+/)),
        );
      }),
  };
}

type Code = Diagnosis['code'];

/** From the operating system's code, not from its words, which are translated. */
export function codeOf(error: unknown, socketThere: boolean): Code {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EACCES' || code === 'EPERM') return 'no-permission';
  if (code === 'ENOENT') return 'not-running';
  if (code === 'ECONNREFUSED') return socketThere ? 'not-running' : 'wrong-address';
  if (code === 'ENOTFOUND' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'EAI_AGAIN')
    return 'wrong-address';
  if (code === 'ETIMEDOUT') return 'no-answer';
  if (
    code === 'ENOTENGINE' ||
    code.startsWith('HPE_') ||
    code === 'ECONNRESET' ||
    code === 'EPIPE' ||
    code === 'ENOTSOCK'
  )
    return 'not-docker';
  if (code === 'ETOOOLD') return 'too-old';
  return 'refused';
}

const INSTALL: Readonly<Record<string, string>> = {
  linux: 'curl -fsSL https://get.docker.com | sh',
  darwin: 'brew install --cask docker-desktop',
  win32: 'winget install Docker.DockerDesktop',
};
const START: Readonly<Record<string, string>> = {
  linux: 'sudo systemctl start docker',
  darwin: 'open -a Docker',
  win32: 'start "" "C:\\Program Files\\Docker\\Docker\\Docker Desktop.exe"',
};

/** Says in words why no engine answers at this endpoint, and the next command to type. Asks the machine only. */
export async function diagnose(endpoint: Endpoint, error: unknown, lookup: Lookup): Promise<Diagnosis> {
  const evidence = (error instanceof Error ? error.message : String(error)).slice(0, 400);
  const local = /^(unix|npipe):/.test(endpoint.address);
  const path = endpoint.address.replace(/^(unix|npipe):\/\//, '');
  const door = local ? (path.split(/[\\/]/).pop() ?? path) : endpoint.address;
  const [docker, engine, groups, there] = await Promise.all([
    lookup.program('docker'),
    lookup.program(lookup.platform === 'linux' ? 'dockerd' : 'docker'),
    lookup.groups(),
    local ? lookup.exists(path) : Promise.resolve(true),
  ]);
  let code = codeOf(error, there);
  const configured = endpoint.from !== 'default';
  if (code === 'not-running' && local && !there && configured) code = 'wrong-address';
  if (code === 'not-running' && !there && engine === null && !configured) code = 'not-installed';

  const ok = (words: string) => ({ state: 'ok' as const, words });
  const bad = (words: string) => ({ state: 'bad' as const, words });
  const next = (words: string) => ({ state: 'next' as const, words });
  const cli = docker
    ? ok('The docker command is installed')
    : next('The docker command is not here; Cutaway does not need it');
  const source = {
    '--engine': 'Cutaway was started with --engine',
    DOCKER_HOST: 'the variable DOCKER_HOST',
    DOCKER_CONTEXT: `the variable DOCKER_CONTEXT (${endpoint.context ?? ''})`,
    context: `the CLI's current context (${endpoint.context ?? ''})`,
    default: 'the default',
  }[endpoint.from];
  const follows = 'The picture fills itself the moment the engine answers.';
  const base = { code, evidence, then: follows, more: null };

  switch (code) {
    case 'not-installed':
      return {
        ...base,
        title: 'Docker is not installed on this machine.',
        what: 'No engine was found here. The dashed parts are what an installation brings.',
        checks: [
          bad('The engine: not found'),
          next('The engine runs'),
          next('You may ask it'),
          next('The first container'),
        ],
        command: INSTALL[lookup.platform] ?? null,
        then:
          lookup.platform === 'linux'
            ? 'It brings both, the command and the engine.'
            : 'Then open Docker once: it starts a small Linux VM with the engine.',
      };
    case 'not-running':
      return {
        ...base,
        title: 'The engine is installed but not running.',
        what: `Cutaway knocks at ${door} and nobody answers.`,
        checks: [
          cli,
          ok('The engine is installed'),
          bad(there ? `${door} does not answer: connection refused` : `${door} is not there`),
          next('The first container'),
        ],
        command: START[lookup.platform] ?? null,
      };
    case 'no-permission': {
      const member = groups?.includes('docker') === true;
      return {
        ...base,
        title: 'The engine runs, but you may not ask it.',
        what: `Its door, ${door}, opens for root and for the group docker. ${member ? 'You are in that group, but not in this login.' : 'You are not in that group.'}`,
        checks: [cli, ok('The engine runs'), bad(`${door}: permission denied`), next('The first container')],
        command: member ? 'newgrp docker' : 'sudo usermod -aG docker $USER',
        then: 'Then log out and in again: groups are read when you log in.',
        more: 'Mind: whoever may use this door can become root on this machine.',
      };
    }
    case 'wrong-address':
      return {
        ...base,
        title: 'Nobody is at this address.',
        what: `${endpoint.address} comes from ${source}.`,
        checks: [
          cli,
          bad(`${endpoint.address}: ${there ? 'cannot be reached' : 'is not there'}`),
          next('An engine answers'),
          next('The first container'),
        ],
        command:
          endpoint.from === 'DOCKER_HOST'
            ? 'unset DOCKER_HOST'
            : endpoint.from === '--engine'
              ? 'cutaway doctor'
              : 'docker context use default',
        then: 'Then start Cutaway again, or correct the address.',
      };
    case 'not-docker':
      return {
        ...base,
        title: 'Something answers, but it is not a Docker engine.',
        what: `${endpoint.address} comes from ${source}.`,
        checks: [
          cli,
          ok(`${door} takes the call`),
          bad('The answer is not an engine’s'),
          next('The first container'),
        ],
        command: endpoint.from === 'DOCKER_HOST' ? 'unset DOCKER_HOST' : 'cutaway doctor',
        then: 'Point Cutaway at the engine’s own socket.',
      };
    case 'too-old':
      return {
        ...base,
        title: 'This engine is too old for Cutaway.',
        what: 'Cutaway needs API 1.41, which came with Docker Engine 20.10.',
        checks: [cli, ok('The engine runs'), bad(evidence), next('The first container')],
        command: lookup.platform === 'linux' ? (INSTALL['linux'] ?? null) : (START[lookup.platform] ?? null),
        then: 'A newer engine keeps your images and containers.',
      };
    case 'no-answer':
      return {
        ...base,
        title: 'The engine takes the call but does not answer.',
        what: `${door} accepted the connection and then said nothing.`,
        checks: [cli, ok(`${door} takes the call`), bad('No answer in time'), next('The first container')],
        command:
          lookup.platform === 'linux' ? 'sudo systemctl restart docker' : (START[lookup.platform] ?? null),
        more: 'Its own log says why: journalctl -u docker --since -5m',
      };
    case 'refused':
      return {
        ...base,
        title: 'The engine cannot be asked.',
        what: `${endpoint.address} comes from ${source}.`,
        checks: [cli, bad(evidence || 'The connection was refused'), next('The first container')],
        command: 'cutaway doctor',
        then: 'It tells what it finds, step by step.',
      };
  }
}

/** The sentence that `docker` prints when no engine answers, for `cutaway run`. */
export function cliMessage(endpoint: Endpoint, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = error instanceof Error ? error.message : String(error);
  if (code === 'EACCES' || code === 'EPERM') {
    return `permission denied while trying to connect to the Docker daemon socket at ${endpoint.address}: ${reason}`;
  }
  if (code === 'ENOENT' || code === 'ECONNREFUSED')
    return `Cannot connect to the Docker daemon at ${endpoint.address}. Is the docker daemon running?`;
  return `error during connect: ${reason}`;
}
