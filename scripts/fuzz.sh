#!/usr/bin/env bash
# Runs each fuzz test of the tree for a time (one go command fuzzes only one).
#
#   scripts/fuzz.sh 60s
set -euo pipefail
cd "$(dirname "$0")/.."

time=${1:?usage: scripts/fuzz.sh TIME}
found=0
while IFS=: read -r file function; do
	function=${function#func }
	found=1
	go test -run '^$' -fuzz "^${function%(}\$" -fuzztime "$time" -fuzzminimizetime 1x "./$(dirname "$file")"
done < <(git grep --untracked -o '^func Fuzz[A-Za-z0-9_]*(' -- '*_test.go')
if [[ $found == 0 ]]; then echo "no fuzz tests"; fi
