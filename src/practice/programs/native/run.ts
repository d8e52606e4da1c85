/** Programs that run other programs. */
import { normalize } from '../../model/files/path';
import { find } from '../files/find';
import { userOf } from '../files/users';
import { signalName, signalNames, signalNumber } from '../signals';
import { drain, emptySource, fromUtf8 } from '../streams';
import { durationOf } from './basic';
import { failed, type Native } from './kit';
import type { Exit } from '../process';

const codeOf = (exit: Exit): number => (exit.signal ? 128 + signalNumber(exit.signal) : exit.code);

export const env: Native = async (task, kit) => {
  const own: Record<string, string> = { ...task.env };
  let at = 1;
  for (; at < task.argv.length; at += 1) {
    const word = task.argv[at] ?? '';
    if (word === '-i' || word === '-') for (const name of Object.keys(own)) Reflect.deleteProperty(own, name);
    else if (word === '-u') Reflect.deleteProperty(own, task.argv[(at += 1)] ?? '');
    else if (/^[^-=][^=]*=/.test(word))
      own[word.slice(0, word.indexOf('='))] = word.slice(word.indexOf('=') + 1);
    else break;
  }
  const words = task.argv.slice(at);
  if (words.length > 0) return codeOf(await kit.spawn(words, { env: own }));
  await task.out(
    Object.entries(own)
      .filter(([name]) => name !== '_')
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  return 0;
};

export const printenv: Native = async (task, kit) => {
  if (task.argv.length === 1) return env({ ...task, argv: ['env'] }, kit);
  let code = 0;
  for (const name of task.argv.slice(1))
    if (task.env[name] === undefined) code = 1;
    else await task.out(`${task.env[name]}\n`);
  return code;
};

export const timeout: Native = async (task, kit) => {
  const words = task.argv.slice(1);
  let signal = 'SIGTERM';
  while (words[0]?.startsWith('-') === true) {
    const word = words.shift() ?? '';
    if (word === '-s' || word === '-k') {
      const value = words.shift() ?? '';
      if (word === '-s') signal = signalName(value) ?? signal;
    } else if (word.startsWith('--signal=')) signal = signalName(word.slice(9)) ?? signal;
  }
  const ms = durationOf(words.shift() ?? '');
  if (ms === undefined || words.length === 0) return failed(task, 'timeout: invalid time interval', 125);
  let late = false;
  let deliver: (signal: string) => void = () => undefined;
  const done = kit.spawn(words, {}, (to) => (deliver = to));
  const clock = task.sleep(ms).then(
    () => {
      late = true;
      deliver(signal);
    },
    () => undefined,
  );
  const exit = await done;
  void clock;
  return late ? (signal === 'SIGKILL' ? 137 : kit.busybox ? 143 : 124) : codeOf(exit);
};

export const nohup: Native = async (task, kit) => codeOf(await kit.spawn(task.argv.slice(1)));
export const nice: Native = async (task, kit) =>
  codeOf(await kit.spawn(task.argv[1] === '-n' ? task.argv.slice(3) : task.argv.slice(1)));

export const time: Native = async (task, kit) => {
  const from = task.machine.now();
  const exit = await kit.spawn(task.argv.slice(1));
  const seconds = (task.machine.now() - from) / 1000;
  await task.err(
    `real\t${String(Math.floor(seconds / 60))}m ${(seconds % 60).toFixed(2)}s\nuser\t0m 0.00s\nsys\t0m 0.00s\n`,
  );
  return codeOf(exit);
};

export const which: Native = async (task) => {
  let code = 0;
  for (const word of task.argv.slice(1).filter((one) => !one.startsWith('-'))) {
    const found = await find(word, task.files, task.cwd, task.env['PATH']);
    if (found.kind === 'program' || found.kind === 'script') await task.out(`${found.path}\n`);
    else code = 1;
  }
  return code;
};

export const xargs: Native = async (task, kit) => {
  const words = task.argv.slice(1);
  let each: number | undefined;
  let replace: string | undefined;
  let zero = false;
  let empty = false;
  while (words[0]?.startsWith('-') === true) {
    const word = words.shift() ?? '';
    if (word === '-n' || word === '-L' || word === '-P') {
      const value = Number(words.shift() ?? 1);
      if (word !== '-P') each = value;
    } else if (word === '-I') replace = words.shift() ?? '{}';
    else if (/^-I./.test(word)) replace = word.slice(2);
    else if (/^-n\d+$/.test(word)) each = Number(word.slice(2));
    else if (word === '-0') zero = true;
    else if (word === '-r' || word === '--no-run-if-empty') empty = true;
  }
  const command = words.length === 0 ? ['echo'] : words;
  const input = fromUtf8(await drain(task.stdin));
  const items = zero
    ? input.split('\0').filter((item) => item !== '')
    : replace !== undefined
      ? input.split('\n').filter((line) => line.trim() !== '')
      : (input.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((item) => item.replace(/^(["'])([^]*)\1$/, '$2'));
  if (items.length === 0 && (empty || kit.busybox || replace !== undefined)) return 0;
  const size = replace === undefined ? (each ?? Math.max(1, items.length)) : 1;
  let code = 0;
  for (let at = 0; at < Math.max(1, items.length); at += size) {
    const some = items.slice(at, at + size);
    const argv =
      replace === undefined
        ? [...command, ...some]
        : command.map((word) => word.replaceAll(replace ?? '{}', some[0] ?? ''));
    const exit = await kit.spawn(argv, { stdin: emptySource });
    if (codeOf(exit) !== 0) code = codeOf(exit) === 127 ? 127 : 123;
  }
  return code;
};

export const su: Native = async (task, kit) => {
  const words = task.argv.slice(1).filter((word) => word !== '-' && word !== '-l' && word !== '-s');
  const at = words.indexOf('-c');
  const name = words.find((word, i) => !word.startsWith('-') && i !== at + 1) ?? 'root';
  const user = await userOf(name, task.files);
  if (user === undefined)
    return failed(
      task,
      kit.busybox
        ? `su: unknown user ${name}`
        : `su: user ${name} does not exist or the user entry does not contain all the required fields`,
    );
  if (task.user.uid !== 0) return failed(task, 'su: Authentication failure');
  const own = { ...task.env, HOME: user.home, USER: user.name };
  const argv = at >= 0 ? ['sh', '-c', words[at + 1] ?? ''] : ['sh'];
  return codeOf(await kit.spawn(argv, { env: own, user, files: task.files.as(user) }));
};

export const kill: Native = async (task) => {
  const words = [...task.argv.slice(1)];
  if (words[0] === '-l') {
    await task.out(
      `${signalNames()
        .map((one) => one.slice(3))
        .join(' ')}\n`,
    );
    return 0;
  }
  let signal = 'SIGTERM';
  if (words[0] === '-s') words.splice(0, 1, `-${words.splice(1, 1)[0] ?? ''}`);
  if (/^-\w/.test(words[0] ?? '')) signal = signalName((words.shift() ?? '').slice(1)) ?? signal;
  let code = 0;
  for (const word of words) code ||= await send(task, Number(word), signal, word);
  return code;
};

type Receiver = Parameters<Native>[0];

async function send(task: Receiver, pid: number, signal: string, word: string): Promise<number> {
  if (pid === 1 && signal === 'SIGKILL') return 0;
  if (await task.machine.kill(pid, signal)) return 0;
  return failed(task, `kill: (${word}) - No such process`);
}

/** `pkill`, `killall`, `pgrep`, `pidof`. */
export const byName: Native = async (task) => {
  const [self = ''] = task.argv;
  const words = task.argv.slice(1);
  const flag = words.find((word) => /^-[A-Z0-9]/.test(word));
  const signal = signalName(flag?.slice(1) ?? 'TERM') ?? 'SIGTERM';
  const name = words.findLast((word) => !word.startsWith('-')) ?? '';
  const own = await task.pid();
  const found = (await task.machine.processes()).filter((row) => {
    const line = words.includes('-f') ? row.argv.join(' ') : ((row.argv[0] ?? '').split('/').at(-1) ?? '');
    return (
      row.pid !== own && (self.startsWith('p') && self !== 'pidof' ? line.includes(name) : line === name)
    );
  });
  if (self === 'pgrep') await task.out(found.map((row) => `${String(row.pid)}\n`).join(''));
  else if (self === 'pidof')
    await task.out(found.length > 0 ? `${found.map((row) => String(row.pid)).join(' ')}\n` : '');
  else for (const row of found) await send(task, row.pid, signal, String(row.pid));
  if (found.length === 0 && self === 'killall') return failed(task, `${name}: no process found`);
  return found.length > 0 ? 0 : 1;
};

export const watch: Native = async (task, kit) => {
  const words = task.argv.slice(1);
  let ms = 2000;
  if (words[0] === '-n') {
    ms = durationOf(words[1] ?? '2') ?? ms;
    words.splice(0, 2);
  }
  for (;;) {
    await task.out(`\x1b[H\x1b[2JEvery ${(ms / 1000).toFixed(1)}s: ${words.join(' ')}\n\n`);
    await kit.spawn(['sh', '-c', words.join(' ')]);
    await task.sleep(ms);
  }
};

export const realpath: Native = async (task) => {
  let code = 0;
  for (const word of task.argv.slice(1).filter((one) => !one.startsWith('-'))) {
    const path = await task.files.resolve(normalize(word, task.cwd));
    if ((await task.files.node(path)) !== undefined) await task.out(`${path}\n`);
    else code = await failed(task, `realpath: ${word}: No such file or directory`);
  }
  return code;
};
