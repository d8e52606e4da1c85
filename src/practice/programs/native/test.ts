import { ShellError } from '../shell/state';
import { testWords, type Tester } from '../shell/test';
import { failed, type Native } from './kit';

/** `test` and `[` as programs. */
export const test: Native = async (task, kit) => {
  const name = task.argv[0] ?? 'test';
  let words = task.argv.slice(1);
  if (name === '[') {
    if (words.at(-1) !== ']') return failed(task, "[: missing ']'", 2);
    words = words.slice(0, -1);
  }
  const terminal = task.terminal !== undefined;
  const own: Tester = {
    flavour: kit.busybox ? 'ash' : 'bash',
    options: new Set(),
    variables: new Map(),
    fds: new Map([0, 1, 2].map((fd) => [fd, { terminal }])),
    cwd: task.cwd,
    task,
  };
  try {
    return Number(!(await testWords(own, words)));
  } catch (error) {
    if (error instanceof ShellError) return failed(task, `${name}: ${error.message}`, error.code);
    throw error;
  }
};
