#!/usr/bin/env bash
# Installs what the tests need beside Node: a real engine, a registry, a browser. Debian, as root.
# Installs only what is missing; running it again does nothing.
set -euo pipefail

say() { printf 'setup: %s\n' "$*" >&2; }

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  say 'this works on Debian as root only'
  exit 1
fi

needed=(docker.io docker-registry busybox-static iptables iproute2 util-linux chromium ca-certificates)
# An engine on a kernel with AppArmor starts no container without the tools for its profiles.
if grep -qs Y /sys/module/apparmor/parameters/enabled; then needed+=(apparmor); fi

missing=()
for package in "${needed[@]}"; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  if [ "$state" != installed ]; then missing+=("$package"); fi
done
if [ ${#missing[@]} = 0 ]; then
  say 'everything is there'
  exit 0
fi

log=$(mktemp)
policy=/usr/sbin/policy-rc.d
made_policy=
clean() {
  rm -f "$log"
  if [ -n "$made_policy" ]; then rm -f "$policy"; fi
}
trap clean EXIT

# The tests start engines of their own; the machine shall not get a running one by the way.
if [ ! -e "$policy" ]; then
  made_policy=yes
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
fi

apt() {
  if ! DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 "$@" \
    >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    say "apt-get $1 failed"
    exit 1
  fi
}

say "installing ${missing[*]}"
apt update
apt install -y --no-install-recommends "${missing[@]}"
say 'done'
