import { list, object, number, text, type Obj } from '../../core/base/read';
import type { EngineFacts } from '../../core/journal/facts';
import type { Session } from '../connect/session';

/** What stands around a practice engine in the picture, in place of a virtual machine. */
const PRACTICE = 'Practice engine';

const NUMBER = /\d+(?:\.\d+)+/;

/** The virtual machine that an engine's own answers tell of. Names as their makers write them. */
export function vmOf(osName: string, hostName: string, kernel: string): string | null {
  if (osName.includes('Docker Desktop')) return 'Docker Desktop';
  if (kernel.includes('orbstack')) return 'OrbStack';
  if (osName.includes('Rancher Desktop') || hostName.startsWith('lima-rancher-desktop'))
    return 'Rancher Desktop';
  if (hostName.startsWith('colima') || hostName.startsWith('lima-colima')) return 'Colima';
  if (/microsoft.*WSL2/i.test(kernel)) return 'WSL 2';
  if (hostName.startsWith('lima-')) return 'Lima';
  return null;
}

/** A Linux engine that answers on a machine that is no Linux runs in a virtual machine, whoever made it. */
export const vmAround = (platform: string, kind: EngineFacts['kind']): string | null =>
  platform === 'linux' ? null : kind === 'podman' ? 'Podman machine' : 'a Linux machine';

/** How the practice engine says what it is: a label of the engine, which an administrator of a real one would not set. */
const isPractice = (info: Obj): boolean => list(info['Labels']).includes('cutaway.engine=practice');

/** Facts of the engine from `/version` and `/info`. Podman writes versions as sentences: the first number counts. */
export function readEngine(session: Session, versionAnswer: unknown, infoAnswer: unknown): EngineFacts {
  const version = object(versionAnswer);
  const info = object(infoAnswer);
  const components = list(version['Components']).map((item) => object(item));
  const versionOf = (name: RegExp): string | null => {
    const found = components.find((component) => name.test(text(component['Name'])));
    return found ? (NUMBER.exec(text(found['Version']))?.[0] ?? null) : null;
  };
  const runtime = components.find((component) => /runc|crun|OCI Runtime/i.test(text(component['Name'])));
  const runtimeName = /\(([^)]+)\)/.exec(text(runtime?.['Name']))?.[1] ?? text(runtime?.['Name']);
  const pairs = list(info['DriverStatus']).map((pair) => list(pair).map(text).join(' '));
  const cgroup = text(info['CgroupVersion']);
  const os = text(info['OperatingSystem']);
  const hostName = text(info['Name']);
  const kernel = text(info['KernelVersion']);
  const options = list(info['SecurityOptions']).map(text);
  const practice = isPractice(info);
  return {
    id: text(info['ID']),
    kind: session.kind,
    version: text(version['Version']).split(/[+~]/)[0] ?? '',
    api: session.api,
    containerd: versionOf(/^containerd$/i),
    runtime: runtime
      ? { name: runtimeName || 'runc', version: versionOf(/runc|crun|OCI Runtime/i) ?? '' }
      : null,
    os,
    kernel,
    hostName,
    cpus: number(info['NCPU']),
    memory: number(info['MemTotal']),
    storageDriver: text(info['Driver']),
    store: pairs.includes('driver-type io.containerd.snapshotter.v1') ? 'containerd' : 'graph',
    cgroup: cgroup === '1' || cgroup === '2' ? cgroup : null,
    rootDir: text(info['DockerRootDir']),
    vm: session.endpoint.remote
      ? null
      : practice
        ? PRACTICE
        : (vmOf(os, hostName, kernel) ?? vmAround(process.platform, session.kind)),
    rootless: info['Rootless'] === true || options.some((option) => option.includes('name=rootless')),
    ...(practice ? { practice } : {}),
  };
}
