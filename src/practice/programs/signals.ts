/** Signals by name, with their numbers on Linux (signal(7), x86 and ARM). */
const NUMBERS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGCHLD: 17,
  SIGCONT: 18,
  SIGSTOP: 19,
  SIGTSTP: 20,
  SIGTTIN: 21,
  SIGTTOU: 22,
  SIGURG: 23,
  SIGWINCH: 28,
};

/** What a process without a handler does not notice; stopping by signal is not played. */
const UNNOTICED = new Set([
  'SIGCHLD',
  'SIGCONT',
  'SIGURG',
  'SIGWINCH',
  'SIGTSTP',
  'SIGTTIN',
  'SIGTTOU',
  'SIGSTOP',
]);

export const signalNumber = (name: string): number => NUMBERS[name] ?? 0;

export const endsByDefault = (name: string): boolean => !UNNOTICED.has(name);

/** `TERM`, `SIGTERM`, `term` or `15` as `SIGTERM`; undefined for what is none. */
export function signalName(word: string): string | undefined {
  const upper = word.toUpperCase();
  const full = upper.startsWith('SIG') ? upper : `SIG${upper}`;
  if (full in NUMBERS) return full;
  return Object.keys(NUMBERS).find((name) => String(NUMBERS[name]) === word);
}

export const signalNames = (): readonly string[] => Object.keys(NUMBERS);

/** What `bash` says when a program was ended by it (strsignal(3)). */
export const SIGNAL_WORDS: Readonly<Record<string, string>> = {
  SIGHUP: 'Hangup',
  SIGKILL: 'Killed',
  SIGSEGV: 'Segmentation fault',
  SIGTERM: 'Terminated',
  SIGABRT: 'Aborted',
  SIGUSR1: 'User defined signal 1',
  SIGUSR2: 'User defined signal 2',
};
