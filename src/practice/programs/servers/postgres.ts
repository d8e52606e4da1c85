/** A stand-in for PostgreSQL: it starts, logs and answers the first message of its protocol by saying what it is. */
import { concat, utf8 } from '../streams';
import { addressOf } from '../native/dial';
import { failed, type Native } from '../native/kit';
import { strftime } from '../native/system';
import { signalled } from './listening';

export const STAND_IN =
  'this is a stand-in of the practice engine: it starts and listens as PostgreSQL does, but keeps no tables; use a real engine for a real database';

/** An ErrorResponse (PostgreSQL documentation, "Message Formats"). */
export function errorResponse(text: string): Uint8Array {
  const body = utf8(`SFATAL\0VFATAL\0C0A000\0M${text}\0\0`);
  const head = new Uint8Array(5);
  head[0] = 0x45;
  new DataView(head.buffer).setUint32(1, body.length + 4);
  return concat([head, body]);
}

const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;

export const postgres: Native = async (task) => {
  if (task.argv.includes('--version')) {
    await task.out('postgres (PostgreSQL) 16.10 (Debian 16.10-1.pgdg12+1)\n');
    return 0;
  }
  const pid = String(await task.pid());
  const log = (text: string): Promise<void> =>
    task.err(
      `${strftime('%Y-%m-%d %H:%M:%S.000 UTC', new Date(task.machine.now()))} [${pid}] LOG:  ${text}\n`,
    );
  task.memory(25_000_000);
  task.machine.listen(5432, (duplex) => {
    let kept: Uint8Array = new Uint8Array();
    duplex.onData((bytes) => {
      kept = concat([kept, bytes]);
      while (kept.length >= 8) {
        const view = new DataView(kept.buffer, kept.byteOffset);
        const length = view.getUint32(0);
        const code = view.getUint32(4);
        if (kept.length < length) return;
        kept = kept.slice(Math.max(8, length));
        if (code === SSL_REQUEST || code === GSS_REQUEST) {
          duplex.write(utf8('N'));
          continue;
        }
        duplex.write(errorResponse(STAND_IN));
        duplex.end();
        return;
      }
    });
  });
  await log('starting PostgreSQL 16.10 (Debian 16.10-1.pgdg12+1) on x86_64-pc-linux-gnu, 64-bit');
  await log('listening on IPv4 address "0.0.0.0", port 5432');
  await log('listening on Unix socket "/var/run/postgresql/.s.PGSQL.5432"');
  await log(STAND_IN);
  await log('database system is ready to accept connections');
  const signal = await signalled(task, ['SIGINT', 'SIGTERM', 'SIGQUIT']);
  await log(
    `received ${signal === 'SIGINT' ? 'fast' : signal === 'SIGTERM' ? 'smart' : 'immediate'} shutdown request`,
  );
  await log('database system is shut down');
  return 0;
};

const hostOf = (argv: readonly string[]): string => {
  const at = argv.indexOf('-h');
  return at < 0 ? '/var/run/postgresql' : (argv[at + 1] ?? '');
};

export const pgIsReady: Native = async (task) => {
  const host = hostOf(task.argv);
  const ip = host.startsWith('/') ? '127.0.0.1' : await addressOf(task, host);
  try {
    (await task.machine.connect(ip ?? '', 5432)).end();
    await task.out(`${host}:5432 - accepting connections\n`);
    return 0;
  } catch {
    await task.out(`${host}:5432 - no response\n`);
    return 2;
  }
};

export const psql: Native = async (task) => {
  if (task.argv.includes('--version')) {
    await task.out('psql (PostgreSQL) 16.10 (Debian 16.10-1.pgdg12+1)\n');
    return 0;
  }
  const host = hostOf(task.argv);
  return failed(
    task,
    `psql: error: connection to server at "${host}", port 5432 failed: FATAL:  ${STAND_IN}`,
    2,
  );
};
