import { readBool, readInt, type Flagged } from './flags';
import type { CommandSpec, Parsed } from './spec';
import type { Word } from './words';

/** What was read, for a program to ask. Asking for a flag that the command does not have is a defect and throws. */
export function parsedOf(spec: CommandSpec, flagged: Flagged, tail: readonly Word[], called: string): Parsed {
  const valuesOf = (long: string): readonly string[] => {
    if (!spec.flags.some((flag) => flag.long === long)) throw new Error(`${spec.name} has no flag --${long}`);
    return flagged.values.get(long) ?? [];
  };
  const last = (long: string): string | undefined => valuesOf(long).at(-1);
  const otherwise = (long: string): string => spec.flags.find((flag) => flag.long === long)?.otherwise ?? '';
  return {
    called,
    args: flagged.args.map((at) => tail[at]?.text ?? ''),
    given: (long) => valuesOf(long).length > 0,
    bool: (long) => readBool(last(long) ?? 'false') === true,
    string: (long) => last(long) ?? otherwise(long),
    number: (long) => readInt(last(long) ?? otherwise(long)) ?? 0,
    list: valuesOf,
  };
}
