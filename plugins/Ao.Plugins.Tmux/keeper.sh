#!/bin/sh
# Lives in a tmux pane, outside the host: runs the program of one run, waits for it and writes down how it ended.
#
#   keeper.sh keep FOLDER    in the pane
#   keeper.sh pipe RUN       beside it: appends what the pane shows to the run's output

. "${0%/*}/processes.sh"

case $1 in
keep)
  # A folder is made once: a run is started by this keeper or by none.
  mkdir "$2/claim" || exit 1
  trap : HUP INT QUIT TERM
  identity >"$2/keeper.new" && mv "$2/keeper.new" "$2/keeper" || exit 1
  # What the shell itself has to say about the program's end is none of its output.
  exec 2>/dev/null
  # The environment of the program is in the launch script, which only its owner can read, and in no argument.
  (exec env -i /bin/sh "$2/launch" 2>&1)
  ending "$?" >"$2/exit.new" && mv "$2/exit.new" "$2/exit"
  ;;
pipe)
  trap '' HUP INT QUIT TERM
  cat >>"$AO_TMUX_FOLDER/runs/$2/output"
  : >"$AO_TMUX_FOLDER/runs/$2/ended"
  ;;
esac
