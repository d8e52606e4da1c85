import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outputTrouble, readable, writeFile } from './files';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cutaway-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const chunks = (...all: readonly string[]) => Readable.from(all.map((each) => Buffer.from(each)));

describe('a file that a command writes', () => {
  it('holds all that came, for its owner alone, and replaces one of its name', async () => {
    writeFileSync(join(folder, 'a.tar'), 'old');
    expect(await writeFile(folder, './a.tar', chunks('new ', 'bytes'))).toBeNull();
    expect(readFileSync(join(folder, 'a.tar'), 'utf8')).toBe('new bytes');
    if (process.platform !== 'win32') expect(statSync(join(folder, 'a.tar')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['a.tar']);
  });

  it('is not there when what came broke off, and the old one still is', async () => {
    writeFileSync(join(folder, 'a.tar'), 'old');
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('half');
        throw new Error('cut');
      })(),
    );
    await expect(writeFile(folder, 'a.tar', broken)).rejects.toThrow('cut');
    expect(readdirSync(folder)).toEqual(['a.tar']);
    expect(readFileSync(join(folder, 'a.tar'), 'utf8')).toBe('old');
  });

  it('is refused where it cannot be, in the words of the docker command', async () => {
    mkdirSync(join(folder, 'sub'));
    expect(await outputTrouble(folder, 'x.tar')).toBeNull();
    expect(await outputTrouble(folder, 'sub')).toBe('cannot write to a directory');
    expect(await outputTrouble(folder, '/nonexistent/x')).toBe(
      'invalid output path: stat /nonexistent: no such file or directory',
    );
    if (process.platform !== 'win32')
      expect(await outputTrouble(folder, '/dev/zero')).toBe('cannot write to a character device file');
  });
});

describe('a file that a command reads', () => {
  it('is refused before anything is sent when it is not there', async () => {
    expect(await readable(folder, '/nonexistent')).toEqual({
      message: 'open /nonexistent: no such file or directory',
    });
  });
  it('is read from the folder the command runs in', async () => {
    writeFileSync(join(folder, 'in.tar'), 'bytes');
    const found = await readable(folder, 'in.tar');
    const read = 'stream' in found ? Buffer.concat(await found.stream().toArray()).toString() : '';
    expect(read).toBe('bytes');
  });
});
