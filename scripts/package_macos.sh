#!/usr/bin/env bash
# Makes build/Lectern.app of the built programs, on a Mac. It is signed only for this Mac:
# another one asks the user before it opens it.
#
#   scripts/package_macos.sh VERSION
set -euo pipefail
cd "$(dirname "$0")/.."

version=${1:?usage: scripts/package_macos.sh VERSION}
app=build/Lectern.app
icons=build/lectern.iconset
if [[ $(uname) != Darwin ]]; then
	echo "package-macos: an app is made on a Mac" >&2
	exit 1
fi

rm -rf "$app" "$icons"
mkdir -p "$app/Contents/MacOS" "$app/Contents/Resources" "$icons"
sed "s/@VERSION@/${version%%[!0-9.]*}/" assets/macos/Info.plist >"$app/Contents/Info.plist"
install -m 755 build/lectern build/lectern-scan "$app/Contents/MacOS/"
install -m 644 LICENSE build/licences.txt "$app/Contents/Resources/"
for size in 16 32 128 256 512; do cp "assets/icon-$size.png" "$icons/icon_${size}x$size.png"; done
for size in 16 128 256; do cp "assets/icon-$((2 * size)).png" "$icons/icon_${size}x$size@2x.png"; done
iconutil --convert icns --output "$app/Contents/Resources/lectern.icns" "$icons"
plutil -lint "$app/Contents/Info.plist"
codesign --force --deep --sign - "$app"
echo "made $app; drag it into Applications"
