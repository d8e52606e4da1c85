/** Packages that `apt-get` and `apk` have, with the sizes of the real ones. */

export interface Package {
  readonly version: string;
  /** Bytes of the archive and of what it unpacks. */
  readonly download: number;
  readonly size: number;
  readonly programs: readonly string[];
}

const KB = 1000;
const known = (version: string, download: number, size: number, ...programs: readonly string[]): Package => ({
  version,
  download: download * KB,
  size: size * KB,
  programs,
});

export const PACKAGES: Readonly<Record<string, Package>> = {
  curl: known('7.88.1-10', 316, 501, 'curl'),
  wget: known('1.21.3-1', 937, 3692, 'wget'),
  vim: known('9.0.1378-2', 1567, 3738, 'vim', 'vi'),
  nano: known('7.2-1', 690, 2872, 'nano'),
  less: known('590-2', 131, 309, 'less'),
  procps: known('4.0.2-3', 709, 2246, 'ps', 'top', 'free', 'uptime', 'pgrep', 'pkill', 'watch'),
  'iputils-ping': known('20221126-1', 47, 121, 'ping'),
  iputils: known('20240905-r0', 60, 180, 'ping'),
  iproute2: known('6.1.0-3', 1046, 3573, 'ip'),
  'net-tools': known('2.10-0.1', 243, 1003, 'ifconfig'),
  dnsutils: known('9.18.33-1', 260, 700, 'nslookup'),
  'bind-tools': known('9.18.37-r0', 300, 900, 'nslookup'),
  'netcat-openbsd': known('1.219-1', 41, 112, 'nc'),
  jq: known('1.6-2.1', 64, 108, 'jq'),
  tree: known('2.1.0-1', 52, 116, 'tree'),
  file: known('5.44-3', 42, 131, 'file'),
  bash: known('5.2.37-r0', 520, 1300, 'bash'),
  coreutils: known('9.7-r1', 600, 1100, 'ls'),
  cowsay: known('3.03', 21, 93, 'cowsay'),
  figlet: known('2.2.5-3', 136, 752, 'figlet'),
  sl: known('5.02-1', 13, 60, 'sl'),
  python3: known('3.11.2-1', 5800, 22_000, 'python3'),
  nodejs: known('18.20.4', 11_000, 42_000, 'node'),
  redis: known('7.0.15-1', 2000, 9000, 'redis-server', 'redis-cli'),
  'redis-tools': known('7.0.15-1', 980, 4400, 'redis-cli'),
  nginx: known('1.22.1-9', 527, 1384, 'nginx'),
  stress: known('1.0.7-1', 18, 52, 'stress'),
  'stress-ng': known('0.15.06-2', 2000, 6000, 'stress-ng'),
  git: known('2.39.5-0', 7200, 38_000, 'git'),
  'ca-certificates': known('20230311', 153, 380),
  tzdata: known('2025b-0', 259, 2700),
  openssl: known('3.0.17-1', 1420, 2200),
};

const ALIASES: Readonly<Record<string, string>> = {
  python: 'python3',
  'vim-tiny': 'vim',
  netcat: 'netcat-openbsd',
  'iputils-ping': 'iputils-ping',
};
/** Programs that act under another name. */
export const NAMES: Readonly<Record<string, string>> = { python3: 'python', vi: 'vim' };

export const packageOf = (word: string): readonly [string, Package] | undefined => {
  const name = word.replace(/[=<>~].*$/, '');
  const real = ALIASES[name] ?? name;
  const one = PACKAGES[real];
  return one === undefined ? undefined : [real, one];
};
