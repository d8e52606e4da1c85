/** `curl` and `wget`, within the networks of the model. */
import { normalize } from '../../model/files/path';
import { fetchOver, type Fetched } from '../servers/http';
import { concat, utf8 } from '../streams';
import type { Task } from '../task';
import { addressOf, isRefused } from './dial';
import { failed, type Native } from './kit';
import { strftime } from './system';

interface Place {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly secure: boolean;
}

function placeOf(url: string): Place {
  const [, scheme = 'http', host = '', port, path = '/'] =
    /^(?:(https?):\/\/)?([^:/?#]+)(?::(\d+))?([/?][^#]*)?/.exec(url) ?? [];
  return {
    host,
    port: Number(port ?? (scheme === 'https' ? 443 : 80)),
    path: path.startsWith('/') ? path : `/${path}`,
    secure: scheme === 'https',
  };
}

/** Asks and follows what it is sent on to. @throws Error `RESOLVE`, `REFUSED`, `UNREACHABLE`, `SECURE`, `EMPTY` */
async function ask(
  task: Task,
  place: Place,
  how: { method: string; headers: readonly string[]; body: Uint8Array; agent: string },
): Promise<Fetched> {
  const ip = await addressOf(task, place.host);
  if (ip === undefined) throw new Error('RESOLVE');
  let duplex;
  try {
    duplex = await task.machine.connect(ip, place.port);
  } catch (error) {
    throw new Error(isRefused(error) ? 'REFUSED' : 'UNREACHABLE', { cause: error });
  }
  if (place.secure) {
    duplex.end();
    throw new Error('SECURE');
  }
  const host = place.port === 80 ? place.host : `${place.host}:${String(place.port)}`;
  const lines = [
    `${how.method} ${place.path} HTTP/1.1`,
    `Host: ${host}`,
    `User-Agent: ${how.agent}`,
    'Accept: */*',
    ...how.headers,
  ];
  if (how.body.length > 0) lines.push(`Content-Length: ${String(how.body.length)}`);
  try {
    return await fetchOver(duplex, `${lines.join('\r\n')}\r\n\r\n`, how.body, how.method === 'HEAD');
  } catch (error) {
    throw new Error('EMPTY', { cause: error });
  }
}

const why = (error: unknown): string => (error instanceof Error ? error.message : '');

export const curl: Native = async (task) => {
  const words = task.argv.slice(1);
  if (words.includes('--version') || words.includes('-V')) {
    await task.out('curl 7.88.1 (practice) \nProtocols: http\n');
    return 0;
  }
  const headers: string[] = [];
  let method: string | undefined;
  let body: Uint8Array = new Uint8Array();
  let output: string | undefined;
  let format: string | undefined;
  let url: string | undefined;
  let flags = '';
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = (): string => words[(at += 1)] ?? '';
    if (word === '-X' || word === '--request') method = next();
    else if (word === '-H' || word === '--header') headers.push(next());
    else if (/^(-d|--data(-raw)?)$/.test(word)) body = utf8(next());
    else if (word === '-o' || word === '--output') output = next();
    else if (word === '-w' || word === '--write-out') format = next();
    else if (/^(-m|--max-time|--connect-timeout|-u|--retry|-A)$/.test(word)) next();
    else if (word.startsWith('--'))
      flags +=
        {
          '--silent': 's',
          '--show-error': 'S',
          '--fail': 'f',
          '--head': 'I',
          '--include': 'i',
          '--location': 'L',
          '--verbose': 'v',
          '--remote-name': 'O',
        }[word] ?? '';
    else if (/^-[a-zA-Z]+$/.test(word)) {
      flags += word.slice(1).replace(/[ow]$/, '');
      if (word.endsWith('o')) output = next();
      if (word.endsWith('w')) format = next();
    } else url = word;
  }
  if (url === undefined)
    return failed(task, "curl: try 'curl --help' or 'curl --manual' for more information", 2);
  const place = placeOf(url);
  const fail = (code: number, text: string): Promise<number> =>
    flags.includes('s') && !flags.includes('S')
      ? Promise.resolve(code)
      : failed(task, `curl: (${String(code)}) ${text}`, code);
  let got: Fetched;
  try {
    got = await ask(task, place, {
      method: method ?? (flags.includes('I') ? 'HEAD' : body.length > 0 ? 'POST' : 'GET'),
      headers,
      body,
      agent: 'curl/7.88.1',
    });
  } catch (error) {
    switch (why(error)) {
      case 'RESOLVE':
        return fail(6, `Could not resolve host: ${place.host}`);
      case 'REFUSED':
        return fail(
          7,
          `Failed to connect to ${place.host} port ${String(place.port)} after 0 ms: Couldn't connect to server`,
        );
      case 'SECURE':
        return fail(35, 'the practice engine speaks no TLS');
      case 'EMPTY':
        return fail(52, 'Empty reply from server');
      default:
        return fail(
          28,
          `Failed to connect to ${place.host} port ${String(place.port)} after 3065 ms: No route to host`,
        );
    }
  }
  if (flags.includes('f') && got.status >= 400)
    return fail(22, `The requested URL returned error: ${String(got.status)}`);
  const head = flags.includes('i') || flags.includes('I') ? utf8(`${got.head}\r\n\r\n`) : new Uint8Array();
  const whole = concat([head, got.body]);
  const target = flags.includes('O') ? (place.path.split('/').at(-1) ?? '') : output;
  if (target === undefined || target === '-') await task.stdout.write(whole);
  else if (target !== '/dev/null') await task.files.write(normalize(target, task.cwd), whole);
  if (format !== undefined)
    await task.out(
      format
        .replaceAll('%{http_code}', String(got.status))
        .replaceAll('%{size_download}', String(got.body.length))
        .replaceAll('\\n', '\n'),
    );
  return 0;
};

export const wget: Native = async (task, kit) => {
  const words = task.argv.slice(1);
  const url = words.findLast((word) => !word.startsWith('-'));
  if (url === undefined) return failed(task, 'wget: missing URL');
  const quiet = words.some((word) => /^-\w*q/.test(word));
  const spider = words.includes('--spider');
  const at = words.findIndex((word) => /^-\w*O/.test(word));
  const place = placeOf(url);
  const name =
    at < 0
      ? (place.path.split('/').at(-1) ?? '') || 'index.html'
      : /O.+$/.test(words[at] ?? '')
        ? (words[at] ?? '').replace(/^.*O/, '')
        : (words[at + 1] ?? '');
  const tell = (text: string): Promise<void> => (quiet ? Promise.resolve() : task.err(text));
  try {
    if (kit.busybox)
      await tell(
        `Connecting to ${place.host}${place.port === 80 ? '' : `:${String(place.port)}`} (${(await addressOf(task, place.host)) ?? ''}:${String(place.port)})\n`,
      );
    else await tell(`--${strftime('%F %T', new Date(task.machine.now()))}--  ${url}\n`);
    const got = await ask(task, place, {
      method: spider ? 'HEAD' : 'GET',
      headers: [],
      body: new Uint8Array(),
      agent: 'Wget',
    });
    if (got.status >= 400) {
      const code = `${String(got.status)} ${got.reason}`;
      return await failed(
        task,
        kit.busybox
          ? `wget: server returned error: HTTP/1.1 ${code}`
          : `${strftime('%F %T', new Date(task.machine.now()))} ERROR ${code}.`,
        kit.busybox ? 1 : 8,
      );
    }
    if (spider) {
      await tell('remote file exists\n');
      return 0;
    }
    if (name === '-') await task.stdout.write(got.body);
    else {
      await task.files.write(normalize(name, task.cwd), got.body);
      await tell(
        kit.busybox
          ? `saving to '${name}'\n'${name}' saved\n`
          : `Saving to: '${name}'\n\n'${name}' saved [${String(got.body.length)}/${String(got.body.length)}]\n`,
      );
    }
    return 0;
  } catch (error) {
    const problem = why(error);
    if (problem === 'RESOLVE')
      return failed(
        task,
        kit.busybox
          ? `wget: bad address '${place.host}'`
          : `wget: unable to resolve host address '${place.host}'`,
        kit.busybox ? 1 : 4,
      );
    if (problem === 'SECURE') return failed(task, 'wget: the practice engine speaks no TLS');
    const words2 =
      problem === 'REFUSED'
        ? 'Connection refused'
        : problem === 'EMPTY'
          ? 'error getting response'
          : 'Host is unreachable';
    return failed(
      task,
      kit.busybox
        ? `wget: can't connect to remote host (${(await addressOf(task, place.host)) ?? ''}): ${words2}`
        : `Connecting to ${place.host}:${String(place.port)}... failed: ${words2}.`,
      kit.busybox ? 1 : 4,
    );
  }
};
