/**
 * The programs of the practice engine. What is known and idles (servers, `sleep`, `echo`) runs beside the engine and
 * costs a few kilobytes; shells and what they run get a worker thread, so that no loop blocks anything but itself.
 */
import { normalize } from '../model/files/path';
import type { FileAccess, ProcessHost, ProcessSpec, Programs, RunningProcess } from '../programs';
import { filesOf } from './files/files';
import { find, type Found } from './files/find';
import { ROOT } from './files/users';
import { LIGHT } from './native/table';
import { actsAs, openSession, runPrepared, type Prepared } from './session';
import { poolOf, type Pool } from './worker/pool';

const NO_KERNEL = { get: () => Promise.resolve(undefined), list: () => Promise.resolve(undefined) };
const SHELLS = new Set(['sh', 'bash', 'dash', 'ash']);

async function missing(
  spec: Pick<ProcessSpec, 'argv' | 'env' | 'cwd'>,
  access: FileAccess,
  pool: Pool,
): Promise<string | undefined> {
  const files = filesOf(access, NO_KERNEL, ROOT, () => 0);
  const [word = ''] = spec.argv;
  const found = await find(word, files, spec.cwd, spec.env['PATH']);
  // Whoever starts one program soon wants a shell: its first prompt should not wait for a thread.
  pool.warm();
  switch (found.kind) {
    case 'not found':
      return `exec: "${word}": executable file not found in $PATH`;
    case 'absent':
      return `exec: "${word}": stat ${normalize(word, spec.cwd)}: no such file or directory`;
    case 'denied':
    case 'folder':
      return `exec: "${word}": permission denied`;
    default:
      return undefined;
  }
}

/** Words that mean the same to a shell and to us: no quotes, no operators, no expansions. */
const PLAIN = /^[\w@%+:,./-]+( [\w@%+:,./=-]+)*$/;

/** The words of `sh -c "sleep 100"`, which a shell only hands on. */
function handedOn(found: Found, argv: readonly string[]): readonly string[] | undefined {
  if (found.kind !== 'program' || !SHELLS.has(actsAs(found, argv))) return undefined;
  const [, flag, text, more] = argv;
  return flag === '-c' && more === undefined && text !== undefined && PLAIN.test(text)
    ? text.split(' ')
    : undefined;
}

/** Builtins of shells, which are no programs there though they may be files. */
const BUILTINS = new Set(['echo', 'true', 'false', 'kill', 'printf', 'pwd']);

function start(spec: ProcessSpec, host: ProcessHost, pool: Pool): RunningProcess {
  const waiting: ((to: RunningProcess) => void)[] = [];
  let target: RunningProcess | undefined;
  let over = false;
  const pass = (call: (to: RunningProcess) => void): void => {
    if (target) call(target);
    else waiting.push(call);
  };
  const settle = (to: RunningProcess): void => {
    target = to;
    for (const call of waiting.splice(0)) call(to);
  };
  const exited = (code: number, signal?: string): void => {
    if (over) return;
    over = true;
    host.exited(code, signal);
  };

  function here(started: ReturnType<typeof openSession>, prepared: Prepared): void {
    const running = runPrepared(started.session, prepared);
    settle({
      write: started.input.write,
      closeInput: started.input.close,
      resize: started.input.resize,
      signal: running.deliver,
      freeze: started.freeze,
      thaw: started.thaw,
    });
    started.session.terminal?.onSignal(running.deliver);
    void running.exit.then(({ code, signal }) => exited(code, signal));
  }

  async function decide(): Promise<void> {
    const output = (stream: 'stdout' | 'stderr', bytes: Uint8Array): Promise<void> => {
      host.output(stream, bytes);
      return Promise.resolve();
    };
    const started = openSession(spec, host, output, undefined);
    const prepared = await started.prepare();
    const { found } = prepared;
    const light = (one: Found, argv: readonly string[]): boolean =>
      one.kind === 'program' && LIGHT.has(actsAs(one, argv));
    if (light(found, spec.argv)) {
      here(started, prepared);
      return;
    }
    const words = handedOn(found, spec.argv);
    if (words && !BUILTINS.has(words[0] ?? '')) {
      const { files, cwd, env } = prepared.launch;
      const inner = await find(words[0] ?? '', files, cwd, env['PATH']);
      if (light(inner, words)) {
        host.became(words);
        here(started, { found: inner, launch: { ...prepared.launch, argv: words } });
        return;
      }
    }
    settle(pool.start(spec, { ...host, exited }));
  }
  decide().catch((error: unknown) => {
    host.output(
      'stderr',
      new TextEncoder().encode(`${error instanceof Error ? error.message : String(error)}\n`),
    );
    exited(255);
  });

  return {
    write: (bytes) => pass((to) => to.write(bytes)),
    closeInput: () => pass((to) => to.closeInput()),
    resize: (columns, rows) => pass((to) => to.resize(columns, rows)),
    signal: (name) => pass((to) => to.signal(name)),
    freeze: () => pass((to) => to.freeze()),
    thaw: () => pass((to) => to.thaw()),
  };
}

export function createPrograms(): Programs {
  const pool = poolOf();
  return {
    missing: (spec, files) => missing(spec, files, pool),
    start: (spec, host) => start(spec, host, pool),
    close: () => pool.close(),
  };
}
