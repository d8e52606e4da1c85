/** One process to start, as runc would: all words already those of the container. */
export interface ProcessSpec {
  readonly container: string;
  readonly hostname: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly user: string;
  readonly tty: boolean;
  /** Whether its standard input is open; closed means end of file at once. */
  readonly stdin: boolean;
  /** Its number inside, 1 for the main process. */
  readonly pid: number;
  /** Its number on the host. */
  readonly hostPid: number;
  /** Bytes; 0 is none. */
  readonly memoryLimit: number;
}

export interface ProcessRow {
  readonly pid: number;
  readonly hostPid: number;
  readonly ppid: number;
  readonly user: string;
  readonly tty: boolean;
  readonly startedAt: number;
  readonly argv: readonly string[];
}
