import type { Turn } from '../turn';
import { fail } from './say';
import { goOn } from './steps';

/** The base image came, or did not. */
export function buildPulled(turn: Turn, id: string, error: string | null): void {
  const job = turn.model.builds.get(id);
  if (!job) return;
  if (error === null) goOn(turn, job, true);
  else fail(turn, job, error);
}
