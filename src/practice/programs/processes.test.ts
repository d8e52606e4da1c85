import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, test } from 'vitest';
import { createPrograms } from './index';
import { busybox, debian, file, machineOf, program } from './machine.test-helper';

const programs = createPrograms();
afterAll(() => programs.close());
const small = () => machineOf(programs, [busybox()]);
const large = () => machineOf(programs, [debian()]);
const sh = (script: string) => ['sh', '-c', script];

describe('what can be started', () => {
  test('is told before it starts, in the words of the runtime', async () => {
    const machine = machineOf(programs, [new Map([...busybox(), ['/bin/x', file('x', 0o644)]])]);
    const files = {
      get: (path: string) => Promise.resolve(machine.tree().get(path)),
      list: (path: string) => Promise.resolve(machine.tree().list(path)),
      put: () => Promise.resolve(),
      remove: () => Promise.resolve(),
    };
    const missing = (...argv: string[]) => programs.missing({ argv, env: {}, cwd: '/' }, files);
    expect(await missing('nosuch')).toBe('exec: "nosuch": executable file not found in $PATH');
    expect(await missing('/etc/passwd')).toBe('exec: "/etc/passwd": permission denied');
    expect(await missing('/nosuch')).toBe('exec: "/nosuch": stat /nosuch: no such file or directory');
    expect(await missing('sh', '-c', 'nosuch')).toBeUndefined();
    expect(await missing('busybox')).toBeUndefined();
  });

  test('a script runs by its first line; what is no program says so', async () => {
    const files = new Map([
      ...debian(),
      ['/s', file('#!/bin/sh\necho script $1\n', 0o755)],
      ['/t', file('junk', 0o755)],
    ]);
    const machine = machineOf(programs, [files]);
    expect((await machine.run(['/s', 'a'])).stdout).toBe('script a\n');
    expect(await machine.run(['/t'])).toMatchObject({ stderr: 'exec /t: exec format error\n', code: 255 });
  });
});

describe('a process', () => {
  test('as the first one of a container it ignores what it does not handle, and dies by SIGKILL', async () => {
    const one = small().start(['sleep', '300']);
    one.running.signal('SIGTERM');
    one.running.signal('SIGINT');
    one.running.signal('SIGKILL');
    expect(await one.exit).toMatchObject({ code: 137, signal: 'SIGKILL' });
  });

  test('that is not the first one dies by SIGTERM', async () => {
    const machine = small();
    machine.start(['sleep', '300']);
    const other = machine.start(['sleep', '300']);
    other.running.signal('SIGTERM');
    expect(await other.exit).toMatchObject({ code: 143, signal: 'SIGTERM' });
  });

  test('a trap on TERM runs when the command before it is done', async () => {
    const one = small().start(sh('trap "echo bye; exit 0" TERM; echo up; while :; do sleep 0.05; done'));
    await one.shows('up');
    one.running.signal('SIGTERM');
    expect(await one.exit).toMatchObject({ stdout: 'up\nbye\n', code: 0 });
  });

  test('a trap interrupts wait', async () => {
    const one = large().start([
      'bash',
      '-c',
      'trap "echo caught" USR1; sleep 100 & echo up; wait; echo $?; kill %1; exit 5',
    ]);
    await one.shows('up');
    one.running.signal('SIGUSR1');
    expect(await one.exit).toMatchObject({ stdout: 'up\ncaught\n138\n', code: 5 });
  });

  test('an endless loop hears a signal, and is killed', async () => {
    const one = small().start(sh('trap "echo still here" USR1; while :; do :; done'));
    const other = await small().run(sh('echo not blocked'));
    expect(other.stdout).toBe('not blocked\n');
    one.running.signal('SIGUSR1');
    await one.shows('still here');
    one.running.signal('SIGKILL');
    expect(await one.exit).toMatchObject({ code: 137, signal: 'SIGKILL' });
  });

  test('that keeps its thread busy inside of one program is killed all the same', async () => {
    const one = small().start(['awk', 'BEGIN { while (1) x = x + 1 }']);
    await new Promise((done) => setTimeout(done, 300));
    one.running.signal('SIGKILL');
    expect(await one.exit).toMatchObject({ code: 137, signal: 'SIGKILL' });
    expect((await small().run(sh('echo next'))).stdout).toBe('next\n');
  });

  test('cannot kill the first process from inside', async () => {
    expect(await small().run(sh('kill -9 $$; echo alive'))).toMatchObject({ stdout: 'alive\n', code: 0 });
  });

  test('above the memory limit a child is killed and the shell survives; a shell that became it dies', async () => {
    const memoryLimit = 16 << 20;
    const child = await small().run(sh('tail /dev/zero; echo shell survived, code $?'), { memoryLimit });
    expect(child).toMatchObject({ stdout: 'shell survived, code 137\n', stderr: 'Killed\n', code: 0 });
    expect(await small().run(sh('tail /dev/zero'), { memoryLimit })).toMatchObject({
      code: 137,
      signal: 'SIGKILL',
    });
    const doubled = await small().run(sh('x=x; while :; do x=$x$x; done'), { memoryLimit });
    expect(doubled).toMatchObject({ code: 137, signal: 'SIGKILL' });
  });

  test('is seen by ps with its children and nobody else', async () => {
    const machine = small();
    const one = machine.start(sh('sleep 200 & wait'));
    while (![...machine.rows.values()].some((row) => row.argv[0] === 'sleep'))
      await new Promise((done) => setTimeout(done, 5));
    const { stdout } = await machine.run(['ps']);
    expect(stdout.replace(/ +/g, ' ')).toMatch(
      /^PID USER TIME COMMAND\n 1 root 0:00 sh -c sleep 200 & wait\n 2 root 0:00 sleep 200\n 3 root 0:00 ps\n$/,
    );
    one.running.signal('SIGKILL');
  });

  test('a paused one writes nothing until it goes on', async () => {
    const one = small().start(sh('i=0; while [ $i -lt 3 ]; do i=$((i+1)); echo tick $i; sleep 0.05; done'));
    await one.shows('tick 1');
    one.running.freeze();
    await new Promise((done) => setTimeout(done, 250));
    expect(one.ran.stdout).not.toContain('tick 3');
    one.running.thaw();
    expect((await one.exit).stdout).toContain('tick 3');
  });
});

describe('what it writes and reads', () => {
  test('streams while it runs, both streams in order', async () => {
    const one = small().start(sh('echo a; echo b >&2; sleep 0.1; echo c; echo d >&2'));
    await one.shows('b');
    expect(one.ran.stdout).toBe('a\n');
    await one.exit;
    expect(one.chunks).toEqual(['a\n', 'b\n', 'c\n', 'd\n']);
  });

  test('each line of a slow input is answered at once, by shells, filters and loops', async () => {
    for (const argv of [
      ['cat'],
      ['grep', '.'],
      ['sed', 's/^/got /'],
      sh('while read l; do echo got $l; done'),
      ['tee', '/tmp/x'],
    ]) {
      const one = small().start(argv, { stdin: true });
      one.type('one\n');
      await one.shows('one\n');
      one.type('two\n');
      await one.shows('two\n');
      one.running.closeInput();
      expect((await one.exit).code).toBe(0);
    }
  });

  test('scripts on standard input run line by line and share it with what they run', async () => {
    const ran = await small().run(
      ['sh'],
      {},
      'x=1\nif true\nthen echo $x\nfi\nread y\nhere\necho $y\nexit 5\necho no\n',
    );
    expect(ran).toMatchObject({ stdout: '1\nhere\n', code: 5 });
    expect((await small().run(['wc', '-l'], {}, 'a\nb\n')).stdout.trim()).toBe('2');
    expect((await small().run(['head', '-1'], {}, 'a\nb\n')).stdout).toBe('a\n');
  });

  test('without an open input it ends at once', async () => {
    expect(await small().run(['cat'])).toMatchObject({ stdout: '', code: 0 });
    expect(await small().run(['sh'])).toMatchObject({ stdout: '', code: 0 });
  });

  test('a program that writes for ever stops when nobody reads, and does not fill memory', async () => {
    const ran = await small().run(sh('yes "a line" | head -n 20000 | tail -n 1; echo $?'));
    expect(ran.stdout).toBe('a line\n0\n');
    const flood = small().start(['yes']);
    await flood.shows('y\ny\n');
    flood.running.signal('SIGKILL');
    expect((await flood.exit).code).toBe(137);
  });
});

describe('the files of a container', () => {
  test('are one for all its processes', async () => {
    const machine = small();
    const one = machine.start(sh('while [ ! -f /tmp/go ]; do sleep 0.02; done; cat /tmp/go'));
    await machine.run(sh('echo from the other > /tmp/go'));
    expect((await one.exit).stdout).toBe('from the other\n');
  });

  test('belong to users: who may not write is refused', async () => {
    const ran = await large().run(
      sh('echo x > /etc/x; touch /etc/y; echo z > /tmp/z; cat /tmp/z; id -u; ls -n /tmp/z'),
      { user: '1000' },
    );
    expect(ran.stdout).toMatch(/^z\n1000\n-rw-r--r-- 1 1000 0 2 .* \/tmp\/z\n$/);
    expect(ran.stderr).toBe(
      "sh: 1: cannot create /etc/x: Permission denied\ntouch: cannot touch '/etc/y': Permission denied\n",
    );
  });

  test('the kernel tells the same in every image, and the image its own release', async () => {
    const words = sh(
      'uname -r; cat /etc/os-release | head -1; cat /proc/1/cmdline | tr "\\0" " "; hostname; echo $HOSTNAME',
    );
    const ran = await large().run(words);
    expect(ran.stdout).toContain('6.1.0-practice\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nsh -c ');
    expect(ran.stdout).toMatch(/c0ffee123456\nc0ffee123456\n$/);
    expect((await small().run(['uname', '-r'])).stdout).toBe('6.1.0-practice\n');
  });

  test('a program that is removed is gone, and one that is copied runs', async () => {
    const machine = machineOf(programs, [new Map([...debian(), ['/usr/bin/hello', program('hello')]])]);
    const ran = await machine.run(
      sh('cp /usr/bin/hello /tmp/h; rm /usr/bin/hello; /tmp/h | head -2; hello; echo $?'),
    );
    expect(ran.stdout).toBe('\nHello from Docker!\n127\n');
  });
});

test('thousands of sleeping processes cost some kilobytes each and no thread', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const machine = small();
  await machine.run(['true']);
  collect();
  const before = process.memoryUsage().heapUsed;
  const all = Array.from({ length: 3000 }, () => machine.start(['sleep', 'infinity']));
  while (machine.sleeping() < all.length) await new Promise((done) => setTimeout(done, 10));
  collect();
  const each = (process.memoryUsage().heapUsed - before) / all.length;
  for (const one of all) one.running.signal('SIGKILL');
  await Promise.all(all.map((one) => one.exit));
  expect(each).toBeLessThan(40_000);
});
