import { analyse, type Analysis } from './analysis';
import { commandHelp, generalHelp, groupHelp } from './help';
import { nearest } from './nearest';
import { parsedOf } from './parsed';
import type { Program } from './program';
import { BY_NAME, COMMANDS, GROUPS, isRealCommand } from './registry';
import type { CommandSpec, Parsed } from './spec';

/** A line that will not run. Nothing was sent. */
export interface Refusal {
  readonly ok: false;
  readonly code:
    'empty' | 'shell' | 'other-program' | 'unknown-command' | 'unknown-flag' | 'later' | 'usage' | 'help';
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  /** The line that was most likely meant, with the word put right; for the prompt alone, never printed. */
  readonly near: string | null;
}

export interface Runnable {
  readonly ok: true;
  readonly spec: CommandSpec;
  readonly parsed: Parsed;
  /** A new run each time it is called. */
  readonly program: () => Program;
}

const refuse = (
  code: Refusal['code'],
  exitCode: number,
  stderr: string,
  near: string | null = null,
  stdout = '',
): Refusal => ({
  ok: false,
  code,
  exitCode,
  stderr,
  stdout,
  near,
});

/** Turns a line or an argv into a command that can run, or into the words to say instead. Never throws. */
export function interpret(input: string | readonly string[]): Runnable | Refusal {
  const analysis = analyse(input);
  const { words, trouble, docker } = analysis;
  if (words.length === 0 && trouble === null) return refuse('empty', 0, '');
  if (trouble !== null) return refuse('shell', 2, `${trouble.sentence}\n`);
  if (docker < 0) return otherProgram(analysis);
  if (analysis.name.length === 0) return noCommand(analysis);
  if (analysis.command === null) return notKnown(analysis);
  return runnable(analysis, analysis.command);
}

/** Behind a group the CLI's messages use the first of a command's names: `docker container ls` for `… ps`. */
const FIRST_NAMES: ReadonlyMap<string, string> = new Map([
  ['list', 'ls'],
  ['ps', 'ls'],
  ['remove', 'rm'],
]);

function called({ words, name }: Analysis): string {
  const [first = '', second] = name.map((at) => words[at]?.text ?? '');
  return second === undefined ? `docker ${first}` : `docker ${first} ${FIRST_NAMES.get(second) ?? second}`;
}

function otherProgram({ text, words }: Analysis): Refusal {
  const first = words[0]?.text ?? '';
  const near = BY_NAME.has(first)
    ? `docker ${text.trimStart()}`
    : nearest(first, ['docker']) === null
      ? null
      : text.replace(first, 'docker');
  const sentence = BY_NAME.has(first)
    ? `A command begins with docker: did you mean "docker ${first}"?`
    : `Cutaway runs docker commands, such as docker ps; ${first} is none: run it in a terminal of your own.`;
  return refuse('other-program', 127, `${sentence}\n`, near);
}

function noCommand({ words, docker }: Analysis): Refusal {
  const option = words[docker + 1]?.text;
  if (option === undefined) return refuse('help', 0, generalHelp());
  if (option === '--help' || option === '-h') return refuse('help', 0, '', null, generalHelp());
  const name = option.split('=', 1)[0] ?? option;
  if (['-H', '--host', '-c', '--context'].includes(name)) {
    return refuse(
      'later',
      125,
      `${name} is a flag of docker that Cutaway does not know yet: start Cutaway with --engine to choose another engine\n`,
    );
  }
  const real = [
    '--config',
    '--debug',
    '-D',
    '--log-level',
    '-l',
    '--tls',
    '--tlscacert',
    '--tlscert',
    '--tlskey',
    '--tlsverify',
    '--version',
    '-v',
  ];
  if (real.includes(name))
    return refuse('later', 125, `${name} is a flag of docker that Cutaway does not know yet\n`);
  const what = option.startsWith('--')
    ? `unknown flag: ${name}`
    : `unknown shorthand flag: '${option.slice(1, 2)}' in ${option}`;
  return refuse(
    'unknown-flag',
    125,
    `${what}\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n\nRun 'docker --help' for more information\n`,
  );
}

function notKnown(analysis: Analysis): Refusal {
  const { words, name } = analysis;
  const said = name.map((at) => words[at]?.text ?? '');
  const [first = '', second] = said;
  const wanted = words[(name.at(-1) ?? 0) + 1]?.text;
  if (first === 'help') return helpTopic(words.slice((name.at(-1) ?? 0) + 1).map((word) => word.text));
  if (GROUPS.has(first) && second === undefined) {
    if (wanted === undefined) return refuse('help', 0, groupHelp(first));
    if (wanted === '--help' || wanted === '-h') return refuse('help', 0, '', null, groupHelp(first));
    return refuse(
      'unknown-flag',
      125,
      `unknown flag: ${wanted}\n\nUsage:  docker ${first} COMMAND\n\nRun 'docker ${first} --help' for more information\n`,
    );
  }
  if (isRealCommand(said.join(' '))) {
    return refuse(
      'later',
      1,
      `${called(analysis)} is a command that Cutaway does not know yet: run it in a terminal of your own, and watch here what it does\n`,
    );
  }
  if (second === undefined) {
    const near = nearest(
      first,
      COMMANDS.map((spec) => spec.name),
    );
    return refuse(
      'unknown-command',
      1,
      `docker: unknown command: docker ${first}\n\nRun 'docker --help' for more information\n`,
      swap(analysis, near),
    );
  }
  const near = nearest(
    second,
    [...BY_NAME.keys()]
      .filter((key) => key.startsWith(`${first} `))
      .map((key) => key.slice(first.length + 1)),
  );
  return refuse(
    'unknown-command',
    1,
    `docker: unknown command: docker ${first} ${second}\n\nUsage:  docker ${first}\n\nRun 'docker ${first} --help' for more information\n`,
    swap(analysis, near),
  );
}

function helpTopic(topic: readonly string[]): Refusal {
  if (topic.length === 0) return refuse('help', 0, '', null, generalHelp());
  const name = topic.join(' ');
  const spec = BY_NAME.get(name);
  if (spec) return refuse('help', 0, '', null, commandHelp(spec, `docker ${name}`));
  if (GROUPS.has(name)) return refuse('help', 0, '', null, groupHelp(name));
  return refuse('unknown-command', 1, `unknown help topic: ${name}\n`);
}

/** The line with the last word of the command's name put right. */
function swap({ text, words, name }: Analysis, near: string | null, at = name.at(-1) ?? 0): string | null {
  const word = words[at];
  return near === null || !word ? null : text.slice(0, word.span[0]) + near + text.slice(word.span[1]);
}

function runnable(analysis: Analysis, spec: CommandSpec): Runnable | Refusal {
  const { flagged, tail, tailAt } = analysis;
  const name = called(analysis);
  if (!flagged) return refuse('usage', 1, '');
  const usage = (message: string, verb = 'Run') =>
    `${spec.notice ?? ''}${message}\n\nUsage:  ${name} ${spec.usage}\n\n${verb} '${name} --help' for more information\n`;
  if (flagged.error !== null) {
    const flag = flagged.error.unknownFlag;
    if (flag === null) return refuse('usage', 125, usage(flagged.error.message));
    const bare = flag.replace(/^--?/, '');
    const later = spec.later.some(
      (each) => each.split('/').includes(bare) && (each.includes('/') || flag.startsWith('--')),
    );
    if (later) return refuse('later', 125, `${flag} is a flag of ${name} that Cutaway does not know yet\n`);
    const near = flag.startsWith('--')
      ? nearest(
          bare,
          spec.flags.map((each) => each.long),
        )
      : null;
    const at = flagged.readings.find((reading) => reading.role === 'flag' && reading.flag === null)?.word;
    return refuse(
      'unknown-flag',
      125,
      usage(flagged.error.message),
      near === null || at === undefined ? null : swap(analysis, `--${near}`, tailAt + at),
    );
  }
  if (flagged.help) return refuse('help', 0, '', null, commandHelp(spec, name));
  const wrong = countTrouble(spec, flagged.args.length, name);
  if (wrong !== null) return refuse('usage', 1, usage(`docker: ${wrong.message}`, wrong.verb));
  const parsed = parsedOf(spec, flagged, tail, name);
  return { ok: true, spec, parsed, program: () => spec.program(parsed) };
}

const counted = (count: number): string => `${String(count)} argument${count === 1 ? '' : 's'}`;

/** "SRun" is a slip of the CLI's own (28.2.2); a comparison byte for byte wants it. */
function countTrouble(
  spec: CommandSpec,
  count: number,
  name: string,
): { message: string; verb: string } | null {
  const { least, most } = spec.arguments;
  if (count >= least && count <= most) return null;
  if (most === 0) return { message: `'${name}' accepts no arguments`, verb: 'Run' };
  if (least === most) return { message: `'${name}' requires ${counted(least)}`, verb: 'Run' };
  if (least > 0 && most !== Infinity) {
    const range = `at least ${String(least)} and at most ${counted(most)}`;
    return { message: `'${name}' requires ${range}`, verb: 'Run' };
  }
  if (count < least) return { message: `'${name}' requires at least ${counted(least)}`, verb: 'See' };
  return { message: `'${name}' requires at most ${counted(most)}`, verb: 'SRun' };
}
