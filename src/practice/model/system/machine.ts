/** What the machine of the practice engine says of itself, everywhere the same. */
export const CPUS = 4;
/** Bytes. */
export const MEMORY = 8_589_934_592;
export const KERNEL = '6.12.0-practice';
export const KERNEL_VERSION = '#1 SMP PREEMPT_DYNAMIC practice';
export const ARCHITECTURE = 'amd64';
export const MACHINE = 'x86_64';
export const ENGINE_VERSION = '27.5.1';
export const API_NEWEST = '1.47';
export const API_OLDEST = '1.24';
export const OPERATING_SYSTEM = 'Cutaway practice engine (no real machine)';
export const SERVER = `Cutaway-Practice/${ENGINE_VERSION} (linux)`;
