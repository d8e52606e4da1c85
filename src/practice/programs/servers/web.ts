/** httpd, and Python's http.server. */
import { normalize } from '../../model/files/path';
import type { Task } from '../task';
import { strftime } from '../native/system';
import type { Native } from '../native/kit';
import { at, combined, listen, said, signalled, VISITOR } from './listening';
import { answerFrom } from './site';

const HTTPD = 'Apache/2.4.65 (Unix)';

export const httpd: Native = async (task) => {
  if (task.argv.includes('-v')) {
    await task.out(`Server version: ${HTTPD}\n`);
    return 0;
  }
  const pid = String(await task.pid());
  const notice = (text: string): void =>
    said(
      task.err(
        `[${strftime('%a %b %d %H:%M:%S.000000 %Y', at(task))}] [mpm_event:notice] [pid ${pid}:tid ${pid}] ${text}\n`,
      ),
    );
  const conf = new TextDecoder().decode(
    await task.files.read('/usr/local/apache2/conf/httpd.conf').catch(() => new Uint8Array()),
  );
  task.memory(7_000_000);
  listen(task, {
    port: Number(/^\s*Listen\s+(\d+)/m.exec(conf)?.[1] ?? 80),
    server: HTTPD,
    log: (request, answer) => said(task.out(combined(task, request, answer, false))),
    answer: (request) =>
      answerFrom(
        task.files,
        {
          root: /^\s*DocumentRoot\s+"?([^"\s]+)/m.exec(conf)?.[1] ?? '/usr/local/apache2/htdocs',
          index: ['index.html'],
          lists: true,
          error: (status, words) =>
            `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${words}</title>\n</head><body>\n<h1>${words.replace(/^\d+ /, '')}</h1>\n<p>Error ${String(status)}.</p>\n</body></html>\n`,
        },
        request,
      ),
  });
  const ip = (await task.machine.addresses())[0]?.ip ?? '127.0.0.1';
  const unsure = `AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using ${ip}. Set the 'ServerName' directive globally to suppress this message\n`;
  await task.err(unsure + unsure);
  notice(`AH00489: ${HTTPD} configured -- resuming normal operations`);
  notice("AH00094: Command line: 'httpd -D FOREGROUND'");
  const signal = await signalled(task, ['SIGWINCH', 'SIGTERM', 'SIGINT']);
  notice(
    signal === 'SIGWINCH'
      ? 'AH00492: caught SIGWINCH, shutting down gracefully'
      : 'AH00491: caught SIGTERM, shutting down',
  );
  return 0;
};

/** `python -m http.server [PORT] [-d FOLDER]`. */
export async function pythonServer(task: Task, words: readonly string[]): Promise<number> {
  const folder = /^(?:-d|--directory)$/;
  const place = words.findIndex((word) => folder.test(word));
  const root = normalize(place < 0 ? '.' : (words[place + 1] ?? '.'), task.cwd);
  const port = Number(words.find((word, i) => /^\d+$/.test(word) && (place < 0 || i !== place + 1)) ?? 8000);
  task.memory(18_000_000);
  listen(task, {
    port,
    server: 'SimpleHTTP/0.6 Python/3.12.11',
    log: (request, answer) =>
      said(
        task.err(
          `${VISITOR} - - [${strftime('%d/%b/%Y %H:%M:%S', at(task))}] "${request.method} ${request.target} ${request.version}" ${String(answer.status)} -\n`,
        ),
      ),
    answer: (request) =>
      answerFrom(
        task.files,
        {
          root,
          index: ['index.html', 'index.htm'],
          lists: true,
          error: (status, text) =>
            `<!DOCTYPE HTML>\n<html lang="en">\n<head><title>Error response</title></head>\n<body>\n<h1>Error response</h1>\n<p>Error code: ${String(status)}</p>\n<p>Message: ${text.replace(/^\d+ /, '')}.</p>\n</body>\n</html>\n`,
        },
        request,
      ),
  });
  await task.out(`Serving HTTP on 0.0.0.0 port ${String(port)} (http://0.0.0.0:${String(port)}/) ...\n`);
  await signalled(task, ['SIGINT']);
  await task.out('\nKeyboard interrupt received, exiting.\n');
  return 0;
}
