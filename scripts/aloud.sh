#!/usr/bin/env bash
# Runs a command, and reports on standard error that it is still running whenever it
# has printed nothing for a while. The command's output passes through line by line.
#
#   scripts/aloud.sh WHAT COMMAND…     WHAT names the work: "build"
set -euo pipefail

what=${1:?usage: scripts/aloud.sh WHAT COMMAND…}
shift
every=${ALOUD_EVERY:-25} # seconds

# The date of this file is the time of the last line.
passed=$(mktemp)

relay() {
	local line
	while IFS= read -r line || [[ -n $line ]]; do
		printf '%s\n' "$line"
		: >"$passed"
	done
}

# elapsed prints a number of seconds the way people write it.
elapsed() {
	if (($1 < 60)); then echo "$1 s"; else echo "$(($1 / 60)) min $(($1 % 60)) s"; fi
}

speak() {
	local now last
	while sleep 1 2>/dev/null; do
		now=$(date +%s)
		last=$(date -r "$passed" +%s) || return 0 # the command has ended
		if ((now - last >= every)); then
			echo "$what: at work for $(elapsed $((now - began)))" >&2
			: >"$passed"
		fi
	done
}

began=$(date +%s)
speak </dev/null >/dev/null &
speaker=$!
trap 'kill "$speaker" 2>/dev/null || true; wait "$speaker" 2>/dev/null || true; rm -f "$passed"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Standard output and standard error stay separate.
status=0
{ "$@" 2>&1 >&3 3>&- | relay >&2; } 3>&1 | relay || status=$?
exit "$status"
