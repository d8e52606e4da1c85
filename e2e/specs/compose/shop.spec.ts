import { expect, test } from '@playwright/test';
import { hasCompose, project, type Project } from '../../lab/compose';
import { servePractice, type PracticeEngine } from '../practice/sides';

/** A web server, a database with a health check and a cache, as a first Compose file has them. */
const SHOP = `services:
  web:
    image: nginx
    ports: ["127.0.0.1:0:80"]
    depends_on:
      db: { condition: service_healthy }
      cache: { condition: service_started }
  db:
    image: postgres
    environment: { POSTGRES_PASSWORD: secret }
    volumes: ["data:/var/lib/postgresql/data"]
    healthcheck: { test: ["CMD-SHELL", "pg_isready -U postgres"], interval: 1s, timeout: 5s, retries: 30 }
  cache:
    image: redis
volumes:
  data: {}
`;

const SHORT = `services:
  job: { image: busybox, command: ["sh", "-c", "echo done; exit 3"] }
`;

// Where Debian's newer release cannot be had there is no plugin, and nothing to drive the engine with: `npm test` says so.
if (hasCompose())
  test.describe('docker compose on the practice engine', () => {
    test.setTimeout(180_000);
    let engine: PracticeEngine;
    let made: Project | null = null;
    test.beforeAll(async () => {
      engine = await servePractice();
    });
    test.afterAll(() => engine.stop());
    test.afterEach(() => {
      made?.remove();
      made = null;
    });

    test('brings a web server, a database and a cache up in their order, and down without a trace', async () => {
      const shop = (made = project(engine.host, SHOP));
      const up = await shop.compose(['up', '-d']);
      expect(up, up.stderr).toMatchObject({ code: 0 });
      const listed = await shop.compose(['ps', '--format', '{{.Service}} {{.State}}']);
      expect(listed.stdout.trim().split('\n').sort()).toEqual(['cache running', 'db running', 'web running']);
      const address = (await shop.compose(['port', 'web', '80'])).stdout.trim();
      const page = await fetch(`http://${address}/`);
      expect(await page.text()).toContain('nginx');
      const inside = await shop.compose(['exec', '-T', 'web', 'getent', 'hosts', 'db']);
      expect(inside.stdout).toMatch(/^172\.\d+\.\d+\.\d+\s+db/);

      const down = await shop.compose(['down', '-v']);
      expect(down, down.stderr).toMatchObject({ code: 0 });
      for (const what of [
        ['ps', '-aq'],
        ['volume', 'ls', '-q'],
        ['network', 'ls', '-q', '--filter', 'type=custom'],
      ])
        expect((await shop.docker(what)).stdout.trim(), what.join(' ')).toBe('');
    });

    test('hands on the exit code of a service in the foreground, every time', async () => {
      const short = (made = project(engine.host, SHORT));
      expect((await short.docker(['pull', '-q', 'busybox'])).code).toBe(0);
      for (let round = 0; round < 5; round += 1) {
        const up = await short.compose(
          ['up', '--abort-on-container-exit', '--exit-code-from', 'job'],
          45_000,
        );
        expect(up, up.stderr).toMatchObject({ code: 3 });
        expect(up.stdout).toContain('done');
        expect((await short.compose(['down'])).code).toBe(0);
      }
    });

    test('is handed to the plugin from Cutaway’s own command line, on the same engine', async () => {
      const short = (made = project(engine.host, SHORT));
      expect((await short.docker(['pull', '-q', 'busybox'])).code).toBe(0);
      const up = await short.cutaway(['compose', 'up', '--exit-code-from', 'job']);
      expect(up, up.stderr).toMatchObject({ code: 3 });
      expect(up.stdout).toContain('done');
      const listed = await short.cutaway(['compose', 'ps', '-a', '--format', '{{.Service}} {{.ExitCode}}']);
      expect(listed.stdout.trim()).toBe('job 3');
      expect((await short.cutaway(['compose', 'nonsense'])).code).not.toBe(0);
      expect((await short.cutaway(['compose', 'down'])).code).toBe(0);
    });
  });
