import { ALPINE, BOOKWORM_SLIM, CREATED, PATH, step } from '../distributions';
import type { ImagePlan, LayerPlan, Step } from '../build';
import { filled, folder, layerFiles, link, program, text, type Files } from '../files';
import { HTTPD_FOREGROUND, NGINX_ENTRYPOINT, NGINX_IPV6 } from './scripts';

export const NGINX_INDEX = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
<style>html { color-scheme: light dark; } body { width: 35em; margin: 0 auto; font-family: sans-serif; }</style>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>If you see this page, the web server answers. Its files are in /usr/share/nginx/html.</p>
</body>
</html>
`;

export const NGINX_DEFAULT = `server {
    listen       80;
    server_name  localhost;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
`;

const NGINX_CONF = `user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;

events {
    worker_connections  1024;
}

http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;
    access_log  /var/log/nginx/access.log;
    keepalive_timeout  65;
    include /etc/nginx/conf.d/*.conf;
}
`;

const MIME =
  'types {\n    text/html html htm;\n    text/css css;\n    application/javascript js;\n    application/json json;\n    image/png png;\n    image/svg+xml svg;\n}\n';

const nginxFiles = (passwd: string, group: string): Files => ({
  '/usr/sbin/nginx': program('nginx', 1_465_216),
  '/etc/nginx/nginx.conf': text(NGINX_CONF),
  '/etc/nginx/mime.types': text(MIME),
  '/etc/nginx/conf.d/default.conf': text(NGINX_DEFAULT),
  '/etc/nginx/modules': link('/usr/lib/nginx/modules'),
  '/usr/lib/nginx/modules': folder(),
  '/usr/share/nginx/html/index.html': text(NGINX_INDEX),
  '/usr/share/nginx/html/50x.html': text(
    '<!DOCTYPE html>\n<html>\n<head><title>Error</title></head>\n<body><h1>An error occurred.</h1></body>\n</html>\n',
  ),
  '/var/log/nginx/access.log': link('/dev/stdout'),
  '/var/log/nginx/error.log': link('/dev/stderr'),
  '/var/cache/nginx': folder(0o755, 101),
  '/etc/passwd': text(passwd),
  '/etc/group': text(group),
});

/** A layer with one script in it, the same for every processor. */
const script = (path: string, words: string, download: number): LayerPlan => ({
  name: `script ${path} ${String(words.length)}`,
  download,
  files: () => layerFiles({ [path]: text(words, 0o755) }),
  anywhere: true,
});

const passwdOf = (steps: readonly Step[]): { readonly passwd: string; readonly group: string } => {
  const base = steps[0]?.layer?.files('amd64');
  const read = (path: string): string => {
    const node = base?.get(path);
    if (node === undefined || node === 'gone' || node.kind !== 'file' || !('bytes' in node.content))
      return '';
    return String.fromCharCode(...node.content.bytes);
  };
  return { passwd: read('/etc/passwd'), group: read('/etc/group') };
};
/** The user databases of a base with one more user. */
export const withUser = (
  steps: readonly Step[],
  name: string,
  id: number,
  home: string,
): { readonly passwd: string; readonly group: string } => {
  const { passwd, group } = passwdOf(steps);
  return {
    passwd: `${passwd}${name}:x:${String(id)}:${String(id)}:${name}:${home}:/bin/false\n`,
    group: `${group}${name}:x:${String(id)}:\n`,
  };
};

const nginxSteps = (
  base: readonly Step[],
  name: string,
  size: number,
  download: number,
  alpine: boolean,
): readonly Step[] => [
  ...base,
  ...(alpine ? [step('CMD ["/bin/sh"]')] : []),
  step('LABEL maintainer=NGINX Docker Maintainers <docker-maint@nginx.com>'),
  step('ENV NGINX_VERSION=1.27.5'),
  step('ENV PKG_RELEASE=1'),
  step('ENV DYNPKG_RELEASE=1'),
  step(
    alpine
      ? 'RUN /bin/sh -c set -x     && addgroup -g 101 -S nginx     && adduser -S -D -H -u 101 -h /var/cache/nginx -s /sbin/nologin -G nginx -g nginx nginx     && apk add -X "https://nginx.org/packages/mainline/alpine/v$(egrep -o \'^[0-9]+\\.[0-9]+\' /etc/alpine-release)/main" --no-cache nginx=1.27.5-r1 # buildkit'
      : 'RUN /bin/sh -c set -x     && groupadd --system --gid 101 nginx     && useradd --system --gid nginx --no-create-home --home /nonexistent --comment "nginx user" --shell /bin/false --uid 101 nginx     && apt-get update     && apt-get install --no-install-recommends --no-install-suggests -y ca-certificates nginx=1.27.5-1~bookworm curl     && rm -rf /var/lib/apt/lists/* # buildkit',
    {
      name,
      download,
      files: (architecture) => {
        const { passwd, group } = withUser(base, 'nginx', 101, '/nonexistent');
        const own = layerFiles(nginxFiles(passwd, group), {
          '/usr/bin/curl': program('curl', 259_552),
          '/docker-entrypoint.d': folder(),
        });
        return filled(own, size, architecture, [
          '/usr/lib/nginx/modules/ngx_http_js_module.so',
          '/usr/lib/nginx/libperl.so.5.36',
          '/usr/share/ca-certificates/mozilla.crt',
          '/usr/lib/nginx/libgd.so.3',
        ]);
      },
    },
  ),
  step('COPY docker-entrypoint.sh / # buildkit', script('/docker-entrypoint.sh', NGINX_ENTRYPOINT, 626)),
  step(
    'COPY 10-listen-on-ipv6-by-default.sh /docker-entrypoint.d # buildkit',
    script('/docker-entrypoint.d/10-listen-on-ipv6-by-default.sh', NGINX_IPV6, 957),
  ),
  step('ENTRYPOINT ["/docker-entrypoint.sh"]'),
  step('EXPOSE map[80/tcp:{}]'),
  step('STOPSIGNAL SIGQUIT'),
  step('CMD ["nginx" "-g" "daemon off;"]'),
];

const nginx = (steps: readonly Step[]): ImagePlan => ({
  created: CREATED,
  config: {
    ExposedPorts: { '80/tcp': {} },
    Env: [PATH, 'NGINX_VERSION=1.27.5', 'PKG_RELEASE=1', 'DYNPKG_RELEASE=1'],
    Entrypoint: ['/docker-entrypoint.sh'],
    Cmd: ['nginx', '-g', 'daemon off;'],
    Labels: { maintainer: 'NGINX Docker Maintainers <docker-maint@nginx.com>' },
    StopSignal: 'SIGQUIT',
  },
  steps,
});

const HTTPD_PATH = 'PATH=/usr/local/apache2/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export const WEB = {
  nginx: nginx(nginxSteps(BOOKWORM_SLIM, 'nginx 1.27', 117_300_000, 43_950_000, false)),
  nginxAlpine: nginx(nginxSteps(ALPINE, 'nginx 1.27 alpine', 44_300_000, 17_150_000, true)),
  httpd: {
    created: CREATED,
    config: {
      ExposedPorts: { '80/tcp': {} },
      Env: [HTTPD_PATH, 'HTTPD_PREFIX=/usr/local/apache2', 'HTTPD_VERSION=2.4.65'],
      Cmd: ['httpd-foreground'],
      WorkingDir: '/usr/local/apache2',
      StopSignal: 'SIGWINCH',
    },
    steps: [
      ...BOOKWORM_SLIM,
      step('ENV HTTPD_PREFIX=/usr/local/apache2'),
      step(`ENV ${HTTPD_PATH}`),
      step(
        'RUN /bin/sh -c mkdir -p "$HTTPD_PREFIX" \t&& chown www-data:www-data "$HTTPD_PREFIX" # buildkit',
        {
          name: 'httpd prefix',
          download: 145,
          anywhere: true,
          files: () => layerFiles({ '/usr/local/apache2': folder(0o755, 33) }),
        },
      ),
      step('WORKDIR /usr/local/apache2'),
      step(
        'RUN /bin/sh -c set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tca-certificates \t\tlibaprutil1-ldap \t\tlibldap-common \t; \trm -rf /var/lib/apt/lists/* # buildkit',
        {
          name: 'httpd libraries',
          download: 4_020_000,
          files: (architecture) =>
            filled(layerFiles({}), 11_000_000, architecture, [
              '/usr/lib/httpd/libldap.so.2',
              '/usr/lib/httpd/libaprutil-1.so.0',
              '/usr/share/ca-certificates/mozilla.crt',
            ]),
        },
      ),
      step('ENV HTTPD_VERSION=2.4.65'),
      step(
        'RUN /bin/sh -c set -eux; \tsavedAptMark="$(apt-mark showmanual)"; \t./configure --prefix="$HTTPD_PREFIX" --enable-mods-shared=reallyall; \tmake -j "$(nproc)"; \tmake install # buildkit',
        {
          name: 'httpd 2.4',
          download: 24_600_000,
          files: (architecture) =>
            filled(
              layerFiles({
                '/usr/local/apache2/bin/httpd': program('httpd', 1_208_000),
                '/usr/local/apache2/conf/httpd.conf': text(
                  'ServerRoot "/usr/local/apache2"\nListen 80\nDocumentRoot "/usr/local/apache2/htdocs"\nErrorLog /proc/self/fd/2\nCustomLog /proc/self/fd/1 common\n',
                ),
                '/usr/local/apache2/htdocs/index.html': text(
                  '<html><body><h1>It works!</h1></body></html>\n',
                ),
                '/usr/local/apache2/logs': folder(),
              }),
              62_000_000,
              architecture,
              [
                '/usr/local/apache2/modules/mod_lua.so',
                '/usr/local/apache2/modules/mod_ssl.so',
                '/usr/local/apache2/modules/mod_http2.so',
                '/usr/local/apache2/manual/index.bin',
              ],
            ),
        },
      ),
      step('STOPSIGNAL SIGWINCH'),
      step(
        'COPY httpd-foreground /usr/local/bin/ # buildkit',
        script('/usr/local/bin/httpd-foreground', HTTPD_FOREGROUND, 291),
      ),
      step('EXPOSE map[80/tcp:{}]'),
      step('CMD ["httpd-foreground"]'),
    ],
  },
} as const satisfies Record<string, ImagePlan>;
