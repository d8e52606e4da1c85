import { readArguments } from './arguments';
import { helpOf, overallHelp } from './help';
import { didYouMean, Failure, Misuse } from './misuse';
import { version } from './place';
import type { Io } from './subcommand';
import { LATER, SUBCOMMANDS } from './table';

/** `cutaway --engine X draw` means the same as `cutaway draw --engine X`. */
function splitName(argv: readonly string[]): { readonly name: string; readonly rest: readonly string[] } {
  let at = 0;
  while (at < argv.length) {
    if (argv[at] === '--engine') at += 2;
    else if (argv[at]?.startsWith('--engine=')) at += 1;
    else break;
  }
  const name = argv[at];
  if (name === undefined || name.startsWith('-')) return { name: 'open', rest: argv };
  return { name, rest: [...argv.slice(0, at), ...argv.slice(at + 1)] };
}

/** @returns the exit code: 0 fine, 1 failed, 2 misused, or what the command of `run` exits with */
async function main(argv: readonly string[], io: Io): Promise<number> {
  const [first] = argv;
  if (first === '--help' || first === '-h') return print(io, overallHelp());
  if (first === '--version') return print(io, `cutaway ${version()}\n`);
  const { name, rest } = splitName(argv);
  const later = LATER[name];
  if (later !== undefined) throw new Failure(later);
  const row = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (!row) {
    const near = didYouMean(name, Object.keys(SUBCOMMANDS), 'cutaway ');
    throw new Misuse(`There is no subcommand "${name}".${near || ' `cutaway --help` lists them.'}`);
  }
  const subcommand = await row.load();
  const given = readArguments(rest, subcommand.options, subcommand.words);
  if (given.flag('help')) return print(io, helpOf(subcommand));
  if (given.flag('version')) return print(io, `cutaway ${version()}\n`);
  // The app goes over between the engines itself; the others are told of one address.
  if (given.value('engine') !== 'practice' || name === 'open' || name === 'serve')
    return subcommand.run(given, io);
  const { practiceDoor } = await import('../practice/user-engine');
  const door = practiceDoor(io.env);
  try {
    const address = await door.open();
    return await subcommand.run(
      { ...given, value: (option) => (option === 'engine' ? address : given.value(option)) },
      io,
    );
  } finally {
    await door.close();
  }
}

function print(io: Io, text: string): number {
  io.stdout.write(text);
  return 0;
}

/** A person reads the reason, never where in the code it arose. */
function explain(error: unknown, io: Io): number {
  const words = error instanceof Error ? error.message : String(error);
  io.stderr.write(`cutaway: ${words}\n`);
  return error instanceof Misuse ? 2 : 1;
}

/** Resolves when all that was written has left, or its reader has. */
const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    if (stream.destroyed) resolve();
    else stream.write('', () => resolve());
  });

const io: Io = { stdout: process.stdout, stderr: process.stderr, env: process.env };
for (const stream of [io.stdout, io.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // The reader has seen enough (`| head`). The command of `run` sees it too, and ends as the CLI's does.
    if (error.code !== 'EPIPE' || process.argv[2] !== 'run') process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
}
const code = await main(process.argv.slice(2), io).catch((error: unknown) => explain(error, io));
await Promise.all([flushed(io.stdout), flushed(io.stderr)]);
process.exit(code);
