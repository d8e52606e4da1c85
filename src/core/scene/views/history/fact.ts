/** One fact of this machine. `untold`: its engine says nothing of it, and that is said. */
export interface Fact {
  readonly title: string;
  /** The title where there is little room. */
  readonly short?: string;
  readonly value: string;
  /** Longest first. */
  readonly note: readonly string[];
  readonly tone: 'inside' | 'host' | 'image' | 'plain' | 'untold';
  /** Part of a limit that is in use; null: no limit. Absent: nothing to measure. */
  readonly gauge?: number | null;
}

export interface Evidence {
  /** Longest first. */
  readonly says: readonly string[];
  /** Prints the same. */
  readonly command: string;
  readonly facts: readonly Fact[];
}

export const untold = (title: string, ...note: readonly string[]): Fact => ({
  title,
  value: 'not told',
  note,
  tone: 'untold',
});
