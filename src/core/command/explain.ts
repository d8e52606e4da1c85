import { exitWords } from '../docker/exit-words';
import { canonical, tryReference, withDefaultTag } from '../docker/reference';
import { analyse, spanOf, type Analysis } from './analysis';
import type { Reading } from './flags';
import { GROUP_HELP } from './registry';
import { secretSpans } from './secrets';
import type { CommandSpec } from './spec';
import type { Span } from './words';

/** What one word, or a part of one, says. */
export interface Explanation {
  readonly span: Span;
  readonly kind: 'program' | 'command' | 'flag' | 'value' | 'argument' | 'inside' | 'unknown' | 'trouble';
  readonly title: string;
  /** In plain words; empty when the title says it all. */
  readonly detail: string;
}

/** Explains each word of a line, finished or not, from the tables that also run it. Never throws. */
export function explain(text: string): readonly Explanation[] {
  const analysis = analyse(text);
  const { words, docker, trouble, name, command } = analysis;
  const found: Explanation[] = [];
  const said = (at: number): string => words[at]?.text ?? '';
  const add = (at: number, kind: Explanation['kind'], title: string, detail: string) => {
    const word = words[at];
    if (word) found.push({ span: word.span, kind, title, detail });
  };
  for (let at = 0; at < (docker < 0 ? words.length : docker); at += 1) {
    if (said(at) === '$')
      add(at, 'program', '$', "the prompt's sign from a page that was copied; it is left out");
    else if (said(at) === 'sudo')
      add(
        at,
        'program',
        'sudo',
        'asks for the rights of root; Cutaway leaves it out, the engine has them already',
      );
    else if (at === 0 || docker >= 0)
      add(at, 'unknown', said(at), 'is not a docker command; a line here begins with docker');
  }
  if (docker >= 0)
    add(docker, 'program', 'docker', 'the client: it turns what you type into requests to the engine');
  const [first, second] = name;
  if (first !== undefined && second !== undefined)
    add(first, 'command', said(first), GROUP_HELP.get(said(first)) ?? 'a group of commands');
  const last = name.at(-1);
  if (last !== undefined) {
    if (command) add(last, 'command', said(last), command.help);
    else if (GROUP_HELP.get(said(last)) !== undefined)
      add(last, 'command', said(last), `${GROUP_HELP.get(said(last)) ?? ''}; a second word says what to do`);
    else add(last, 'unknown', said(last), 'is no command that Cutaway knows');
  }
  if (command && analysis.flagged) found.push(...explainTail(analysis, command, analysis.flagged.readings));
  if (trouble !== null)
    found.push({
      span: trouble.span,
      kind: 'trouble',
      title: text.slice(...trouble.span),
      detail: trouble.sentence,
    });
  return found;
}

function explainTail(
  analysis: Analysis,
  command: CommandSpec,
  readings: readonly Reading[],
): readonly Explanation[] {
  let argument = -1;
  const secrets = secretSpans(analysis.text);
  return readings.flatMap((reading): readonly Explanation[] => {
    const word = analysis.tail[reading.word];
    if (!word) return [];
    const span = spanOf(word, reading.from, reading.to);
    const text = word.text.slice(reading.from, reading.to);
    if (reading.role === 'argument') {
      argument += 1;
      return [explainArgument(command, argument, span, text)];
    }
    if (reading.role === 'dashes')
      return [{ span, kind: 'flag', title: '--', detail: 'ends the flags: what follows is taken as it is' }];
    const { flag } = reading;
    if (flag === null) {
      if (text === '--help' || text.endsWith('h'))
        return [{ span, kind: 'flag', title: '--help', detail: 'prints how the command is used' }];
      return [
        {
          span,
          kind: 'unknown',
          title: text,
          detail: `is no flag of docker ${command.name} that Cutaway knows`,
        },
      ];
    }
    const title = flag.short === undefined ? `--${flag.long}` : `-${flag.short}, --${flag.long}`;
    if (reading.role === 'flag') return [{ span, kind: 'flag', title, detail: flag.explains }];
    const hidden = secrets.some(([from, to]) => from < span[1] && to > span[0]);
    return [
      {
        span,
        kind: 'value',
        title: hidden ? 'hidden in what Cutaway keeps' : text,
        detail: valueWords(flag.long, text) ?? `the value of ${title}`,
      },
    ];
  });
}

function explainArgument(command: CommandSpec, at: number, span: Span, text: string): Explanation {
  const words = command.arguments.explain;
  const detail = words[Math.min(at, words.length - 1)] ?? 'one word more than the command takes';
  const kind = command.arguments.complete[Math.min(at, command.arguments.complete.length - 1)];
  if (!command.interspersed && at > 0) return { span, kind: 'inside', title: text, detail };
  const reference = kind === 'image' ? tryReference(text) : null;
  return {
    span,
    kind: 'argument',
    title: text,
    detail: reference === null ? detail : `${detail}; in full ${canonical(withDefaultTag(reference))}`,
  };
}

/** Values whose parts have a meaning of their own. */
function valueWords(long: string, value: string): string | null {
  if (long === 'publish') {
    const match = /^(?:(.+):)?([\d-]*):([\d-]+)(\/\w+)?$/.exec(value);
    if (!match) return null;
    const where = match[1] === undefined ? 'every address of this machine' : `the address ${match[1]}`;
    const outside = match[2] === '' || match[2] === undefined ? 'a free port' : `port ${match[2]}`;
    return `${outside} of ${where} leads to port ${match[3] ?? ''} inside`;
  }
  if (long === 'volume') {
    const [what = '', path, mode] = value.split(':');
    if (path === undefined) return `an anonymous volume at ${what} inside`;
    const source = /^[./~]/.test(what) ? `the folder ${what} of the engine's machine` : `the volume ${what}`;
    return `${source} appears at ${path} inside${mode === 'ro' ? ', for reading only' : ''}`;
  }
  if (long === 'env') return `the variable ${value.split('=', 1)[0] ?? ''} inside the container`;
  return null;
}

/** An exit code as the prompt shows it behind a command that ended. */
export const explainExit = (code: number): string => `${String(code)}: ${exitWords(code)}`;
