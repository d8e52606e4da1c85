/** What one line of the classic builder's output means. */
export type BuildLine =
  | { readonly is: 'step'; readonly n: number; readonly of: number; readonly instruction: string }
  | { readonly is: 'running'; readonly container: string }
  | { readonly is: 'cached' }
  | { readonly is: 'layer'; readonly image: string }
  | { readonly is: 'built'; readonly image: string }
  | { readonly is: 'tagged'; readonly ref: string }
  | { readonly is: 'text' };

const STEP = /^Step (\d{1,4})\/(\d{1,4}) : (.*)$/;

/**
 * Reads a line of the classic builder (Engine API, `POST /build`). What a program in a step prints may look the same:
 * so the lines that name an image or a container are believed only with twelve hexadecimal digits, and a step only
 * as the next one in order (see the fold).
 */
export function readBuildLine(line: string): BuildLine {
  const step = STEP.exec(line);
  if (step) return { is: 'step', n: Number(step[1]), of: Number(step[2]), instruction: step[3] ?? '' };
  const running = /^ ---> Running in ([0-9a-f]{12})$/.exec(line)?.[1];
  if (running !== undefined) return { is: 'running', container: running };
  if (line === ' ---> Using cache') return { is: 'cached' };
  const layer = /^ ---> ([0-9a-f]{12})$/.exec(line)?.[1];
  if (layer !== undefined) return { is: 'layer', image: layer };
  const built = /^Successfully built ([0-9a-f]{12})$/.exec(line)?.[1];
  if (built !== undefined) return { is: 'built', image: built };
  const tagged = /^Successfully tagged (\S+)$/.exec(line)?.[1];
  if (tagged !== undefined) return { is: 'tagged', ref: tagged };
  return { is: 'text' };
}

/** Instructions that add files: their layer has bytes. The others change the settings of the image only. */
const WRITES = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

/** `RUN` of `run apk add curl`. */
export const instructionWord = (instruction: string): string =>
  (/^\s*([A-Za-z]+)/.exec(instruction)?.[1] ?? '').toUpperCase();

export const writesFiles = (instruction: string): boolean => WRITES.has(instructionWord(instruction));
