/** `./x` against a folder, `.` and `..` taken out: as the CLI makes it absolute. */
function absolute(path: string, cwd: string): string {
  const windows = /^[A-Za-z]:[\\/]/.test(cwd);
  const parts: string[] = [];
  for (const part of `${cwd}/${path}`.split(windows ? /[\\/]/ : '/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return windows ? parts.join('\\') : `/${parts.join('/')}`;
}

export interface Volumes {
  /** Null when there are none: the CLI sends it so. */
  readonly binds: readonly string[] | null;
  /** Paths inside that get an anonymous volume. */
  readonly anonymous: Readonly<Record<string, Record<string, never>>>;
}

/** Reads `-v` values. Only the client knows its folder, so it makes `./x` absolute; the rest the engine judges. */
export function readVolumes(specs: readonly string[], cwd: string): Volumes {
  const binds: string[] = [];
  const anonymous: Record<string, Record<string, never>> = {};
  for (const spec of new Set(specs)) {
    const colon = spec.indexOf(':');
    if (colon <= 0) anonymous[spec] = {};
    else if (spec.startsWith('.')) binds.push(absolute(spec.slice(0, colon), cwd) + spec.slice(colon));
    else binds.push(spec);
  }
  return { binds: binds.length > 0 ? binds : null, anonymous };
}
