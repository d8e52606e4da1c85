import { expect, test } from '../app/test';
import { run } from '../lab/exec';

test.describe('the requests of a command', () => {
  test('say what they carried, what followed, and light what they changed', async ({ app, lab }) => {
    test.setTimeout(60_000);
    await lab.docker(['pull', '-q', 'busybox']);
    await app.type('run --name lab busybox echo hello');
    await app.act('stamp');
    await app.still();
    await app.page.getByRole('button', { name: /Requests/ }).click();
    const row = (path: string) => app.page.locator('.requests > li', { hasText: path });
    await expect(row('/containers/create')).toContainText(/\d+ ms · 1\.\d kB sent · 88 B received/);
    const lit = app.page.locator('#stage .frames rect');
    await expect(lit).toHaveCount(0);
    // By the pointer, and by keys.
    await row('/containers/create').hover();
    await expect(lit).toHaveCount(1);
    await app.page.mouse.move(5, 5);
    await expect(lit).toHaveCount(0);
    await row('/start').locator('button.row').focus();
    await expect(lit).not.toHaveCount(0);
    await app.page.keyboard.press('Enter');
    const opened = row('/start').locator('.opened');
    await expect(opened.locator('.changed')).toContainText('container lab');
    await expect(opened.locator('.changed')).toContainText('network bridge');
    await expect(opened.locator('.followed')).toContainText('container start lab');
    await expect(opened.locator('.followed')).toContainText('container die lab');
    await app.prompt.focus();
    await expect(lit).toHaveCount(0);
    // A long body is folded until it is wanted.
    await row('/containers/create').locator('button.row').click();
    const body = row('/containers/create').locator('.body').first();
    await expect(body.locator('pre')).toBeHidden();
    await body.locator('summary').click();
    await expect(body.locator('pre')).toContainText('"Image": "busybox"');
  });

  test('that only ask change nothing; the curl of one answers the same', async ({ app, lab }) => {
    await lab.docker(['create', '--name', 'lab', 'hello-world']);
    await expect(app.mark('container', 'lab')).toHaveCount(1);
    await app.type('ps -aq');
    await expect(app.page.locator('.dock')).toContainText(/[0-9a-f]{12}/);
    await app.page.getByRole('button', { name: /Requests/ }).click();
    const row = app.page.locator('.requests > li', { hasText: '/containers/json' });
    await row.locator('button.row').click();
    await expect(row.locator('.opened')).toContainText('Nothing: it only asks.');
    const curl = (await row.locator('.command span').textContent()) ?? '';
    const { stdout } = await run(['sh', '-c', curl]);
    expect(JSON.parse(stdout)).toMatchObject([{ Names: ['/lab'] }]);
    await app.type('rm lab');
    await expect(app.page.locator('.asked')).toHaveText('docker rm lab');
    await app.page.getByRole('button', { name: 'The command before' }).click();
    await expect(app.page.locator('.asked')).toHaveText('docker ps -aq');
  });
});
