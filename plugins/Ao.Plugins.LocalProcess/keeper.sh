#!/bin/sh
# Keeps one run: starts its program in a session of its own, waits for it and writes down how it ended.
# It lives outside the host, so that the program and the record of its end survive the host.
#
#   keeper.sh keep LN FOLDER NONCE MODE INPUT PWD ERROR SETSID PROGRAM [ARGUMENT]...
#
# Outside of subshells it sets no variable: it could be one that the program is to see unchanged.

. "${0%/*}/processes.sh"

case $1 in
keep)
  # The link is made once: by this keeper, or never where the host has given this start up.
  identity >"$3/keeper.$4" && "$2" "$3/keeper.$4" "$3/claim.$4" || exit 1
  exec </dev/null >/dev/null 2>&1
  trap : HUP INT QUIT TERM
  # In the foreground: a shell makes its background programs ignore SIGINT.
  /bin/sh "$0" program "$@"
  ending "$?" >"$3/exit"
  ;;
program)
  shift
  identity >"$3/program" || exit 126
  exec >>"$3/output"
  case $8 in
  apart) exec 2>>"$3/error" ;;
  *) exec 2>&1 ;;
  esac
  case $5 in
  channel) exec <>"$6" ;; # open for reading and writing, it has no end when the host goes
  *) exec <"$6" ;;
  esac
  [ "$7" = pwd ] || unset PWD
  # Leads no group, so setsid does not fork: the identity above is the program's.
  shift 8
  exec "$@"
  ;;
esac
