import type { CommandId } from '../../core/base/brand';
import { interpret } from '../../core/command/interpret';
import type { Environment } from '../../core/command/program';
import { maskCommand } from '../../core/command/secrets';
import type { Attached, CommandStartedEntry, Fact } from '../../core/journal/entry';
import type { Vault } from '../../core/journal/vault';
import type { Session } from '../connect/session';
import { Driver } from './driver';
import type { Input } from './input';
import { Output, type Screen } from './output';

export interface CommandIo {
  readonly id: CommandId;
  readonly origin: CommandStartedEntry['origin'];
  readonly append: (fact: Fact) => void;
  readonly screen: Screen;
  readonly vault: Vault;
  readonly environment: Environment;
  /** What can be typed to a program, where this client has something. */
  readonly input?: Input | undefined;
  /** Holds a program that prints faster than 4 MB/s back, for who keeps and shows all it prints. */
  readonly paced?: boolean;
  /** The output is shown byte for byte in a terminal: of a fast program's the journal gets the last lines alone. */
  readonly terminal?: boolean;
  /** A program is at the other end of what is typed and shown. */
  readonly attached?: (to: Attached) => void;
  readonly patience?: number;
  readonly clock?: () => number;
}

export interface Running {
  /** Resolves with the exit code, always: what goes wrong is printed. Rejects for a defect of ours only. */
  readonly done: Promise<number>;
  /**
   * What Ctrl-C does for this command: `run` passes the signal to its container, the others end with 130.
   * What was asked of the engine goes on there. The third one ends everything.
   * @param signal without `SIG`; INT by default
   */
  interrupt(signal?: string): void;
  /**
   * The reader of the output left (`| head`). The command ends at once, as the CLI does: an attached run with 1 and
   * a word about it, the others as by SIGPIPE. The container goes on.
   */
  leave(): void;
  /** Lets go of the program, as the detach keys do: it runs on. What has none yet is interrupted. */
  detach(): void;
}

/** milliseconds for what was broken off to say so before the command's last fact */
const LINGER = 100;

const SIGPIPE = 13;
const NUMBERS: Readonly<Record<string, number>> = { HUP: 1, INT: 2, QUIT: 3, TERM: 15 };

/**
 * Runs a typed line or an argv on an engine. The engine is opened only when the first request leaves, so that a
 * line that cannot run needs none.
 */
export function runCommand(
  session: Session | (() => Promise<Session>),
  input: string | readonly string[],
  io: CommandIo,
): Running {
  const begin = performance.now();
  const output = new Output(io.id, io.append, io.screen, io.paced, io.terminal);
  const tell = (fact: Fact) => {
    output.flush();
    io.append(fact);
  };
  tell({ kind: 'command-started', command: io.id, text: maskCommand(input, io.vault), origin: io.origin });
  const driver = new Driver({
    command: io.id,
    session: typeof session === 'function' ? session : () => Promise.resolve(session),
    environment: io.environment,
    input: io.input,
    vault: io.vault,
    patience: io.patience,
    clock: io.clock,
    output,
    tell,
    attached: io.attached,
  });
  let interrupted = 0;
  let ended = false;
  let stop: (code: number) => void = () => undefined;
  const stopped = new Promise<number>((resolve) => {
    stop = resolve;
  });

  async function work(): Promise<number> {
    const meant = interpret(input);
    if (meant.ok) return driver.perform(meant.program());
    await output.print('stdout', meant.stdout, meant.stdout);
    await output.print('stderr', meant.stderr, meant.stderr);
    return meant.exitCode;
  }
  async function run(): Promise<number> {
    try {
      const working = work();
      // Once stopped, what the program still throws is of no interest.
      const settled = working.then(
        () => undefined,
        () => undefined,
      );
      const code = await Promise.race([working, stopped]);
      ended = true;
      if (interrupted > 0) {
        output.mute();
        driver.break('interrupted');
        await Promise.race([settled, new Promise((resolve) => setTimeout(resolve, LINGER))]);
      } else driver.close('not waited for');
      tell({
        kind: 'command-finished',
        command: io.id,
        exitCode: code,
        took: Math.round(performance.now() - begin),
      });
      return code;
    } catch (error) {
      driver.break('failed');
      throw error;
    } finally {
      ended = true;
      output.flush();
    }
  }

  return {
    done: run(),
    interrupt(signal = 'INT') {
      if (ended) return;
      interrupted += 1;
      if (interrupted >= 3) {
        void output.print('stderr', ...twice('\ngot 3 SIGTERM/SIGINTs, forcefully exiting\n'));
        stop(1);
      } else if (driver.forwarding !== null) void driver.forward(signal);
      else stop(128 + (NUMBERS[signal] ?? 2));
    },
    leave() {
      if (ended) return;
      interrupted += 1;
      if (driver.forwarding === null) return stop(128 + SIGPIPE);
      void output.print('stderr', ...twice('write /dev/stdout: broken pipe\n'));
      stop(1);
    },
    detach() {
      if (!ended && !driver.letGo()) stop(130);
    },
  };
}

const twice = (text: string): [string, string] => [text, text];
