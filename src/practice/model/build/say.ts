import type { Turn } from '../turn';
import { removeContainer } from '../container/remove';
import type { BuildJob } from './job';

export const short = (id: string): string => id.replace('sha256:', '').slice(0, 12);

export function keep(turn: Turn, job: BuildJob): void {
  turn.change({ builds: turn.model.builds.set(job.id, job) });
}

/** A line of the build's stream; a quiet build says nothing until its end. */
export function say(turn: Turn, job: BuildJob, line: unknown): void {
  if (!job.options.quiet) turn.say(job.ticket, line);
}

export function sayStep(turn: Turn, job: BuildJob): void {
  const step = job.steps[job.at];
  say(turn, job, { stream: `Step ${String(job.at + 1)}/${String(job.steps.length)} : ${step?.shown ?? ''}` });
  say(turn, job, { stream: '\n' });
}

/** The build ends without an image. @param code of the command that failed, which the client exits with */
export function fail(turn: Turn, job: BuildJob, message: string, code?: number): void {
  if (job.options.forceRemove && job.container !== null && turn.container(job.container)) {
    removeContainer(turn, job.container, true);
    say(turn, job, { stream: `Removing intermediate container ${short(job.container)}\n` });
  }
  turn.say(job.ticket, { errorDetail: { ...(code === undefined ? {} : { code }), message }, error: message });
  turn.do({ kind: 'end', ticket: job.ticket });
  turn.change({ builds: turn.model.builds.delete(job.id) });
}
