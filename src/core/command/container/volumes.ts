/** `./x` against a folder, `.` and `..` taken out: as the CLI makes it absolute. */
export function absolute(path: string, cwd: string): string {
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

/**
 * Where the source of a mount ends: its colon, or -1. A single letter before a colon is taken for a drive of
 * Windows, on every system: `n:/data` is no volume called n.
 */
function endOfSource(spec: string): number {
  const colon = spec.indexOf(':');
  return /^[A-Za-z]:/.test(spec) ? spec.indexOf(':', 2) : colon;
}

/** Reads `-v` values. Only the client knows its folder, so it makes `./x` absolute; the rest the engine judges. */
export function readVolumes(specs: readonly string[], cwd: string): Volumes {
  const binds: string[] = [];
  const anonymous: Record<string, Record<string, never>> = {};
  for (const spec of new Set(specs)) {
    const colon = endOfSource(spec);
    if (colon <= 0) anonymous[spec] = {};
    else if (spec.startsWith('.')) binds.push(absolute(spec.slice(0, colon), cwd) + spec.slice(colon));
    else binds.push(spec);
  }
  return { binds: binds.length > 0 ? binds : null, anonymous };
}
