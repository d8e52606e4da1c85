#!/usr/bin/env bash
# Unpacks the docker command's plugins compose and buildx of a newer Debian release into .cache/cli-plugins, for the
# tests that drive an engine with them. Nothing is installed. Debian, as root; does nothing when they are there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf 'plugins: %s\n' "$*" >&2; }

release=trixie
folder=.cache/cli-plugins
if [ -x "$folder/docker-compose" ] && [ -x "$folder/docker-buildx" ]; then exit 0; fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  say 'this works on Debian as root only'
  exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The archive's address is the machine's own.
archive=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' | awk '$2 !~ /-/ { print $1; exit }')
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
mkdir -p "$work"/{lists,archives,etc}/partial
: >"$work/status"
printf 'deb [signed-by=%s] %s %s main\n' "$keyring" "${archive:?no archive is set up}" "$release" >"$work/sources.list"
options=(
  -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=/dev/null
  -o Dir::Etc::preferencesparts=/dev/null -o "Dir::State::lists=$work/lists" -o "Dir::State::status=$work/status"
  -o "Dir::Cache=$work" -o "Dir::Cache::archives=$work/archives" -o Acquire::Languages=none -o Acquire::Retries=3
  -o APT::Sandbox::User=root
)

say "fetching compose and buildx of Debian $release"
if ! (apt-get -qq "${options[@]}" update && cd "$work" &&
  apt-get -qq "${options[@]}" download docker-compose docker-buildx) >"$work/log" 2>&1; then
  tail -n 5 "$work/log" >&2
  say 'they could not be fetched'
  exit 1
fi
mkdir -p "$work/root" "$folder"
for package in "$work"/*.deb; do dpkg-deb -x "$package" "$work/root"; done
for name in docker-compose docker-buildx; do
  install -m 755 "$work/root/usr/libexec/docker/cli-plugins/$name" "$folder/$name"
done
say 'done'
