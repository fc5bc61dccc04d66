#!/usr/bin/env bash
# Runs the tests again and again beside busy processes, as root and as a user, and
# names each that fails even once. Test programs are compiled once, with the race
# detector. What a failing run printed is kept in build/flakes.
#
#   scripts/flakes.sh TIMES LOAD [PACKAGE…]     packages as go list has them; all
#                                               but those that call the go command
#
# WHO is "root", "user" or both (the default, for root); RUN, a pattern, says
# which tests.
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

# Each has a copy of the tree, in which tests may write what they keep.
base=$(mktemp -d "${TMPDIR:-/tmp}/flakes-XXXXXX")
busy=()
trap 'for pid in ${busy[@]+"${busy[@]}"}; do kill "$pid" 2>/dev/null || true; done; chmod -R u+rwX "$base"; rm -rf "$base"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
chmod 755 "$base"

if (($# == 0)); then
	# shellcheck disable=SC2046 # no package has a space
	set -- $(go list ./... | grep -Ev '/scripts$|/scripts/(star|check)$')
fi

# name is what a package is called in file names.
name() { local path=${1#lectern}; path=${path#/}; echo "${path:-lectern}" | tr / -; }

echo "compiling the tests of $# packages"
mkdir "$base/bin"
packages=()
while IFS=$'\t' read -r package folder tests; do
	if [[ $tests == 0 ]]; then continue; fi
	flags=(-race '-gcflags=modernc.org/...=-d=checkptr=0')
	if [[ $package == */e2e ]]; then flags=(-trimpath); fi
	go test "${flags[@]}" -c -o "$base/bin/$(name "$package").test" "$package"
	packages+=("$package	${folder#"$PWD"}")
done < <(go list -f '{{.ImportPath}}	{{.Dir}}	{{len .TestGoFiles}}{{len .XTestGoFiles}}' "$@" | sed 's/\t00$/\t0/')
go build -trimpath -o "$base/bin/lectern" .
chmod -R a+rX "$base/bin"

for as in "${who[@]}"; do
	mkdir -p "$base/$as/home" "$base/$as/tmp" "$base/$as/tree"
	git ls-files -z --cached --others --exclude-standard | tar --null -c -T - | tar -x -C "$base/$as/tree"
	if [[ $as == user && $(id -u) == 0 ]]; then chown -R nobody "$base/$as"; fi
done

for ((i = 0; i < load; i++)); do
	sh -c 'while :; do :; done' &
	busy+=($!)
done

# as runs a command as root, or as the user who owns nothing.
as() {
	local prefix=()
	if [[ $1 == user && $(id -u) == 0 ]]; then prefix=(setpriv --reuid nobody --regid nogroup --clear-groups); fi
	${prefix[@]+"${prefix[@]}"} env HOME="$base/$1/home" TMPDIR="$base/$1/tmp" LECTERN="$base/bin/lectern" LECTERN_E2E=1 \
		XDG_RUNTIME_DIR= XDG_CACHE_HOME= XDG_CONFIG_HOME= XDG_DATA_HOME= "${@:2}"
}

# failures prints the tests that failed by a log, without those that only have a
# part that did.
failures() {
	sed -n 's/^ *--- FAIL: \([^ ]*\).*/\1/p; s/^panic: test timed out.*/(timed out)/p; s/^\(panic\|fatal error\): .*/(\1)/p' "$1" | sort -u
}

runs=0 bad=0
for ((i = 1; i <= times; i++)); do
	for row in "${packages[@]}"; do
		IFS=$'\t' read -r package folder <<<"$row"
		for as in "${who[@]}"; do
			runs=$((runs + 1))
			log=$kept/$as-$(name "$package")-$i.log
			if (cd "$base/$as/tree/$folder" && as "$as" "$base/bin/$(name "$package").test" -test.run "$run" -test.shuffle on -test.timeout 40m) >"$log" 2>&1; then
				rm "$log"
				continue
			fi
			bad=$((bad + 1))
			found=$(failures "$log" | tr '\n' ' ')
			echo "run $i as $as: $package: ${found:-(see the log)}  build/flakes/${log##*/}"
			echo "$package ${found:-(see the log)}" >>"$kept/found"
		done
	done
	echo "round $i of $times done"
done

if [[ -e $kept/found ]]; then
	echo "failed, how often:"
	sort "$kept/found" | uniq -c
fi
echo "$runs runs of ${#packages[@]} test programs beside $load busy processes, $bad failed"
if ((bad > 0)); then exit 1; fi
