/** The images of the lab's registry. All sizes and, on one machine, all digests are the same in every run. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { helloProgram } from './hello.js';
import type { Entry } from './tar.js';

/** One step of an image's history, as a line of a Dockerfile made it. */
export interface Step {
  readonly by: string;
  /** What the step added; a step without files changed the settings only. */
  readonly files?: readonly Entry[];
}

export interface Image {
  readonly name: string;
  readonly tags: readonly string[];
  readonly steps: readonly Step[];
  /** Settings for containers, as in the `config` of an image's description. */
  readonly config: Readonly<Record<string, unknown>>;
}

const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const SHELL_CONFIG = { Env: [PATH], Cmd: ['sh'] };

function folders(): Entry[] {
  const plain = [
    'bin',
    'dev',
    'etc',
    'home',
    'proc',
    'root',
    'sbin',
    'sys',
    'usr',
    'usr/bin',
    'usr/sbin',
    'var',
  ];
  return [
    ...plain.map((path) => ({ path })),
    { path: 'tmp', mode: 0o1777 },
    { path: 'var/tmp', mode: 0o1777 },
  ];
}

function users(): Entry[] {
  return [
    {
      path: 'etc/passwd',
      mode: 0o644,
      data: 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n',
    },
    { path: 'etc/group', mode: 0o644, data: 'root:x:0:\nnobody:x:65534:\n' },
  ];
}

function busyboxProgram(): Buffer {
  const program = readFileSync('/bin/busybox');
  if (program.includes('/ld-linux'))
    throw new Error('/bin/busybox needs shared libraries; install busybox-static.');
  return program;
}

function applets(): Entry[] {
  const paths = execFileSync('/bin/busybox', ['--list-full'], { encoding: 'utf8' }).trim().split('\n');
  return paths
    .filter((path) => path !== 'bin/busybox')
    .map((path) => ({ path, mode: 0o777, link: '/bin/busybox' }));
}

/** Bytes that do not compress and are the same in every run. */
function noise(name: string, size: number): Buffer {
  const blocks: Buffer[] = [];
  for (let done = 0; done < size; done += 64) {
    blocks.push(createHash('sha512').update(`${name} ${done}`).digest());
  }
  return Buffer.concat(blocks, size);
}

const ENTRYPOINT = `#!/bin/sh
# A web server as process 1 would not hear the signal to stop, so the shell hears it instead.
case "$1" in
  httpd) ;;
  *) exec "$@" ;;
esac
trap 'kill $!; exit 0' TERM INT
"$@" &
wait $!
`;

const PAGE = '<!doctype html>\n<title>web</title>\n<h1>It works!</h1>\n';

const OS_RELEASE = `NAME="Alpine Linux"
ID=alpine
VERSION_ID=3.20.0
PRETTY_NAME="Alpine Linux v3.20"
`;

/** Describes all images. Reads /bin/busybox of this machine; an error when it is not the static one. */
export function describeImages(): Image[] {
  const program: Entry = { path: 'bin/busybox', data: busyboxProgram() };
  const links = applets();
  const busybox: Step[] = [
    { by: 'COPY busybox /bin/busybox', files: [...folders(), ...users(), program] },
    { by: 'RUN /bin/busybox --install -s', files: links },
  ];
  const settings = (...lines: readonly string[]): Step[] => lines.map((by) => ({ by }));
  return [
    {
      name: 'hello-world',
      tags: ['latest'],
      steps: [
        { by: 'COPY hello /', files: [{ path: 'hello', data: helloProgram(process.arch) }] },
        { by: 'CMD ["/hello"]' },
      ],
      config: { Env: [PATH], Cmd: ['/hello'] },
    },
    {
      name: 'busybox',
      tags: ['latest', '1.35'],
      steps: [...busybox, ...settings('CMD ["sh"]')],
      config: SHELL_CONFIG,
    },
    {
      name: 'alpine',
      tags: ['latest', '3', '3.20'],
      steps: [
        {
          by: 'ADD alpine-minirootfs.tar.gz /',
          files: [
            ...folders(),
            ...users(),
            { path: 'etc/alpine-release', mode: 0o644, data: '3.20.0\n' },
            { path: 'etc/os-release', mode: 0o644, data: OS_RELEASE },
            program,
            ...links,
          ],
        },
        ...settings('CMD ["/bin/sh"]'),
      ],
      config: { Env: [PATH], Cmd: ['/bin/sh'] },
    },
    {
      name: 'web',
      tags: ['latest', '1'],
      steps: [
        ...busybox,
        { by: 'COPY docker-entrypoint.sh /', files: [{ path: 'docker-entrypoint.sh', data: ENTRYPOINT }] },
        {
          by: 'COPY www /www',
          files: [{ path: 'www' }, { path: 'www/index.html', mode: 0o644, data: PAGE }, { path: 'data' }],
        },
        ...settings(
          'EXPOSE 80',
          'VOLUME [/data]',
          'ENTRYPOINT ["/docker-entrypoint.sh"]',
          'CMD ["httpd" "-f" "-v" "-p" "80" "-h" "/www"]',
        ),
      ],
      config: {
        Env: [PATH],
        ExposedPorts: { '80/tcp': {} },
        Volumes: { '/data': {} },
        Entrypoint: ['/docker-entrypoint.sh'],
        Cmd: ['httpd', '-f', '-v', '-p', '80', '-h', '/www'],
      },
    },
    {
      name: 'layers',
      tags: ['latest'],
      steps: [
        ...busybox,
        {
          by: 'COPY readme /readme',
          files: [{ path: 'readme', mode: 0o644, data: 'Three layers of noise follow.\n' }],
        },
        ...[1.5, 3, 4.5].map((megabytes) => ({
          by: `COPY noise-${megabytes} /noise-${megabytes}`,
          files: [
            {
              path: `noise-${megabytes}`,
              mode: 0o644,
              data: noise(`layer ${megabytes}`, megabytes * 1_000_000),
            },
          ],
        })),
        ...settings('CMD ["sh"]'),
      ],
      config: SHELL_CONFIG,
    },
  ];
}
