/** A stand-in for Redis: strings, counters and lists in memory, over its own protocol (RESP2). */
import { concat, fromUtf8, readLine, utf8 } from '../streams';
import { addressOf, isRefused, reader } from '../native/dial';
import { failed, type Native } from '../native/kit';
import { strftime } from '../native/system';
import { matches } from '../shell/pattern';
import { signalled } from './listening';

type Value =
  string | number | null | { readonly error: string } | { readonly status: string } | readonly Value[];

export function encodeResp(value: Value): string {
  if (value === null) return '$-1\r\n';
  if (typeof value === 'number') return `:${String(value)}\r\n`;
  if (typeof value === 'string') return `$${String(utf8(value).length)}\r\n${value}\r\n`;
  if ('error' in value) return `-${value.error}\r\n`;
  if ('status' in value) return `+${value.status}\r\n`;
  return `*${String(value.length)}\r\n${value.map(encodeResp).join('')}`;
}

/** One value from the front and what is left; undefined when it is not whole. Works on Latin-1 text, one sign a byte. */
export function decodeResp(text: string): { readonly value: Value; readonly rest: string } | undefined {
  const end = text.indexOf('\r\n');
  if (end < 0) return undefined;
  const line = text.slice(1, end);
  const rest = text.slice(end + 2);
  switch (text[0]) {
    case '+':
      return { value: { status: line }, rest };
    case '-':
      return { value: { error: line }, rest };
    case ':':
      return { value: Number(line), rest };
    case '$': {
      const length = Number(line);
      if (length < 0) return { value: null, rest };
      return rest.length < length + 2
        ? undefined
        : { value: rest.slice(0, length), rest: rest.slice(length + 2) };
    }
    case '*': {
      const values: Value[] = [];
      let left = rest;
      for (let count = Number(line); count > 0; count -= 1) {
        const one = decodeResp(left);
        if (!one) return undefined;
        values.push(one.value);
        left = one.rest;
      }
      return { value: values, rest: left };
    }
    default:
      return { value: text.slice(0, end).trim().split(/\s+/), rest };
  }
}

const OK: Value = { status: 'OK' };
const WRONG: Value = { error: 'WRONGTYPE Operation against a key holding the wrong kind of value' };

interface Store {
  readonly values: Map<string, string | string[]>;
  readonly expires: Map<string, number>;
  now(): number;
}

function perform(store: Store, words: readonly string[]): Value {
  const [word = '', key = '', ...args] = words;
  const { values, expires } = store;
  const due = expires.get(key);
  if (due !== undefined && due <= store.now()) {
    values.delete(key);
    expires.delete(key);
  }
  const held = values.get(key);
  const add = (by: number): Value => {
    const next = Number(held ?? 0) + by;
    if (!Number.isInteger(next)) return { error: 'ERR value is not an integer or out of range' };
    values.set(key, String(next));
    return next;
  };
  switch (word.toUpperCase()) {
    case 'PING':
      return key === '' ? { status: 'PONG' } : key;
    case 'ECHO':
      return key;
    case 'SET': {
      const flags = args.slice(1).map((one) => one.toUpperCase());
      if (args[0] === undefined) return { error: "ERR wrong number of arguments for 'set' command" };
      if ((flags.includes('NX') && held !== undefined) || (flags.includes('XX') && held === undefined))
        return null;
      values.set(key, args[0]);
      expires.delete(key);
      const ex = flags.indexOf('EX');
      if (ex >= 0) expires.set(key, store.now() + Number(args[ex + 2]) * 1000);
      return OK;
    }
    case 'GET':
      return held === undefined ? null : typeof held === 'string' ? held : WRONG;
    case 'MGET':
      return [key, ...args].map((one) => perform(store, ['GET', one]));
    case 'DEL':
    case 'UNLINK':
      return [key, ...args].filter((one) => values.delete(one)).length;
    case 'EXISTS':
      return [key, ...args].filter((one) => values.has(one)).length;
    case 'INCR':
      return add(1);
    case 'DECR':
      return add(-1);
    case 'INCRBY':
      return add(Number(args[0]));
    case 'APPEND':
      if (typeof held === 'object') return WRONG;
      values.set(key, (held ?? '') + (args[0] ?? ''));
      return ((held ?? '') + (args[0] ?? '')).length;
    case 'EXPIRE':
      if (held === undefined) return 0;
      expires.set(key, store.now() + Number(args[0]) * 1000);
      return 1;
    case 'TTL':
      return held === undefined ? -2 : due === undefined ? -1 : Math.ceil((due - store.now()) / 1000);
    case 'TYPE':
      return { status: held === undefined ? 'none' : typeof held === 'string' ? 'string' : 'list' };
    case 'KEYS':
      return [...values.keys()].filter((one) => matches(key, one)).sort();
    case 'DBSIZE':
      return values.size;
    case 'FLUSHALL':
    case 'FLUSHDB':
      values.clear();
      return OK;
    case 'LPUSH':
    case 'RPUSH': {
      if (typeof held === 'string') return WRONG;
      const next =
        word.toUpperCase() === 'LPUSH' ? [...args.toReversed(), ...(held ?? [])] : [...(held ?? []), ...args];
      values.set(key, next);
      return next.length;
    }
    case 'LRANGE': {
      if (typeof held === 'string') return WRONG;
      const end = Number(args[1]);
      return (held ?? []).slice(Number(args[0]), end === -1 ? undefined : end + 1);
    }
    case 'INFO':
      return '# Server\r\nredis_version:7.4.5\r\nredis_mode:standalone\r\n# Practice\r\nstand_in:yes\r\nabout:a stand-in of the practice engine, strings and lists in memory only\r\n';
    case 'COMMAND':
    case 'CONFIG':
      return [];
    case 'CLIENT':
    case 'SELECT':
    case 'AUTH':
    case 'SAVE':
      return OK;
    case 'HELLO':
      return { error: 'NOPROTO unsupported protocol version' };
    default:
      return {
        error: `ERR unknown command '${word}', with args beginning with: ${args.length > 0 ? `'${key}' ` : ''}`,
      };
  }
}

const latin1 = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
const asText = (text: string): string => fromUtf8(Uint8Array.from(text, (sign) => sign.charCodeAt(0)));

export const redisServer: Native = async (task) => {
  const words = task.argv.slice(1);
  if (words.includes('--version') || words.includes('-v')) {
    await task.out('Redis server v=7.4.5 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=practice\n');
    return 0;
  }
  const at = words.indexOf('--port');
  const port = at < 0 ? 6379 : Number(words[at + 1]);
  const pid = String(await task.pid());
  const log = (mark: string, role: string, text: string): Promise<void> =>
    task.out(
      `${pid}:${role} ${strftime('%d %b %Y %H:%M:%S.000', new Date(task.machine.now()))} ${mark} ${text}\n`,
    );
  task.memory(8_000_000);
  const store: Store = { values: new Map(), expires: new Map(), now: () => task.machine.now() };
  task.machine.listen(port, (duplex) => {
    let kept = '';
    duplex.onData((bytes) => {
      kept += latin1(bytes);
      for (let one = decodeResp(kept); one !== undefined; one = decodeResp(kept)) {
        kept = one.rest;
        const words = Array.isArray(one.value) ? one.value.map((word) => asText(String(word))) : [];
        if (words.length === 0 || words[0] === '') continue;
        const quits = words[0]?.toUpperCase() === 'QUIT';
        duplex.write(utf8(encodeResp(quits ? OK : perform(store, words))));
        if (quits) duplex.end();
      }
    });
  });
  await log('*', 'C', 'oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo');
  await log('*', 'C', `Redis version=7.4.5, bits=64, commit=00000000, modified=0, pid=${pid}, just started`);
  await log('*', 'M', `Running mode=standalone, port=${String(port)}.`);
  await log('*', 'M', 'Server initialized');
  await log('*', 'M', 'Ready to accept connections tcp');
  const signal = await signalled(task, ['SIGTERM', 'SIGINT']);
  await log('*', 'signal-handler (0)', `Received ${signal} scheduling shutdown...`);
  await log('*', 'M', 'User requested shutdown...');
  await log('#', 'M', 'Redis is now ready to exit, bye bye...');
  return 0;
};

function shown(value: Value, plain: boolean): string {
  if (value === null) return plain ? '' : '(nil)';
  if (typeof value === 'number') return plain ? String(value) : `(integer) ${String(value)}`;
  if (typeof value === 'string') return plain ? value : JSON.stringify(value);
  if ('error' in value) return plain ? value.error : `(error) ${value.error}`;
  if ('status' in value) return value.status;
  if (value.length === 0) return plain ? '' : '(empty array)';
  return value
    .map((one, i) => (plain ? shown(one, plain) : `${String(i + 1)}) ${shown(one, plain)}`))
    .join('\n');
}

export const redisCli: Native = async (task) => {
  const words = [...task.argv.slice(1)];
  let host = '127.0.0.1';
  let port = 6379;
  while (/^-[hp]$/.test(words[0] ?? '')) {
    const flag = words.shift();
    if (flag === '-h') host = words.shift() ?? host;
    else port = Number(words.shift() ?? port);
  }
  const ip = await addressOf(task, host);
  if (ip === undefined)
    return failed(task, `Could not connect to Redis at ${host}:${String(port)}: Name or service not known`);
  let duplex;
  try {
    duplex = await task.machine.connect(ip, port);
  } catch (error) {
    return failed(
      task,
      `Could not connect to Redis at ${host}:${String(port)}: ${isRefused(error) ? 'Connection refused' : 'No route to host'}`,
    );
  }
  const read = reader(duplex);
  const plain = task.terminal === undefined;
  let kept = '';
  const ask = async (command: readonly string[]): Promise<boolean> => {
    duplex.write(concat([utf8(encodeResp(command))]));
    let one = decodeResp(kept);
    while (one === undefined) {
      const part = await read();
      if (part === undefined) return false;
      kept += latin1(part);
      one = decodeResp(kept);
    }
    kept = one.rest;
    await task.out(`${asText(shown(one.value, plain))}\n`);
    return true;
  };
  if (words.length > 0) return (await ask(words)) ? 0 : 1;
  for (;;) {
    if (!plain) await task.out(`${host}:${String(port)}> `);
    const line = await readLine(task.stdin);
    if (line === undefined) return 0;
    const command = (fromUtf8(line).match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) =>
      word.replace(/^(["'])([^]*)\1$/, '$2'),
    );
    if (/^(quit|exit)$/i.test(command[0] ?? '')) return 0;
    if (command.length > 0 && !(await ask(command)))
      return failed(task, 'Error: Server closed the connection');
  }
};
