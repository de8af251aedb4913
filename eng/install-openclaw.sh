#!/usr/bin/env bash
# Installs the OpenClaw gateway that the long suite of tests/Ao.Plugins.OpenClaw.Tests runs (AO_LONG=1), from npm, at the version that docs/openclaw.md was
# checked against, with the Node that it needs. They go into a cache outside the repository: ${AO_OPENCLAW_CACHE:-$HOME/.cache/ao/openclaw}.
set -euo pipefail

openclaw=2026.9.6
node=24.21.0
cache=${AO_OPENCLAW_CACHE:-$HOME/.cache/ao/openclaw}
if [[ -e $cache/.installed && $(<"$cache/.installed") == "$openclaw $node" ]]; then
  exit 0
fi

echo "Installing openclaw@$openclaw and node@$node into $cache"
rm -rf "$cache"
mkdir -p "$cache"
npm install --no-audit --no-fund --loglevel=error --ignore-scripts --prefix "$cache" "openclaw@$openclaw"

# The gateway needs a newer Node.js than most machines have; the package node fetches one from npm too, but only where npm runs scripts.
npm install --no-audit --no-fund --loglevel=error --prefix "$cache" "node@$node"
if [[ ! -x $cache/node_modules/node/bin/node ]]; then
  (cd "$cache/node_modules/node" && node installArchSpecificPackage.js)
fi
"$cache/node_modules/node/bin/node" --version >/dev/null
printf '%s' "$openclaw $node" >"$cache/.installed"
