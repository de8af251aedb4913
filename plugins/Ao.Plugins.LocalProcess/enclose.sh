#!/bin/sh
# Shows a program its own folders and nothing else of the host's, and runs it as another user. It is started in namespaces of its own.
#
#   enclose.sh HIDDEN WORKING USER GROUP IP SETPRIV {write|read FOLDER}... -- PROGRAM [ARGUMENT]...
#
# Its variables begin with ao_enclosure, so that none is one that the program is to see. As the first process of its namespace it ends
# whatever the program has left behind.

set -e
ao_enclosure_hidden=$1 ao_enclosure_working=$2 ao_enclosure_user=$3 ao_enclosure_group=$4 ao_enclosure_ip=$5 ao_enclosure_setpriv=$6
shift 6
[ "$ao_enclosure_ip" = - ] || "$ao_enclosure_ip" link set lo up

# The folders are set aside, then what holds them is hidden, then they are put back where they were.
mount -t tmpfs -o mode=0700 ao /mnt
ao_enclosure_count=0
while [ "$1" != -- ]; do
  ao_enclosure_count=$((ao_enclosure_count + 1))
  mkdir "/mnt/$ao_enclosure_count"
  mount --bind "$2" "/mnt/$ao_enclosure_count"
  [ "$1" = write ] || mount -o remount,bind,ro "/mnt/$ao_enclosure_count"
  ln -s "$2" "/mnt/$ao_enclosure_count.to"
  shift 2
done
shift
mount -t tmpfs -o mode=0755 ao "$ao_enclosure_hidden"
while [ "$ao_enclosure_count" -gt 0 ]; do
  ao_enclosure_to=$(readlink "/mnt/$ao_enclosure_count.to")
  (umask 022 && mkdir -p "$ao_enclosure_to")
  mount --move "/mnt/$ao_enclosure_count" "$ao_enclosure_to"
  ao_enclosure_count=$((ao_enclosure_count - 1))
done
mount -o remount,ro "$ao_enclosure_hidden"
umount /mnt
cd "$ao_enclosure_working"
set +e
"$ao_enclosure_setpriv" --reuid "$ao_enclosure_user" --regid "$ao_enclosure_group" --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all -- "$@"
exit "$?"
