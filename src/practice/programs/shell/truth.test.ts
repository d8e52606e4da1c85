import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { createPrograms } from '../index';
import { busybox, debian, machineOf } from '../machine.test-helper';

/** Recorded from bash 5.2.15, dash 0.5.12 and the ash of busybox 1.35, as Debian 12 has them. */
type Row = readonly [shell: string, script: string, stdout: string, stderr: string, code: number];
const rows = JSON.parse(
  readFileSync(new URL('fixtures/truth.json', import.meta.url), 'utf8'),
) as readonly Row[];

const programs = createPrograms();
afterAll(() => programs.close());

describe.each(['bash', 'dash', 'sh'])('%s says what the real one says', (shell) => {
  test.each(rows.filter((row) => row[0] === shell))('%s -c %j', async (_, script, stdout, stderr, code) => {
    const machine = machineOf(programs, [shell === 'sh' ? busybox() : debian()]);
    const env = { PATH: '/usr/bin:/bin', HOME: '/root' };
    const ran = await machine.run([shell, '-c', script], { env, cwd: '/tmp' });
    expect([ran.stdout, ran.stderr, ran.code]).toEqual([stdout, stderr, code]);
  });
});
