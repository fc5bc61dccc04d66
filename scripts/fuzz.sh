#!/usr/bin/env bash
# Runs each fuzz test for a time, goes on after one fails, and reports the failures
# at the end. Failing inputs are kept in build/fuzz, so that they break no test until
# somebody makes a test of them. A fuzz test that tried no input is an error.
#
#   scripts/fuzz.sh TIME [PATTERN]     TIME as in go test -fuzztime: 60s;
#                                      PATTERN selects tests by name: "view.FuzzKeys"
set -euo pipefail
cd "$(dirname "$0")/.."

time=${1:?usage: scripts/fuzz.sh TIME [PATTERN]}
pattern=${2-}
home=$PWD/build/fuzz
log=$home/log
rm -rf "$home/at"
mkdir -p "$home"

# fuzz runs one fuzz test in a copy of its package's test data, because it writes its
# finds there, and keeps the finds. The log has its output.
fuzz() { # binary folder function time
	local at=$home/at/$2 find kept=build/fuzz/finds/$2/$3
	rm -rf "$at"
	mkdir -p "$at"
	if [[ -d $2/testdata ]]; then cp -R "$2/testdata" "$at/"; fi
	find "$at" -type f | sort >"$home/before"
	if (cd "$at" && "$1" -test.run '^$' -test.fuzz "^$3\$" -test.fuzztime "$4" -test.fuzzminimizetime 1x \
		-test.fuzzcachedir "$home/cache/$2" -test.paniconexit0) 2>&1 | tee "$log"; then
		return
	fi
	find "$at" -type f | sort | comm -13 "$home/before" - >"$home/new"
	if [[ ! -s $home/new ]] && outOfTime; then return; fi
	while read -r find; do
		mkdir -p "$kept"
		mv "$find" "$kept/"
		echo "kept: $kept/${find##*/}"
		echo "to make it a test: mkdir -p $2/testdata/fuzz/$3 && cp $kept/${find##*/} $2/testdata/fuzz/$3/"
	done <"$home/new"
	return 1
}

# outOfTime reports whether the run in the log failed only because its time was over:
# before Go 1.27 the fuzzer sometimes takes this for a failure
# (https://go.dev/issue/75804).
outOfTime() {
	sed -n '/^--- FAIL/,$p' "$log" | grep -qx '    context deadline exceeded' &&
		[[ $(sed -n '/^--- FAIL/,$p' "$log" | wc -l) == 3 ]]
}

# tries prints how many inputs the run in the log tried.
tries() { sed -n 's/^fuzz: elapsed: .* execs: \([0-9]*\) .*/\1/p' "$log" | tail -n 1; }

# longer prints five times a time or a number of runs.
longer() { if [[ $1 =~ ^([0-9]+)(s|m|h|x)$ ]]; then echo "$((BASH_REMATCH[1] * 5))${BASH_REMATCH[2]}"; else echo "$1"; fi; }

ran=0 failed=() idle=()
binary='' built=''
while IFS=: read -r file function; do
	function=${function#func } function=${function%(}
	folder=$(dirname "$file")
	name=${folder##*/}.$function
	if [[ $folder == . ]]; then name=lectern.$function; fi
	if [[ ! $name =~ $pattern ]]; then continue; fi
	ran=$((ran + 1))
	if [[ $built != "$folder" ]]; then
		binary=$home/bin/${folder//\//-}.test
		echo "== $folder: compiling"
		go test -c -fuzz . -o "$binary" "./$folder"
		built=$folder
	fi
	echo "== $name for $time"
	if ! fuzz "$binary" "$folder" "$function" "$time"; then
		failed+=("$name")
		continue
	fi
	if [[ $(tries) -gt 0 ]]; then continue; fi
	# On a busy machine the time may run out while the known inputs run once.
	echo "== $name tried nothing; again for $(longer "$time")"
	if ! fuzz "$binary" "$folder" "$function" "$(longer "$time")"; then
		failed+=("$name")
	elif [[ $(tries) -eq 0 ]]; then
		idle+=("$name")
	fi
done < <(git grep --untracked -o '^func Fuzz[A-Za-z0-9_]*(' -- '*_test.go')

if [[ $ran == 0 ]]; then
	echo "no fuzz tests match" >&2
	exit 1
fi
for name in ${failed[@]+"${failed[@]}"}; do echo "failed: $name"; done
for name in ${idle[@]+"${idle[@]}"}; do echo "tried nothing: $name"; done
echo "$((ran - ${#failed[@]} - ${#idle[@]})) fuzzed, ${#failed[@]} failed, ${#idle[@]} tried nothing"
if ((${#failed[@]} + ${#idle[@]} > 0)); then exit 1; fi
