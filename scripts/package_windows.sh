#!/usr/bin/env bash
# Makes the packages for Windows in build/: an installer (.msi) and a .zip with the same
# files. It cross-compiles on Debian; the first time takes minutes.
#
#   scripts/package_windows.sh VERSION
#
# LDFLAGS are further flags for the linker, LICENCES names another file than that in
# build/.
set -euo pipefail
cd "$(dirname "$0")/.."

winres=github.com/tc-hib/go-winres@v0.3.3
version=${1:?usage: scripts/package_windows.sh VERSION}
numbers=${version%%[!0-9.]*} # Windows compares versions of numbers alone
work=build/windows
stamp=$(date -u -d "@$(git log -1 --format=%ct)" +%Y-%m-%dT%H:%M:%SZ)
resources=rsrc_windows_amd64.syso # the linker takes it from the folder of the main package

rm -rf "$work" build/lectern-*-windows-amd64.{msi,zip}
mkdir -p "$work"

# The icon, the version and the manifest: long paths, a scale for each screen.
trap 'rm -f "$resources"' EXIT
go run "$winres" make --in assets/windows/winres.json --arch amd64 --out rsrc --file-version "$numbers.0" --product-version "$numbers.0"

build() { # program, flags…
	local to=$1
	shift
	GOOS=windows GOARCH=amd64 go build -trimpath -o "$work/$to" "$@" .
}
CGO_ENABLED=0 build lectern-scan.exe -tags headless -ldflags "-s -w ${LDFLAGS-}"
CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc build lectern.exe -ldflags "-H windowsgui -s -w ${LDFLAGS-}"

convert assets/icon-{16,24,32,48,64,128,256}.png "$work/lectern.ico"
sed 's/$/\r/' LICENSE >"$work/LICENSE.txt"
sed 's/$/\r/' "${LICENCES:-build/licences.txt}" >"$work/licences.txt"
find "$work" -type f -exec touch -d "$stamp" {} +

(cd "$work" && zip -qX "../lectern-$version-windows-amd64.zip" lectern.exe lectern-scan.exe LICENSE.txt licences.txt)
wixl -a x64 -D Version="$numbers" -D Build="$work" -o "build/lectern-$version-windows-amd64.msi" assets/windows/lectern.wxs
ls -l build/lectern-*-windows-amd64.{msi,zip}
