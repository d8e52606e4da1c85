/** Why a number of CPUs cannot be read, in the CLI's words; null when it can. */
export function cpusTrouble(source: string): string | null {
  const match = /^\+?(\d+\.?\d*|\.\d+)$/.exec(source);
  if (!match) return `failed to parse ${source} as a rational number`;
  const fraction = (source.split('.')[1] ?? '').replace(/0+$/, '');
  return fraction.length > 9 ? 'value is too precise' : null;
}

/** `0.5` CPUs in the engine's unit: billionths. */
export const nanoCpus = (source: string): number => Math.round(Number(source) * 1e9);
