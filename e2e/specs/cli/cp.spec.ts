import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../../fixtures';
import { run } from '../../lab/exec';

const CUTAWAY = fileURLToPath(new URL('../../../bin/cutaway.mjs', import.meta.url));

/** Both clients do the same copies, each in a folder of its own and with a container of its own. */
test('docker cp: files go in and out as through the docker command, links, folders and complaints alike', async ({
  engine,
}) => {
  test.setTimeout(240_000);
  await engine.docker('pull', '-q', 'busybox');
  const results: Record<string, unknown>[] = [];
  for (const client of ['docker', 'cutaway']) {
    const folder = mkdtempSync(join(tmpdir(), 'cutaway-cp-'));
    mkdirSync(join(folder, 'site/sub'), { recursive: true });
    writeFileSync(join(folder, 'site/index.html'), '<h1>mine</h1>');
    writeFileSync(join(folder, 'site/sub/a'), 'a');
    await engine.docker('run', '-d', '--name', 'files', 'busybox', 'sleep', '1000');
    await engine.docker(
      'exec',
      'files',
      'sh',
      '-c',
      'mkdir -p /dd/in; echo one > /dd/in/1; ln -s in/1 /dd/link',
    );
    const cp = async (...argv: string[]): Promise<unknown> => {
      const program = client === 'docker' ? ['docker'] : [process.execPath, CUTAWAY, 'run', '--', 'docker'];
      const env = { ...process.env, DOCKER_HOST: engine.host, DOCKER_CONFIG: '/nonexistent/cutaway' };
      const { code, stdout, stderr } = await run([...program, 'cp', ...argv], { env, cwd: folder });
      // The docker command logs that its own pipe broke.
      const words = stderr.replaceAll(folder, '').replace(/^time=.*level=error.*\n/gm, '');
      return { code, stdout, stderr: words };
    };
    const said = [
      await cp('site', 'files:/web'),
      await cp('site/.', 'files:/dd/in'),
      await cp('site/index.html', 'files:/dd/'),
      await cp('site/index.html', 'files:/dd/page'),
      await cp('files:/dd', 'out'),
      await cp('files:/dd/in/1', '.'),
      await cp('files:/dd/in/.', 'site'),
      await cp('files:/absent', '.'),
      await cp('absent', 'files:/'),
      await cp('site', 'files:/dd/page'),
      await cp('site', 'nobody:/x'),
      await cp('site', 'elsewhere'),
      await cp('files:/dd', 'files:/ee'),
    ];
    const inside = await engine.docker(
      'exec',
      'files',
      'sh',
      '-c',
      'cd /; find web dd -type f -exec md5sum {} + | sort -k2; ls -l dd | grep link | sed "s/.*link/link/"',
    );
    const local = await run(
      ['sh', '-c', 'find . -type f -exec md5sum {} + | sort -k2; find . -type l | sort'],
      { cwd: folder },
    );
    expect(readFileSync(join(folder, 'out/in/1'), 'utf8')).toBe('one\n');
    results.push({ said, inside, local: local.stdout });
    rmSync(folder, { recursive: true, force: true });
    await engine.docker('rm', '-f', 'files');
  }
  expect(results[1]).toEqual(results[0]);
});
