# What the keepers of runs share. Read with '.': it defines functions and sets no variable, since a variable could be one that the program is to see.

# Prints boot id, process id and start time of this shell. The process name in /proc/PID/stat may hold anything, so fields count from its last ')'.
identity() (
  IFS=' '
  read -r boot </proc/sys/kernel/random/boot_id
  read -r stat <"/proc/$$/stat"
  set -f
  set -- ${stat##*) }
  echo "$boot $$ ${20}"
)

# Prints an exit code and the time by the clock of the start times above, in hundredths of a second.
ending() (
  IFS=' .'
  read -r seconds hundredths rest </proc/uptime
  echo "$1 $seconds$hundredths"
)
