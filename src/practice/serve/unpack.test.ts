import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeUtf8 } from '../model/files/utf8';
import { writeTar } from '../model/files/tar-write';
import { openBench, type Bench } from './testing/bench';
import { unpack } from './unpack';

const LIMIT = 1000;

test('what is compressed is unpacked, what is not stays as it is', async () => {
  const words = encodeUtf8('{"Image":"busybox"}');
  expect(await unpack(words, LIMIT)).toBe(words);
  expect(await unpack(new Uint8Array(gzipSync(words)), LIMIT)).toEqual(words);
  expect(await unpack(new Uint8Array(), LIMIT)).toEqual(new Uint8Array());
});

test('what is damaged or too large is refused', async () => {
  const packed = new Uint8Array(gzipSync(new Uint8Array(LIMIT + 1)));
  expect(await unpack(packed, LIMIT)).toBeNull();
  expect(await unpack(packed.subarray(0, packed.length - 4), LIMIT * 2)).toBeNull();
  expect(await unpack(packed, LIMIT + 1)).toHaveLength(LIMIT + 1);
});

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

test('a compressed context is built', async () => {
  const content = { bytes: encodeUtf8('FROM busybox\nLABEL from=compose\n') };
  const node = { kind: 'file', mode: 0o644, uid: 0, gid: 0, mtime: 0, content } as const;
  const tar = Buffer.concat([...writeTar([{ name: 'Dockerfile', node }])]);
  const stream = await bench.docker.buildImage(Readable.from([gzipSync(tar)]), { t: 'packed' });
  await new Promise<void>((resolve, reject) =>
    bench.docker.modem.followProgress(stream, (error) => (error ? reject(error) : resolve())),
  );
  const { Config } = await bench.docker.getImage('packed').inspect();
  expect(Config.Labels).toEqual({ from: 'compose' });
});
