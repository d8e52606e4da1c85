/**
 * Records the journals that the rules of motion and the gallery are checked on, from a real engine: what people do,
 * through the app's own door and from another terminal. Run by hand when the journal's format or the observer changes.
 */
import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { encodeEntry, encodeHeader } from '../src/core/journal/codec';
import { seq } from '../src/core/base/brand';
import { openDesk } from '../src/engine/desk';
import { ROOT } from '../e2e/app/serve';
import { startLab, type Lab } from '../e2e/lab/lab';

const FOLDER = join(ROOT, 'src/core/player/recordings');
const CONTEXTS = join(ROOT, 'e2e/contexts');

/** A line beginning with `docker` is typed into the app, one beginning with `$` in another terminal. */
const SCENES: Readonly<Record<string, readonly string[]>> = {
  'hello-world': ['docker run --name first hello-world', 'docker run --name second hello-world'],
  elsewhere: [
    '$ run --name away hello-world',
    '$ run -d --name web -p 8080:80 web',
    '$ stop web',
    '$ rm -f web away',
  ],
  life: [
    'docker run -d --name box busybox sleep 1000',
    'docker pause box',
    'docker unpause box',
    '$ exec -d box sleep 1',
    'docker rmi busybox',
    'docker stop -t 2 box',
    'docker start box',
    'docker kill box',
    '$ rename box crate',
    'docker rm crate',
    'docker tag busybox mine:1',
    'docker rmi busybox',
    'docker rmi mine:1',
  ],
  layers: ['docker pull layers', 'docker pull web', 'docker rmi layers web'],
  ends: [
    'docker run --name fine busybox true',
    'docker run --name bad busybox sh -c "exit 3"',
    'docker run --name hog -m 8m busybox sh -c "x=a; while :; do x=$x$x; done"'.replaceAll('$', '\\$'),
    '$ run -d --name loop --restart on-failure:1 busybox sh -c "exit 2"',
    '$ run --name short --rm busybox true',
    '$ container prune -f',
  ],
  together: [
    '$ network create lan',
    '$ run -d --name left --network lan -v notes:/n busybox sleep 100',
    '$ run -d --name right --network lan --label com.docker.compose.project=shop busybox sleep 100',
    '$ network disconnect lan left',
    '$ network connect lan left',
    '$ rm -f left right',
    '$ network rm lan',
  ],
  building: [
    `docker build -t app ${CONTEXTS}/app`,
    `docker build -t app:2 ${CONTEXTS}/app`,
    `docker build -t broken ${CONTEXTS}/broken`,
    'docker run --name listing app',
    `$ build -q -t stages ${CONTEXTS}/stages`,
  ],
  volumes: [
    'docker run -d --name writer -v notes:/n busybox sleep 100',
    '$ run -d --name reader -v notes:/n:ro -v /anonymous busybox sleep 100',
    '$ rm -f writer',
    'docker stop -t 0 reader',
    '$ rm -v reader',
    'docker volume rm notes',
  ],
};

async function record(lab: Lab, name: string, lines: readonly string[]): Promise<number> {
  await lab.reset();
  const desk = openDesk({ engine: lab.host, env: { HOME: '/root' } });
  await desk.observer.settled;
  for (const text of lines) {
    if (text.startsWith('$ ')) {
      const words = text.slice(2).match(/"[^"]*"|\S+/g) ?? [];
      const outcome = await lab.docker(words.map((word) => word.replace(/^"|"$/g, '')));
      if (outcome.code !== 0) process.stderr.write(`${name}: ${text}: ${outcome.stderr}`);
    } else {
      const { command } = await desk.offer.handlers.run({ text, origin: 'prompt' });
      await new Promise<void>((resolve) => {
        const stop = desk.journal.subscribe((entries) => {
          if (!entries.some((entry) => entry.kind === 'command-finished' && entry.command === command))
            return;
          stop();
          resolve();
        });
      });
    }
  }
  await desk.observer.quiet();
  const entries = desk.journal.since(seq(0)) ?? [];
  desk.stop();
  // What this machine is called and where its lab stands is nobody's business.
  const tidy = (line: string): string =>
    line
      .replaceAll(lab.dir, '/lab')
      .replaceAll(CONTEXTS, '/srv')
      .replace(/"name":"[^"]*","os":"Debian/, '"name":"atlas","os":"Debian');
  writeFileSync(
    join(FOLDER, `${name}.cutaway`),
    encodeHeader(entries[0]?.at ?? 0) + entries.map((entry) => tidy(encodeEntry(entry))).join(''),
  );
  return entries.length;
}

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const lab = await startLab();
  try {
    const wanted = process.argv.slice(2);
    for (const [name, lines] of Object.entries(SCENES).filter(
      ([name]) => wanted.length === 0 || wanted.includes(name),
    ))
      process.stdout.write(`${name}: ${String(await record(lab, name, lines))} entries\n`);
  } finally {
    await lab.stop();
  }
}

await main();
