import { spawn } from 'node:child_process';
import { openInBrowser } from '../browser';
import { findElectron, hasDisplay } from '../electron';
import { onInterrupt } from '../interrupted';
import { packageFolder } from '../place';
import type { Io, Subcommand } from '../subcommand';

/** Milliseconds that a browser has to read the file that leads it here. */
const READ_WITHIN = 30_000;

export const open: Subcommand = {
  usage: '[open]',
  about: 'Opens the app: in a window of its own, or in the browser where Electron is not there.',
  options: [],
  words: 0,
  more: ['With CUTAWAY_HOST=web in the environment it opens in the browser.'],
  run(given, io) {
    const engine = given.value('engine');
    const electron = findElectron(packageFolder());
    const web = io.env['CUTAWAY_HOST'] === 'web' || !hasDisplay(process.platform, io.env);
    return web || 'why' in electron ? openWeb(engine, io) : openWindow(electron.binary, engine, io);
  },
};

/** Milliseconds within which a program that the system refuses has ended. */
const REFUSED_WITHIN = 10_000;

async function openWindow(binary: string, engine: string | undefined, io: Io): Promise<number> {
  // Chromium refuses to run as root with its sandbox; for anyone else the sandbox stays.
  const flags = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const chosen = engine === undefined ? [] : ['--engine', engine];
  // Set by editors that are made of Electron, it would turn the app into a plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = io.env;
  const begun = performance.now();
  const child = spawn(binary, [...flags, packageFolder(), ...chosen], { stdio: 'inherit', env });
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (...how) => resolve(how));
  });
  process.off('SIGINT', pass).off('SIGTERM', pass);
  // 127: a library is missing. Signals: the sandbox or the graphics are refused.
  const refused = code === 127 || (signal !== null && ['SIGTRAP', 'SIGABRT', 'SIGSEGV'].includes(signal));
  if (refused && performance.now() - begun < REFUSED_WITHIN) {
    io.stderr.write('cutaway: Electron does not run on this system, so the app opens in the browser.\n');
    return openWeb(engine, io);
  }
  return code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1);
}

/** In the browser where there is one to show; else the address is printed for another machine's. */
async function openWeb(engine: string | undefined, io: Io): Promise<number> {
  const { serveDesk } = await import('../host');
  const interrupted = onInterrupt();
  const served = await serveDesk(engine, 0, io);
  let remove = (): void => undefined;
  if (hasDisplay(process.platform, io.env)) {
    io.stdout.write(`Cutaway opens in your browser. If no page appears, open ${served.url}\n`);
    remove = openInBrowser(served.url, () => {
      io.stderr.write('cutaway: the browser did not start; open the address above yourself.\n');
    });
    setTimeout(remove, READ_WITHIN).unref();
  } else {
    io.stdout.write(`Cutaway is at ${served.url}\nOpen it in a browser of this machine.\n`);
  }
  io.stdout.write('Keep the address to yourself; Ctrl-C ends it.\n');
  try {
    await interrupted.come;
  } finally {
    remove();
    await served.close();
  }
  return 0;
}
