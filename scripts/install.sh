#!/usr/bin/env bash
# Installs the built programs under a prefix, with menu entry, icons, manual page,
# completions and licences, or removes them again. The packages have the same files.
#
#   scripts/install.sh PREFIX
#   scripts/install.sh --remove PREFIX
#
# $DESTDIR, if set, is put before PREFIX; then only the program's own files are
# written. LECTERN, LECTERN_SCAN and LICENCES name other files than those in build/.
set -euo pipefail
cd "$(dirname "$0")/.."

remove=
if [[ ${1-} == --remove ]]; then
	remove=yes
	shift
fi
prefix=${1:?usage: scripts/install.sh [--remove] PREFIX}
to=${DESTDIR-}$prefix
applications=$to/share/applications
program=${LECTERN:-build/lectern}
id=io.github.lectern.Lectern
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

# list prints the files: mode, source and, below the prefix, target, between tabs.
list() {
	local size icons=share/icons/hicolor
	printf '%s\t%s\t%s\n' \
		755 "$program" bin/lectern \
		755 "${LECTERN_SCAN:-build/lectern-scan}" bin/lectern-scan \
		644 "$made/man" share/man/man1/lectern.1.gz \
		644 "$made/man-scan" share/man/man1/lectern-scan.1.gz \
		644 "$made/bash" share/bash-completion/completions/lectern \
		644 "$made/zsh" share/zsh/site-functions/_lectern \
		644 "$made/fish" share/fish/vendor_completions.d/lectern.fish \
		644 LICENSE share/doc/lectern/copyright \
		644 "$made/changes" share/doc/lectern/changelog.gz \
		644 "$made/licences" share/doc/lectern/licences.txt.gz
	if [[ $(uname) == Darwin ]]; then return; fi
	printf '%s\t%s\t%s\n' \
		644 "$made/$id.desktop" "share/applications/$id.desktop" \
		644 assets/$id.metainfo.xml "share/metainfo/$id.metainfo.xml" \
		644 assets/icon.svg "$icons/scalable/apps/$id.svg"
	for size in 16 22 24 32 48 64 128 256 512; do
		printf '%s\t%s\t%s\n' 644 "assets/icon-$size.png" "$icons/${size}x$size/apps/$id.png"
	done
	# Under any other prefix, this one would come before the system's programs, and
	# Lectern would become the program for all folders of users who have not chosen one.
	if [[ $prefix == /usr ]]; then
		printf '%s\t%s\t%s\n' 644 "$made/zz-lectern-open.desktop" share/applications/zz-lectern-open.desktop
	fi
}

# entry prints a desktop file. It names the program by its full path: a menu need not
# share the shell's PATH.
entry() {
	local line
	while IFS= read -r line; do
		if [[ $line == Exec=* ]]; then line="Exec=\"$prefix/bin/lectern\" %F"; fi
		printf '%s\n' "$line"
	done <"assets/$1"
}

# make_files writes the files that are made from others. Texts are in English.
make_files() {
	local form name
	for form in bash zsh fish; do LC_ALL=C "$program" help $form >"$made/$form"; done
	LC_ALL=C "$program" help man | gzip -9n >"$made/man"
	echo .so man1/lectern.1 | gzip -9n >"$made/man-scan"
	gzip -9n <CHANGELOG.md >"$made/changes"
	gzip -9n <"${LICENCES:-build/licences.txt}" >"$made/licences"
	for name in $id.desktop zz-lectern-open.desktop; do entry "$name" >"$made/$name"; done
}

# remove_earlier removes what earlier versions installed under other names.
remove_earlier() {
	rm -f "$applications/lectern.desktop" "$to/share/icons/hicolor"/{scalable,256x256,512x512}/apps/lectern.{svg,png}
}

# refresh updates the desktop's list of programs by file type, if there is one: an
# earlier version was in it.
refresh() {
	if [[ -z ${DESTDIR-} && -e $applications/mimeinfo.cache ]] && command -v update-desktop-database >/dev/null; then
		update-desktop-database -q "$applications"
	fi
}

if [[ -n $remove ]]; then
	while IFS=$'\t' read -r _ _ target; do rm -f "$to/$target"; done < <(list)
	if [[ -d $to/share/doc/lectern ]]; then rmdir "$to/share/doc/lectern"; fi
	remove_earlier
	refresh
	# shellcheck disable=SC1111 # quotes of a text
	echo "removed $to/bin/lectern; the library stays: README, “Where data is stored”"
	exit
fi

make_files
while IFS=$'\t' read -r mode source target; do
	install -d "$(dirname "$to/$target")"
	install -m "$mode" "$source" "$to/$target"
done < <(list)
remove_earlier
refresh

echo "installed $to/bin/lectern"
if [[ -z ${DESTDIR-} && :$PATH: != *:"$prefix/bin":* ]]; then
	echo "$prefix/bin is not in PATH: start Lectern from the menu, or add the folder to PATH for \"lectern\" in a terminal"
fi
