/** Signals of Linux on amd64 and arm64, by number. */
const NAMES: readonly string[] =
  ' HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS'.split(
    ' ',
  );

/** `SIGTERM` for `TERM`, `sigterm` and `15`; null for none. */
export function signalName(source: string): string | null {
  if (/^\d+$/.test(source)) {
    const name = NAMES[Number(source)];
    return name === undefined || name === '' ? null : `SIG${name}`;
  }
  const bare = source.toUpperCase().replace(/^SIG/, '');
  return bare !== '' && NAMES.includes(bare) ? `SIG${bare}` : null;
}

export function signalNumber(source: string): number | null {
  const name = signalName(source);
  return name === null ? null : NAMES.indexOf(name.slice('SIG'.length));
}
