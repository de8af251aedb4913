#!/usr/bin/env bash
# Installs what stands for forges and chats in the tests (eng/forges), from npm, at the versions of eng/forges/package-lock.json.
# It goes into a cache outside the repository: ${AO_FORGES_CACHE:-$HOME/.cache/ao/forges}. What is there already is left alone.
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/forges" && pwd)
cache=${AO_FORGES_CACHE:-$HOME/.cache/ao/forges}

# Written last, so that an installation that broke off is begun anew.
if [[ -e $cache/.installed ]] && cmp -s "$cache/.installed" "$source/package-lock.json"; then
  exit 0
fi
echo "Installing the forges of the tests into $cache"
mkdir -p "$cache"
rm -rf "$cache/node_modules" "$cache/.installed"
cp "$source/package.json" "$source/package-lock.json" "$source/.npmrc" "$cache/"
npm ci --no-audit --no-fund --loglevel=error --prefix "$cache"

# The emulator needs a newer Node.js than most machines have; the package node fetches one, but only where npm runs scripts.
if [[ ! -x $cache/node_modules/node/bin/node ]]; then
  (cd "$cache/node_modules/node" && node installArchSpecificPackage.js)
fi
"$cache/node_modules/node/bin/node" --version >/dev/null
cp "$source/package-lock.json" "$cache/.installed"
