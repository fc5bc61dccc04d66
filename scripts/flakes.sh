#!/usr/bin/env bash
# Runs the tests many times, LOAD test programs at once to keep the machine busy, as
# root and as a user, and names each test that fails even once. Test programs are
# compiled once, with the race detector. The output of failed runs is kept in
# build/flakes.
#
#   scripts/flakes.sh TIMES LOAD [PACKAGE…]     packages as in go list; by default all
#                                               but those that call the go command
#
# WHO is "root", "user" or both (the default, for root); RUN, a pattern, selects
# tests.
set -euo pipefail
cd "$(dirname "$0")/.."

times=${1:?usage: scripts/flakes.sh TIMES LOAD [PACKAGE…]}
load=${2:?usage: scripts/flakes.sh TIMES LOAD [PACKAGE…]}
shift 2
run=${RUN:-.}
kept=$PWD/build/flakes
rm -rf "$kept"
mkdir -p "$kept"

who=(user)
if [[ $(id -u) == 0 ]]; then IFS=' ' read -ra who <<<"${WHO:-root user}"; fi

base=$(mktemp -d "${TMPDIR:-/tmp}/flakes-XXXXXX")
trap 'pkill -g 0 -f "$base/bin/" || true; chmod -R u+rwX "$base"; rm -rf "$base"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
chmod 755 "$base"

if (($# == 0)); then
	# shellcheck disable=SC2046 # no package has a space
	set -- $(go list ./... | grep -Ev '/scripts$|/scripts/(star|check)$')
fi

# name prints the name of a package for file names.
name() { local path=${1#lectern}; path=${path#/}; echo "${path:-lectern}" | tr / -; }

echo "compiling the tests of $# packages"
mkdir "$base/bin"
packages=()
while IFS=$'\t' read -r package folder tests; do
	if [[ $tests == 0 ]]; then continue; fi
	flags=(-race '-gcflags=modernc.org/...=-d=checkptr=0' '-gcflags=modernc.org/sqlite/lib=-d=checkptr=0 -race=false')
	if [[ $package == */e2e ]]; then flags=(-trimpath); fi
	go test "${flags[@]}" -ldflags=-w -c -o "$base/bin/$(name "$package").test" "$package"
	packages+=("$package	${folder#"$PWD"}")
done < <(go list -f '{{.ImportPath}}	{{.Dir}}	{{len .TestGoFiles}}{{len .XTestGoFiles}}' "$@" | sed 's/\t00$/\t0/')
go build -trimpath -o "$base/bin/lectern" .
# The sound of made-up libraries, which takes seconds to encode.
go build -trimpath -o "$base/bin/mkcorpus" ./scripts/mkcorpus
XDG_CACHE_HOME=$base/cache "$base/bin/mkcorpus" -n 1 -dir "$base/corpus" >/dev/null
chmod -R a+rX "$base/bin"

git ls-files -z --cached --others --exclude-standard | tar --null -c -T - >"$base/tree.tar"
chmod a+r "$base/tree.tar"

# failures prints the failed tests in a log, without tests of which only a subtest
# failed.
failures() {
	sed -n 's/^ *--- FAIL: \([^ ]*\).*/\1/p; s/^panic: test timed out.*/(timed out)/p; s/^\(panic\|fatal error\): .*/(\1)/p' "$1" | sort -u
}

# attempt runs the tests of one package once, in its own copy of the tree, to which
# tests may write.
attempt() {
	local round=$1 as=$2 package=$3 folder=$4 own log prefix=() found
	own=$(mktemp -d "$base/run-XXXXXX")
	log=$kept/$as-$(name "$package")-$round.log
	mkdir "$own/home" "$own/tmp" "$own/tree"
	cp -r "$base/cache" "$own/home/.cache"
	chmod 755 "$own" # some tests that run as root drop its rights for a while
	tar -x -C "$own/tree" -f "$base/tree.tar"
	if [[ $as == user && $(id -u) == 0 ]]; then
		prefix=(setpriv --reuid nobody --regid nogroup --clear-groups)
		chown -R nobody "$own"
	fi
	if (cd "$own/tree/$folder" && ${prefix[@]+"${prefix[@]}"} env HOME="$own/home" TMPDIR="$own/tmp" LECTERN="$base/bin/lectern" LECTERN_E2E=1 \
		XDG_RUNTIME_DIR= XDG_CACHE_HOME= XDG_CONFIG_HOME= XDG_DATA_HOME= \
		"$base/bin/$(name "$package").test" -test.run "$run" -test.shuffle on -test.timeout 40m) >"$log" 2>&1; then
		rm "$log"
	else
		found=$(failures "$log" | tr '\n' ' ')
		echo "round $round as $as: $package: ${found:-(see the log)}  build/flakes/${log##*/}"
		echo "$package ${found:-(see the log)}" >>"$kept/found"
	fi
	echo "$package" >>"$kept/ran"
	chmod -R u+rwX "$own"
	rm -rf "$own"
}

running=0
for ((round = 1; round <= times; round++)); do
	for row in "${packages[@]}"; do
		IFS=$'\t' read -r package folder <<<"$row"
		for as in "${who[@]}"; do
			if ((running == load)); then
				wait -n
				running=$((running - 1))
			fi
			attempt "$round" "$as" "$package" "$folder" &
			running=$((running + 1))
		done
	done
	echo "round $round of $times: the last has begun"
done
wait

if [[ -e $kept/found ]]; then
	echo "failed, how often:"
	sort "$kept/found" | uniq -c
fi
echo "$(wc -l <"$kept/ran") runs of ${#packages[@]} test programs, $load at a time, $(cat "$kept/found" 2>/dev/null | wc -l) failed"
if [[ -e $kept/found ]]; then exit 1; fi
