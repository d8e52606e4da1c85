import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { catalogue } from '../../catalogue/catalogue';
import { differences } from '../../model/files/diff';
import { programName } from '../../model/files/program';
import { treeOf } from '../../model/files/tree';
import { createPrograms } from '../index';
import { isLeaf } from '../leaf/leaf';
import { machineOf, type Machine } from '../machine.test-helper';
import { NATIVES } from '../native/table';
import { reader } from '../native/dial';
import { concat, fromUtf8, utf8 } from '../streams';
import { decodeResp, encodeResp } from './redis';
import { readNginx } from './nginx';

const programs = createPrograms();
afterAll(() => programs.close());
const images = catalogue();

const layersOf = (name: string, tag = 'latest') => {
  const layers = images.get(`docker.io/library/${name}`)?.tags.get(tag)?.images[0]?.layers;
  if (!layers) throw new Error(`no ${name}:${tag}`);
  return layers.map((layer) => layer.changes);
};
const machine = (name: string, tag?: string): Machine => machineOf(programs, layersOf(name, tag), 10);

/** Says something to a port and gives what comes back until the other side ends, or until it has the words. */
async function say(one: Machine, port: number, words: Uint8Array | string, until = ''): Promise<string> {
  const duplex = one.dial(port);
  const read = reader(duplex);
  duplex.write(typeof words === 'string' ? utf8(words) : words);
  const parts: Uint8Array[] = [];
  for (let part = await read(); part !== undefined; part = await read()) {
    parts.push(part);
    if (until !== '' && fromUtf8(concat(parts)).includes(until)) break;
  }
  return fromUtf8(concat(parts));
}
const GET = (path: string) =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nUser-Agent: probe\r\nConnection: close\r\n\r\n`;

test('every program of every image is played by something', () => {
  for (const { name, tags } of images.values())
    for (const index of tags.values())
      for (const layer of index.images[0]?.layers ?? [])
        for (const [path, node] of layer.changes) {
          if (node === 'gone' || node.kind === 'folder') continue;
          const applet =
            node.kind === 'link' && /(^|\/)busybox$/.test(node.target) ? path.split('/').at(-1) : undefined;
          const found = node.kind === 'file' ? programName(node.content) : applet;
          if (found === undefined || found === 'busybox' || /^(ba|da|a)?sh$/.test(found)) continue;
          if (found === 'perl') continue;
          expect(NATIVES.has(found) || isLeaf(found), `${name} ${path} ${found}`).toBe(true);
        }
});

describe('nginx', () => {
  test('tells what it does, serves the files of its container and logs each visit', async () => {
    const one = machine('nginx');
    const server = one.start(['/docker-entrypoint.sh', 'nginx', '-g', 'daemon off;']);
    await server.shows('start worker process 2');
    expect(server.ran.stdout).toContain(
      '/docker-entrypoint.sh: Configuration complete; ready for start up\n',
    );
    expect(await say(one, 80, GET('/'))).toMatch(
      /^HTTP\/1.1 200 OK\r\nServer: nginx\/1.27.5\r\n[^]*<h1>Welcome to nginx!<\/h1>/,
    );
    expect(await say(one, 80, GET('/nosuch'))).toContain('404 Not Found');
    expect(server.ran.stdout).toMatch(
      /172\.17\.0\.1 - - \[\d\d\/\w+\/\d{4}:[\d:]+ \+0000\] "GET \/ HTTP\/1\.1" 200 \d+ "-" "probe" "-"\n/,
    );
    await one.run(['sh', '-c', 'echo changed > /usr/share/nginx/html/index.html']);
    expect(await say(one, 80, GET('/'))).toContain('\r\n\r\nchanged\n');
    expect([...one.rows.values()].map((row) => row.argv.join(' '))).toEqual([
      'nginx: master process nginx -g daemon off;',
      'nginx: worker process',
    ]);
    server.running.signal('SIGQUIT');
    expect(await server.exit).toMatchObject({ code: 0 });
    expect(server.ran.stderr).toMatch(/signal 3 \(SIGQUIT\) received, shutting down\n.*exit\n$/);
    const changed = differences(treeOf(layersOf('nginx')), one.layer()).map((row) => row.path);
    expect(changed).toContain('/etc/nginx/conf.d/default.conf');
  });

  test('reads its own configuration: ports, roots, proxies, fixed answers', () => {
    expect(
      readNginx(
        'server { listen 8080 default_server; root /srv; autoindex on; location /api { proxy_pass http://app:3000; } location = /ping { return 200 "pong\\n"; } }',
      ),
    ).toEqual([
      {
        port: 8080,
        root: '/srv',
        index: ['index.html'],
        lists: true,
        proxies: [['/api', 'http://app:3000']],
        returns: [['/ping', 200, 'pong\\n']],
      },
    ]);
  });

  test('an entry point that somebody changed is run as it is written', async () => {
    const one = machine('nginx');
    await one.run(['sh', '-c', 'printf "#!/bin/sh\\necho mine \\$1\\n" > /docker-entrypoint.sh']);
    expect(await one.run(['/docker-entrypoint.sh', 'nginx'])).toMatchObject({
      stdout: 'mine nginx\n',
      code: 0,
    });
  });
});

describe('the other servers', () => {
  test('httpd serves and ends gracefully on SIGWINCH', async () => {
    const one = machine('httpd');
    const server = one.start(['httpd-foreground'], {
      env: { PATH: '/usr/local/apache2/bin:/usr/local/bin:/usr/bin:/bin' },
    });
    await server.shows('resuming normal operations');
    expect(await say(one, 80, GET('/'))).toContain('It works!');
    server.running.signal('SIGWINCH');
    expect((await server.exit).code).toBe(0);
  });

  test("Python's own server lists its folder", async () => {
    const one = machine('python', '3.12-slim');
    const server = one.start(['python', '-m', 'http.server', '9000'], { cwd: '/etc' });
    await server.shows('port 9000');
    expect(await say(one, 9000, GET('/'))).toContain('<li><a href="os-release">os-release</a></li>');
    server.running.signal('SIGINT');
    expect((await server.exit).code).toBe(0);
  });

  test('redis keeps values, counts, and says that it is a stand-in', async () => {
    const one = machine('redis');
    const server = one.start(['docker-entrypoint.sh', 'redis-server']);
    await server.shows('Ready to accept connections');
    expect(await say(one, 6379, encodeResp(['PING']), 'PONG')).toBe('+PONG\r\n');
    expect(
      await say(one, 6379, 'SET greeting grüße\r\nGET greeting\r\nINCR n\r\nINCR n\r\nNOSUCH\r\n', 'ERR'),
    ).toMatch(/^\+OK\r\n\$7\r\ngrüße\r\n:1\r\n:2\r\n-ERR unknown command 'NOSUCH'/);
    const cli = (...words: string[]) => one.run(['redis-cli', ...words]);
    expect((await cli('get', 'greeting')).stdout).toBe('grüße\n');
    expect((await cli('info')).stdout).toContain('stand_in:yes');
    expect((await cli('keys', '*')).stdout).toBe('greeting\nn\n');
    server.running.signal('SIGTERM');
    expect((await server.exit).code).toBe(0);
    expect((await machine('redis').run(['redis-cli', 'ping'])).code).toBe(1);
  });

  test('a reply is read back as it was written', () => {
    expect(decodeResp(encodeResp(['a', '', null, 7, ['b']]))).toEqual({
      value: ['a', '', null, 7, ['b']],
      rest: '',
    });
    expect(decodeResp('$5\r\nabc')).toBeUndefined();
  });

  test('postgres wants a password, answers its handshake by saying what it is, and stops on SIGINT', async () => {
    const none = await machine('postgres').run(['docker-entrypoint.sh', 'postgres']);
    expect(none).toMatchObject({ code: 1 });
    expect(none.stderr).toContain('superuser password is not specified');
    const one = machine('postgres');
    const PATH = '/usr/local/bin:/usr/bin:/bin:/usr/lib/postgresql/16/bin';
    const server = one.start(['docker-entrypoint.sh', 'postgres'], { env: { PATH, POSTGRES_PASSWORD: 'x' } });
    await server.shows('ready to accept connections');
    const startup = new Uint8Array(8);
    new DataView(startup.buffer).setUint32(0, 8);
    new DataView(startup.buffer).setUint32(4, 196_608);
    expect(await say(one, 5432, startup)).toMatch(/^E[^]*FATAL[^]*stand-in of the practice engine/);
    expect((await one.run(['pg_isready'])).code).toBe(0);
    server.running.signal('SIGINT');
    expect((await server.exit).code).toBe(0);
  });
});

describe('clients and package managers', () => {
  test('find other containers by name, and nothing outside', async () => {
    const one = machine('nginx');
    const server = one.start(['nginx', '-g', 'daemon off;']);
    await server.shows('start worker');
    expect(
      (
        await one.run([
          'sh',
          '-c',
          'curl -s http://web/ | head -1; curl -s -o /dev/null -w "%{http_code}" web/nosuch',
        ])
      ).stdout,
    ).toBe('<!DOCTYPE html>\n404');
    expect(await one.run(['curl', 'http://example.com'])).toMatchObject({
      code: 6,
      stderr: 'curl: (6) Could not resolve host: example.com\n',
    });
    const alpine = machine('alpine');
    expect(await alpine.run(['wget', '-qO-', 'http://example.com'])).toMatchObject({
      code: 1,
      stderr: "wget: bad address 'example.com'\n",
    });
    expect((await alpine.run(['ping', '-c', '2', 'web'])).stdout).toContain(
      '2 packets transmitted, 2 packets received, 0% packet loss',
    );
    expect((await alpine.run(['nslookup', 'web'])).stdout).toContain('Address: 172.17.0.9');
    server.running.signal('SIGKILL');
    await server.exit;
  });

  test('apt-get needs its lists first; what it installs is a change and runs', async () => {
    const one = machine('ubuntu');
    expect(await one.run(['apt-get', 'install', '-y', 'cowsay'])).toMatchObject({ code: 100 });
    const ran = await one.run([
      'sh',
      '-c',
      'cowsay x; apt-get update -qq && apt-get install -y cowsay curl >/dev/null && cowsay moo; which curl',
    ]);
    expect(ran.stderr).toBe('sh: 1: cowsay: not found\n');
    expect(ran.stdout).toContain('< moo >');
    expect(ran.stdout).toMatch(/\/usr\/bin\/curl\n$/);
    const changed = differences(treeOf(layersOf('ubuntu')), one.layer()).map((row) => row.path);
    expect(changed).toEqual(
      expect.arrayContaining(['/usr/bin/cowsay', '/usr/bin/curl', '/var/lib/dpkg/status']),
    );
    expect(await one.run(['apt-get', 'install', '-y', 'nosuch'])).toMatchObject({
      stderr: 'E: Unable to locate package nosuch\n',
      code: 100,
    });
  });

  test('apk adds and deletes', async () => {
    const one = machine('alpine');
    const ran = await one.run([
      'sh',
      '-c',
      'apk add --no-cache figlet && figlet hi && apk del figlet && figlet hi; echo $?',
    ]);
    expect(ran.stdout).toContain('(1/1) Installing figlet (2.2.5-3)\n');
    expect(ran.stdout).toMatch(/127\n$/);
    expect((await one.run(['apk', 'add', 'nosuch'])).stderr).toContain('nosuch (no such package)');
  });

  test('languages tell their version, do what fits on a line and say plainly what they do not', async () => {
    const python = machine('python');
    const env = { PATH: '/usr/local/bin:/usr/bin:/bin', PYTHON_VERSION: '3.12.11' };
    expect((await python.run(['python', '--version'], { env })).stdout).toBe('Python 3.12.11\n');
    expect((await python.run(['python3', '-c', 'print("a", 1+2*3)'], { env })).stdout).toBe('a 7\n');
    expect((await python.run(['python', '-c', 'import os; os.fork()'], { env })).stderr).toContain(
      'no Python interpreter',
    );
    const node = machine('node');
    expect(
      (await node.run(['docker-entrypoint.sh', 'node', '-e', 'console.log("hi")'], { env })).stdout,
    ).toBe('hi\n');
    expect(
      (
        await machine('golang').run(['go', 'version'], {
          env: { PATH: '/usr/local/go/bin', GOLANG_VERSION: '1.23.12' },
        })
      ).stdout,
    ).toBe('go version go1.23.12 linux/amd64\n');
  });
});

test('the side without a worker never loads the shell’s library', () => {
  const seen = new Set<string>();
  const visit = (file: URL): void => {
    if (seen.has(file.href)) return;
    seen.add(file.href);
    const text = readFileSync(file, 'utf8');
    for (const [, clause = '', from = ''] of text.matchAll(
      /^(?:import|export) ([^;]*?) from '([^']+)';/gms,
    )) {
      if (clause.startsWith('type ')) continue;
      expect(from, file.pathname).not.toBe('just-bash');
      if (from.startsWith('.') && !from.endsWith('.json')) visit(new URL(`${from}.ts`, file));
    }
  };
  visit(new URL('../index.ts', import.meta.url));
  expect(seen.size).toBeGreaterThan(40);
  expect(readdirSync(new URL('../shell', import.meta.url)).length).toBeGreaterThan(10);
});
