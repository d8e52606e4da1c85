/** A real registry inside a space, holding the lab's images. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, launch, PLAIN_ENV, run } from './exec.js';
import { describeImages } from './images.js';
import { isAlive } from './processes.js';
import type { Space } from './space.js';
import { storeImages } from './storage.js';
import { until } from './until.js';

/** Where it listens. Every lab has a network of its own, so the port is always free. */
export const REGISTRY = '127.0.0.1:5000';

/** Fills a registry with the lab's images and starts it; resolves when it answers. */
export async function startRegistry(space: Space): Promise<void> {
  const storage = join(space.dir, 'registry');
  const settings = join(space.dir, 'registry.yml');
  const log = join(space.dir, 'registry.log');
  storeImages(storage, describeImages());
  // JSON is YAML too, and quotes any folder's name properly.
  const config = {
    version: 0.1,
    log: { level: 'warn' },
    storage: { filesystem: { rootdirectory: storage }, delete: { enabled: true } },
    http: { addr: REGISTRY },
  };
  writeFileSync(settings, JSON.stringify(config));
  const pid = await launch([...space.enterNetwork, 'docker-registry', 'serve', settings], log, PLAIN_ENV);
  await until(
    () => `the registry of ${space.name}; its last words:\n${lastLines(log)}`,
    async () => {
      if (!isAlive(pid)) throw new Error(`The registry of ${space.name} ended at once:\n${lastLines(log)}`);
      const probe = [
        ...space.enterNetwork,
        '/bin/busybox',
        'wget',
        '-q',
        '-O',
        '/dev/null',
        `http://${REGISTRY}/v2/`,
      ];
      return (await run(probe)).code === 0;
    },
  );
}
