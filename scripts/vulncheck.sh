#!/usr/bin/env bash
# Looks for known vulnerabilities in the code that Lectern reaches, in Go's database or in
# the one of VULNDB (an address; file:///… for a copy).
#
#   scripts/vulncheck.sh
#
# The exit status is 0 if there are none, 1 if there are some, and 3 if there is no
# database: then nothing was checked.
set -euo pipefail
cd "$(dirname "$0")/.."

unchecked=3
db=${VULNDB:-https://vuln.go.dev}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
none() {
	echo "vulncheck: nothing was checked: $db is no database of vulnerabilities, or cannot be reached (VULNDB names another)" >&2
	exit $unchecked
}

# govulncheck takes an empty folder for a database without vulnerabilities.
if [[ $db == file://* && ! -e ${db#file://}/index/modules.json ]]; then none; fi
GOBIN=$PWD/build/tools go install golang.org/x/vuln/cmd/govulncheck@v1.9.0 # go run hides its exit status
status=0
build/tools/govulncheck -db "$db" "${@:-./...}" >"$log" 2>&1 || status=$?
cat "$log"
if grep -q 'fetching vulnerabilities: \|creating client: ' "$log"; then none; fi
if ((status != 0)); then exit 1; fi
