import { addressOf, isRefused, isThere, reader } from './dial';
import type { Task } from '../task';
import { failed, type Native } from './kit';

export const ping: Native = async (task, kit) => {
  const words = task.argv.slice(1);
  const valued = /^-[cwWis]$/;
  const value = (flag: string): string | undefined => {
    const at = words.findIndex((word) => word === flag || (word.startsWith(flag) && /\d$/.test(word)));
    return at < 0 ? undefined : words[at] === flag ? words[at + 1] : words[at]?.slice(2);
  };
  const name = words.find((word, i) => !word.startsWith('-') && !valued.test(words[i - 1] ?? ''));
  if (name === undefined)
    return failed(
      task,
      kit.busybox ? 'BusyBox: ping: missing host' : 'ping: usage error: Destination address required',
    );
  const ip = await addressOf(task, name);
  if (ip === undefined)
    return failed(
      task,
      kit.busybox ? `ping: bad address '${name}'` : `ping: ${name}: Temporary failure in name resolution`,
      kit.busybox ? 1 : 2,
    );
  const count = Number(value('-c') ?? Number.POSITIVE_INFINITY);
  let stop = false;
  let wake: () => void = () => undefined;
  task.handle('SIGINT', () => {
    stop = true;
    wake();
  });
  await task.out(
    kit.busybox ? `PING ${name} (${ip}): 56 data bytes\n` : `PING ${name} (${ip}) 56(84) bytes of data.\n`,
  );
  let sent = 0;
  let heard = 0;
  while (sent < count && !stop) {
    const alive = await isThere(task, ip);
    if (alive) {
      heard += 1;
      const time = `0.0${String(52 + ((sent * 17) % 40))} ms`;
      await task.out(
        kit.busybox
          ? `64 bytes from ${ip}: seq=${String(sent)} ttl=64 time=${time}\n`
          : `64 bytes from ${name} (${ip}): icmp_seq=${String(sent + 1)} ttl=64 time=${time}\n`,
      );
    }
    sent += 1;
    if (sent < count && !stop)
      await Promise.race([task.sleep(1000), new Promise<void>((done) => (wake = done))]);
  }
  const loss = sent === 0 ? 0 : Math.round(((sent - heard) / sent) * 100);
  const totals = kit.busybox
    ? `${String(sent)} packets transmitted, ${String(heard)} packets received, ${String(loss)}% packet loss\n${heard > 0 ? 'round-trip min/avg/max = 0.052/0.070/0.091 ms\n' : ''}`
    : `${String(sent)} packets transmitted, ${String(heard)} received, ${String(loss)}% packet loss, time ${String(Math.max(0, sent - 1) * 1000)}ms\n${heard > 0 ? 'rtt min/avg/max/mdev = 0.052/0.070/0.091/0.012 ms\n' : ''}`;
  await task.out(`\n--- ${name} ping statistics ---\n${totals}`);
  return heard > 0 ? 0 : 1;
};

export const nslookup: Native = async (task) => {
  const name = task.argv.slice(1).find((word) => !word.startsWith('-'));
  if (name === undefined) return failed(task, 'nslookup: missing name');
  const ip = await addressOf(task, name);
  const head = 'Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:53\n\n';
  if (ip === undefined) {
    await task.out(`${head}** server can't find ${name}: NXDOMAIN\n\n`);
    return 1;
  }
  await task.out(`${head}Non-authoritative answer:\nName:\t${name}\nAddress: ${ip}\n\n`);
  return 0;
};

export const getent: Native = async (task) => {
  const [, base = '', key] = task.argv;
  if (base === 'hosts' || base === 'ahosts') {
    const ip = key === undefined ? undefined : await addressOf(task, key);
    if (ip === undefined) return 2;
    await task.out(`${ip.padEnd(15)} ${key ?? ''}\n`);
    return 0;
  }
  const text = new TextDecoder().decode(await task.files.read(`/etc/${base}`).catch(() => new Uint8Array()));
  const rows = text
    .split('\n')
    .filter(
      (row) => row !== '' && (key === undefined || row.split(':')[0] === key || row.split(':')[2] === key),
    );
  await task.out(rows.map((row) => `${row}\n`).join(''));
  return rows.length > 0 ? 0 : 2;
};

export const netcat: Native = async (task) => {
  const words = task.argv.slice(1);
  const [host = '', port = ''] = words.filter(
    (word) => !word.startsWith('-') && !/^-[w]$/.test(words[words.indexOf(word) - 1] ?? ''),
  );
  if (words.some((word) => /^-\w*l/.test(word)))
    return listenOnce(task, Number(host || port || words.at(-1)));
  const ip = await addressOf(task, host);
  if (ip === undefined) return failed(task, `nc: bad address '${host}'`);
  let duplex;
  try {
    duplex = await task.machine.connect(ip, Number(port));
  } catch (error) {
    const quiet = words.some((word) => /^-\w*z/.test(word)) && !words.some((word) => /^-\w*v/.test(word));
    return quiet
      ? 1
      : failed(
          task,
          `nc: ${host} (${ip}:${port}): ${isRefused(error) ? 'Connection refused' : 'Host is unreachable'}`,
        );
  }
  if (words.some((word) => /^-\w*z/.test(word))) {
    duplex.end();
    if (words.some((word) => /^-\w*v/.test(word))) await task.err(`${host} (${ip}:${port}) open\n`);
    return 0;
  }
  return passed(task, duplex);
};

async function passed(task: Task, duplex: Parameters<typeof reader>[0]): Promise<number> {
  const read = reader(duplex);
  void (async () => {
    for (let part = await task.stdin.read(); part !== undefined; part = await task.stdin.read())
      duplex.write(part);
  })().catch(() => duplex.end());
  for (let part = await read(); part !== undefined; part = await read()) await task.stdout.write(part);
  return 0;
}

async function listenOnce(task: Task, port: number): Promise<number> {
  const duplex = await Promise.race([
    new Promise<Parameters<typeof reader>[0]>((done) => task.machine.listen(port, done)),
    task.forever(),
  ]);
  return passed(task, duplex);
}

export const ip: Native = async (task) => {
  const what = task.argv.slice(1).find((word) => !word.startsWith('-')) ?? 'addr';
  const own = await task.machine.addresses();
  if (/^r/.test(what)) {
    const lines = own.map(
      (one, i) =>
        `${i === 0 ? `default via ${one.ip.replace(/\d+$/, '1')} dev eth0\n` : ''}${one.ip.replace(/\d+\.\d+$/, '0.0')}/16 dev eth${String(i)} scope link  src ${one.ip}\n`,
    );
    await task.out(lines.join(''));
    return 0;
  }
  const cards = own.map(
    (one, i) =>
      `${String(i + 2)}: eth${String(i)}@if${String(i + 10)}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP \n    link/ether ${one.mac} brd ff:ff:ff:ff:ff:ff\n    inet ${one.ip}/16 brd ${one.ip.replace(/\d+\.\d+$/, '255.255')} scope global eth${String(i)}\n       valid_lft forever preferred_lft forever\n`,
  );
  await task.out(
    `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN qlen 1000\n    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n    inet 127.0.0.1/8 scope host lo\n       valid_lft forever preferred_lft forever\n${cards.join('')}`,
  );
  return 0;
};

export const ifconfig: Native = async (task) => {
  const cards = (await task.machine.addresses()).map(
    (one, i) =>
      `eth${String(i)}      Link encap:Ethernet  HWaddr ${one.mac.toUpperCase()}  \n          inet addr:${one.ip}  Bcast:${one.ip.replace(/\d+\.\d+$/, '255.255')}  Mask:255.255.0.0\n          UP BROADCAST RUNNING MULTICAST  MTU:1500  Metric:1\n\n`,
  );
  await task.out(
    `${cards.join('')}lo        Link encap:Local Loopback  \n          inet addr:127.0.0.1  Mask:255.0.0.0\n          UP LOOPBACK RUNNING  MTU:65536  Metric:1\n\n`,
  );
  return 0;
};
