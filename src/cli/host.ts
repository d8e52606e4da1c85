import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDesk } from '../engine/desk';
import { practiceDoor } from '../practice/user-engine';
import { AddressInUse, startWebHost } from '../server';
import { Failure } from './misuse';
import { rendererFolder } from './place';
import type { Io } from './subcommand';

export interface Served {
  readonly url: string;
  /** Ends everything, at the latest after a moment. */
  close(): Promise<void>;
}

/** Milliseconds that connections have to end by themselves. */
const PATIENCE = 500;

/** Puts a desk on the web host. @throws Failure when the port is taken or the page is not built */
export async function serveDesk(engine: string | undefined, port: number, io: Io): Promise<Served> {
  const root = rendererFolder();
  if (!existsSync(join(root, 'index.html'))) {
    throw new Failure('The page is not built yet. Run `npm run build` first.');
  }
  const door = practiceDoor(io.env);
  const desk = openDesk({
    engine: engine === 'practice' ? undefined : engine,
    first: engine === 'practice' ? 'practice' : 'real',
    env: io.env,
    practice: () => door.open(),
  });
  try {
    const host = await startWebHost({ root, offer: desk.offer, port });
    return {
      url: host.url,
      async close() {
        desk.stop();
        await door.close();
        await Promise.race([host.close(), new Promise((resolve) => setTimeout(resolve, PATIENCE).unref())]);
      },
    };
  } catch (error) {
    desk.stop();
    await door.close();
    throw error instanceof AddressInUse ? new Failure(error.message) : error;
  }
}
