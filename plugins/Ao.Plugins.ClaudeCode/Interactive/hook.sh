# Appends what a hook of Claude Code is told to the file $1, as one line.
event=$(cat)
printf '%s\n' "$event" >>"$1"
