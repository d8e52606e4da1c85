import { commandId, engineKey, hostMs } from '../core/base/brand';
import { encodeEntry } from '../core/journal/codec';
import type { Fact } from '../core/journal/entry';
import { createJournal } from '../core/journal/journal';
import { createVault } from '../core/journal/vault';
import { credentialsFrom } from '../engine/act/credentials';
import { loginStore } from '../engine/act/login-store';
import { runCommand } from '../engine/act/run-command';
import { EndpointError, type Endpoint } from '../engine/connect/endpoint';
import { API_NEWEST } from '../engine/connect/negotiate';
import { endpointOf, openEndpoint } from '../engine/connect/open';
import type { Session } from '../engine/connect/session';
import { processInput } from './input';
import { streamScreen, silentScreen } from './screen';

export interface RunOptions {
  /** What `--engine` named. */
  readonly engine?: string | undefined;
  readonly json?: boolean;
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };

/**
 * Runs one command as the prompt would, on this process's own streams, and prints what the CLI would print.
 * @param argv `docker`, `run`, `hello-world` @returns the exit code that the CLI would have
 */
export async function run(argv: readonly string[], options: RunOptions): Promise<number> {
  const { stdout, stderr, env } = options;
  let endpoint: Endpoint;
  try {
    endpoint = endpointOf(options);
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error;
    stderr.write(`Failed to initialize: ${error.message}\n`);
    return 1;
  }
  let session: Session | null = null;
  const open = async () => (session = await openEndpoint(endpoint, env));
  const json = options.json === true;
  const journal = createJournal();
  const key = engineKey(endpoint.address);
  const append = (fact: Fact) => {
    for (const entry of journal.append(hostMs(Date.now()), key, fact)) stdout.write(encodeEntry(entry));
  };
  const screen = json ? silentScreen : streamScreen(stdout, stderr);
  const terminal = stdout.isTTY && !json ? { rows: stdout.rows, columns: stdout.columns } : null;
  const running = runCommand(open, argv, {
    id: commandId('c1'),
    origin: 'cli',
    append: json ? append : () => undefined,
    paced: json,
    screen,
    vault: createVault(),
    input: processInput(),
    environment: {
      cwd: process.cwd(),
      terminal,
      input: { tty: process.stdin.isTTY },
      platform: {
        os: process.platform === 'win32' ? 'windows' : process.platform,
        architecture: ARCHITECTURES[process.arch] ?? process.arch,
      },
      version: options.version,
      newestApi: API_NEWEST,
      variable: (name) => env[name],
      credentials: credentialsFrom(env),
      logins: loginStore(env),
    },
  });
  const handlers = SIGNALS.map((signal) => [signal, () => running.interrupt(signal.slice(3))] as const);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  const left = () => running.leave();
  stdout.on('error', left);
  try {
    return await running.done;
  } finally {
    for (const [signal, handler] of handlers) process.off(signal, handler);
    stdout.off('error', left);
    (session as Session | null)?.wire.close();
  }
}
