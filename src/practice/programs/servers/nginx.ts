/** nginx, with as much of its configuration as lessons use. */
import { signalNumber } from '../signals';
import type { Task } from '../task';
import { utf8 } from '../streams';
import { strftime } from '../native/system';
import { addressOf } from '../native/dial';
import { failed, type Native } from '../native/kit';
import { fetchOver, type Answer, type Request } from './http';
import { at, combined, listen, said, signalled } from './listening';
import { answerFrom, type Site } from './site';

const NGINX = 'nginx/1.27.5';

interface Block {
  readonly port: number;
  readonly root: string;
  readonly index: readonly string[];
  readonly proxies: readonly (readonly [prefix: string, target: string])[];
  readonly returns: readonly (readonly [prefix: string, status: number, text: string])[];
  readonly lists: boolean;
}

/** What is played of nginx's configuration: `listen`, `root`, `index`, `autoindex`, `location` with `proxy_pass` or `return`. */
export function readNginx(text: string): readonly Block[] {
  const bare = text.replace(/#.*$/gm, '');
  const blocks: Block[] = [];
  for (const part of bare.split(/\bserver\s*\{/).slice(1)) {
    const word = (name: string): string | undefined =>
      new RegExp(`\\b${name}\\s+([^;]+);`).exec(part)?.[1]?.trim();
    const locations = [...part.matchAll(/location\s+(?:[=~^*]+\s+)?(\S+)\s*\{([^}]*)\}/g)];
    blocks.push({
      port: Number(/(\d+)\s*(?:default_server|ssl|$)/.exec(word('listen') ?? '80')?.[1] ?? 80),
      root: word('root') ?? '/etc/nginx/html',
      index: (word('index') ?? 'index.html').split(/\s+/),
      lists: word('autoindex') === 'on',
      proxies: locations.flatMap(([, prefix = '/', body = '']) => {
        const target = /proxy_pass\s+([^;]+);/.exec(body)?.[1];
        return target === undefined ? [] : [[prefix, target.trim()] as const];
      }),
      returns: locations.flatMap(([, prefix = '/', body = '']) => {
        const [, status, quoted] = /return\s+(\d+)\s*(?:["']([^"']*)["'])?\s*;/.exec(body) ?? [];
        return status === undefined ? [] : [[prefix, Number(status), quoted ?? ''] as const];
      }),
    });
  }
  return blocks.length > 0 ? blocks : [];
}

async function nginxBlocks(task: Task): Promise<readonly Block[]> {
  const folder = '/etc/nginx/conf.d';
  const main = new TextDecoder().decode(
    await task.files.read('/etc/nginx/nginx.conf').catch(() => new Uint8Array()),
  );
  let text = main;
  for (const name of await task.files.list(folder).catch(() => []))
    if (name.endsWith('.conf')) text += new TextDecoder().decode(await task.files.read(`${folder}/${name}`));
  return readNginx(text);
}

const nginxError = (_: number, words: string): string =>
  `<html>\r\n<head><title>${words}</title></head>\r\n<body>\r\n<center><h1>${words}</h1></center>\r\n<hr><center>${NGINX}</center>\r\n</body>\r\n</html>\r\n`;

/** Hands a request on to another container. */
async function proxied(task: Task, target: string, request: Request): Promise<Answer> {
  const [, host = '', port = '80', path = ''] = /^https?:\/\/([^:/]+)(?::(\d+))?(\/.*)?$/.exec(target) ?? [];
  try {
    const ip = await addressOf(task, host);
    if (ip === undefined) throw new Error('EHOSTUNREACH');
    const duplex = await task.machine.connect(ip, Number(port));
    const words = `${request.method} ${path.replace(/\/$/, '')}${request.target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    const { status, headers, body } = await fetchOver(
      duplex,
      words,
      new Uint8Array(),
      request.method === 'HEAD',
    );
    return { status, type: headers.get('content-type') ?? 'text/plain', body };
  } catch {
    said(
      task.err(
        `${strftime('%Y/%m/%d %H:%M:%S', at(task))} [error] connect() failed while connecting to upstream "${target}"\n`,
      ),
    );
    return { status: 502, type: 'text/html', body: utf8(nginxError(502, '502 Bad Gateway')) };
  }
}

/** What a running nginx leaves in its container: its number, and folders for what it buffers. */
async function leaveTraces(task: Task, pid: number): Promise<void> {
  await task.files.write('/run/nginx.pid', utf8(`${String(pid)}\n`)).catch(() => undefined);
  for (const name of ['client_temp', 'fastcgi_temp', 'proxy_temp', 'scgi_temp', 'uwsgi_temp'])
    await task.files.folder(`/var/cache/nginx/${name}`, 0o700).catch(() => undefined);
}

export const nginx: Native = async (task) => {
  const words = task.argv.slice(1);
  if (words[0] === '-v' || words[0] === '-V') return failed(task, `nginx version: ${NGINX}`, 0);
  const blocks = await nginxBlocks(task);
  if (words[0] === '-t')
    return failed(
      task,
      'nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful',
      0,
    );
  if (words[0] === '-s') {
    await task.machine.kill(
      1,
      { reload: 'SIGHUP', quit: 'SIGQUIT', stop: 'SIGTERM' }[words[1] ?? ''] ?? 'SIGTERM',
    );
    return 0;
  }
  // Without this nginx leaves its parent and goes to the background, which ends a container.
  if (!words.join(' ').includes('daemon off')) return 0;
  const pid = await task.pid();
  const notice = (text: string): void =>
    said(
      task.err(
        `${strftime('%Y/%m/%d %H:%M:%S', at(task))} [notice] ${String(pid)}#${String(pid)}: ${text}\n`,
      ),
    );
  await leaveTraces(task, pid);
  let current = blocks;
  for (const port of new Set(blocks.map((block) => block.port)))
    listen(task, {
      port,
      server: NGINX,
      log: (request, answer) => said(task.out(combined(task, request, answer, true))),
      answer(request) {
        const block = current.find((one) => one.port === port) ?? current[0];
        if (!block)
          return Promise.resolve({
            status: 404,
            type: 'text/html',
            body: utf8(nginxError(404, '404 Not Found')),
          });
        const text = block.returns.find(([prefix]) => request.target.startsWith(prefix));
        if (text)
          return Promise.resolve({
            status: text[1],
            type: 'text/plain',
            body: utf8(text[2].replaceAll('\\n', '\n')),
          });
        const proxy = block.proxies.find(([prefix]) => request.target.startsWith(prefix));
        if (proxy) return proxied(task, proxy[1], request);
        const site: Site = { root: block.root, index: block.index, lists: block.lists, error: nginxError };
        return answerFrom(task.files, site, request);
      },
    });
  const { kernel } = task.machine;
  for (const line of [
    'using the "epoll" event method',
    NGINX,
    'built by gcc 12.2.0 (Debian 12.2.0-14)',
    `OS: Linux ${kernel.release}`,
    'getrlimit(RLIMIT_NOFILE): 1048576:1048576',
    'start worker processes',
  ])
    notice(line);
  task.machine.became([`nginx: master process ${task.argv.join(' ')}`]);
  const worker = await task.machine.fork(['nginx: worker process'], () => undefined);
  notice(`start worker process ${String(worker.pid)}`);
  task.memory(9_000_000);
  for (;;) {
    const signal = await signalled(task, ['SIGQUIT', 'SIGTERM', 'SIGINT', 'SIGHUP']);
    if (signal === 'SIGHUP') {
      notice('signal 1 (SIGHUP) received, reconfiguring');
      current = await nginxBlocks(task);
      continue;
    }
    notice(
      `signal ${String(signalNumber(signal))} (${signal}) received, ${signal === 'SIGQUIT' ? 'shutting down' : 'exiting'}`,
    );
    worker.exited();
    notice('exit');
    return 0;
  }
};
