#!/usr/bin/env bash
# Makes the packages in build/: a .deb, an .rpm and a .tar.xz, each with the files of
# scripts/install.sh; and lists of the modules in the programs, by scripts/sbom.sh.
#
#   scripts/package.sh VERSION
#
# The times in the packages are that of the commit, so that a commit makes the same
# packages again.
set -euo pipefail
cd "$(dirname "$0")/.."

nfpm=github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.45.2
version=${1:?usage: scripts/package.sh VERSION}
arch=$(go env GOARCH)
work=build/package
usr=$work/root/usr
commit_time=$(git log -1 --format=%ct)
stamp=$(date -u -d "@$commit_time" +%Y-%m-%dT%H:%M:%SZ)

rm -rf "$work" build/lectern[-_]*.{deb,rpm,tar.xz,cdx.json}
mkdir -p "$work/root"
# Debug symbols are a third of the program; the traces of crashes do not need them.
for name in lectern lectern-scan; do
	strip -o "$work/$name" "build/$name"
done
DESTDIR=$work/root LECTERN=$work/lectern LECTERN_SCAN=$work/lectern-scan scripts/install.sh /usr >/dev/null
find "$work/root" -exec touch -h -d "$stamp" {} +

# The archive is unpacked into /usr/local.
DESTDIR=$work/archive LECTERN=$work/lectern LECTERN_SCAN=$work/lectern-scan scripts/install.sh /usr/local >/dev/null

# libraries prints the names of the shared libraries that the program loads at its start,
# and of those that GLFW opens later.
libraries() {
	readelf -d "$work/lectern" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'
	printf '%s\n' libX11.so.6 libXcursor.so.1 libXext.so.6 libXi.so.6 libXinerama.so.1 libXrandr.so.2 \
		libXrender.so.1 libEGL.so.1 libwayland-cursor.so.0 libwayland-egl.so.1 libxkbcommon.so.0
}

# debian_needs prints the Debian packages of these libraries, with the oldest version of
# those that the program loads at its start.
debian_needs() {
	local name
	mkdir -p "$work/shlibs/debian"
	printf 'Source: lectern\n\nPackage: lectern\nArchitecture: any\n' >"$work/shlibs/debian/control"
	(cd "$work/shlibs" && dpkg-shlibdeps -O ../lectern 2>/dev/null) | sed 's/^shlibs:Depends=//; s/, /\n/g'
	libraries | while read -r name; do
		dpkg -S "*/$name" | sed -n '1s/:.*//p'
	done
}

# one keeps the first line of each package.
one() { awk '!seen[$1]++'; }

# config prints the configuration of nfpm: packager, depends, recommends.
config() {
	local item
	cat <<-END
		name: lectern
		arch: $arch
		platform: linux
		version: "$version"
		version_schema: none
		release: "1"
		section: sound
		priority: optional
		maintainer: The Lectern authors <lectern@users.noreply.github.com>
		license: MIT
		description: |
		  library for audiobooks
		  Lectern lists every audio file of your folders at once, ready to sort and
		  search, while author, narrator, series, length and bit rate are being read.
		  It plays books across files and chapters with mpv, and changes nothing in
		  your folders unless you ask it to.
		mtime: $stamp
		contents:
		  - src: $usr
		    dst: /usr
		    type: tree
		depends:
	END
	while read -r item; do printf '  - "%s"\n' "$item"; done <<<"$2"
	echo recommends:
	for item in $3; do printf '  - "%s"\n' "$item"; done
	if [[ $1 == rpm ]]; then
		printf 'rpm:\n  buildhost: localhost\n  summary: library for audiobooks\n'
	fi
}

# pack makes a package.
pack() {
	config "$@" >"$work/$1.yaml"
	SOURCE_DATE_EPOCH=$commit_time go run "$nfpm" package --config "$work/$1.yaml" --packager "$1" --target build/
}

tar -C "$work/archive/usr/local" --sort=name --mtime="$stamp" --owner=0 --group=0 --numeric-owner --transform "s,^\.,lectern-$version," -cJf "build/lectern-$version-linux-$arch.tar.xz" .
pack rpm "$(libraries | sed 's/$/()(64bit)/' | sort -u)" "/usr/bin/ffprobe /usr/bin/mpv libdecor"

# What only Debian has: another place for zsh, a changelog in its format, and reasons.
mkdir -p "$usr/share/zsh/vendor-completions" "$usr/share/lintian/overrides"
mv "$usr/share/zsh/site-functions/_lectern" "$usr/share/zsh/vendor-completions/"
rmdir "$usr/share/zsh/site-functions"
{
	printf 'lectern (%s-1) unstable; urgency=medium\n\n  * Version %s: see changelog.gz.\n\n' "$version" "$version"
	printf ' -- The Lectern authors <lectern@users.noreply.github.com>  %s\n' "$(date -u -R -d "$stamp")"
} | gzip -9n >"$usr/share/doc/lectern/changelog.Debian.gz"
cat >"$usr/share/lintian/overrides/lectern" <<-END
	# It runs on servers without the libraries of a desktop.
	lectern: statically-linked-binary *
END
find "$work/root" -exec touch -h -d "$stamp" {} +
pack deb "$({ debian_needs | one; } | sort)" "ffmpeg mpv libdecor-0-plugin-1-cairo"
scripts/sbom.sh "$version" "$work/lectern" "$work/lectern-scan"
ls -l build/lectern[-_]*.{deb,rpm,tar.xz,cdx.json}
