import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e/specs',
  // Each worker has an engine of its own; two of them on two processors would only wait for each other.
  workers: 1,
  // Many specs wait for a real engine on a machine that others use as well. What passes only when it is tried again is
  // told by name (scripts/test/parts.mjs): a fault to be looked for, and no reason to hold everything else back.
  retries: Number(process.env['TEST_RETRIES'] ?? 0),
  forbidOnly: Boolean(process.env['CI']),
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
