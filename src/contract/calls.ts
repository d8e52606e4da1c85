import * as z from 'zod/mini';

/**
 * What a client may ask of its host: one table, from which both ends derive. The schema is checked by the host on every
 * message; a result is the host's own and is not.
 */
const names = z.array(z.string().check(z.maxLength(128))).check(z.maxLength(2000));

export const CALLS = {
  /** Runs a command as if typed at the prompt. Its output comes with the entries. */
  run: z.object({ text: z.string().check(z.maxLength(64 * 1024)), origin: z.enum(['prompt', 'button']) }),
  /** Ctrl-C for a command. */
  interrupt: z.object({ command: z.string().check(z.maxLength(64)) }),
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
  /** The values behind numbered holes, for this user's own screen. */
  secrets: z.object({ holes: z.array(z.number()).check(z.maxLength(500)) }),
} as const;

export type CallName = keyof typeof CALLS;
export type CallBody<N extends CallName> = z.infer<(typeof CALLS)[N]>;

export interface CallResult {
  run: { readonly command: string };
  interrupt: Record<never, never>;
  look: Record<never, never>;
  inspect: { readonly json: unknown };
  follow: Record<never, never>;
  practice: { readonly scenes: readonly string[] };
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
