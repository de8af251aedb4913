#!/bin/sh
# Notes its task in NOTES.md and commits it: the smallest agent that changes something in any repository.
set -eu
file=NOTES-$AO_SESSION_ID.md
{ echo "# Notes of session $AO_SESSION_ID"; echo; cat "$AO_TASK_FILE"; echo; } >"$file"
git add -- "$file"
git commit --quiet --message "Note the task of session $AO_SESSION_ID"
printf '%s\n' '{"ao":"done","summary":"Noted and committed."}'
