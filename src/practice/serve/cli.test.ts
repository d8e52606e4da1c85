import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hasCli, openBench, type Bench, type Said } from './testing/bench';

/** What people do with the docker command line; the words are those of a real engine (20.10) for the same lines. */
let bench: Bench;
let folder: string;
const docker = (line: string): Promise<Said> => bench.cli(...line.split(' '));
const daemon = (words: string): Partial<Said> => ({ code: 1, err: `Error response from daemon: ${words}\n` });

beforeAll(async () => {
  bench = await openBench();
  folder = mkdtempSync(join(tmpdir(), 'practice-cli-'));
});
beforeEach(async () => {
  const ids = (await docker('ps -aq')).out.split('\n').filter((id) => id !== '');
  if (ids.length > 0) await bench.cli('rm', '-fv', ...ids);
  await docker('network prune -f');
  await docker('volume prune -af');
  if ((await docker('images -q busybox')).out === '') await docker('pull -q busybox');
});
afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!hasCli)('images', () => {
  test('tags share an image; the last name takes it and its layers away', async () => {
    await bench.cli('run', '--name', 'x1', 'busybox', 'write', '/tmp/x', 'mine');
    const id = (await docker('commit x1 mine:1')).out.trim();
    expect(id).toMatch(/^sha256:[0-9a-f]{64}$/);
    await docker('tag mine:1 mine:2');
    expect((await docker('run --rm mine:2 cat /tmp/x')).out).toBe('mine\n');
    expect((await docker('rmi mine:1')).out).toBe('Untagged: mine:1\n');
    const gone = (await docker('rmi mine:2')).out.split('\n');
    expect(gone[0]).toBe('Untagged: mine:2');
    expect(gone[1]).toBe(`Deleted: ${id}`);
    expect(gone[2]).toMatch(/^Deleted: sha256:/);
  });

  test('one that is in use stays, in the engine’s words', async () => {
    await docker('run -d --name x1 busybox sleep 30');
    const { out } = await docker('inspect x1 --format {{.Id}}');
    const image = (await docker('image inspect busybox --format {{.Id}}')).out
      .replace('sha256:', '')
      .slice(0, 12);
    expect(await docker('rmi busybox')).toMatchObject(
      daemon(
        `conflict: unable to remove repository reference "busybox" (must force) - container ${out.slice(0, 12)} is using its referenced image ${image}`,
      ),
    );
    expect(await docker(`rmi -f ${image}`)).toMatchObject(
      daemon(
        `conflict: unable to delete ${image} (cannot be forced) - image is being used by running container ${out.slice(0, 12)}`,
      ),
    );
    expect((await docker('rmi -f busybox')).out).toMatch(
      /^Untagged: busybox:latest\nUntagged: busybox@sha256:[0-9a-f]{64}\n$/,
    );
    await docker('rm -f x1');
    await docker('image prune -af');
    expect((await docker('images -aq')).out).toBe('');
  });

  test('what is saved can be loaded, bytes checked by their digests', async () => {
    const file = join(folder, 'busybox.tar');
    const before = (await docker('image inspect busybox --format {{.Id}}')).out;
    await bench.cli('save', '-o', file, 'busybox');
    await docker('rmi busybox');
    expect((await bench.cli('load', '-i', file)).out).toBe('Loaded image: busybox:latest\n');
    expect((await docker('image inspect busybox --format {{.Id}}')).out).toBe(before);
    const torn = readFileSync(file);
    const at = torn.indexOf('NAME=small');
    expect(at).toBeGreaterThan(0);
    torn.write('LIES', at);
    writeFileSync(file, torn);
    await docker('rmi busybox');
    expect((await bench.cli('load', '-i', file)).err).toContain('invalid diffID for layer 0');
  });

  test('a push is there for a pull; Docker Hub’s own cannot be overwritten', async () => {
    await docker('tag busybox ghcr.example/team/tool:v1');
    const pushed = await docker('push ghcr.example/team/tool:v1');
    expect(pushed.out).toMatch(/Pushed\nv1: digest: sha256:[0-9a-f]{64} size: \d+\n$/);
    expect((await docker('push ghcr.example/team/tool:v1')).out).toContain('Layer already exists');
    await docker('rmi ghcr.example/team/tool:v1');
    expect((await docker('pull -q ghcr.example/team/tool:v1')).out).toBe('ghcr.example/team/tool:v1\n');
    expect((await docker('push busybox')).err).toBe('denied: requested access to the resource is denied\n');
    expect((await docker('push ghcr.example/team/nosuch:v1')).err).toBe(
      'An image does not exist locally with the tag: ghcr.example/team/nosuch\n',
    );
    await docker('rmi ghcr.example/team/tool:v1');
  });
});

describe.skipIf(!hasCli)('build', () => {
  const context = (name: string, files: Readonly<Record<string, string>>): string => {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
    return path;
  };
  const short = (text: string): string => text.replace(/\b[0-9a-f]{12}\b/g, 'ID');

  test('each step makes an image; the second time all come from the cache', async () => {
    const path = context('app', {
      Dockerfile:
        'FROM busybox\nENV COLOUR=teal\nWORKDIR /app\nCOPY . .\nRUN write /app/made yes; echo built\nCMD ["cat","made"]\n',
      'a.txt': 'a',
    });
    const first = await bench.cli('build', '-t', 'app', path);
    expect(short(first.out.slice(first.out.indexOf('Step 1')))).toBe(
      [
        'Step 1/6 : FROM busybox\n ---> ID',
        'Step 2/6 : ENV COLOUR=teal\n ---> Running in ID\nRemoving intermediate container ID\n ---> ID',
        'Step 3/6 : WORKDIR /app\n ---> Running in ID\nRemoving intermediate container ID\n ---> ID',
        'Step 4/6 : COPY . .\n ---> ID',
        'Step 5/6 : RUN write /app/made yes; echo built\n ---> Running in ID\nbuilt\nRemoving intermediate container ID\n ---> ID',
        'Step 6/6 : CMD ["cat","made"]\n ---> Running in ID\nRemoving intermediate container ID\n ---> ID',
        'Successfully built ID',
        'Successfully tagged app:latest\n',
      ].join('\n'),
    );
    const second = await bench.cli('build', '-t', 'app', path);
    expect(second.out.match(/Using cache/g)).toHaveLength(5);
    writeFileSync(join(path, 'a.txt'), 'b');
    const third = await bench.cli('build', '-t', 'app', path);
    expect(third.out.match(/Using cache/g)).toHaveLength(2);
    expect((await docker('run --rm app cat /app/made')).out).toBe('yes\n');
    expect((await docker('run --rm app cat /app/a.txt')).out).toBe('b');
    const config = await bench.cli(
      'image',
      'inspect',
      'app',
      '--format',
      '{{.Config.WorkingDir}} {{index .Config.Env 2}}',
    );
    expect(config.out).toBe('/app COLOUR=teal\n');
    await docker('rmi app');
  });

  test('a stage gives its files to another; arguments and labels count', async () => {
    const path = context('multi', {
      Dockerfile:
        'ARG BASE=busybox\nFROM $BASE AS make\nARG V=1\nRUN write /out $V\nFROM busybox\nCOPY --from=make /out /here/\nENTRYPOINT ["cat"]\nCMD ["/here/out"]\n',
    });
    await bench.cli('build', '--build-arg', 'V=7', '--label', 'course=1', '-t', 'multi', path);
    expect((await docker('image inspect multi --format {{.Config.Labels}}')).out).toBe('map[course:1]\n');
    // The argument is in the environment of RUN; these programs expand nothing.
    expect((await docker('run --rm multi')).out).toBe('$V\n');
    const target = await bench.cli('build', '--target', 'make', '-t', 'half', path);
    expect(target.out).toContain('Step 4/4 : RUN');
    await docker('rmi multi half');
  });

  test.each([
    [
      'FROM busybox\nRUNN x\n',
      'Error response from daemon: dockerfile parse error line 2: unknown instruction: RUNN\n',
      1,
    ],
    [
      'FROM busybox\nRUN sh -c nosuchtool; exit 9\n',
      "The command '/bin/sh -c sh -c nosuchtool; exit 9' returned a non-zero code: 9\n",
      9,
    ],
    [
      'FROM busybox\nCOPY nosuch /x\n',
      'COPY failed: file not found in build context or excluded by .dockerignore: stat nosuch: file does not exist\n',
      1,
    ],
    ['RUN true\n', 'Error response from daemon: no build stage in current context\n', 1],
  ])('%j fails in the builder’s words', async (dockerfile, words, code) => {
    const path = context('bad', { Dockerfile: dockerfile });
    const said = await bench.cli('build', path);
    expect(said.code).toBe(code);
    expect(said.err.endsWith(words)).toBe(true);
  });

  test('an absent base is pulled in the build’s own stream', async () => {
    const said = await bench.typed('FROM hello-world\nLABEL a=b\n', 'build', '-t', 'h2', '-');
    expect(said.out).toContain('Status: Downloaded newer image for hello-world:latest\n ---> ');
    expect(said.out).toContain('Successfully tagged h2:latest');
  });
});

describe.skipIf(!hasCli)('files', () => {
  test('diff tells what the writable layer holds; cp goes both ways, into volumes too', async () => {
    const local = join(folder, 'local.txt');
    writeFileSync(local, 'from outside\n');
    await bench.cli('run', '--name', 'x1', '-v', 'notes:/notes', 'busybox', 'write', '/tmp/x', '1');
    expect((await docker('diff x1')).out.split('\n').sort()).toEqual(['', 'A /tmp/x', 'C /tmp']);
    await bench.cli('cp', local, 'x1:/etc/');
    await bench.cli('cp', local, 'x1:/notes/n');
    expect((await docker('run --rm -v notes:/n busybox cat /n/n')).out).toBe('from outside\n');
    await bench.cli('cp', 'x1:/etc/local.txt', join(folder, 'back.txt'));
    expect(readFileSync(join(folder, 'back.txt'), 'utf8')).toBe('from outside\n');
    expect((await docker('cp x1:/absent .')).err).toBe(
      'Error response from daemon: Could not find the file /absent in container x1\n',
    );
  });

  test('a new volume takes what the image has at its place; others do not see a container’s own files', async () => {
    await docker('pull -q web');
    expect((await docker('run --rm -v fresh:/data web cat /data/first')).out).toBe('from the image\n');
    await bench.cli('run', '--rm', '-v', 'fresh:/data', 'web', 'write', '/data/first', 'changed');
    expect((await docker('run --rm -v fresh:/data web cat /data/first')).out).toBe('changed\n');
    expect((await docker('run --rm web cat /data/first')).out).toBe('from the image\n');
    expect(
      await bench.cli('run', '--rm', '-v', 'fresh:/data:ro', 'web', 'write', '/data/x', '1'),
    ).toMatchObject({ code: 1 });
    expect(await bench.cli('run', '--rm', '--read-only', 'busybox', 'write', '/x', '1')).toMatchObject({
      code: 1,
    });
  });

  test('a bind mount is a folder of the model, and no file of this computer', async () => {
    await bench.cli('run', '--rm', '-v', `${folder}/bound:/b`, 'busybox', 'write', '/b/f', 'inside');
    expect((await bench.cli('run', '--rm', '-v', `${folder}/bound:/c`, 'busybox', 'cat', '/c/f')).out).toBe(
      'inside\n',
    );
    expect(() => readFileSync(join(folder, 'bound', 'f'))).toThrow();
  });
});

describe.skipIf(!hasCli)('networks', () => {
  test('containers of one network know each other by name, those of another do not', async () => {
    await docker('pull -q web');
    await docker('network create lan');
    await docker('network create wan');
    await docker('run -d --name site --network lan --network-alias alias web');
    expect((await docker('run --rm --network lan busybox fetch site 80')).out).toBe('hello\n');
    expect((await docker('run --rm --network lan busybox fetch alias 80')).out).toBe('hello\n');
    expect((await docker('run --rm --network container:site busybox fetch 127.0.0.1 80')).out).toBe(
      'hello\n',
    );
    expect((await docker('run --rm --network wan busybox fetch site 80')).err).toBe(
      "fetch: bad address 'site'\n",
    );
    const ip = (await docker('inspect site --format {{.NetworkSettings.Networks.lan.IPAddress}}')).out.trim();
    expect(ip).toMatch(/^172\.\d+\.0\.2$/);
    expect((await docker(`run --rm --network wan busybox fetch ${ip} 80`)).err).toContain('EHOSTUNREACH');
    expect((await docker('run --rm busybox fetch site 80')).err).toBe("fetch: bad address 'site'\n");
    expect((await docker('network rm lan')).err).toContain('has active endpoints');
    await docker('network connect wan site');
    expect((await docker('run --rm --network wan busybox fetch site 80')).out).toBe('hello\n');
    await docker('network disconnect wan site');
    expect((await docker('run --rm --network wan busybox fetch site 80')).code).toBe(1);
  });

  test('each network gets the first pool that is free; a name is one network’s', async () => {
    const subnet = async (name: string): Promise<string> => {
      await docker(`network create ${name}`);
      const format = '{{range .IPAM.Config}}{{.Subnet}}{{end}}';
      return (await bench.cli('network', 'inspect', name, '--format', format)).out.trim();
    };
    expect([await subnet('one'), await subnet('two')]).toEqual(['172.18.0.0/16', '172.19.0.0/16']);
    await docker('network rm one');
    expect(await subnet('three')).toBe('172.18.0.0/16');
    expect(await docker('network create two')).toMatchObject(daemon('network with name two already exists'));
  });
});
