import { list, number, object, text, texts, type Obj } from '../../base/read';
import { formatMemory } from '../../docker/size';

const line = (label: string, value: unknown): string => `${label} ${String(value)}\n`;
const filled = (label: string, value: unknown): string =>
  text(value) === '' ? '' : line(label, text(value));
const block = (label: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${label}\n${lines.map((each) => `  ${each}\n`).join('')}`;
const truth = (value: unknown): string => String(value === true);

/** `name=seccomp,profile=default` → its name, and its profile below. */
function security(options: readonly string[]): readonly string[] {
  return options.flatMap((option) => {
    const pairs = option.split(',').map((pair) => pair.split('=', 2));
    const name = pairs.find(([key]) => key === 'name')?.[1] ?? option;
    return [
      name,
      ...pairs.filter(([key]) => key === 'profile').map(([, value]) => ` Profile: ${value ?? ''}`),
    ];
  });
}

function registries(config: Obj): string {
  const indexes = Object.values(object(config['IndexConfigs'])).map(object);
  const networks = texts(config['InsecureRegistryCIDRs']);
  const insecure = [
    ...indexes.filter((each) => each['Secure'] !== true).map((each) => text(each['Name'])),
    ...networks,
  ];
  const head =
    indexes.length > 0 || networks.length > 0
      ? ` Insecure Registries:\n${insecure.map((each) => `  ${each}\n`).join('')}`
      : '';
  return head + block(' Registry Mirrors:', texts(config['Mirrors']));
}

function linuxParts(info: Obj): string {
  if (text(info['OSType']) !== 'linux') return '';
  return (
    line(' Init Binary:', text(info['InitBinary'])) +
    line(' containerd version:', text(object(info['ContainerdCommit'])['ID'])) +
    line(' runc version:', text(object(info['RuncCommit'])['ID'])) +
    line(' init version:', text(object(info['InitCommit'])['ID'])) +
    block(' Security Options:', security(texts(info['SecurityOptions'])))
  );
}

function pools(value: unknown): string {
  const rows = list(value)
    .map(object)
    .map((pool) => `   Base: ${text(pool['Base'])}, Size: ${String(number(pool['Size']))}\n`);
  return rows.length === 0 ? '' : ` Default Address Pools:\n${rows.join('')}`;
}

/** The server's part of `docker info`. The CLI prints runtimes in no fixed order; here they are sorted. */
export function infoText(info: Obj): string {
  const plugins = object(info['Plugins']);
  const joined = (value: unknown) => texts(value).join(' ');
  const runtimes = Object.keys(object(info['Runtimes'])).sort();
  const firewall = object(info['FirewallBackend']);
  const pairs = list(info['DriverStatus'])
    .map(texts)
    .map(([key = '', value = '']) => `${key}: ${value}`);
  return [
    line(' Containers:', number(info['Containers'])),
    line('  Running:', number(info['ContainersRunning'])),
    line('  Paused:', number(info['ContainersPaused'])),
    line('  Stopped:', number(info['ContainersStopped'])),
    line(' Images:', number(info['Images'])),
    filled(' Server Version:', info['ServerVersion']),
    filled(' Storage Driver:', info['Driver']),
    ...pairs.map((pair) => `  ${pair}\n`),
    filled(' Logging Driver:', info['LoggingDriver']),
    filled(' Cgroup Driver:', info['CgroupDriver']),
    filled(' Cgroup Version:', info['CgroupVersion']),
    ' Plugins:\n',
    line('  Volume:', joined(plugins['Volume'])),
    line('  Network:', joined(plugins['Network'])),
    texts(plugins['Authorization']).length > 0
      ? line('  Authorization:', joined(plugins['Authorization']))
      : '',
    line('  Log:', joined(plugins['Log'])),
    block(' CDI spec directories:', texts(info['CDISpecDirs'])),
    line(' Swarm:', text(object(info['Swarm'])['LocalNodeState'])),
    runtimes.length > 0
      ? line(' Runtimes:', runtimes.join(' ')) + line(' Default Runtime:', text(info['DefaultRuntime']))
      : '',
    linuxParts(info),
    filled(' Kernel Version:', info['KernelVersion']),
    filled(' Operating System:', info['OperatingSystem']),
    filled(' OSType:', info['OSType']),
    filled(' Architecture:', info['Architecture']),
    line(' CPUs:', number(info['NCPU'])),
    line(' Total Memory:', formatMemory(number(info['MemTotal']))),
    filled(' Name:', info['Name']),
    filled(' ID:', info['ID']),
    line(' Docker Root Dir:', text(info['DockerRootDir'])),
    line(' Debug Mode:', truth(info['Debug'])),
    filled(' HTTP Proxy:', info['HttpProxy']),
    filled(' HTTPS Proxy:', info['HttpsProxy']),
    filled(' No Proxy:', info['NoProxy']),
    block(' Labels:', texts(info['Labels'])),
    line(' Experimental:', truth(info['ExperimentalBuild'])),
    registries(object(info['RegistryConfig'])),
    line(' Live Restore Enabled:', truth(info['LiveRestoreEnabled'])),
    filled(' Product License:', info['ProductLicense']),
    pools(info['DefaultAddressPools']),
    filled(' Firewall Backend:', firewall['Driver']),
  ].join('');
}
