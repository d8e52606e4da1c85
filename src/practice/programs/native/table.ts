/** The programs by the name that their file in an image tells. */
import { cat, echo, no, nothing, printf, sleep, yes } from './basic';
import { addUser, chown, dd, editor, mktemp, pager, stress, sync } from './files';
import { hello } from './hello';
import { curl, wget } from './fetching';
import { cowsay, figlet } from './fun';
import type { Native } from './kit';
import { go, node, npm, pip, python } from './languages';
import { getent, ifconfig, ip, netcat, nslookup, ping } from './network';
import { apk, apt, dpkg } from './packages';
import { ENTRYPOINT_PROGRAMS } from '../servers/entrypoints';
import { nginx } from '../servers/nginx';
import { pgIsReady, postgres, psql } from '../servers/postgres';
import { redisCli, redisServer } from '../servers/redis';
import { httpd } from '../servers/web';
import { test } from './test';
import { ls } from './ls';
import { ps, top } from './processes';
import { head, tail, tee } from './text';
import { tr } from './tr';
import {
  byName,
  env,
  kill,
  nice,
  nohup,
  printenv,
  realpath,
  su,
  time,
  timeout,
  watch,
  which,
  xargs,
} from './run';
import {
  arch,
  clear,
  date,
  df,
  dmesg,
  free,
  groups,
  hostname,
  id,
  mount,
  nproc,
  pwd,
  stty,
  tty,
  uname,
  uptime,
  whoami,
} from './system';

export const NATIVES: ReadonlyMap<string, Native> = new Map<string, Native>(
  Object.entries({
    ...ENTRYPOINT_PROGRAMS,
    adduser: addUser,
    addgroup: addUser,
    apk,
    apt,
    'apt-cache': apt,
    'apt-get': apt,
    arch,
    cat,
    chgrp: chown,
    chown,
    clear,
    cowsay,
    curl,
    date,
    dd,
    df,
    dmesg,
    dpkg,
    echo,
    env,
    false: no,
    figlet,
    free,
    getent,
    go,
    groupadd: addUser,
    groups,
    head,
    hello,
    hostname,
    httpd,
    id,
    ifconfig,
    ip,
    kill,
    killall: byName,
    less: pager,
    ls,
    mktemp,
    more: pager,
    mount,
    nano: editor,
    nc: netcat,
    nginx,

    nice,
    node,
    nohup,
    npm,
    nproc,
    nslookup,
    pg_isready: pgIsReady,
    pgrep: byName,
    pidof: byName,
    ping,
    pip,

    pkill: byName,
    postgres,

    printenv,
    pwd,
    printf,
    ps,
    psql,
    python,
    realpath,
    'redis-cli': redisCli,
    'redis-server': redisServer,
    reset: clear,
    sleep,
    stress,
    'stress-ng': stress,
    stty,
    su,
    sync,
    tail,
    tee,
    time,
    timeout,
    top,
    test,
    '[': test,
    tr,
    traceroute: ping,
    true: nothing,
    tty,
    umount: mount,
    uname,
    uptime,
    useradd: addUser,
    vi: editor,
    vim: editor,
    watch,
    wget,
    which,
    whoami,
    xargs,
    yes,
  }),
);

/** Those that never keep a thread busy: they may run beside the engine, without a worker. */
export const LIGHT: ReadonlySet<string> = new Set([
  ...'apk apt apt-get arch cat chown clear curl date df echo env false free getent go groups hello hostname httpd id ip kill ls mktemp mount'.split(
    ' ',
  ),
  ...'nginx node nproc nslookup pg_isready ping postgres printenv printf ps pwd python realpath redis-cli redis-server sleep stress'.split(
    ' ',
  ),
  ...'sync tail test top true tty uname uptime wget which whoami'.split(' '),
  ...Object.keys(ENTRYPOINT_PROGRAMS),
]);
