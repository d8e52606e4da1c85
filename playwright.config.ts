import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e/specs',
  // One engine is shared, so one spec at a time.
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  globalSetup: './e2e/shared-lab.ts',
  timeout: 30_000,
  reporter: [['line'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
    viewport: { width: 1280, height: 800 },
  },
});
