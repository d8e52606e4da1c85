/** What the inspector says of a thing: two sentences, live facts, what prints the same, what can be done now. */
export interface SubjectFacts {
  readonly title: string;
  readonly sentences: string;
  readonly facts: readonly (readonly [string, string])[];
  /** `docker` commands that print the same. */
  readonly prints: readonly string[];
  /** Commands that fit the state of the thing, to be written into the prompt. */
  readonly actions: readonly { readonly label: string; readonly command: string }[];
}

/** Rows with what is known; a fact that is not is left out, never shown as zero. */
export const facts = (
  ...rows: readonly (readonly [string, string | null | undefined])[]
): readonly (readonly [string, string])[] =>
  rows.filter((row): row is readonly [string, string] => typeof row[1] === 'string' && row[1] !== '');

/** `1 layer`, `3 layers` */
export const many = (n: number, one: string): string =>
  `${n.toLocaleString('en-US')} ${one}${n === 1 ? '' : 's'}`;
