/**
 * Entry points of images. They are read as texts; run unchanged, the practice engine plays them itself, since a
 * shell for every waiting server would be dear.
 */
export const NGINX_ENTRYPOINT = `#!/bin/sh
# Prepares the configuration, then becomes the command.
set -e

if [ "$1" = "nginx" ] || [ "$1" = "nginx-debug" ]; then
    if [ -n "$(ls /docker-entrypoint.d/ 2>/dev/null)" ]; then
        echo "$0: /docker-entrypoint.d/ is not empty, will attempt to perform configuration"
        echo "$0: Looking for shell scripts in /docker-entrypoint.d/"
        for f in /docker-entrypoint.d/*.sh; do
            echo "$0: Launching $f"
            "$f"
        done
        echo "$0: Configuration complete; ready for start up"
    fi
fi

exec "$@"
`;

export const NGINX_IPV6 = `#!/bin/sh
# Lets the default server listen on IPv6 as well.
set -e
ME=10-listen-on-ipv6-by-default.sh
CONF=/etc/nginx/conf.d/default.conf
echo "$ME: info: Getting the checksum of $CONF"
sed -i 's/listen       80;/listen       80;\\n    listen  [::]:80;/' $CONF
echo "$ME: info: Enabled listen on IPv6 in $CONF"
`;

export const REDIS_ENTRYPOINT = `#!/bin/sh
# Options alone mean redis-server with them.
set -e
if [ "\${1#-}" != "$1" ] || [ "\${1%.conf}" != "$1" ]; then
    set -- redis-server "$@"
fi
exec "$@"
`;

export const NODE_ENTRYPOINT = `#!/bin/sh
# What is no program is given to node.
set -e
if [ "\${1#-}" != "$1" ] || [ -z "$(command -v "$1")" ] || { [ -f "$1" ] && ! [ -x "$1" ]; }; then
    set -- node "$@"
fi
exec "$@"
`;

export const POSTGRES_ENTRYPOINT = `#!/bin/bash
# Makes a database cluster when there is none, then becomes the command.
set -e
if [ "\${1#-}" != "$1" ]; then
    set -- postgres "$@"
fi
exec "$@"
`;

export const HTTPD_FOREGROUND = `#!/bin/sh
set -e
rm -f /usr/local/apache2/logs/httpd.pid
exec httpd -DFOREGROUND "$@"
`;
