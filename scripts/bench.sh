#!/usr/bin/env bash
# Measures the figures in docs/BENCHMARKS.md: runs each command that stands there in a line
# of its own, under its heading, after the machine and the versions of all programs. A
# command that fails is reported at the end.
#
#   scripts/bench.sh [PATTERN]     PATTERN selects headings: "catalogue|memory"
set -euo pipefail
cd "$(dirname "$0")/.."

pattern=${1-}

# machine prints what the figures depend on.
machine() {
	echo "revision   $(git describe --always --dirty 2>/dev/null || echo unknown)"
	echo "system     $(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release 2>/dev/null), $(uname -sr)"
	echo "processor  $(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1), $(getconf _NPROCESSORS_ONLN) cores"
	echo "memory     $(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1e6 }' /proc/meminfo 2>/dev/null)"
	echo "load       $(cut -d ' ' -f 1-3 /proc/loadavg 2>/dev/null)"
	echo "Go         $(go env GOVERSION)"
	for program in ffprobe mpv quodlibet strawberry; do
		if command -v "$program" >/dev/null; then
			printf '%-10s %s\n' "$program" "$(dpkg-query -W -f '${Version}' "$(dpkg -S "$(command -v "$program")" 2>/dev/null | cut -d : -f 1)" 2>/dev/null || echo "of unknown version")"
		fi
	done
}

# commands prints "heading<tab>command" for each line that consists of commands: `a`, `b`.
commands() {
	awk '/^## / { heading = substr($0, 4) }
		/^`[^`]+`(, `[^`]+`)*$/ {
			n = split($0, parts, "`")
			for (i = 2; i < n; i += 2) print heading "\t" parts[i]
		}' docs/BENCHMARKS.md
}

machine
failed=()
last=
while IFS=$'\t' read -r heading command; do
	if [[ -n $pattern && ! ${heading,,} =~ ${pattern,,} ]]; then continue; fi
	if [[ $heading != "$last" ]]; then printf '\n## %s\n' "$heading"; fi
	last=$heading
	printf '\n$ %s\n' "$command"
	bash -c "$command" </dev/null || failed+=("$command")
done < <(commands)

if [[ -z $last ]]; then
	echo "bench: no heading of docs/BENCHMARKS.md matches $pattern" >&2
	exit 2
fi
if ((${#failed[@]})); then
	printf 'bench: failed: %s\n' "${failed[@]}" >&2
	exit 1
fi
