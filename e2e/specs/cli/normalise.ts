/** What one run of a command gave. */
export interface Given {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How two runs of one command may differ without being different. */
export interface Allowance {
  /** The two runs made things of their own, with ids, names and times of their own. */
  readonly changes: boolean;
  /** The engine gives images of the same second in any order, and tells of layers as they come. */
  readonly anyOrder: boolean;
}

/** A second may pass between the two runs: ages differ, and with them the width of their column. */
const ages = (text: string): string =>
  text
    .replace(/(Less than a second|About an? (?:minute|hour)|\d+ (?:second|minute|hour)s?)/g, '<age>')
    .replace(/ {2,}/g, '  ');

const own = (text: string): string =>
  text
    // The builder colours what a program says of errors, chunk by chunk as it comes.
    .replace(/\u001b\[(?:91|0)m/g, '')
    .replace(/\b[0-9a-f]{64}\b/g, '<id>')
    .replace(/\b[0-9a-f]{12}\b/g, '<short id>')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/g, '<time>');

/** Whether the engine tells of these steps depends on how far it is when it looks. */
const SOMETIMES = /: (Verifying Checksum|Download complete|Waiting)$/;

const lines = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !SOMETIMES.test(line))
    .sort()
    .join('\n');

export function normalise({ code, stdout, stderr }: Given, { changes, anyOrder }: Allowance): Given {
  const same = (text: string): string => {
    const aged = ages(changes ? own(text) : text);
    return anyOrder ? lines(aged) : aged;
  };
  return { code, stdout: same(stdout), stderr: same(stderr) };
}
