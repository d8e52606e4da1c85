import { filled, folder, layerFiles, link, links, program, text, type Architecture } from '../files';
import type { Changes } from '../../model/files/node';
import { APPLETS, MOUNTED, passwd, ROOTS } from './unix';

const USERS = [
  'root:x:0:0:root:/root:/bin/sh',
  'bin:x:1:1:bin:/bin:/sbin/nologin',
  'daemon:x:2:2:daemon:/sbin:/sbin/nologin',
  'mail:x:8:12:mail:/var/mail:/sbin/nologin',
  'news:x:9:13:news:/usr/lib/news:/sbin/nologin',
  'ftp:x:21:21::/var/lib/ftp:/sbin/nologin',
  'games:x:35:35:games:/usr/games:/sbin/nologin',
  'guest:x:405:100:guest:/dev/null:/sbin/nologin',
  'nobody:x:65534:65534:nobody:/:/sbin/nologin',
];
const GROUPS = [
  'root:x:0:root',
  'bin:x:1:root,bin,daemon',
  'daemon:x:2:root,bin,daemon',
  'sys:x:3:root,bin',
  'adm:x:4:root,daemon',
  'tty:x:5:',
  'disk:x:6:root',
  'wheel:x:10:root',
  'mail:x:12:mail',
  'www-data:x:82:',
  'users:x:100:games',
  'nogroup:x:65533:',
  'nobody:x:65534:',
];

/** The one layer of Alpine: its mini root file system, nearly all of it busybox. */
export function alpineRoot(version: string, size: number, architecture: Architecture): Changes {
  const short = version.split('.').slice(0, 2).join('.');
  const machine = architecture === 'amd64' ? 'x86_64' : 'aarch64';
  const files = layerFiles(ROOTS, MOUNTED, links('/bin', APPLETS, '/bin/busybox'), {
    '/bin/busybox': program('busybox', 808_712),
    '/usr/bin/[': link('/bin/busybox'),
    '/usr/sbin/adduser': link('/bin/busybox'),
    '/usr/sbin/addgroup': link('/bin/busybox'),
    '/sbin/apk': program('apk', 70_440),
    '/usr/bin': folder(),
    '/usr/sbin': folder(),
    '/usr/lib': folder(),
    '/usr/local/bin': folder(),
    '/lib/apk/db/installed': text(
      [
        'alpine-baselayout',
        'alpine-keys',
        'apk-tools',
        'busybox',
        'libc-utils',
        'musl',
        'scanelf',
        'ssl_client',
        'zlib',
      ]
        .map((name) => `P:${name}\nA:${machine}\n\n`)
        .join(''),
    ),
    '/etc/alpine-release': text(`${version}\n`),
    '/usr/lib/os-release': text(
      `NAME="Alpine Linux"\nID=alpine\nVERSION_ID=${version}\nPRETTY_NAME="Alpine Linux v${short}"\nHOME_URL="https://alpinelinux.org/"\nBUG_REPORT_URL="https://gitlab.alpinelinux.org/alpine/aports/-/issues"\n`,
    ),
    '/etc/os-release': link('../usr/lib/os-release'),
    '/etc/issue': text(`Welcome to Alpine Linux ${short}\nKernel \\r on an \\m (\\l)\n\n`),
    '/etc/apk/repositories': text(
      `https://dl-cdn.alpinelinux.org/alpine/v${short}/main\nhttps://dl-cdn.alpinelinux.org/alpine/v${short}/community\n`,
    ),
    '/etc/apk/arch': text(`${machine}\n`),
    '/etc/apk/world': text(
      'alpine-baselayout\nalpine-keys\nalpine-release\napk-tools\nbusybox\nmusl-utils\n',
    ),
    '/etc/passwd': text(passwd(USERS)),
    '/etc/group': text(passwd(GROUPS)),
    '/etc/shells': text('/bin/sh\n/bin/ash\n'),
    '/etc/profile': text("export PATH='/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'\n"),
    '/etc/motd': text(
      'Welcome to Alpine!\n\nThe Alpine Wiki contains a large amount of how-to guides and general\ninformation about administrating Alpine systems.\n',
    ),
  });
  return filled(files, size, architecture, [
    '/usr/lib/libcrypto.so.3',
    `/lib/ld-musl-${machine}.so.1`,
    '/usr/lib/libssl.so.3',
    '/usr/lib/libapk.so.2.14.0',
    '/etc/ssl/cert.pem',
  ]);
}
