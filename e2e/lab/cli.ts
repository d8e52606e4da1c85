/** A lab by hand: `npx tsx e2e/lab/cli.ts up [FOLDER]` until Ctrl-C. */
import { startLab } from './lab.js';

async function up(dir: string | undefined): Promise<void> {
  const signalled = new Promise<number>((resolve) => {
    process.once('SIGINT', () => {
      resolve(130);
    });
    process.once('SIGTERM', () => {
      resolve(143);
    });
  });
  // Nothing else of a lab keeps this process alive.
  const alive = setInterval(() => undefined, 60_000);
  try {
    const lab = await startLab(dir === undefined ? {} : { dir });
    console.log(
      JSON.stringify({ host: lab.host, dir: lab.dir, registry: lab.registry, namespace: lab.namespace }),
    );
    process.exitCode = await signalled;
    await lab.stop();
  } finally {
    clearInterval(alive);
  }
}

const [command, dir] = process.argv.slice(2);
if (command === 'up') {
  await up(dir).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
} else {
  console.error('Usage: npx tsx e2e/lab/cli.ts up [FOLDER]');
  process.exitCode = 2;
}
