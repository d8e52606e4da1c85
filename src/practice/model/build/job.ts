import type { Obj } from '../../../core/base/read';
import type { TarEntry } from '../files/tar-write';
import type { Ticket } from '../wire';
import type { Instruction } from './dockerfile';

/**
 * One run of the classic builder.
 *
 *   parsed ─► step ──FROM──► (pull when absent) ─┐
 *              ▲     ──COPY, ADD──► layer ────────┤
 *              │     ──metadata──► image ─────────┤
 *              │     ──RUN──► container runs ─────┤
 *              └──────────────────────────────────┘
 *   all steps done ─► tags, `Successfully built …`        a step fails ─► errorDetail in the stream, no tag
 */
export interface BuildJob {
  readonly id: string;
  readonly ticket: Ticket;
  readonly context: readonly TarEntry[];
  readonly steps: readonly Instruction[];
  /** The step that is under way, from 0. */
  readonly at: number;
  readonly options: BuildOptions;
  /** The image of the steps so far; empty before the first FROM and after FROM scratch. */
  readonly image: string;
  /** The step whose base was asked of the registry because the client wanted it fresh; -1 before the first. */
  readonly freshAt: number;
  /** `Config` as the steps so far make it. */
  readonly config: Obj;
  readonly layers: readonly string[];
  /** Finished stages: by number and by name, the image. */
  readonly stages: ReadonlyMap<string, string>;
  readonly stage: number;
  readonly stageName: string;
  /** `ARG`s in force. */
  readonly args: ReadonlyMap<string, string>;
  /** `ARG`s before the first FROM. */
  readonly globalArgs: ReadonlyMap<string, string>;
  /** The container of a RUN. */
  readonly container: string | null;
  /** A cache that missed once misses until the stage ends. */
  readonly cacheBroken: boolean;
  /** Containers that stay because the client asked for it. */
  readonly left: readonly string[];
}

export interface BuildOptions {
  readonly tags: readonly string[];
  readonly quiet: boolean;
  readonly noCache: boolean;
  readonly remove: boolean;
  readonly forceRemove: boolean;
  readonly pull: boolean;
  readonly target: string;
  readonly args: ReadonlyMap<string, string | null>;
  readonly labels: Obj;
}
