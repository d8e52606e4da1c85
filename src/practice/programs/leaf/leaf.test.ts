import { afterAll, describe, expect, test } from 'vitest';
import { createPrograms } from '../index';
import { busybox, debian, machineOf, program } from '../machine.test-helper';

const programs = createPrograms();
afterAll(() => programs.close());

const tools = new Map([
  ...debian(),
  ...['tar', 'gzip', 'gunzip', 'base64', 'md5sum', 'cut', 'rev', 'du', 'nl'].map(
    (name) => [`/usr/bin/${name}`, program(name)] as const,
  ),
]);
const run = async (script: string) => (await machineOf(programs, [tools]).run(['sh', '-c', script])).stdout;

describe('programs of the library', () => {
  test('pass bytes on as they are', async () => {
    expect(await run('gzip < /etc/passwd | gunzip | head -1')).toBe('root:x:0:0:root:/root:/bin/bash\n');
    expect(await run('cd /etc; tar cf - passwd group | tar tf -')).toBe('passwd\ngroup\n');
    expect(await run('printf "\\303\\244\\n" | base64')).toBe('w6QK\n');
    expect(await run('head -c 8 /usr/bin/ls | md5sum | cut -c1-32')).toMatch(/^[0-9a-f]{32}\n$/);
  });

  test('keep signs beyond ASCII whole', async () => {
    expect(
      await run('echo "grüße 日本" | rev; echo "ä,ö" | cut -d, -f2; echo "ä" | sed s/ä/ü/; echo ÄB | wc -c'),
    ).toBe('本日 eßürg\nö\nü\n4\n');
  });

  test('see one file system with all others, through links', async () => {
    expect(
      await run(
        'mkdir -p /a/b; echo x > /a/b/c; ln -s /a/b /l; cat /l/c; mv /a/b/c /a/d; find /a; rm -r /a; ls -d /a 2>&1; cat /l/c 2>&1',
      ),
    ).toBe(
      "x\n/a\n/a/b\n/a/d\nls: cannot access '/a': No such file or directory\ncat: /l/c: No such file or directory\n",
    );
  });

  test('say what is wrong in the words of their family', async () => {
    const script = 'rm /nosuch; mkdir /etc; cp /nosuch /x; touch /nosuch/x';
    const gnu = await machineOf(programs, [debian()]).run(['sh', '-c', script]);
    expect(gnu.stderr).toBe(
      "rm: cannot remove '/nosuch': No such file or directory\nmkdir: cannot create directory '/etc': File exists\ncp: cannot stat '/nosuch': No such file or directory\ntouch: cannot touch '/nosuch/x': No such file or directory\n",
    );
    const small = await machineOf(programs, [busybox()]).run(['sh', '-c', script]);
    expect(small.stderr).toBe(
      "rm: can't remove '/nosuch': No such file or directory\nmkdir: can't create directory '/etc': File exists\ncp: can't stat '/nosuch': No such file or directory\ntouch: /nosuch/x: No such file or directory\n",
    );
  });
});
