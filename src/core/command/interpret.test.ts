import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpret } from './interpret';
import { COMMANDS } from './registry';

const refusal = (line: string | readonly string[]) => {
  const meant = interpret(line);
  return meant.ok ? null : meant;
};

describe('a line that can run', () => {
  it.each([
    'docker run hello-world',
    '$ docker ps -a',
    'sudo docker rm -f web',
    '$ sudo docker container run -d --name web -p 8080:80 web',
    'docker image ls',
    'docker container ls -aq',
    'docker run busybox sh -c "ls | wc"',
    'docker run busybox ls --bogus',
    'docker run --rm -t=false busybox',
  ])('%s', (line) => {
    expect(interpret(line).ok).toBe(true);
  });

  it('is the same command under each of its names', () => {
    for (const spec of COMMANDS) {
      for (const name of [spec.name, ...spec.aliases]) {
        const meant = interpret(`docker ${name} ${'x '.repeat(spec.arguments.least)}`);
        expect(meant.ok && meant.spec.name).toBe(spec.name);
      }
    }
  });
});

describe('a line that cannot run', () => {
  it.each<[string, string, number, string | RegExp]>([
    [
      'docker rnu x',
      'unknown-command',
      1,
      "docker: unknown command: docker rnu\n\nRun 'docker --help' for more information\n",
    ],
    [
      'docker image lss',
      'unknown-command',
      1,
      "docker: unknown command: docker image lss\n\nUsage:  docker image\n\nRun 'docker image --help' for more information\n",
    ],
    [
      'docker container ls --bogus',
      'unknown-flag',
      125,
      "unknown flag: --bogus\n\nUsage:  docker container ls [OPTIONS]\n\nRun 'docker container ls --help' for more information\n",
    ],
    [
      'docker run',
      'usage',
      1,
      "docker: 'docker run' requires at least 1 argument\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nSee 'docker run --help' for more information\n",
    ],
    ['docker ps x', 'usage', 1, /^docker: 'docker ps' accepts no arguments\n/],
    ['docker logs a b', 'usage', 1, /^docker: 'docker logs' requires 1 argument\n/],
    [
      'docker images a b',
      'usage',
      1,
      /^docker: 'docker images' requires at most 1 argument\n[\s\S]*\nSRun 'docker images --help'/,
    ],
    [
      'docker run --gpus all x',
      'later',
      125,
      '--gpus is a flag of docker run that Cutaway does not know yet\n',
    ],
    ['docker run -a stdin x', 'later', 125, '-a is a flag of docker run that Cutaway does not know yet\n'],
    ['docker import x', 'later', 1, /^docker import is a command that Cutaway does not know yet/],
    ['docker -H tcp://x ps', 'later', 125, /start Cutaway with --engine/],
    [
      'docker --bogus ps',
      'unknown-flag',
      125,
      "unknown flag: --bogus\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n\nRun 'docker --help' for more information\n",
    ],
    ['docker help nosuch', 'unknown-command', 1, 'unknown help topic: nosuch\n'],
    ['docker ps | wc', 'shell', 2, /no pipes/],
    ['ls -la', 'other-program', 127, /ls is none/],
    ['', 'empty', 0, ''],
  ])('%j is told as %s with exit code %d', (line, code, exitCode, stderr) => {
    const told = refusal(line);
    expect(told).toMatchObject({ code, exitCode });
    if (typeof stderr === 'string') expect(told?.stderr).toBe(stderr);
    else expect(told?.stderr).toMatch(stderr);
  });

  it.each([
    ['docker rnu hello-world', 'docker run hello-world'],
    ['docker run --nmae x y', 'docker run --name x y'],
    ['docker image lss', 'docker image ls'],
    ['ps -a', 'docker ps -a'],
    ['dokcer ps', 'docker ps'],
    ['docker xyzzy', null],
  ])('%j: most likely meant was %j', (line, near) => {
    expect(refusal(line)?.near).toBe(near);
  });

  it('prints help on stdout, with every flag of the command in plain words', () => {
    for (const spec of COMMANDS.filter(({ passes }) => !passes)) {
      const told = refusal(['docker', ...spec.name.split(' '), '--help']);
      expect(told?.exitCode).toBe(0);
      for (const flag of spec.flags) expect(told?.stdout).toContain(`--${flag.long}`);
    }
  });

  it('never throws, whatever was typed', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'docker',
        'run',
        'ps',
        '-it',
        '--name',
        '-e',
        'A=b',
        '|',
        '$X',
        'container',
        'constructor',
        '__proto__',
        '--',
        '-',
        '=',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(typeof interpret(words.join(' ')).ok).toBe('boolean');
        expect(typeof interpret(words).ok).toBe('boolean');
      }),
    );
  });
});

it('words that every object has are words like others', () => {
  for (const word of ['constructor', '__proto__', 'toString']) {
    expect(refusal(`docker ${word}`)?.stderr).toContain(`docker: unknown command: docker ${word}`);
    expect(refusal(`docker container ${word}`)?.stderr).toContain(
      `docker: unknown command: docker container ${word}`,
    );
  }
});

describe('the tables', () => {
  it('name every flag, letter and command once', () => {
    const names = COMMANDS.flatMap((spec) => [spec.name, ...spec.aliases]);
    expect(new Set(names).size).toBe(names.length);
    for (const spec of COMMANDS) {
      const later = spec.later.flatMap((each) => each.split('/'));
      const all = [
        ...spec.flags.flatMap((flag) => [flag.long, ...(flag.formerly ?? [])]),
        ...later.filter((each) => each.length > 1),
      ];
      const letters = [
        ...spec.flags.flatMap((flag) => flag.short ?? []),
        ...later.filter((each) => each.length === 1),
      ];
      expect(new Set(all).size).toBe(all.length);
      expect(new Set(letters).size).toBe(letters.length);
    }
  });

  it('explain every flag and argument in words of their own', () => {
    for (const spec of COMMANDS) {
      expect(spec.help).toMatch(/^[A-Z]/);
      for (const flag of spec.flags) expect(flag.explains.length).toBeGreaterThan(10);
      if (spec.arguments.most > 0) expect(spec.arguments.explain.length).toBeGreaterThan(0);
    }
  });
});
