#!/usr/bin/env bash
# Installs the built program under a prefix, with its menu entry and icon on desktops
# that read .desktop files, or removes them again.
#
#   scripts/install.sh PREFIX
#   scripts/install.sh --remove PREFIX
#
# $DESTDIR, if set, is put before PREFIX; then only the program's own files are
# written. LECTERN names the program; the default is build/lectern.
set -euo pipefail
cd "$(dirname "$0")/.."

remove=
if [[ ${1-} == --remove ]]; then
	remove=yes
	shift
fi
prefix=${1:?usage: scripts/install.sh [--remove] PREFIX}
to=${DESTDIR-}$prefix
bin=$prefix/bin/lectern
applications=$to/share/applications
icons=$to/share/icons/hicolor

# refresh updates the desktop's list of programs by file type, if there is one.
# Lectern is not in that list: it would become the program for all folders of users
# who have not chosen one. An earlier version was in it.
refresh() {
	if [[ -z ${DESTDIR-} && -e $applications/mimeinfo.cache ]] && command -v update-desktop-database >/dev/null; then
		update-desktop-database -q "$applications"
	fi
}

if [[ -n $remove ]]; then
	rm -f "$to/bin/lectern" "$applications/lectern.desktop" "$icons/scalable/apps/lectern.svg" \
		"$icons/256x256/apps/lectern.png" "$icons/512x512/apps/lectern.png"
	refresh
	echo "removed $to/bin/lectern; the library stays: README, “Where things are kept”"
	exit
fi

install -d "$to/bin"
install -m 755 "${LECTERN:-build/lectern}" "$to/bin/lectern"
if [[ $(uname) != Darwin ]]; then
	install -d "$applications" "$icons/scalable/apps" "$icons/256x256/apps" "$icons/512x512/apps"
	install -m 644 assets/icon.svg "$icons/scalable/apps/lectern.svg"
	install -m 644 assets/icon-256.png "$icons/256x256/apps/lectern.png"
	install -m 644 assets/icon-512.png "$icons/512x512/apps/lectern.png"

	# The entry names the program by its full path: a menu need not share the
	# shell's PATH.
	while IFS= read -r line; do
		if [[ $line == Exec=* ]]; then line="Exec=\"$bin\" %F"; fi
		printf '%s\n' "$line"
	done <assets/lectern.desktop >"$applications/lectern.desktop"
	chmod 644 "$applications/lectern.desktop"
	refresh
fi

echo "installed $to/bin/lectern"
if [[ -z ${DESTDIR-} && :$PATH: != *:"$prefix/bin":* ]]; then
	echo "$prefix/bin is not in PATH: start Lectern from the menu, or add the folder to PATH for \"lectern\" in a terminal"
fi
