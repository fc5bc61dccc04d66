#!/usr/bin/env bash
# Installs build/lectern under a prefix, and on desktops that read .desktop
# files the menu entry and the icon.
#
#   scripts/install.sh PREFIX     ($DESTDIR, if set, goes in front)
set -euo pipefail
cd "$(dirname "$0")/.."

prefix=${1:?usage: scripts/install.sh PREFIX}
to=${DESTDIR-}$prefix
bin=$prefix/bin/lectern

install -d "$to/bin"
install -m 755 build/lectern "$to/bin/lectern"
if [[ $(uname) == Darwin ]]; then exit 0; fi

applications=$to/share/applications
icons=$to/share/icons/hicolor
install -d "$applications" "$icons/scalable/apps" "$icons/256x256/apps" "$icons/512x512/apps"
install -m 644 assets/icon.svg "$icons/scalable/apps/lectern.svg"
install -m 644 assets/icon-256.png "$icons/256x256/apps/lectern.png"
install -m 644 assets/icon-512.png "$icons/512x512/apps/lectern.png"

# The entry names the program by its full path: a menu need not share the
# shell's PATH.
exec_line="Exec=\"$bin\" %F"
while IFS= read -r line; do
	if [[ $line == Exec=* ]]; then line=$exec_line; fi
	printf '%s\n' "$line"
done <assets/lectern.desktop >"$applications/lectern.desktop"
chmod 644 "$applications/lectern.desktop"

if command -v update-desktop-database >/dev/null; then
	update-desktop-database -q "$applications"
fi
echo "installed $to/bin/lectern"
