import type { Report } from './doctor';

type Sign = '✓' | '✗' | '·';
type Line = readonly [Sign, string, string];

const CHOSEN: Readonly<Record<string, string>> = {
  '--engine': 'chosen by --engine',
  DOCKER_HOST: 'chosen by DOCKER_HOST',
  DOCKER_CONTEXT: 'chosen by DOCKER_CONTEXT',
  context: "the docker command's current context",
  default: 'the default',
};

function endpointLines({ endpoint, socket, trouble }: Report): Line[] {
  if (!endpoint) return [['✗', 'Endpoint', trouble ?? 'none']];
  const name = endpoint.context === null ? '' : ` "${endpoint.context}"`;
  const lines: Line[] = [
    ['✓', 'Endpoint', `${endpoint.address}, ${CHOSEN[endpoint.from] ?? endpoint.from}${name}`],
  ];
  if (!socket) return lines;
  if (!socket.there) lines.push(['✗', 'Socket', `${socket.path} is not there`]);
  else if (socket.allowed === false)
    lines.push(['✗', 'Socket', `${socket.path} is there, but you may not use it`]);
  else lines.push(['✓', 'Socket', `${socket.path} is there`]);
  return lines;
}

function engineLines({ engine, diagnosis, trouble, endpoint }: Report): Line[] {
  if (engine) {
    const name = engine.kind === 'podman' ? 'Podman' : 'Docker';
    return [
      ['✓', 'Engine', `${name} ${engine.version} answers; API ${engine.api} is spoken`],
      [
        '✓',
        'On it',
        `${String(engine.containers)} containers, ${String(engine.images)} images, storage driver ${engine.storageDriver}`,
      ],
    ];
  }
  if (diagnosis) return [['✗', 'Engine', `${diagnosis.title} ${diagnosis.what}`]];
  return endpoint && trouble !== null ? [['✗', 'Engine', trouble]] : [];
}

/** The report for people: a line each, and at the end what to type. */
export function printReport(report: Report): string {
  const { docker, electron, display } = report;
  const lines: Line[] = [
    ['✓', 'Cutaway', `${report.version}, on Node ${report.node}`],
    ...endpointLines(report),
    ...engineLines(report),
    docker === null
      ? ['·', 'docker', 'the command is not on the PATH; Cutaway does not need it']
      : ['✓', 'docker', docker],
    electron.path === null
      ? ['·', 'Electron', `${electron.why ?? ''}; the app opens in the browser`]
      : ['✓', 'Electron', electron.path],
    display
      ? ['✓', 'Display', 'a window can be shown']
      : ['·', 'Display', 'none; `cutaway serve` prints an address'],
  ];
  const width = Math.max(...lines.map(([, name]) => name.length));
  const told = lines.map(([sign, name, words]) => `${sign} ${name.padEnd(width)}  ${words}\n`);
  const meanwhile = report.ok
    ? ''
    : 'Meanwhile the practice engine serves: cutaway run --engine practice -- docker run hello-world\n';
  return `${told.join('')}\nNext, type: ${report.next}\n${meanwhile}`;
}
