import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const OPENERS: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd.exe', '/c', 'start', ''],
};

/** A page that goes to the address. The address holds a token, which no other user may see. */
const page = (url: string): string => `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0;url=${url}">
<title>Cutaway</title>
<p><a href="${url}">Open Cutaway</a></p>
`;

/**
 * Opens an address in this user's browser, through a file that only this user may read: arguments of programs are
 * for everyone to see.
 * @param url of our own making: loopback, and a token of letters, digits, `-` and `_`
 * @returns removes the file; may be called more than once
 */
export function openInBrowser(url: string, failed: () => void): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'cutaway-'));
  const file = join(folder, 'open.html');
  writeFileSync(file, page(url), { mode: 0o600, flag: 'wx' });
  const [program = 'xdg-open', ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...args, file], { detached: true, stdio: 'ignore', windowsHide: true });
  child.on('error', failed);
  child.on('exit', (code) => {
    if (code !== 0) failed();
  });
  child.unref();
  return () => rmSync(folder, { recursive: true, force: true });
}
