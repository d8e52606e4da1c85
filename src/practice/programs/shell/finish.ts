import { ExitShell, LeaveLoop, ReturnFrom, type Shell } from './state';
import { runExitTrap } from './traps';

/** Runs to the end of the shell, with the trap on its exit; gives the exit code. */
export async function finish(shell: Shell, work: () => Promise<unknown>): Promise<number> {
  const codeOf = async (run: () => Promise<unknown>): Promise<number> => {
    try {
      await run();
      return shell.status;
    } catch (error) {
      if (error instanceof ExitShell || error instanceof ReturnFrom) return error.code;
      if (error instanceof LeaveLoop) return shell.status;
      throw error;
    }
  };
  const code = await codeOf(work);
  shell.status = code;
  if (!shell.traps.has('EXIT')) return code;
  shell.tolerant += 1;
  const leaving = { ...shell, control: new AbortController() };
  let forced: number | undefined;
  try {
    await runExitTrap(leaving);
  } catch (error) {
    if (!(error instanceof ExitShell)) throw error;
    forced = error.code;
  }
  return forced ?? code;
}
