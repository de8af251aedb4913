#!/bin/sh
# Notes its task in a file of its own and commits it: the smallest agent that changes something in any repository.
# Started again after an interruption it finds its note there, and has nothing left to commit.
set -eu
file=NOTES-$AO_SESSION_ID.md
{ echo "# Notes of session $AO_SESSION_ID"; echo; cat "$AO_TASK_FILE"; echo; } >"$file"
git add -- "$file"
git diff --cached --quiet || git commit --quiet --message "Note the task of session $AO_SESSION_ID"
printf '%s\n' '{"ao":"done","summary":"Noted and committed."}'
