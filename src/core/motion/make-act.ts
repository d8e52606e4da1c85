import type { Entry } from '../journal/entry';
import type { Act } from './act';
import { MOTIONS, type MotionKind } from './table';

export type Draft = Partial<Omit<Act, 'motion' | 'subject' | 'cause'>>;

/** An act with what its motion's row says, and more where it is told. */
export const act = (entry: Entry, motion: MotionKind, subject: string, more: Draft = {}): Act => ({
  cause: entry.seq,
  motion,
  subject,
  ms: MOTIONS[motion].ms,
  say: null,
  ticket: null,
  label: '',
  bad: false,
  from: {},
  also: [],
  ...more,
});
