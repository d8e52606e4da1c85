const SIGNALS: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  10: 'SIGUSR1',
  11: 'SIGSEGV',
  12: 'SIGUSR2',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
};

const KNOWN: Readonly<Record<number, string>> = {
  0: 'finished, all well',
  1: 'failed, by its own account',
  2: 'failed: it was called wrongly, in most programs',
  125: 'not started: docker itself or the engine refused',
  126: 'not started: its program cannot be executed',
  127: 'not started: its program was not found',
  130: 'interrupted (SIGINT, as by Ctrl-C)',
  137: 'killed (SIGKILL): by docker kill, by docker stop after its grace time, or for want of memory',
  139: 'crashed: it touched memory that is not its own (SIGSEGV)',
  143: 'asked to end and ended (SIGTERM, as by docker stop)',
};

/** Name of a signal by its Linux number (x86 and arm): `SIGKILL`; `signal 40` for one without a name. */
export const signalName = (number: number): string => SIGNALS[number] ?? `signal ${String(number)}`;

/** What an exit code says, in words. 128 + n is the shell's convention for "ended by signal n". */
export function exitWords(code: number): string {
  const known = KNOWN[code];
  if (known !== undefined) return known;
  if (code > 128 && code <= 192) return `ended by ${signalName(code - 128)}`;
  return 'failed, by its own account';
}
