import { filled, folder, layerFiles, link, links, program, text, type Architecture } from '../files';
import type { Changes } from '../../model/files/node';
import { APPLETS, MOUNTED, passwd } from './unix';

/** The image of busybox: one program and the libraries that it needs. */
export function busyboxRoot(architecture: Architecture): Changes {
  const files = layerFiles(MOUNTED, links('/bin', APPLETS, 'busybox'), {
    '/bin/busybox': program('busybox', 1_149_152),
    '/bin/[': link('busybox'),
    '/dev': folder(),
    '/etc/group': text(
      passwd([
        'root:x:0:',
        'daemon:x:1:',
        'bin:x:2:',
        'sys:x:3:',
        'mail:x:8:',
        'www-data:x:33:',
        'operator:x:37:',
        'nobody:x:65534:',
      ]),
    ),
    '/etc/passwd': text(
      passwd([
        'root:x:0:0:root:/root:/bin/sh',
        'daemon:x:1:1:daemon:/usr/sbin:/bin/false',
        'bin:x:2:2:bin:/bin:/bin/false',
        'sys:x:3:3:sys:/dev:/bin/false',
        'mail:x:8:8:mail:/var/spool/mail:/bin/false',
        'www-data:x:33:33:www-data:/var/www:/bin/false',
        'operator:x:37:37:Operator:/var:/bin/false',
        'nobody:x:65534:65534:nobody:/home:/bin/false',
      ]),
    ),
    '/etc/nsswitch.conf': text('passwd: files\ngroup: files\nhosts: files dns\n'),
    '/home': folder(0o755, 65_534),
    '/root': folder(0o700),
    '/tmp': folder(0o1777),
    '/usr/bin/env': link('../../bin/env'),
    '/usr/sbin': folder(),
    '/var/spool/mail': folder(),
    '/var/www': folder(0o755, 33),
  });
  return filled(files, 4_420_000, architecture, [
    '/lib/libc.so.6',
    '/lib/libm.so.6',
    '/lib/libresolv.so.2',
    '/lib/libpthread.so.0',
  ]);
}
