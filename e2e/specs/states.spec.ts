import { expect, test } from '../app/test';

test('every state is drawn as the engine tells it, whoever caused it', async ({ app, lab }) => {
  test.setTimeout(90_000);
  const docker = (...argv: string[]) => lab.docker(argv);
  await docker('pull', '-q', 'busybox');
  await docker('run', '-d', '--name', 'web', '-p', '8080:80', 'web');
  const web = app.mark('container', 'web');
  await expect(web).toContainText('Running');
  await expect(app.mark('port')).toContainText(':8080');
  const { stdout: pid } = await docker('inspect', '-f', '{{.State.Pid}}', 'web');
  await expect(app.mark('pile')).toContainText(`PID ${pid.trim()}`);

  await docker('pause', 'web');
  await expect(web).toContainText('Paused');
  await docker('unpause', 'web');
  await expect(web).toContainText('Running');
  await docker('rename', 'web', 'site');
  await expect(app.mark('container', 'site')).toHaveCount(1);
  await docker('stop', 'site');
  await expect(app.mark('container', 'site')).toContainText('Exited (0)');
  await expect(app.mark('port')).toHaveCount(0);
  await expect(app.mark('pile')).toHaveCount(0);

  await docker('run', '--name', 'bad', 'busybox', 'sh', '-c', 'exit 3');
  await expect(app.mark('container', 'bad')).toContainText('Exited (3)');
  await docker('create', '--name', 'fresh', 'busybox');
  await expect(app.mark('container', 'fresh')).toContainText('Created');
  await docker('run', '--name', 'hog', '-m', '8m', 'busybox', 'sh', '-c', 'x=a; while :; do x=$x$x; done');
  await expect(app.mark('container', 'hog')).toContainText('Exited (137)');
  await expect(app.mark('container', 'hog')).toContainText('out of memory');
  await docker(
    'run',
    '-d',
    '--name',
    'loop',
    '--restart',
    'always',
    'busybox',
    'sh',
    '-c',
    'sleep 1; exit 2',
  );
  await expect(app.mark('container', 'loop')).toContainText('Restarting (2)', { timeout: 20_000 });
  await docker('rm', '-f', 'loop', 'hog', 'bad', 'fresh', 'site');
  await expect(app.mark('container')).toHaveCount(0, { timeout: 20_000 });
});

test('a label that shadows the exit code is not believed', async ({ app, lab }) => {
  await lab.docker(['run', '--name', 'liar', '--label', 'exitCode=0', 'busybox', 'sh', '-c', 'exit 7']);
  await expect(app.mark('container', 'liar')).toContainText('Exited (7)');
});

test('tags move, images go, networks and volumes come and go', async ({ app, lab }) => {
  const docker = (...argv: string[]) => lab.docker(argv);
  await docker('pull', '-q', 'busybox');
  await expect(app.mark('image')).toContainText('busybox:latest');
  await docker('tag', 'busybox', 'mine:1');
  await docker('rmi', 'busybox');
  await expect(app.mark('image')).toContainText('mine:1');
  await docker('network', 'create', 'lan');
  await docker('run', '-d', '--name', 'box', '--network', 'lan', '-v', 'notes:/n', 'mine:1', 'sleep', '1000');
  await expect(app.mark('lane')).toContainText('lan');
  await expect(app.mark('drum')).toContainText('notes');
  await docker('rm', '-f', 'box');
  await docker('network', 'rm', 'lan');
  await docker('volume', 'rm', 'notes');
  await docker('rmi', 'mine:1');
  await expect(app.mark('image')).toHaveCount(0);
});
