#!/usr/bin/env bash
# Installs the agents that tests/Ao.RealAgents.Tests runs, from npm, at the versions that docs/agents.md was checked against.
# They go into a cache outside the repository: ${AO_AGENTS_CACHE:-$HOME/.cache/ao/agents}. What is there already is left alone.
set -euo pipefail

cache=${AO_AGENTS_CACHE:-$HOME/.cache/ao/agents}

install() {
  local name=$1 package=$2 version=$3 folder=$cache/$1
  if [[ -e $folder/.installed && $(<"$folder/.installed") == "$package@$version" ]]; then
    return
  fi
  echo "Installing $package@$version into $folder"
  rm -rf "$folder"
  mkdir -p "$folder"
  npm install --no-audit --no-fund --loglevel=error --prefix "$folder" "$package@$version"
  printf '%s' "$package@$version" >"$folder/.installed"
}

install claude-code @anthropic-ai/claude-code 2.1.330
install codex @openai/codex 0.169.0
install opencode opencode-ai 1.18.33
install claude-agent-acp @agentclientprotocol/claude-agent-acp 0.49.0
install codex-acp @agentclientprotocol/codex-acp 2.6.0
