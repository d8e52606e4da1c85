/** The images that others are built on. */
import { alpineRoot } from './base/alpine';
import { busyboxRoot } from './base/busybox';
import { BOOKWORM, debianRoot, JAMMY, NOBLE, type Release } from './base/debian';
import type { ImagePlan, LayerPlan, Step } from './build';
import { layerFiles, program } from './files';

export const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
export const BUILDKIT = 'buildkit.dockerfile.v0';
export const CREATED = '2025-10-01T00:00:00Z';

export const step = (by: string, layer?: LayerPlan): Step => ({
  by,
  comment: BUILDKIT,
  ...(layer ? { layer } : {}),
});

const debianLayer = (name: string, release: Release, size: number, download: number): LayerPlan => ({
  name,
  download,
  files: (architecture) => debianRoot(release, size, architecture),
});

const debianStep = (layer: LayerPlan): Step => ({
  by: "# debian.sh --arch '{arch}' out/ 'bookworm' '@1759104000'",
  comment: 'debuerreotype 0.16',
  layer,
});

export const BOOKWORM_SLIM: readonly Step[] = [
  debianStep(debianLayer('debian 12 slim', BOOKWORM, 74_796_000, 28_229_000)),
];
export const BOOKWORM_FULL: readonly Step[] = [
  debianStep(debianLayer('debian 12', BOOKWORM, 116_560_000, 48_480_000)),
];

const nop = (by: string, layer?: LayerPlan): Step => ({
  by: `/bin/sh -c #(nop) ${by}`,
  ...(layer ? { layer } : {}),
});

const ubuntu = (
  version: string,
  release: Release,
  size: number,
  download: number,
  file: string,
): ImagePlan => ({
  created: CREATED,
  config: {
    Env: [PATH],
    Cmd: ['/bin/bash'],
    Labels: { 'org.opencontainers.image.ref.name': 'ubuntu', 'org.opencontainers.image.version': version },
  },
  steps: [
    nop(' ARG RELEASE'),
    nop(' ARG LAUNCHPAD_BUILD_ARCH'),
    nop(' LABEL org.opencontainers.image.ref.name=ubuntu'),
    nop(` LABEL org.opencontainers.image.version=${version}`),
    nop(`ADD file:${file} in / `, debianLayer(`ubuntu ${version}`, release, size, download)),
    nop(' CMD ["/bin/bash"]'),
  ],
});

const alpineSteps = (version: string, size: number, download: number): readonly Step[] => [
  step(`ADD alpine-minirootfs-${version}-{machine}.tar.gz / # buildkit`, {
    name: `alpine ${version}`,
    download,
    files: (architecture) => alpineRoot(version, size, architecture),
  }),
];

export const ALPINE: readonly Step[] = alpineSteps('3.22.2', 8_322_000, 3_800_000);

const shell = (steps: readonly Step[], command: string): ImagePlan => ({
  created: CREATED,
  config: { Env: [PATH], Cmd: [command], ...(command === '/bin/sh' ? { WorkingDir: '/' } : {}) },
  steps: [...steps, ...(command === '/bin/sh' ? [step('CMD ["/bin/sh"]')] : [])],
});

export const DISTRIBUTIONS = {
  ubuntuNoble: ubuntu(
    '24.04',
    NOBLE,
    78_130_000,
    29_720_000,
    '6089c6bede9eca8ec4d27de7a6b3e0f9e2ef1d4bc8a2ef7a1a2c5cdb6aa0f8b1',
  ),
  ubuntuJammy: ubuntu(
    '22.04',
    JAMMY,
    77_870_000,
    29_540_000,
    '82f38ebced7b2756311fb492d3d44cc131b22654e8620baa93883537a3e355aa',
  ),
  debian: { ...shell(BOOKWORM_FULL, 'bash') },
  debianSlim: { ...shell(BOOKWORM_SLIM, 'bash') },
  alpine: shell(ALPINE, '/bin/sh'),
  alpine320: shell(alpineSteps('3.20.8', 7_797_000, 3_628_000), '/bin/sh'),
  busybox: {
    created: CREATED,
    config: { Env: [PATH], Cmd: ['sh'] },
    steps: [
      {
        by: 'BusyBox 1.37.0 (glibc), Debian 12',
        layer: { name: 'busybox 1.37', download: 2_214_000, files: busyboxRoot },
      },
    ],
  },
  hello: {
    created: CREATED,
    config: { Env: [PATH], Cmd: ['/hello'], WorkingDir: '/' },
    steps: [
      step('COPY hello / # buildkit', {
        name: 'hello-world',
        download: 2_380,
        files: () => layerFiles({ '/hello': program('hello', 10_072) }),
        anywhere: true,
      }),
      step('CMD ["/hello"]'),
    ],
  },
} as const satisfies Record<string, ImagePlan>;
