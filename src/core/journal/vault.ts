/**
 * Values that are for this user's own eyes. They live beside the journal, in memory only; what is written,
 * recorded or sent on holds numbered holes in their place.
 */
export interface Vault {
  /** A hole for a value: `⟨hidden 3⟩`. The same value gets the same hole. An empty one needs none. */
  hide(value: string): string;
  /** The value behind a hole's number; undefined when this vault never hid it. */
  value(number: number): string | undefined;
  /** A text with its holes filled again, as far as this vault knows them. */
  fill(text: string): string;
}

const HOLE = /⟨hidden (\d+)⟩/g;

export function createVault(): Vault {
  const numbers = new Map<string, number>();
  const values: string[] = [];
  return {
    hide(value) {
      if (value === '') return '';
      // A hole put in again stays the hole it is.
      if (/^⟨hidden \d+⟩$/.test(value)) return value;
      let number = numbers.get(value);
      if (number === undefined) {
        number = values.push(value);
        numbers.set(value, number);
      }
      return `⟨hidden ${String(number)}⟩`;
    },
    value: (number) => values[number - 1],
    fill: (text) => text.replace(HOLE, (hole, number: string) => values[Number(number) - 1] ?? hole),
  };
}
