/** What all distributions have in common. */
import { folder, text, type Files } from '../files';

export const ROOTS: Files = {
  '/dev': folder(),
  '/home': folder(),
  '/mnt': folder(),
  '/media': folder(),
  '/opt': folder(),
  '/proc': folder(0o555),
  '/root': folder(0o700),
  '/run': folder(),
  '/srv': folder(),
  '/sys': folder(0o555),
  '/tmp': folder(0o1777),
  '/var/tmp': folder(0o1777),
  '/var/log': folder(),
  '/var/cache': folder(),
};

/** The engine lays its own over these. */
export const MOUNTED: Files = {
  '/etc/hosts': text(''),
  '/etc/hostname': text(''),
  '/etc/resolv.conf': text(''),
};

/** Programs of GNU coreutils and its neighbours that are in every Debian. */
export const GNU =
  'arch base64 basename cat chgrp chmod chown comm cp cut date dd df dirname du echo env expand expr false fold groups head hostname id join kill ln ls md5sum mkdir mktemp mv nice nl nohup nproc od paste pidof printenv printf pwd readlink realpath rm rmdir seq sha1sum sha256sum sleep sort split stat stty sync tac tail tee test timeout touch tr true tty uname unexpand uniq wc whoami yes';
export const GNU_MORE =
  'awk clear column diff dmesg egrep fgrep file find getent grep gunzip gzip more mount rev sed su tar umount which xargs zcat';

/** Applets of busybox that the practice engine plays. */
export const APPLETS =
  'arch ash awk base64 basename cat chgrp chmod chown clear comm cp cut date dd df diff dirname dmesg du echo egrep env expand expr false fgrep find fold free getent grep groups gunzip gzip head hostname id ifconfig ip kill killall less ln ls md5sum mkdir mktemp more mount mv nc nice nl nohup nproc nslookup od paste pgrep pidof ping pkill printenv printf ps pwd readlink realpath reset rev rm rmdir sed seq sh sha1sum sha256sum sleep sort split stat strings stty su sync tac tail tar tee test time timeout top touch tr traceroute tree true tty uname unexpand uniq uptime vi watch wc wget which whoami xargs yes zcat';

export const passwd = (rows: readonly string[]): string => `${rows.join('\n')}\n`;
