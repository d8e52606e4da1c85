import {
  filled,
  folder,
  layerFiles,
  link,
  program,
  programs,
  text,
  type Architecture,
  type Files,
} from '../files';
import type { Changes } from '../../model/files/node';
import { GNU, GNU_MORE, MOUNTED, passwd, ROOTS } from './unix';

export interface Release {
  readonly id: 'debian' | 'ubuntu';
  readonly codename: string;
  /** Text of `/etc/os-release`. */
  readonly osRelease: string;
  /** Text of `/etc/debian_version`. */
  readonly debianVersion: string;
  readonly issue: string;
  readonly bash: number;
}

export const BOOKWORM: Release = {
  id: 'debian',
  codename: 'bookworm',
  debianVersion: '12.12',
  issue: 'Debian GNU/Linux 12 \\n \\l\n\n',
  bash: 1_265_648,
  osRelease: `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION="12 (bookworm)"
VERSION_CODENAME=bookworm
ID=debian
HOME_URL="https://www.debian.org/"
SUPPORT_URL="https://www.debian.org/support"
BUG_REPORT_URL="https://bugs.debian.org/"
`,
};

const ubuntu = (
  version: string,
  full: string,
  codename: string,
  name: string,
): string => `PRETTY_NAME="Ubuntu ${full}"
NAME="Ubuntu"
VERSION_ID="${version}"
VERSION="${full} (${name})"
VERSION_CODENAME=${codename}
ID=ubuntu
ID_LIKE=debian
HOME_URL="https://www.ubuntu.com/"
SUPPORT_URL="https://help.ubuntu.com/"
BUG_REPORT_URL="https://bugs.launchpad.net/ubuntu/"
PRIVACY_POLICY_URL="https://www.ubuntu.com/legal/terms-and-policies/privacy-policy"
UBUNTU_CODENAME=${codename}
`;

export const NOBLE: Release = {
  id: 'ubuntu',
  codename: 'noble',
  debianVersion: 'trixie/sid',
  issue: 'Ubuntu 24.04.3 LTS \\n \\l\n\n',
  bash: 1_446_024,
  osRelease: ubuntu('24.04', '24.04.3 LTS', 'noble', 'Noble Numbat'),
};

export const JAMMY: Release = {
  id: 'ubuntu',
  codename: 'jammy',
  debianVersion: 'bookworm/sid',
  issue: 'Ubuntu 22.04.5 LTS \\n \\l\n\n',
  bash: 1_396_520,
  osRelease: ubuntu('22.04', '22.04.5 LTS', 'jammy', 'Jammy Jellyfish'),
};

const USERS = [
  'root:x:0:0:root:/root:/bin/bash',
  'daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin',
  'bin:x:2:2:bin:/bin:/usr/sbin/nologin',
  'sys:x:3:3:sys:/dev:/usr/sbin/nologin',
  'sync:x:4:65534:sync:/bin:/bin/sync',
  'games:x:5:60:games:/usr/games:/usr/sbin/nologin',
  'man:x:6:12:man:/var/cache/man:/usr/sbin/nologin',
  'mail:x:8:8:mail:/var/mail:/usr/sbin/nologin',
  'www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin',
  'backup:x:34:34:backup:/var/backups:/usr/sbin/nologin',
  '_apt:x:42:65534::/nonexistent:/usr/sbin/nologin',
  'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin',
];
const GROUPS = [
  'root:x:0:',
  'daemon:x:1:',
  'bin:x:2:',
  'sys:x:3:',
  'adm:x:4:',
  'tty:x:5:',
  'disk:x:6:',
  'mail:x:8:',
  'sudo:x:27:',
  'www-data:x:33:',
  'backup:x:34:',
  'staff:x:50:',
  'games:x:60:',
  'users:x:100:',
  'nogroup:x:65534:',
];
/** Since 23.04 the images of Ubuntu have a user of their own. */
const UBUNTU_USER = ['ubuntu:x:1000:1000:Ubuntu:/home/ubuntu:/bin/bash'];

const BASHRC = `# ~/.bashrc: executed by bash(1) for non-login shells.

# alias ls='ls $LS_OPTIONS'
# alias ll='ls $LS_OPTIONS -l'
`;
const UBUNTU_BASHRC = `# ~/.bashrc: executed by bash(1) for non-login shells.

case $- in *i*) ;; *) return ;; esac

alias ls='ls --color=auto'
alias grep='grep --color=auto'
alias ll='ls -alF'
alias la='ls -A'
alias l='ls -CF'
`;

const merged: Files = Object.fromEntries(
  ['bin', 'lib', 'lib64', 'sbin'].flatMap((name) => [
    [`/${name}`, link(`usr/${name}`)],
    [`/usr/${name}`, folder()],
  ]),
);

const triplet = (architecture: Architecture): string =>
  `/usr/lib/${architecture === 'amd64' ? 'x86_64' : 'aarch64'}-linux-gnu`;

/** The one layer of a Debian or Ubuntu: a root file system as debootstrap makes it. */
export function debianRoot(release: Release, size: number, architecture: Architecture): Changes {
  const isUbuntu = release.id === 'ubuntu';
  const own = release.codename === 'noble' ? UBUNTU_USER : [];
  const lib = triplet(architecture);
  const sources = isUbuntu
    ? `Types: deb\nURIs: http://archive.ubuntu.com/ubuntu/\nSuites: ${release.codename} ${release.codename}-updates ${release.codename}-backports\nComponents: main universe restricted multiverse\nSigned-By: /usr/share/keyrings/ubuntu-archive-keyring.gpg\n`
    : `Types: deb\nURIs: http://deb.debian.org/debian\nSuites: ${release.codename} ${release.codename}-updates\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n`;
  const files = layerFiles(
    ROOTS,
    MOUNTED,
    merged,
    programs('/usr/bin', GNU, 43_000),
    programs('/usr/bin', GNU_MORE, 90_000),
    {
      '/boot': folder(),
      '/usr/bin/bash': program('bash', release.bash),
      '/usr/bin/dash': program('dash', 125_640),
      '/usr/bin/sh': link('dash'),
      '/usr/bin/perl': program('perl', 3_801_504),
      '/usr/bin/[': program('test', 59_736),
      '/usr/bin/apt': program('apt', 18_752),
      '/usr/bin/apt-get': program('apt-get', 51_528),
      '/usr/bin/apt-cache': program('apt-cache', 88_392),
      '/usr/bin/dpkg': program('dpkg', 318_176),
      '/usr/sbin/useradd': program('useradd', 147_736),
      '/usr/sbin/groupadd': program('groupadd', 84_856),
      '/usr/sbin/adduser': program('adduser', 40_224),
      ...(isUbuntu ? programs('/usr/bin', 'ps top free uptime pgrep pkill watch', 140_000) : {}),
      '/usr/lib/os-release': text(release.osRelease),
      '/etc/os-release': link('../usr/lib/os-release'),
      '/etc/debian_version': text(`${release.debianVersion}\n`),
      '/etc/issue': text(release.issue),
      '/etc/passwd': text(passwd([...USERS, ...own])),
      '/etc/group': text(passwd([...GROUPS, ...own.map(() => 'ubuntu:x:1000:')])),
      '/etc/shadow': text(
        passwd(USERS.map((row) => `${row.split(':')[0] ?? ''}:*:20362:0:99999:7:::`)),
        0o640,
      ),
      '/etc/shells': text('/bin/sh\n/usr/bin/sh\n/bin/bash\n/usr/bin/bash\n/bin/dash\n/usr/bin/dash\n'),
      '/etc/profile': text('# /etc/profile: system-wide .profile file for the Bourne shell (sh(1))\n'),
      '/etc/nsswitch.conf': text('passwd: files\ngroup: files\nhosts: files dns\n'),
      '/etc/fstab': text('# UNCONFIGURED FSTAB FOR BASE SYSTEM\n'),
      '/etc/host.conf': text('multi on\n'),
      '/etc/environment': text(
        isUbuntu ? 'PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\n' : '',
      ),
      [`/etc/apt/sources.list.d/${release.id}.sources`]: text(sources),
      '/root/.bashrc': text(isUbuntu ? UBUNTU_BASHRC : BASHRC),
      '/root/.profile': text(
        '# ~/.profile: executed by Bourne-compatible login shells.\n\nif [ -f ~/.bashrc ]; then . ~/.bashrc; fi\n',
      ),
      ...(own.length > 0 ? { '/home/ubuntu': folder(0o750, 1000) } : {}),
      '/usr/local/bin': folder(),
      '/usr/local/sbin': folder(),
      '/usr/share/doc': folder(),
      '/var/lib/apt/lists': folder(),
      '/var/lib/dpkg/status': text(
        ['base-files', 'bash', 'coreutils', 'dash', 'dpkg', 'libc6']
          .map((name) => `Package: ${name}\nStatus: install ok installed\n`)
          .join('\n'),
      ),
      '/var/log/dpkg.log': text(''),
      '/var/www': folder(),
    },
  );
  return filled(files, size, architecture, [
    `${lib}/libcrypto.so.3`,
    `${lib}/libc.so.6`,
    '/usr/lib/locale/C.utf8/LC_CTYPE',
    '/usr/share/zoneinfo/tzdata.zi',
    '/usr/share/perl5/Unicode.pl',
    `${lib}/libapt-pkg.so.6.0`,
  ]);
}
