/** Instructions that change the configuration and no file. */
import { number, object, text, texts, type Obj } from '../../../core/base/read';
import { parseDuration } from '../../../core/docker/duration';
import { normalize } from '../files/path';
import { Refused } from '../turn';
import { execForm, expand, splitWords, type Instruction } from './dockerfile';

export interface Scope {
  /** `NAME=value` as the image has them. */
  readonly env: readonly string[];
  readonly args: ReadonlyMap<string, string>;
}

/** What a name means in an instruction: the environment first, then `ARG`s. */
export function valueIn(scope: Scope): (name: string) => string | undefined {
  return (name) => {
    const line = scope.env.find((one) => one.startsWith(`${name}=`));
    return line === undefined ? scope.args.get(name) : line.slice(name.length + 1);
  };
}

/** The words of `SHELL`, with which commands in shell form run. */
export const shellOf = (config: Obj): readonly string[] => {
  const own = texts(config['Shell']);
  return own.length > 0 ? own : ['/bin/sh', '-c'];
};

/** A command in either form. */
export const commandOf = (config: Obj, rest: string): readonly string[] =>
  execForm(rest) ?? [...shellOf(config), rest];

/** `KEY=value` pairs, or `KEY value` of old. @throws Refused 400 */
export function pairsOf(step: Instruction, scope: Scope): readonly (readonly [string, string])[] {
  const words = splitWords(step.rest);
  const value = valueIn(scope);
  const [first = ''] = words;
  if (!first.includes('=')) {
    const tail = step.rest.slice(first.length).trim();
    if (tail === '')
      throw new Refused(
        400,
        `dockerfile parse error line ${String(step.line)}: ${step.word} must have two arguments`,
      );
    return [[expand(first, value), expand(tail, value)]];
  }
  return words.map((word) => {
    const at = word.indexOf('=');
    if (at < 0) {
      throw new Refused(
        400,
        `dockerfile parse error line ${String(step.line)}: Syntax error - can't find = in "${word}". Must be of the form: name=value`,
      );
    }
    return [expand(word.slice(0, at), value), expand(word.slice(at + 1), value)];
  });
}

function withEnv(env: readonly string[], pairs: readonly (readonly [string, string])[]): readonly string[] {
  const next = [...env];
  for (const [name, value] of pairs) {
    const at = next.findIndex((one) => one.startsWith(`${name}=`));
    if (at < 0) next.push(`${name}=${value}`);
    else next[at] = `${name}=${value}`;
  }
  return next;
}

function health(step: Instruction): Obj {
  const [kind = '', ...rest] = step.rest.split(/\s+/);
  if (kind.toUpperCase() === 'NONE') return { Test: ['NONE'] };
  if (kind.toUpperCase() !== 'CMD')
    throw new Refused(400, `Unknown type "${kind.toUpperCase()}" in HEALTHCHECK (try CMD)`);
  const command = rest.join(' ');
  const words = execForm(command);
  const span = (flag: string, field: string): Obj => {
    const source = step.flags.get(flag);
    const ms = source === undefined ? null : parseDuration(source);
    return ms === null ? {} : { [field]: ms * 1e6 };
  };
  const retries = Number(step.flags.get('retries') ?? 0);
  return {
    Test: words ? ['CMD', ...words] : ['CMD-SHELL', command],
    ...span('interval', 'Interval'),
    ...span('timeout', 'Timeout'),
    ...span('start-period', 'StartPeriod'),
    ...(retries > 0 ? { Retries: retries } : {}),
  };
}

const set = (names: readonly string[], old: unknown): Obj => ({
  ...object(old),
  ...Object.fromEntries(names.map((name) => [name, {}])),
});

/** @throws Refused 400 */
export function applyMetadata(config: Obj, step: Instruction, scope: Scope): Obj {
  const value = valueIn(scope);
  const words = (): readonly string[] => splitWords(step.rest).map((one) => expand(one, value));
  switch (step.word) {
    case 'ENV':
      return { ...config, Env: withEnv(texts(config['Env']), pairsOf(step, scope)) };
    case 'LABEL':
      return {
        ...config,
        Labels: { ...object(config['Labels']), ...Object.fromEntries(pairsOf(step, scope)) },
      };
    case 'CMD':
      return { ...config, Cmd: commandOf(config, step.rest) };
    case 'ENTRYPOINT':
      // A new entrypoint takes the inherited command away.
      return { ...config, Entrypoint: commandOf(config, step.rest), Cmd: null };
    case 'EXPOSE':
      return {
        ...config,
        ExposedPorts: set(
          words().map((port) => (port.includes('/') ? port.toLowerCase() : `${port}/tcp`)),
          config['ExposedPorts'],
        ),
      };
    case 'VOLUME':
      return { ...config, Volumes: set(execForm(step.rest) ?? words(), config['Volumes']) };
    case 'USER':
      return { ...config, User: expand(step.rest, value) };
    case 'WORKDIR':
      return {
        ...config,
        WorkingDir: normalize(expand(step.rest, value), text(config['WorkingDir']) || '/'),
      };
    case 'STOPSIGNAL':
      return { ...config, StopSignal: expand(step.rest, value) };
    case 'SHELL': {
      const shell = execForm(step.rest);
      if (!shell) throw new Refused(400, 'SHELL requires the arguments to be in JSON form');
      return { ...config, Shell: shell };
    }
    case 'HEALTHCHECK':
      return { ...config, Healthcheck: health(step) };
    case 'ONBUILD':
      return { ...config, OnBuild: [...texts(config['OnBuild']), step.rest] };
    default:
      return config;
  }
}

/** A health check as Go prints its structure. */
function healthWords(check: Obj): string {
  const test = texts(check['Test'])
    .map((one) => JSON.stringify(one))
    .join(' ');
  const span = (key: string): string => `"${String(number(check[key]) / 1e9)}s"`;
  const retries = number(check['Retries']).toString(16).padStart(2, '0');
  return `&{[${test}] ${span('Interval')} ${span('Timeout')} ${span('StartPeriod')} '\\x${retries}'}`;
}

/** How the history tells of it: `ENV COLOUR=teal`, `CMD ["cat" "listing"]`. */
export function metadataWords(step: Instruction, before: Obj, after: Obj, scope: Scope): string {
  const list = (words: readonly string[]): string => `[${words.map((one) => JSON.stringify(one)).join(' ')}]`;
  switch (step.word) {
    case 'ENV':
    case 'LABEL':
      return `${step.word} ${pairsOf(step, scope)
        .map(([name, value]) => `${name}=${value}`)
        .join(' ')}`;
    case 'CMD':
    case 'ENTRYPOINT':
      return `${step.word} ${list(commandOf(before, step.rest))}`;
    case 'VOLUME':
      return `VOLUME [${(execForm(step.rest) ?? splitWords(step.rest)).join(' ')}]`;
    case 'WORKDIR':
      return `WORKDIR ${text(after['WorkingDir'])}`;
    case 'SHELL':
      return `SHELL [${texts(after['Shell']).join(' ')}]`;
    case 'EXPOSE':
      return `EXPOSE ${splitWords(step.rest)
        .map((one) => expand(one, valueIn(scope)))
        .sort()
        .join(' ')}`;
    case 'HEALTHCHECK':
      return `HEALTHCHECK ${healthWords(object(after['Healthcheck']))}`;
    case 'USER':
    case 'STOPSIGNAL':
      return `${step.word} ${expand(step.rest, valueIn(scope))}`;
    default:
      return `${step.word} ${step.rest}`;
  }
}
