import type { Ticket } from '../wire';

/**
 * A process beside a container's main one.
 *
 *   create ──► ready ──start──► starting ──started──► running ──ended──► ended
 *                                   │ refused (126, no exec_die)           ▲
 *                                   └──────────────────────────────────────┘
 *   The container's end ends them all, with exec_die 137.
 */
export interface Exec {
  readonly id: string;
  readonly container: string;
  readonly argv: readonly string[];
  readonly env: readonly string[];
  readonly user: string;
  readonly cwd: string;
  readonly tty: boolean;
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly privileged: boolean;
  readonly detachKeys: string;
  readonly state: 'ready' | 'starting' | 'running' | 'ended';
  readonly exitCode: number | null;
  /** On the host; 0 before it runs. */
  readonly pid: number;
  /** Its number inside the container. */
  readonly innerPid: number;
  /** A probe of the health check, which no client asked for. */
  readonly probe: boolean;
  /** Who waits for the answer to a detached start. */
  readonly ticket: Ticket | null;
}
