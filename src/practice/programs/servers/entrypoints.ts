/** The entry points of images, played without a shell as long as nobody changed their texts. */
import { find } from '../files/find';
import { failed, type Kit, type Native } from '../native/kit';
import type { Task } from '../task';

/** What `exec "$@"` does at the end of each. */
async function become(task: Task, kit: Kit, words: readonly string[]): Promise<number> {
  const [word = ''] = words;
  const found = await find(word, task.files, task.cwd, task.env['PATH']);
  const program = kit.session.program(found);
  if (program) return task.become(words, {}, program);
  return failed(task, `${task.argv[0] ?? ''}: exec: ${word}: not found`, 127);
}

const nginx: Native = async (task, kit) => {
  const words = task.argv.slice(1);
  const self = task.argv[0] ?? '/docker-entrypoint.sh';
  if (words[0] === 'nginx') {
    const scripts = await task.files.list('/docker-entrypoint.d').catch(() => []);
    if (scripts.length > 0) {
      await task.out(
        `${self}: /docker-entrypoint.d/ is not empty, will attempt to perform configuration\n${self}: Looking for shell scripts in /docker-entrypoint.d/\n`,
      );
      for (const name of scripts.filter((one) => one.endsWith('.sh'))) {
        const path = `/docker-entrypoint.d/${name}`;
        await task.out(`${self}: Launching ${path}\n`);
        await kit.spawn([path]);
      }
      await task.out(`${self}: Configuration complete; ready for start up\n`);
    }
  }
  return become(task, kit, words);
};

const nginxIpv6: Native = async (task) => {
  const me = '10-listen-on-ipv6-by-default.sh: info:';
  const path = '/etc/nginx/conf.d/default.conf';
  const text = await task.files.read(path).catch(() => undefined);
  if (text === undefined) return failed(task, `${me} ${path} is not a file or does not exist`, 0);
  await task.out(`${me} Getting the checksum of ${path}\n`);
  const words = new TextDecoder().decode(text);
  if (words.includes('listen  [::]:80;')) return failed(task, `${me} IPv6 listen already enabled`, 0);
  const changed = words.replace('listen       80;', 'listen       80;\n    listen  [::]:80;');
  await task.files.write(path, new TextEncoder().encode(changed));
  await task.out(`${me} Enabled listen on IPv6 in ${path}\n`);
  return 0;
};

const withDefault =
  (fits: (word: string) => boolean, program: string): Native =>
  (task, kit) => {
    const words = task.argv.slice(1);
    return become(task, kit, words.length === 0 || fits(words[0] ?? '') ? [program, ...words] : words);
  };

const NO_PASSWORD = `Error: Database is uninitialized and superuser password is not specified.
       You must specify POSTGRES_PASSWORD to a non-empty value for the
       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
       connections without a password. This is *not* recommended.

       See PostgreSQL documentation about "trust":
       https://www.postgresql.org/docs/current/auth-trust.html`;

const postgres: Native = async (task, kit) => {
  const given = task.argv.slice(1);
  const words = given.length === 0 || given[0]?.startsWith('-') === true ? ['postgres', ...given] : given;
  const data = task.env['PGDATA'] ?? '/var/lib/postgresql/data';
  if (words[0] === 'postgres' && !words.includes('--version')) {
    const there = (await task.files.node(`${data}/PG_VERSION`).catch(() => undefined)) !== undefined;
    if (!there) {
      if ((task.env['POSTGRES_PASSWORD'] ?? '') === '' && task.env['POSTGRES_HOST_AUTH_METHOD'] !== 'trust')
        return failed(task, NO_PASSWORD);
      await task.out(
        `The files belonging to this database system will be owned by user "postgres".\n\nfixing permissions on existing directory ${data} ... ok\ncreating configuration files ... ok\nrunning bootstrap script ... ok\nsyncing data to disk ... ok\n\nSuccess.\n\nPostgreSQL init process complete; ready for start up.\n\n`,
      );
      await task.files.write(`${data}/PG_VERSION`, new TextEncoder().encode('16\n'));
    } else
      await task.out(
        '\nPostgreSQL Database directory appears to contain a database; Skipping initialization\n\n',
      );
  }
  return become(task, kit, words);
};

export const ENTRYPOINT_PROGRAMS: Readonly<Record<string, Native>> = {
  'entrypoint nginx': nginx,
  'entrypoint nginx ipv6': nginxIpv6,
  'entrypoint redis': withDefault((word) => /^-|\.conf$/.test(word), 'redis-server'),
  'entrypoint node': withDefault((word) => /^-|\.[cm]?js$/.test(word), 'node'),
  'entrypoint postgres': postgres,
  'entrypoint httpd': (task, kit) => become(task, kit, ['httpd', '-DFOREGROUND', ...task.argv.slice(1)]),
};
