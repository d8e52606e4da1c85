/** Programs for tests of the server: each word does one thing, lines of a shell are read by `;`. */
import type { ProcessHost, ProcessSpec, Programs, RunningProcess } from '../../programs';

const HELLO =
  '\nHello from Docker!\nThis message shows that your installation appears to be working correctly.\n\n';
const KNOWN = [
  '/hello',
  '/bin/sh',
  'sh',
  'echo',
  'sleep',
  'true',
  'false',
  'cat',
  'serve',
  'polite',
  'hog',
  'write',
  'warn',
  'fetch',
  'shout',
  'env',
  'test',
  'read',
];

class Ended extends Error {
  constructor(readonly code: number) {
    super(`exit ${String(code)}`);
  }
}

const NUMBERS: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

function start(spec: ProcessSpec, host: ProcessHost): RunningProcess {
  const abort = new AbortController();
  let over = false;
  let input = '';
  let inputEnded = !spec.stdin;
  let wake: () => void = () => undefined;
  let thawed = Promise.resolve();
  let thaw: () => void = () => undefined;
  const polite = spec.argv.includes('polite') || spec.argv.join(' ').includes('polite');
  const say = (text: string, stream: 'stdout' | 'stderr' = 'stdout'): void => {
    host.output(stream, new TextEncoder().encode(spec.tty ? text.replaceAll('\n', '\r\n') : text));
  };
  const end = (code: number, signal?: string): void => {
    if (over) return;
    over = true;
    abort.abort();
    host.exited(code, signal);
  };
  const line = async (): Promise<string | null> => {
    for (;;) {
      const at = input.search(/[\n\r]/);
      if (at >= 0) {
        const text = input.slice(0, at);
        input = input.slice(at + 1);
        return text;
      }
      if (inputEnded || input.includes('\u0004')) return null;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const file = (text: string) => ({
    kind: 'file' as const,
    mode: 0o644,
    uid: 0,
    gid: 0,
    mtime: Math.floor(host.now() / 1000),
    content: { bytes: new TextEncoder().encode(text) },
  });

  const words: Readonly<Record<string, (args: readonly string[]) => Promise<number> | number>> = {
    '/hello': () => (say(HELLO), 0),
    echo: (args) => (say(`${args.join(' ')}\n`), 0),
    warn: (args) => (say(`${args.join(' ')}\n`, 'stderr'), 0),
    shout: async ([lines = '0']) => {
      for (let i = 0; i < Number(lines); i += 1) {
        await thawed;
        say(`${'x'.repeat(100_000)}\n`);
        await host.sleep(0);
      }
      return 0;
    },
    true: () => 0,
    false: () => 1,
    exit: ([code = '0']) => {
      throw new Ended(Number(code));
    },
    env: () => (
      say(
        Object.entries(spec.env)
          .map(([key, value]) => `${key}=${value}\n`)
          .join(''),
      ),
      0
    ),
    sleep: async ([seconds = '0']) => {
      await host.sleep(Number(seconds) * 1000, abort.signal);
      return 0;
    },
    polite: async () => {
      await host.sleep(1e9, abort.signal);
      return 0;
    },
    hog: ([bytes = '0']) => (host.memory(Number(bytes)), 0),
    cat: async ([path]) => {
      if (path !== undefined) {
        const node = await host.files.get(path);
        if (node?.kind !== 'file' || !('bytes' in node.content)) {
          say(`cat: ${path}: No such file or directory\n`, 'stderr');
          return 1;
        }
        say(new TextDecoder().decode(node.content.bytes));
        return 0;
      }
      for (let text = await line(); text !== null; text = await line()) say(`${text}\n`);
      return 0;
    },
    write: async ([path = '', ...text]) => {
      try {
        await host.files.put(path, file(`${text.join(' ')}\n`));
        return 0;
      } catch (error) {
        say(`write: ${String(error)}\n`, 'stderr');
        return 1;
      }
    },
    serve: async ([port = '80']) => {
      host.listen(Number(port), (connection) => {
        connection.onData(() => {
          connection.write(
            new TextEncoder().encode(
              `HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello`,
            ),
          );
          connection.end();
        });
      });
      await host.sleep(1e9, abort.signal);
      return 0;
    },
    fetch: async ([name = '', port = '80']) => {
      const ip = /^\d/.test(name) ? name : await host.resolve(name);
      if (ip === undefined) return (say(`fetch: bad address '${name}'\n`, 'stderr'), 1);
      try {
        const connection = await host.connect(ip, Number(port));
        const text = await new Promise<string>((resolve) => {
          let got = '';
          connection.onData((bytes) => {
            got += new TextDecoder().decode(bytes);
          });
          connection.onEnd(() => {
            resolve(got);
          });
          connection.write(new TextEncoder().encode('GET / HTTP/1.1\r\n\r\n'));
        });
        say(`${text.split('\r\n').at(-1) ?? ''}\n`);
        return 0;
      } catch (error) {
        say(`fetch: ${String(error)}\n`, 'stderr');
        return 1;
      }
    },
    test: async ([path = '']) => ((await host.files.get(path)) ? 0 : 1),
  };

  const script = async (source: string): Promise<number> => {
    let code = 0;
    for (const part of source.split(/;|\n/)) {
      const [word = '', ...args] = part.trim().split(/\s+/);
      if (word === '') continue;
      await thawed;
      if (over) break;
      const does = words[word];
      if (does) code = await does(args);
      else {
        say(`/bin/sh: ${word}: not found\n`, 'stderr');
        code = 127;
      }
    }
    return code;
  };

  const shell = async (): Promise<number> => {
    let code = 0;
    if (spec.tty) say('$ ');
    for (let text = await line(); text !== null; text = await line()) {
      if (spec.tty) say(`${text}\n`);
      code = await script(text);
      if (spec.tty) say('$ ');
    }
    return code;
  };

  const main = async (): Promise<number> => {
    const [word = '', first = '', ...rest] = spec.argv;
    if (word === 'sh' || word === '/bin/sh') return first === '-c' ? script(rest.join(' ')) : shell();
    return (await words[word]?.(spec.argv.slice(1))) ?? 127;
  };
  queueMicrotask(() => {
    main().then(
      (code) => {
        end(code);
      },
      (error: unknown) => {
        end(error instanceof Ended ? error.code : 1);
      },
    );
  });

  return {
    write(bytes) {
      input += new TextDecoder().decode(bytes);
      wake();
    },
    closeInput() {
      inputEnded = true;
      wake();
    },
    resize: (columns, rows) => {
      if (spec.argv.includes('-size')) say(`${String(rows)}x${String(columns)}\n`);
    },
    signal(name) {
      if (name === 'SIGKILL') end(137, name);
      // The first process of a container ignores what it does not handle.
      else if (polite && name === 'SIGTERM') end(0);
      else if (spec.pid !== 1 && NUMBERS[name] !== undefined) end(128 + NUMBERS[name], name);
    },
    freeze() {
      thawed = new Promise((resolve) => {
        thaw = resolve;
      });
    },
    thaw() {
      thaw();
    },
  };
}

export const smallPrograms = (): Programs => ({
  missing: ({ argv: [word = ''] }) =>
    Promise.resolve(
      word === '/etc/os-release'
        ? `exec: "${word}": permission denied`
        : KNOWN.includes(word)
          ? undefined
          : `exec: "${word}": executable file not found in $PATH`,
    ),
  start,
  close: () => Promise.resolve(),
});
