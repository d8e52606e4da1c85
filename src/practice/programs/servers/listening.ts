/** What the web servers have in common: waiting for requests and for signals, and the log of visits. */
import { Ended, type Task } from '../task';
import { strftime } from '../native/system';
import { serve, type Answer, type Request } from './http';

/** Whoever comes from outside comes through the bridge. */
export const VISITOR = '172.17.0.1';

/** Waits for one of these signals. */
export function signalled(task: Task, signals: readonly string[]): Promise<string> {
  return Promise.race([
    new Promise<string>((done) => {
      for (const signal of signals) task.handle(signal, () => done(signal));
    }),
    task.forever(),
  ]);
}

export const at = (task: Task): Date => new Date(task.machine.now());
const httpDate = (task: Task): string => strftime('%a, %d %b %Y %H:%M:%S GMT', at(task));

/** A line that cannot be written because the process is over is nobody's loss. */
export const said = (writing: Promise<void>): void =>
  void writing.catch((error: unknown) => {
    if (!(error instanceof Ended)) throw error;
  });

export interface Running {
  readonly port: number;
  readonly server: string;
  answer(request: Request): Promise<Answer>;
  log(request: Request, answer: Answer): void;
}

export function listen(task: Task, running: Running): void {
  task.machine.listen(running.port, (duplex) => {
    if (task.over.aborted) {
      duplex.end();
      return;
    }
    void serve(
      duplex,
      running.server,
      () => httpDate(task),
      async (request) => {
        const answer = await running.answer(request);
        running.log(request, answer);
        return answer;
      },
    );
  });
}

export const combined = (task: Task, request: Request, answer: Answer, more: boolean): string => {
  const line = `${VISITOR} - - [${strftime('%d/%b/%Y:%H:%M:%S %z', at(task))}] "${request.method} ${request.target} ${request.version}" ${String(answer.status)} ${String(answer.body.length)}`;
  const quoted = (name: string): string => `"${request.headers.get(name) ?? '-'}"`;
  return more
    ? `${line} ${quoted('referer')} ${quoted('user-agent')} ${quoted('x-forwarded-for')}\n`
    : `${line}\n`;
};
