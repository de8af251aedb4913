#!/bin/sh
# Fails when a tracked file of the checkout holds a conflict marker.
if grep -rnE --exclude-dir=.git '^(<<<<<<<|>>>>>>>) ' .; then
    echo "FAILED: conflict markers are left in the files above."
    exit 1
fi
echo "ok: no conflict markers."
