import type { Subcommand } from './subcommand';

/** A subcommand by name: what it does in a line, and where it is. Each is loaded only when it is meant. */
interface Row {
  readonly about: string;
  readonly load: () => Promise<Subcommand>;
}

export const SUBCOMMANDS: Readonly<Record<string, Row>> = {
  open: { about: 'open the app', load: async () => (await import('./commands/open')).open },
  serve: { about: 'serve the app to a browser', load: async () => (await import('./commands/serve')).serve },
  run: {
    about: 'run one docker command as the prompt does',
    load: async () => (await import('./commands/run')).run,
  },
  record: {
    about: 'write what happens on the engine to a file',
    load: async () => (await import('./commands/record')).record,
  },
  world: {
    about: 'print what is on the engine as JSON',
    load: async () => (await import('./commands/world')).world,
  },
  draw: { about: 'print the picture as SVG', load: async () => (await import('./commands/draw')).draw },
  tap: {
    about: 'forward other clients to the engine, and hear what they ask',
    load: async () => (await import('./commands/tap')).tap,
  },
  practice: {
    about: 'serve a practice engine to any client',
    load: async () => (await import('./commands/practice')).practice,
  },
  doctor: {
    about: 'say what is installed, running and reachable',
    load: async () => (await import('./commands/doctor')).doctor,
  },
};

/** Names that are taken for what is to come, with what to do until then. */
export const LATER: Readonly<Record<string, string>> = {
  replay:
    'cutaway replay does not exist yet. `cutaway draw FILE --at 3s` prints the picture of a recording at a moment.',
};
