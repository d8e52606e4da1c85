import { ALPINE, BOOKWORM_FULL, BOOKWORM_SLIM, CREATED, PATH, step } from '../distributions';
import type { ImagePlan, LayerPlan, Step } from '../build';
import { filled, folder, layerFiles, link, program, programs, text, type Files } from '../files';
import { NODE_ENTRYPOINT } from './scripts';

const layer = (
  name: string,
  download: number,
  size: number,
  names: readonly string[],
  files: Files = {},
): LayerPlan => ({
  name,
  download,
  files: (architecture) => filled(layerFiles(files), size, architecture, names),
});

/** Three layers with tools for building, under every image of a language that is not slim. */
const BUILDPACK: readonly Step[] = [
  ...BOOKWORM_FULL,
  step(
    'RUN /bin/sh -c set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tca-certificates \t\tcurl \t\tgnupg \t\tnetbase \t\tsq \t\twget \t; \trm -rf /var/lib/apt/lists/* # buildkit',
    layer(
      'buildpack curl',
      24_020_000,
      48_400_000,
      [
        '/usr/lib/buildpack/libgnutls.so.30',
        '/usr/lib/buildpack/libcurl.so.4',
        '/usr/share/ca-certificates/mozilla.crt',
      ],
      programs('/usr/bin', 'curl wget', 300_000),
    ),
  ),
  step(
    'RUN /bin/sh -c apt-get update && apt-get install -y --no-install-recommends \t\tgit \t\tmercurial \t\topenssh-client \t\tsubversion \t\tprocps \t&& rm -rf /var/lib/apt/lists/* # buildkit',
    layer(
      'buildpack scm',
      64_400_000,
      177_000_000,
      [
        '/usr/lib/git-core/git',
        '/usr/lib/python3/dist-packages/mercurial.so',
        '/usr/lib/buildpack/libsvn.so.1',
      ],
      programs('/usr/bin', 'ps top free uptime pgrep pkill watch', 140_000),
    ),
  ),
  step(
    'RUN /bin/sh -c set -ex; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tautoconf \t\tautomake \t\tbzip2 \t\tdpkg-dev \t\tfile \t\tg++ \t\tgcc \t\timagemagick \t\tlibc6-dev \t\tmake \t\tpatch \t\tunzip \t\txz-utils \t; \trm -rf /var/lib/apt/lists/* # buildkit',
    layer('buildpack build', 211_400_000, 587_000_000, [
      '/usr/lib/gcc/cc1plus',
      '/usr/lib/gcc/libstdc++.a',
      '/usr/include/boost.hpp',
      '/usr/lib/buildpack/libMagickCore-6.so',
      '/usr/share/perl/build.pm',
    ]),
  ),
];

const PYTHON_PATH = 'PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const PYTHON_ENV = [
  PYTHON_PATH,
  'LANG=C.UTF-8',
  'GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305',
  'PYTHON_VERSION=3.12.11',
];

const python = (
  base: readonly Step[],
  name: string,
  sizes: readonly [number, number],
  full: boolean,
): ImagePlan => ({
  created: CREATED,
  config: { Env: PYTHON_ENV, Cmd: ['python3'] },
  steps: [
    ...base,
    step('ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'),
    step('ENV LANG=C.UTF-8'),
    ...(full
      ? [
          step(
            'RUN /bin/sh -c set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tlibbluetooth-dev \t\ttk-dev \t\tuuid-dev \t; \trm -rf /var/lib/apt/lists/* # buildkit',
            layer('python 3.12 headers', 6_160_000, 18_100_000, [
              '/usr/lib/tk/libtk8.6.a',
              '/usr/include/tk.h',
            ]),
          ),
        ]
      : [
          step(
            'RUN /bin/sh -c set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tca-certificates \t\tnetbase \t\ttzdata \t; \trm -rf /var/lib/apt/lists/* # buildkit',
            layer('python 3.12 slim base', 3_510_000, 9_240_000, [
              '/usr/share/zoneinfo/right.bin',
              '/usr/share/ca-certificates/mozilla.crt',
            ]),
          ),
        ]),
    step('ENV GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305'),
    step('ENV PYTHON_VERSION=3.12.11'),
    step('ENV PYTHON_SHA256=c30bb24b7f1e9a19b11b55a546434f74e739bb4c271a3e3a80ff4380d49f7adb'),
    step(
      'RUN /bin/sh -c set -eux; \twget -O python.tar.xz "https://www.python.org/ftp/python/${PYTHON_VERSION%%[a-z]*}/Python-$PYTHON_VERSION.tar.xz"; \ttar --extract --directory /usr/src/python --strip-components=1 --file python.tar.xz; \t./configure --enable-optimizations; \tmake -j "$(nproc)"; \tmake install; \tpython3 --version # buildkit',
      layer(
        name,
        sizes[1],
        sizes[0],
        [
          '/usr/local/lib/libpython3.12.so.1.0',
          '/usr/local/lib/python3.12/stdlib.bin',
          '/usr/local/lib/python3.12/site-packages/pip.bin',
        ],
        {
          '/usr/local/bin/python3.12': program('python', 14_408),
          '/usr/local/bin/pip3.12': program('pip', 220),
          '/usr/local/lib/python3.12/os.py': text(
            '# The standard library is not played by the practice engine.\n',
          ),
        },
      ),
    ),
    step(
      'RUN /bin/sh -c set -eux; \tfor src in idle3 pip3 pydoc3 python3 python3-config; do \t\tdst="$(echo "$src" | tr -d 3)"; \t\tln -svT "$src" "/usr/local/bin/$dst"; \tdone # buildkit',
      {
        name: 'python links',
        download: 249,
        anywhere: true,
        files: () =>
          layerFiles({
            '/usr/local/bin/python3': link('python3.12'),
            '/usr/local/bin/python': link('python3'),
            '/usr/local/bin/pip3': link('pip3.12'),
            '/usr/local/bin/pip': link('pip3'),
          }),
      },
    ),
    step('CMD ["python3"]'),
  ],
});

const GO_PATH = 'PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export const LANGUAGES = {
  pythonSlim: python(BOOKWORM_SLIM, 'python 3.12 slim', [41_300_000, 13_660_000], false),
  python: python(BUILDPACK, 'python 3.12', [66_400_000, 24_890_000], true),
  nodeAlpine: {
    created: CREATED,
    config: {
      Env: [PATH, 'NODE_VERSION=22.20.0', 'YARN_VERSION=1.22.22'],
      Entrypoint: ['docker-entrypoint.sh'],
      Cmd: ['node'],
    },
    steps: [
      ...ALPINE,
      step('CMD ["/bin/sh"]'),
      step('ENV NODE_VERSION=22.20.0'),
      step(
        'RUN /bin/sh -c addgroup -g 1000 node     && adduser -u 1000 -G node -s /bin/sh -D node     && apk add --no-cache         libstdc++     && curl -fsSLO --compressed "https://unofficial-builds.nodejs.org/download/release/v$NODE_VERSION/node-v$NODE_VERSION-linux-x64-musl.tar.xz" # buildkit',
        layer(
          'node 22 alpine',
          51_200_000,
          148_000_000,
          [
            '/usr/local/lib/node/libnode.so',
            '/usr/local/lib/node_modules/npm/npm.bin',
            '/usr/local/include/node/node.h',
          ],
          {
            '/usr/local/bin/node': program('node', 118_200_000 / 4),
            '/usr/local/bin/npm': program('npm', 2_014),
            '/usr/local/bin/npx': program('npm', 2_014),
            '/home/node': folder(0o755, 1000),
          },
        ),
      ),
      step('ENV YARN_VERSION=1.22.22'),
      step(
        'RUN /bin/sh -c apk add --no-cache --virtual .build-deps-yarn curl gnupg tar   && curl -fsSLO --compressed "https://yarnpkg.com/downloads/$YARN_VERSION/yarn-v$YARN_VERSION.tar.gz" # buildkit',
        layer('yarn', 1_260_000, 5_340_000, ['/opt/yarn-v1.22.22/lib/cli.js']),
      ),
      step('COPY docker-entrypoint.sh /usr/local/bin/ # buildkit', {
        name: 'node entrypoint',
        download: 445,
        anywhere: true,
        files: () => layerFiles({ '/usr/local/bin/docker-entrypoint.sh': text(NODE_ENTRYPOINT, 0o755) }),
      }),
      step('ENTRYPOINT ["docker-entrypoint.sh"]'),
      step('CMD ["node"]'),
    ],
  },
  golang: {
    created: CREATED,
    config: {
      Env: [GO_PATH, 'GOLANG_VERSION=1.23.12', 'GOTOOLCHAIN=local', 'GOPATH=/go'],
      Cmd: ['bash'],
      WorkingDir: '/go',
    },
    steps: [
      ...BUILDPACK.slice(0, 3),
      step(
        'RUN /bin/sh -c set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tg++ \t\tgcc \t\tlibc6-dev \t\tmake \t\tpkg-config \t; \trm -rf /var/lib/apt/lists/* # buildkit',
        layer('golang gcc', 92_300_000, 270_000_000, [
          '/usr/lib/gcc/cc1plus',
          '/usr/lib/gcc/libstdc++.a',
          '/usr/lib/gcc/cc1',
        ]),
      ),
      step('ENV GOLANG_VERSION=1.23.12'),
      step('ENV GOTOOLCHAIN=local'),
      step('ENV GOPATH=/go'),
      step(`ENV ${GO_PATH}`),
      step(
        'COPY /target/ / # buildkit',
        layer(
          'golang 1.23',
          74_100_000,
          247_000_000,
          [
            '/usr/local/go/pkg/tool/compile',
            '/usr/local/go/pkg/tool/link',
            '/usr/local/go/src/std.bin',
            '/usr/local/go/api/go1.txt',
          ],
          {
            '/usr/local/go/bin/go': program('go', 13_200_000),
            '/usr/local/go/bin/gofmt': program('go', 2_800_000),
            '/usr/local/go/VERSION': text('go1.23.12\n'),
          },
        ),
      ),
      step('RUN /bin/sh -c mkdir -p "$GOPATH/src" "$GOPATH/bin" && chmod -R 1777 "$GOPATH" # buildkit', {
        name: 'go path',
        download: 126,
        anywhere: true,
        files: () =>
          layerFiles({ '/go': folder(0o1777), '/go/src': folder(0o1777), '/go/bin': folder(0o1777) }),
      }),
      step('WORKDIR /go'),
    ],
  },
} as const satisfies Record<string, ImagePlan>;
