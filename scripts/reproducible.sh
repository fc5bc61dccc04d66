#!/usr/bin/env bash
# Builds the programs in two clones of the commit, at different paths and the second with
# an empty build cache, and fails if they differ.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$PWD/build/reproducible
if [[ -d $work ]]; then chmod -R u+rwX "$work"; fi
rm -rf "$work"
mkdir -p "$work/cold"
for clone in one the/other; do
	git clone -q . "$work/$clone"
	if [[ $clone != one ]]; then export GOCACHE=$work/cold; fi
	make --no-print-directory -C "$work/$clone" build build-scan
done
for name in lectern lectern-scan; do
	if ! cmp "$work/one/build/$name" "$work/the/other/build/$name"; then
		echo "reproducible: $name differs" >&2
		exit 1
	fi
	sha256sum "$work/one/build/$name" | sed "s,$work/one/,,"
done
rm -rf "$work"
echo "reproducible: both builds are the same"
