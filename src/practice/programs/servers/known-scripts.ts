import {
  HTTPD_FOREGROUND,
  NGINX_ENTRYPOINT,
  NGINX_IPV6,
  NODE_ENTRYPOINT,
  POSTGRES_ENTRYPOINT,
  REDIS_ENTRYPOINT,
} from '../../catalogue/software/scripts';

/** By the text of the file, so that a changed script is run as it is written. */
export const ENTRYPOINTS: ReadonlyMap<string, string> = new Map([
  [NGINX_ENTRYPOINT, 'entrypoint nginx'],
  [NGINX_IPV6, 'entrypoint nginx ipv6'],
  [REDIS_ENTRYPOINT, 'entrypoint redis'],
  [NODE_ENTRYPOINT, 'entrypoint node'],
  [POSTGRES_ENTRYPOINT, 'entrypoint postgres'],
  [HTTPD_FOREGROUND, 'entrypoint httpd'],
]);
