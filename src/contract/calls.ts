import * as z from 'zod/mini';

/**
 * What a client may ask of its host: one table, from which both ends derive. The schema is checked by the host on every
 * message; a result is the host's own and is not.
 */
const names = z.array(z.string().check(z.maxLength(128))).check(z.maxLength(2000));

const command = z.string().check(z.maxLength(64));
const extent = z.number().check(z.int(), z.gte(1), z.lte(1000));
const size = z.object({ rows: extent, columns: extent });

export const CALLS = {
  /** Runs a command as if typed at the prompt. Its output comes with the entries. */
  run: z.object({
    text: z.string().check(z.maxLength(64 * 1024)),
    origin: z.enum(['prompt', 'button']),
    /** Of the terminal, should the command open one. */
    size: z.optional(size),
  }),
  /** Ctrl-C for a command. */
  interrupt: z.object({ command }),
  /** What was typed in a terminal, in base64. Answered once there is room for more. */
  type: z.object({ command, bytes: z.string().check(z.maxLength(64 * 1024)) }),
  /** The window gave a terminal another size. */
  resize: z.object({ command, size }),
  /**
   * What a terminal shows from a place on, counted in bytes from its beginning. Answered as soon as there is something,
   * and with nothing after a while: whoever follows asks again. Nothing is sent that was not asked for.
   */
  read: z.object({ command, from: z.number().check(z.gte(0)) }),
  /** Lets go of the program in a terminal, which runs on; closes the terminal when it has ended. */
  leave: z.object({ command }),
  /** What is on screen: looked up first, gauged, weighed. */
  look: z.object({ ids: names, load: names, sizes: names, changes: z.optional(names) }),
  /** The engine's own answer about one object, for the inspector; secrets are holes. */
  inspect: z.object({ of: z.enum(['container', 'image']), id: z.string().check(z.maxLength(200)) }),
  /** Follows the real engine or the practice engine from here on. */
  follow: z.object({ engine: z.enum(['real', 'practice']) }),
  /** Begins the practice engine anew as a named scene, or sets how its registries answer. */
  practice: z.object({
    scene: z.optional(z.string().check(z.maxLength(100))),
    fault: z.optional(
      z.object({ repository: z.string().check(z.maxLength(300)), kind: z.string().check(z.maxLength(40)) }),
    ),
  }),
  /** Opens or closes the tap, a socket through which other clients are heard; without a wish, says how it stands. */
  tap: z.object({ wanted: z.optional(z.enum(['on', 'look-only', 'off'])) }),
  /** The values behind numbered holes, for this user's own screen. */
  secrets: z.object({ holes: z.array(z.number()).check(z.maxLength(500)) }),
} as const;

export type CallName = keyof typeof CALLS;
export type CallBody<N extends CallName> = z.infer<(typeof CALLS)[N]>;

/** What a terminal shows, in pieces. */
export interface TerminalPiece {
  /** Place of the first byte. Later than asked for: what was between is gone. */
  readonly at: number;
  /** base64 */
  readonly bytes: string;
  /** Lines that are gone; 0 while nothing is missing. */
  readonly left: number;
  /** Up to this place a window has shown it before: questions in it are answered already. */
  readonly seen: number;
  /** The command has ended and these are its last bytes. */
  readonly over: boolean;
}

export interface CallResult {
  run: { readonly command: string };
  interrupt: Record<never, never>;
  type: Record<never, never>;
  resize: Record<never, never>;
  read: TerminalPiece;
  leave: Record<never, never>;
  look: Record<never, never>;
  inspect: { readonly json: unknown };
  follow: Record<never, never>;
  practice: { readonly scenes: readonly string[] };
  tap: {
    /** What `DOCKER_HOST` is set to; null: the tap is closed. */
    readonly address: string | null;
    readonly lookOnly: boolean;
    /** Lines to type in another terminal, the shortest first. */
    readonly lines: readonly string[];
  };
  secrets: { readonly values: Readonly<Record<string, string>> };
}

/** What went wrong, in words for the user: what happened, and what to do next. */
export interface Trouble {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
}

/** A handler that throws this answers with its trouble; anything else thrown is an unexpected fault. */
export class CallError extends Error {
  constructor(readonly trouble: Trouble) {
    super(trouble.message);
  }
}

/** A host that lacks a handler does not compile. */
export type Handlers = { readonly [N in CallName]: (body: CallBody<N>) => Promise<CallResult[N]> };
