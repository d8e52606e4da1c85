import type { ImagePlan } from './build';
import { DISTRIBUTIONS } from './distributions';
import { DATABASES } from './software/databases';
import { LANGUAGES } from './software/languages';
import { WEB } from './software/web';

export interface RepositoryPlan {
  readonly description: string;
  readonly stars: number;
  readonly tags: Readonly<Record<string, ImagePlan>>;
}

/** What Docker Hub holds here, by the name below `docker.io/library/`. */
export const REPOSITORIES: Readonly<Record<string, RepositoryPlan>> = {
  'hello-world': {
    description: 'Hello World! (an example of minimal Dockerization)',
    stars: 2461,
    tags: { latest: DISTRIBUTIONS.hello, linux: DISTRIBUTIONS.hello },
  },
  alpine: {
    description:
      'A minimal Docker image based on Alpine Linux with a complete package index and only 5 MB in size!',
    stars: 11_400,
    tags: {
      latest: DISTRIBUTIONS.alpine,
      '3': DISTRIBUTIONS.alpine,
      '3.22': DISTRIBUTIONS.alpine,
      '3.20': DISTRIBUTIONS.alpine320,
    },
  },
  busybox: {
    description: 'Busybox base image.',
    stars: 3431,
    tags: {
      latest: DISTRIBUTIONS.busybox,
      '1': DISTRIBUTIONS.busybox,
      '1.37': DISTRIBUTIONS.busybox,
      stable: DISTRIBUTIONS.busybox,
    },
  },
  ubuntu: {
    description: 'Ubuntu is a Debian-based Linux operating system based on free software.',
    stars: 17_640,
    tags: {
      latest: DISTRIBUTIONS.ubuntuNoble,
      '24.04': DISTRIBUTIONS.ubuntuNoble,
      noble: DISTRIBUTIONS.ubuntuNoble,
      '22.04': DISTRIBUTIONS.ubuntuJammy,
      jammy: DISTRIBUTIONS.ubuntuJammy,
    },
  },
  debian: {
    description: "Debian is a Linux distribution that's composed entirely of free and open-source software.",
    stars: 5280,
    tags: {
      latest: DISTRIBUTIONS.debian,
      '12': DISTRIBUTIONS.debian,
      bookworm: DISTRIBUTIONS.debian,
      'bookworm-slim': DISTRIBUTIONS.debianSlim,
      '12-slim': DISTRIBUTIONS.debianSlim,
    },
  },
  nginx: {
    description: 'Official build of Nginx.',
    stars: 21_040,
    tags: {
      latest: WEB.nginx,
      '1.27': WEB.nginx,
      '1': WEB.nginx,
      alpine: WEB.nginxAlpine,
      '1.27-alpine': WEB.nginxAlpine,
    },
  },
  httpd: {
    description: 'The Apache HTTP Server Project',
    stars: 4930,
    tags: { latest: WEB.httpd, '2.4': WEB.httpd, '2': WEB.httpd },
  },
  python: {
    description: 'Python is an interpreted, interactive, object-oriented, open-source programming language.',
    stars: 10_300,
    tags: {
      latest: LANGUAGES.python,
      '3': LANGUAGES.python,
      '3.12': LANGUAGES.python,
      '3.12-slim': LANGUAGES.pythonSlim,
      slim: LANGUAGES.pythonSlim,
    },
  },
  node: {
    description: 'Node.js is a JavaScript-based platform for server-side and networking applications.',
    stars: 14_120,
    tags: { latest: LANGUAGES.nodeAlpine, '22-alpine': LANGUAGES.nodeAlpine, alpine: LANGUAGES.nodeAlpine },
  },
  golang: {
    description: 'Go (golang) is a general purpose, higher-level, imperative programming language.',
    stars: 5010,
    tags: { latest: LANGUAGES.golang, '1': LANGUAGES.golang, '1.23': LANGUAGES.golang },
  },
  redis: {
    description:
      'Redis is the world’s fastest data platform for caching, vector search, and NoSQL databases.',
    stars: 13_450,
    tags: { latest: DATABASES.redis, '7': DATABASES.redis, '7.4': DATABASES.redis },
  },
  postgres: {
    description: 'The PostgreSQL object-relational database system provides reliability and data integrity.',
    stars: 14_530,
    tags: { latest: DATABASES.postgres, '16': DATABASES.postgres },
  },
};
