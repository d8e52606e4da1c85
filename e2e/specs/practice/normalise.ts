import type { Outcome } from '../../lab/exec';

/** What is legitimately other on another engine: what it drew, measured or was given by its registry. */
const own = (text: string): string =>
  text
    .replace(/\b[0-9a-f]{64}\b/g, '<id>')
    .replace(/\b[0-9a-f]{12}\b/g, '<short>')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?( ?[+-]\d{4} \w+|Z)?/g, '<time>')
    .replace(
      /(Less than a second|About an? (?:minute|hour)|\d+ (?:second|minute|hour|day|week|month|year)s?)/g,
      '<age>',
    )
    .replace(/ {2,}/g, '  ')
    .replace(/\d+(\.\d+)?(B|kB|MB|GB)\b/g, '<size>')
    .replace(/172\.\d+\.\d+\.\d+/g, '<ip>')
    .replace(/(?:[0-9a-f]{2}:){5}[0-9a-f]{2}/g, '<mac>')
    .replace(/\(\d+%\)/g, '(<part>)')
    // A name that the engine made up; those of the stage have no underscore.
    .replace(/\b[a-z]+_[a-z]+\b(?=\s*$)/gm, '<name>')
    // A layer that another repository of the registry has is mounted there, and sent once more here.
    .replace(/: Mounted from \S+$/gm, ': Pushed')
    .replace(/ size: \d+$/gm, ' size: <number>')
    // A program's line comes in one piece or in several, each of them coloured.
    .replaceAll('\u001b[0m\u001b[91m', '')
    // Newer engines say which.
    .replace(/ \(library\/Web\) must be lowercase/, ' must be lowercase')
    // The lab's hello-world has a text of its own.
    .replace(/Hello from Docker![^]*$/, '<hello>');

/** Whether the engine tells of these steps depends on how far it is when it looks. */
const SOMETIMES = /: (Verifying Checksum|Download complete|Waiting)$/;

const sorted = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => !SOMETIMES.test(line))
    .sort();

/** Images of the two registries have layers in different numbers, and layers come side by side. */
const pulled = (text: string): string => [...new Set(sorted(text))].join('\n');

/** Fields of the older engine alone (`KernelMemory` went with 24.0), and what images and machines say of themselves. */
const FREE = new Set(['KernelMemory', 'KernelMemoryTCP', 'Comment', 'WorkingDir', 'LowerDir']);

/** JSON with sorted keys; numbers that an engine measures are not compared. */
function tree(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => tree(one));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !FREE.has(name))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, one]) => [name, tree(one, name)]),
    );
  }
  if (['Pid', 'Size', 'VirtualSize'].includes(key)) return value === 0 ? 0 : '<number>';
  return value;
}

function json(text: string): string {
  try {
    return JSON.stringify(tree(JSON.parse(text)), null, 1);
  } catch {
    return text;
  }
}

/** Whether lines may come in any order: pulls and removals, and images of the same second. */
const ANY_ORDER =
  /^docker (images|image ls|system df|rmi|image rm|(image )?pull|volume ls)|hello-world|--pull|push|:5000/;

/** One outcome as it would be on any engine. */
export function normalise(line: string, { code, stdout, stderr }: Outcome): Outcome {
  const order = ANY_ORDER.test(line) ? pulled : (text: string): string => text;
  // Numbers of processes are those of each machine.
  const counted = /^docker top/.test(line)
    ? (text: string): string => text.replace(/\d+/g, '<n>')
    : (text: string): string => text;
  const inspected = /inspect/.test(line) ? json : (text: string): string => text;
  return { code, stdout: order(counted(own(inspected(stdout)))), stderr: order(own(stderr)) };
}
