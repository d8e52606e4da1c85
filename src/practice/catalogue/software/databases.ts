import { BOOKWORM_SLIM, CREATED, PATH, step } from '../distributions';
import type { ImagePlan } from '../build';
import { filled, folder, layerFiles, link, program, programs, text } from '../files';
import { POSTGRES_ENTRYPOINT, REDIS_ENTRYPOINT } from './scripts';
import { withUser } from './web';

const POSTGRES_PATH =
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/postgresql/16/bin';

export const DATABASES = {
  redis: {
    created: CREATED,
    config: {
      ExposedPorts: { '6379/tcp': {} },
      Env: [PATH, 'REDIS_VERSION=7.4.5'],
      Entrypoint: ['docker-entrypoint.sh'],
      Cmd: ['redis-server'],
      Volumes: { '/data': {} },
      WorkingDir: '/data',
    },
    steps: [
      ...BOOKWORM_SLIM,
      step(
        'RUN /bin/sh -c set -eux; \tgroupadd -r -g 999 redis; \tuseradd -r -g redis -u 999 redis # buildkit',
        {
          name: 'redis user',
          download: 1_100,
          anywhere: true,
          files: () => {
            const { passwd, group } = withUser(BOOKWORM_SLIM, 'redis', 999, '/home/redis');
            return layerFiles({ '/etc/passwd': text(passwd), '/etc/group': text(group) });
          },
        },
      ),
      step(
        'RUN /bin/sh -c set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends tzdata; \trm -rf /var/lib/apt/lists/* # buildkit',
        {
          name: 'redis tzdata',
          download: 1_100_000,
          files: (architecture) =>
            filled(layerFiles({}), 2_900_000, architecture, ['/usr/share/zoneinfo/right.bin']),
        },
      ),
      step('ENV REDIS_VERSION=7.4.5'),
      step(
        'RUN /bin/sh -c set -eux; \twget -O redis.tar.gz "$REDIS_DOWNLOAD_URL"; \tmake -C /usr/src/redis -j "$(nproc)" all; \tmake -C /usr/src/redis install; \tredis-server --version # buildkit',
        {
          name: 'redis 7.4',
          download: 15_700_000,
          files: (architecture) =>
            filled(
              layerFiles({
                '/usr/local/bin/redis-server': program('redis-server', 15_204_000),
                '/usr/local/bin/redis-cli': program('redis-cli', 7_400_000),
                '/usr/local/bin/redis-sentinel': link('redis-server'),
              }),
              39_300_000,
              architecture,
              ['/usr/local/bin/redis-benchmark', '/usr/local/lib/redis/libjemalloc.a'],
            ),
        },
      ),
      step('RUN /bin/sh -c mkdir /data && chown redis:redis /data # buildkit', {
        name: 'redis data',
        download: 99,
        anywhere: true,
        files: () => layerFiles({ '/data': folder(0o755, 999) }),
      }),
      step('VOLUME [/data]'),
      step('WORKDIR /data'),
      step('COPY docker-entrypoint.sh /usr/local/bin/ # buildkit', {
        name: 'redis entrypoint',
        download: 573,
        anywhere: true,
        files: () => layerFiles({ '/usr/local/bin/docker-entrypoint.sh': text(REDIS_ENTRYPOINT, 0o755) }),
      }),
      step('ENTRYPOINT ["docker-entrypoint.sh"]'),
      step('EXPOSE map[6379/tcp:{}]'),
      step('CMD ["redis-server"]'),
    ],
  },
  postgres: {
    created: CREATED,
    config: {
      ExposedPorts: { '5432/tcp': {} },
      Env: [
        POSTGRES_PATH,
        'GOSU_VERSION=1.18',
        'LANG=en_US.utf8',
        'PG_MAJOR=16',
        'PG_VERSION=16.10-1.pgdg12+1',
        'PGDATA=/var/lib/postgresql/data',
      ],
      Entrypoint: ['docker-entrypoint.sh'],
      Cmd: ['postgres'],
      Volumes: { '/var/lib/postgresql/data': {} },
      StopSignal: 'SIGINT',
    },
    steps: [
      ...BOOKWORM_SLIM,
      step(
        'RUN /bin/sh -c set -eux; \tgroupadd -r postgres --gid=999; \tuseradd -r -g postgres --uid=999 --home-dir=/var/lib/postgresql --shell=/bin/bash postgres; \tinstall --verbose --directory --owner postgres --group postgres --mode 1777 /var/lib/postgresql # buildkit',
        {
          name: 'postgres user',
          download: 1_180,
          anywhere: true,
          files: () => {
            const { passwd, group } = withUser(BOOKWORM_SLIM, 'postgres', 999, '/var/lib/postgresql');
            return layerFiles({
              '/etc/passwd': text(passwd),
              '/etc/group': text(group),
              '/var/lib/postgresql': folder(0o1777, 999),
            });
          },
        },
      ),
      step(
        'RUN /bin/sh -c set -ex; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tgnupg \t\tless \t; \trm -rf /var/lib/apt/lists/* # buildkit',
        {
          name: 'postgres gnupg',
          download: 4_530_000,
          files: (architecture) =>
            filled(layerFiles(programs('/usr/bin', 'less', 203_000)), 10_200_000, architecture, [
              '/usr/bin/gpg',
              '/usr/bin/gpg-agent',
              '/usr/lib/gnupg/libnpth.so.0',
            ]),
        },
      ),
      step('ENV GOSU_VERSION=1.18'),
      step(
        'RUN /bin/sh -c set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends locales; \techo "en_US.UTF-8 UTF-8" >> /etc/locale.gen; \tlocale-gen # buildkit',
        {
          name: 'postgres locales',
          download: 8_070_000,
          files: (architecture) =>
            filled(layerFiles({}), 27_600_000, architecture, [
              '/usr/lib/locale/locale-archive',
              '/usr/share/i18n/charmaps.bin',
            ]),
        },
      ),
      step('ENV LANG=en_US.utf8'),
      step('RUN /bin/sh -c mkdir /docker-entrypoint-initdb.d # buildkit', {
        name: 'postgres initdb',
        download: 116,
        anywhere: true,
        files: () => layerFiles({ '/docker-entrypoint-initdb.d': folder() }),
      }),
      step('ENV PG_MAJOR=16'),
      step(`ENV ${POSTGRES_PATH}`),
      step('ENV PG_VERSION=16.10-1.pgdg12+1'),
      step(
        'RUN /bin/sh -c set -ex; \tapt-get update; \tapt-get install -y --no-install-recommends postgresql-16=$PG_VERSION; \tpostgres --version # buildkit',
        {
          name: 'postgres 16',
          download: 112_100_000,
          files: (architecture) =>
            filled(
              layerFiles({
                '/usr/lib/postgresql/16/bin/postgres': program('postgres', 9_460_000),
                '/usr/lib/postgresql/16/bin/psql': program('psql', 760_000),
                '/usr/bin/psql': link('../lib/postgresql/16/bin/psql'),
                '/usr/lib/postgresql/16/bin/pg_isready': program('pg_isready', 90_000),
                '/usr/bin/pg_isready': link('../lib/postgresql/16/bin/pg_isready'),
                '/var/run/postgresql': folder(0o1777, 999),
              }),
              318_000_000,
              architecture,
              [
                '/usr/lib/llvm-19/lib/libLLVM.so.19.1',
                '/usr/lib/postgresql/16/lib/bitcode/postgres.bc',
                '/usr/lib/postgresql/libicudata.so.72',
                '/usr/lib/llvm-19/lib/libclang.so',
                '/usr/share/postgresql/16/extension.bin',
              ],
            ),
        },
      ),
      step('ENV PGDATA=/var/lib/postgresql/data'),
      step(
        'RUN /bin/sh -c install --verbose --directory --owner postgres --group postgres --mode 1777 "$PGDATA" # buildkit',
        {
          name: 'postgres data',
          download: 168,
          anywhere: true,
          files: () => layerFiles({ '/var/lib/postgresql/data': folder(0o1777, 999) }),
        },
      ),
      step('VOLUME [/var/lib/postgresql/data]'),
      step('COPY docker-entrypoint.sh docker-ensure-initdb.sh /usr/local/bin/ # buildkit', {
        name: 'postgres entrypoint',
        download: 6_050,
        anywhere: true,
        files: () => layerFiles({ '/usr/local/bin/docker-entrypoint.sh': text(POSTGRES_ENTRYPOINT, 0o755) }),
      }),
      step('ENTRYPOINT ["docker-entrypoint.sh"]'),
      step('STOPSIGNAL SIGINT'),
      step('EXPOSE map[5432/tcp:{}]'),
      step('CMD ["postgres"]'),
    ],
  },
} as const satisfies Record<string, ImagePlan>;
