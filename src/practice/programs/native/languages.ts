/** Python, Node and Go: their versions, what fits on a line, and a plain word about the rest. */
import { normalize } from '../../model/files/path';
import { Failure } from '../files/errno';
import { drain, fromUtf8 } from '../streams';
import type { Task } from '../task';
import { pythonServer } from '../servers/web';
import { failed, type Native } from './kit';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\', "'": "'", '"': '"' };

/** The value of a text in quotes or of a sum of numbers; undefined for what is more. */
export function simpleValue(expression: string): string | undefined {
  const text = /^(["'])((?:\\.|(?!\1)[^\\])*)\1$/.exec(expression.trim());
  if (text) return (text[2] ?? '').replace(/\\(.)/g, (whole, sign: string) => ESCAPES[sign] ?? whole);
  if (!/^[\d\s.+*()-]+$/.test(expression) || !/\d/.test(expression)) return undefined;
  const tokens = expression.match(/\d+(?:\.\d+)?|[-+*()]/g) ?? [];
  let at = 0;
  const factor = (): number => {
    const token = tokens[at++];
    if (token === '-') return -factor();
    if (token !== '(') return Number(token);
    const value = sum();
    at += 1;
    return value;
  };
  const product = (): number => {
    let value = factor();
    while (tokens[at] === '*') {
      at += 1;
      value *= factor();
    }
    return value;
  };
  const sum = (): number => {
    let value = product();
    while (tokens[at] === '+' || tokens[at] === '-') value += tokens[at++] === '+' ? product() : -product();
    return value;
  };
  const value = sum();
  return Number.isNaN(value) || at !== tokens.length ? undefined : String(value);
}

type Line = (task: Task, statement: string) => Promise<boolean>;

const printing =
  (call: RegExp, quiet: RegExp, sleep: RegExp): Line =>
  async (task, statement) => {
    if (statement === '' || quiet.test(statement)) return true;
    const [, pause] = sleep.exec(statement) ?? [];
    if (pause !== undefined) {
      await task.sleep(Number(pause) * 1000);
      return true;
    }
    const [, inner] = call.exec(statement) ?? [];
    if (inner === undefined) return false;
    const values =
      inner.trim() === '' ? [] : inner.split(/,(?=(?:[^"']*["'][^"']*["'])*[^"']*$)/).map(simpleValue);
    if (values.includes(undefined)) return false;
    await task.out(`${values.join(' ')}\n`);
    return true;
  };

const PYTHON = printing(/^print\(([^]*)\)$/, /^(#.*|import [\w, ]+|pass)$/, /^(?:time\.)?sleep\(([\d.]+)\)$/);
const NODE = printing(/^console\.log\(([^]*)\)$/, /^(\/\/.*|["']use strict["'])$/, /^never\((\d+)\)$/);

async function play(task: Task, text: string, line: Line, sorry: string): Promise<number> {
  for (const statement of text.split(/\n|;(?=(?:[^"']*["'][^"']*["'])*[^"']*$)/))
    if (!(await line(task, statement.trim().replace(/;$/, '')))) return failed(task, sorry);
  return 0;
}

async function script(task: Task, word: string, open: string): Promise<string | undefined> {
  try {
    return fromUtf8(await task.files.read(normalize(word, task.cwd)));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    await task.err(open);
    return undefined;
  }
}

const NO_PYTHON =
  'python: the practice engine has no Python interpreter. It plays print("…"), import, time.sleep(…) and -m http.server; for a program of your own use a real engine.';

export const python: Native = async (task, kit) => {
  const words = task.argv.slice(1).filter((word) => word !== '-u');
  const version = task.env['PYTHON_VERSION'] ?? '3.11.2';
  if (words[0] === '--version' || words[0] === '-V') {
    await task.out(`Python ${version}\n`);
    return 0;
  }
  if (words[0] === '-m' && words[1] === 'http.server') return pythonServer(task, words.slice(2));
  if (words[0] === '-m' && words[1] === 'pip') return pip({ ...task, argv: ['pip', ...words.slice(2)] }, kit);
  if (words[0] === '-c') return play(task, words[1] ?? '', PYTHON, NO_PYTHON);
  if (words[0] === undefined) {
    if (task.terminal) return failed(task, NO_PYTHON);
    return play(task, fromUtf8(await drain(task.stdin)), PYTHON, NO_PYTHON);
  }
  if (words[0].startsWith('-')) return failed(task, NO_PYTHON);
  const text = await script(
    task,
    words[0],
    `python: can't open file '${normalize(words[0], task.cwd)}': [Errno 2] No such file or directory\n`,
  );
  return text === undefined ? 2 : play(task, text, PYTHON, NO_PYTHON);
};

const NO_NODE =
  'node: the practice engine has no JavaScript interpreter for containers. It plays console.log("…"); for a program of your own use a real engine.';

export const node: Native = async (task) => {
  const words = task.argv.slice(1);
  const version = task.env['NODE_VERSION'] ?? '18.20.4';
  if (words[0] === '--version' || words[0] === '-v') {
    await task.out(`v${version}\n`);
    return 0;
  }
  if (words[0] === '-e' || words[0] === '--eval') return play(task, words[1] ?? '', NODE, NO_NODE);
  if (words[0] === '-p' || words[0] === '--print') {
    const value = simpleValue(words[1] ?? '') ?? (words[1] === 'process.version' ? `v${version}` : undefined);
    if (value === undefined) return failed(task, NO_NODE);
    await task.out(`${value}\n`);
    return 0;
  }
  if (words[0] === undefined)
    return task.terminal
      ? failed(task, NO_NODE)
      : play(task, fromUtf8(await drain(task.stdin)), NODE, NO_NODE);
  const text = await script(
    task,
    words[0],
    `node:internal/modules/cjs/loader\n  throw err;\n\nError: Cannot find module '${normalize(words[0], task.cwd)}'\n`,
  );
  return text === undefined ? 1 : play(task, text, NODE, NO_NODE);
};

export const go: Native = async (task) => {
  const version = task.env['GOLANG_VERSION'] ?? '1.23';
  const platform = `linux/${task.machine.kernel.machine === 'aarch64' ? 'arm64' : 'amd64'}`;
  if (task.argv[1] === 'version') {
    await task.out(`go version go${version} ${platform}\n`);
    return 0;
  }
  if (task.argv[1] === 'env') {
    await task.out(`GOPATH='${task.env['GOPATH'] ?? ''}'\nGOVERSION='go${version}'\n`);
    return 0;
  }
  return failed(
    task,
    'go: the practice engine has no Go compiler: it plays `go version` and `go env`. For a program of your own use a real engine.',
  );
};

/** Packages that `pip install` has. */
const WHEELS: Readonly<Record<string, string>> = {
  flask: '3.1.2',
  requests: '2.32.5',
  numpy: '2.3.3',
  pandas: '2.3.2',
  redis: '6.4.0',
  django: '5.2.6',
  fastapi: '0.117.1',
  uvicorn: '0.37.0',
  gunicorn: '23.0.0',
  pytest: '8.4.2',
  'psycopg2-binary': '2.9.10',
};

export const pip: Native = async (task) => {
  const words = task.argv.slice(1);
  if (words[0] === '--version') {
    await task.out('pip 25.0.1 from /usr/local/lib/python3.12/site-packages/pip (python 3.12)\n');
    return 0;
  }
  if (words[0] !== 'install')
    return words[0] === 'list'
      ? 0
      : failed(task, 'pip: the practice engine plays `pip install` and `pip list`');
  const at = words.indexOf('-r');
  const listed =
    at < 0
      ? ''
      : await script(
          task,
          words[at + 1] ?? '',
          `ERROR: Could not open requirements file: [Errno 2] No such file or directory: '${words[at + 1] ?? ''}'\n`,
        );
  if (listed === undefined) return 1;
  const names = [
    ...words.slice(1).filter((word, i) => !word.startsWith('-') && words[i] !== '-r'),
    ...listed.split('\n').map((row) => row.replace(/#.*/, '').trim()),
  ].filter((name) => name !== '');
  const done: string[] = [];
  for (const word of names) {
    const name = word.replace(/[=<>~![].*$/, '').toLowerCase();
    const version = /==([\w.]+)/.exec(word)?.[1] ?? WHEELS[name];
    if (WHEELS[name] === undefined || version === undefined)
      return failed(
        task,
        `ERROR: Could not find a version that satisfies the requirement ${word} (from versions: none)\nERROR: No matching distribution found for ${word}`,
      );
    await task.out(`Collecting ${word}\n  Downloading ${name}-${version}-py3-none-any.whl (1.2 MB)\n`);
    await task.sleep(200);
    const folder = `/usr/local/lib/python3.12/site-packages/${name}`;
    await task.files.folder(folder).catch(() => undefined);
    await task.files.put(`${folder}/__init__.py`, {
      kind: 'file',
      mode: 0o644,
      uid: 0,
      gid: 0,
      mtime: Math.floor(task.machine.now() / 1000),
      content: { bulk: `wheel ${name}`, size: 2_400_000 },
    });
    done.push(`${name}-${version}`);
  }
  if (done.length > 0)
    await task.out(
      `Installing collected packages: ${done.map((one) => one.replace(/-[\d.]+$/, '')).join(', ')}\nSuccessfully installed ${done.join(' ')}\n`,
    );
  return 0;
};

export const npm: Native = async (task) => {
  const [, action] = task.argv;
  if (action === '--version' || action === '-v') {
    await task.out('10.9.3\n');
    return 0;
  }
  if (action === 'install' || action === 'ci' || action === 'i') {
    const there = (await task.files.node(normalize('package.json', task.cwd))) !== undefined;
    if (!there && task.argv.length === 2)
      return failed(
        task,
        `npm error code ENOENT\nnpm error path ${normalize('package.json', task.cwd)}`,
        254,
      );
    await task.files.folder(normalize('node_modules', task.cwd)).catch(() => undefined);
    await task.files.put(normalize('node_modules/.package-lock.json', task.cwd), {
      kind: 'file',
      mode: 0o644,
      uid: 0,
      gid: 0,
      mtime: Math.floor(task.machine.now() / 1000),
      content: { bulk: 'node modules', size: 8_400_000 },
    });
    await task.sleep(800);
    await task.out('\nadded 57 packages, and audited 58 packages in 1s\n\nfound 0 vulnerabilities\n');
    return 0;
  }
  return failed(
    task,
    `${task.argv[0] ?? 'npm'}: the practice engine plays \`npm install\`; it has no JavaScript interpreter for containers`,
  );
};
