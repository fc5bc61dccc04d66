#!/usr/bin/env bash
# Lists what is in the built programs in build/*.cdx.json, in the format CycloneDX 1.6:
# each module with its version, hash and licence, and Go. It reads the programs
# themselves, so it lists what is linked. Module sources come from the module cache, as in a
# build; nothing else is fetched.
#
#   scripts/sbom.sh VERSION PROGRAM…
set -euo pipefail
cd "$(dirname "$0")/.."

cyclonedx=github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0
version=${1:?usage: scripts/sbom.sh VERSION PROGRAM…}
shift
platform=$(go env GOOS)-$(go env GOARCH)
told=$(mktemp)
trap 'rm -f "$told"' EXIT

for program in "$@"; do
	list=build/${program##*/}-$version-$platform.cdx.json
	# Without serial number and time, the same program has the same list. The tool warns
	# that it cannot download Lectern itself or Go.
	if ! go run "$cyclonedx" bin -json -licenses -std -noserial -notimestamp -version "$version" -output "$list" "$program" 2>"$told"; then
		cat "$told" >&2
		exit 1
	fi
	grep -v 'WRN.*=[^ ]*\(lectern\|std\)@' "$told" >&2 || true
	echo "$list: $(grep -c '"type": "library"' "$list") modules"
done
