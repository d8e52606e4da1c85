/** One measured figure. Ratios and differences count; absolute times are those of one machine. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is to reach; null where it is only watched. */
  readonly reach: number | null;
}

export const figure = (name: string, value: number, unit: string, reach: number | null = null): Figure => ({
  name,
  value: Math.round(value * 100) / 100,
  unit,
  reach,
});

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const line = (f: Figure): string =>
  `${f.name.padEnd(66)} ${String(f.value).padStart(10)} ${f.unit}${f.reach === null ? '' : `   (to reach: ≤ ${String(f.reach)}${f.value <= f.reach ? '' : ', MISSED'})`}`;
