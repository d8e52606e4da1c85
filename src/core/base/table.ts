/**
 * A persistent keyed table: `set` and `delete` give a new table and leave the old one as it was.
 * The cost of a change is that of one bucket and of the list of buckets, not of the whole table, so that
 * folding an entry costs in proportion to the entry even with ten thousand containers.
 * Order of iteration is by bucket: stable for the same keys, but without meaning. Sort where order matters.
 */
const BUCKETS = 128;

export interface Table<K extends string, V> {
  readonly size: number;
  get(key: K): V | undefined;
  has(key: K): boolean;
  set(key: K, value: V): Table<K, V>;
  delete(key: K): Table<K, V>;
  values(): V[];
  keys(): K[];
}

type Buckets<K extends string, V> = readonly (ReadonlyMap<K, V> | undefined)[];

function bucketOf(key: string): number {
  let hash = 0;
  for (let i = 0; i < key.length && i < 24; i += 1) hash = (hash * 31 + key.charCodeAt(i)) | 0;
  return (hash >>> 0) % BUCKETS;
}

function wrap<K extends string, V>(buckets: Buckets<K, V>, size: number): Table<K, V> {
  const get = (key: K): V | undefined => buckets[bucketOf(key)]?.get(key);
  const replaced = (at: number, bucket: ReadonlyMap<K, V>): Buckets<K, V> => {
    const next = buckets.slice();
    next[at] = bucket;
    return next;
  };
  const table: Table<K, V> = {
    size,
    get,
    has: (key) => buckets[bucketOf(key)]?.has(key) ?? false,
    set(key, value) {
      const at = bucketOf(key);
      const old = buckets[at];
      if (old?.has(key) === true && old.get(key) === value) return table;
      const bucket = new Map(old);
      bucket.set(key, value);
      return wrap(replaced(at, bucket), old?.has(key) === true ? size : size + 1);
    },
    delete(key) {
      const at = bucketOf(key);
      const old = buckets[at];
      if (old?.has(key) !== true) return table;
      const bucket = new Map(old);
      bucket.delete(key);
      return wrap(replaced(at, bucket), size - 1);
    },
    values: () => buckets.flatMap((bucket) => (bucket ? [...bucket.values()] : [])),
    keys: () => buckets.flatMap((bucket) => (bucket ? [...bucket.keys()] : [])),
  };
  return table;
}

export function emptyTable<K extends string, V>(): Table<K, V> {
  return wrap<K, V>([], 0);
}

/** A table of many values at once, in one pass. A later value of the same key wins. */
export function tableOf<K extends string, V>(values: Iterable<V>, keyOf: (value: V) => K): Table<K, V> {
  const buckets: Map<K, V>[] = [];
  let size = 0;
  for (const value of values) {
    const key = keyOf(value);
    const at = bucketOf(key);
    const bucket = (buckets[at] ??= new Map<K, V>());
    if (!bucket.has(key)) size += 1;
    bucket.set(key, value);
  }
  return wrap(buckets, size);
}
