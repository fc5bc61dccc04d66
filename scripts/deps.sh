#!/usr/bin/env bash
# Installs what is missing on this machine to build or test Lectern, and prints it.
# It looks for the programs and libraries themselves, so it does not matter how they
# were installed. If nothing is missing, it prints nothing.
#
#   scripts/deps.sh build    C compiler, window-system headers, ffmpeg, and the
#                            programs that open a book in its player
#   scripts/deps.sh test     the above, a screen without a monitor, and the tools
#                            that tests need to observe the program
#   scripts/deps.sh bench    other tag readers, to compare with Lectern
#   scripts/deps.sh peers    other programs that list audio files, for the same
#   scripts/deps.sh walk     fonts for the walk in Chinese
#   scripts/deps.sh office   LibreOffice, to see what it makes of exported files
#   scripts/deps.sh package  to make packages, check them and try them; on Debian
#   scripts/deps.sh windows  to make packages for Windows; on Debian
#   scripts/deps.sh wine     the above, and to try them; on Debian
#   scripts/deps.sh tools    to redraw the icon and check the scripts
set -euo pipefail
here=$(dirname "$0")

# The needs, how to check for each, and the packages of each system for it. Commas
# join the packages of one need; "-" is a system that needs none.
needs() {
	cat <<-'END'
		for    look             apt                 dnf                                     pacman           brew
		build  header:stdlib.h  gcc,libc6-dev       gcc,glibc-devel                         gcc              -
		build  run:pkg-config   pkg-config          pkgconf-pkg-config                      pkgconf          -
		build  lib:gl           libgl-dev           mesa-libGL-devel                        libglvnd         -
		build  lib:egl          libegl-dev          mesa-libEGL-devel                       libglvnd         -
		build  lib:xcursor      libxcursor-dev      libXcursor-devel                        libxcursor       -
		build  lib:xrandr       libxrandr-dev       libXrandr-devel                         libxrandr        -
		build  lib:xinerama     libxinerama-dev     libXinerama-devel                       libxinerama      -
		build  lib:xi           libxi-dev           libXi-devel                             libxi            -
		build  lib:xxf86vm      libxxf86vm-dev      libXxf86vm-devel                        libxxf86vm       -
		build  lib:wayland-egl  libwayland-dev      wayland-devel                           wayland          -
		build  lib:xkbcommon    libxkbcommon-dev    libxkbcommon-devel                      libxkbcommon     -
		build  run:ffmpeg       ffmpeg              ffmpeg-free                             ffmpeg           ffmpeg
		build  run:ffprobe      ffmpeg              ffmpeg-free                             ffmpeg           ffmpeg
		build  run:xdg-open     xdg-utils           xdg-utils                               xdg-utils        -
		test   run:Xvfb         xvfb                xorg-x11-server-Xvfb,mesa-dri-drivers   xorg-server-xvfb -
		test   run:xauth        xauth               xorg-x11-xauth                          xorg-xauth       -
		test   run:openbox      openbox             openbox                                 openbox          -
		test   run:xdotool      xdotool             xdotool                                 xdotool          -
		test   run:import       imagemagick         ImageMagick                             imagemagick      -
		test   run:mpv          mpv                 mpv                                     mpv              -
		test   run:sway         sway                sway                                    sway             -
		test   run:grim         grim                grim                                    grim             -
		test   run:strace       strace              strace                                  strace           -
		test   run:dbus-daemon  dbus-daemon         dbus-daemon                             dbus             -
		test   run:dbus-run-session  dbus-daemon    dbus-daemon                             dbus             -
		test   run:playerctl    playerctl           playerctl                               playerctl        -
		test   run:gio          libglib2.0-bin      glib2                                   glib2            -
		test   run:xdg-mime     xdg-utils           xdg-utils                               xdg-utils        -
		test   run:update-desktop-database  desktop-file-utils  desktop-file-utils          desktop-file-utils  -
		test   python:mutagen       python3-mutagen  python3-mutagen                        python-mutagen   -
		test   run:mpcenc           musepack-tools   musepack-tools                          musepack-tools   -
		test   run:mkvpropedit      mkvtoolnix       mkvtoolnix                             mkvtoolnix-cli   mkvtoolnix
		bench  run:g++          g++                 gcc-c++                                 gcc              -
		bench  lib:taglib       libtag1-dev         taglib-devel                            taglib           taglib
		bench  run:ffprobe      ffmpeg              ffmpeg-free                             ffmpeg           ffmpeg
		bench  run:mediainfo    mediainfo           mediainfo                               mediainfo        mediainfo
		bench  run:exiftool     libimage-exiftool-perl  perl-Image-ExifTool                 perl-image-exiftool  exiftool
		bench  python:mutagen   python3-mutagen     python3-mutagen                         python-mutagen   -
		peers  run:quodlibet    quodlibet           quodlibet                               quodlibet        -
		peers  run:strawberry   strawberry          strawberry                              strawberry       -
		walk   font:zh          fonts-noto-cjk      google-noto-sans-cjk-ttc-fonts          noto-fonts-cjk   -
		office run:soffice      libreoffice-calc    libreoffice-calc                        libreoffice-still  -
		tools  run:shellcheck   shellcheck          ShellCheck                              shellcheck       shellcheck
		tools  run:rsvg-convert librsvg2-bin        librsvg2-tools                          librsvg          librsvg
		package run:dpkg-shlibdeps  dpkg-dev        dpkg-dev                                dpkg             -
		package run:strip           binutils        binutils                                binutils         -
		package run:xz              xz-utils        xz                                      xz               -
		package run:appstreamcli    appstream       appstream                               appstream        -
		package run:desktop-file-validate  desktop-file-utils  desktop-file-utils           desktop-file-utils  -
		package run:lintian         lintian         lintian                                 lintian          -
		package run:debootstrap     debootstrap     debootstrap                             debootstrap      -
		windows run:x86_64-w64-mingw32-gcc  gcc-mingw-w64-x86-64  -                         -                -
		windows run:wixl            wixl                -                                       -                -
		windows run:msiextract      msitools            -                                       -                -
		windows run:convert         imagemagick         -                                       -                -
		windows run:zip             zip                 -                                       -                -
		wine   run:wine             wine                -                                       -                -
		wine   file:/usr/lib/wine/wine64  wine64        -                                       -                -
		wine   run:npm              npm                 -                                       -                -
		wine   run:Xvfb             xvfb                -                                       -                -
		wine   run:openbox          openbox             -                                       -                -
		wine   run:xdotool          xdotool             -                                       -                -
		wine   run:import           imagemagick         -                                       -                -
		tools  run:desktop-file-validate  desktop-file-utils  desktop-file-utils            desktop-file-utils  desktop-file-utils
	END
}

say() { printf 'deps: %s\n' "$*" >&2; }
die() {
	say "$@"
	exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# present succeeds if the need of one check is met.
present() {
	case $1 in
	run:*) have "${1#*:}" ;;
	file:*) [[ -e ${1#*:} ]] ;;
	lib:*) have pkg-config && pkg-config --exists "${1#*:}" ;;
	python:*) /usr/bin/python3 -c "import ${1#*:}" 2>/dev/null ;; # the Python for which packages are installed
	font:*) have fc-list && [[ -n $(fc-list ":lang=${1#*:}") ]] ;;
	header:*) have gcc && gcc -E -x c -include "${1#*:}" /dev/null >/dev/null 2>&1 ;;
	esac
}

# manager prints the table's column for this system, or nothing if there is none.
manager() {
	local m
	if [[ $(uname) == Darwin ]]; then
		if have brew; then echo brew; fi
		return
	fi
	for m in apt-get dnf pacman; do
		if have "$m"; then
			echo "${m%-get}"
			return
		fi
	done
}

# as_root runs a command as root, through sudo if the user is not root.
as_root=()
if [[ $(id -u) != 0 ]]; then as_root=(sudo); fi

# apt_install fetches the package lists if there are none or they are too old. All of
# it is one command, so that sudo asks only once. The hundreds of lines of apt-get
# are printed only if it fails. It waits for another apt-get: a new machine often updates
# itself.
apt_install() {
	local known=yes
	apt-cache show "$@" >/dev/null 2>&1 || known=
	# shellcheck disable=SC2016 # the other shell expands it
	"$here/aloud.sh" deps ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive bash -c '
		known=$1 log=$(mktemp)
		shift
		trap "rm -f \"$log\"" EXIT
		get() { apt-get -qq "$@" -o DPkg::Lock::Timeout=600 >"$log" 2>&1; }
		if [[ -n $known ]] && get install -y --no-install-recommends "$@"; then exit; fi
		echo "deps: updating the package lists" >&2
		if get update && echo "deps: fetching and unpacking" >&2 && get install -y --no-install-recommends "$@"; then exit; fi
		cat "$log" >&2
		exit 1' apt "$known" "$@"
}

install() {
	case $1 in
	apt) apt_install "${@:2}" ;;
	dnf) ${as_root[@]+"${as_root[@]}"} dnf install -y "${@:2}" ;;
	pacman) ${as_root[@]+"${as_root[@]}"} pacman -S --needed --noconfirm "${@:2}" ;;
	brew) brew install "${@:2}" ;;
	esac
}

# missing prints a line "look packages" for each need that is not met, in the
# words of one package manager.
missing() { # scopes manager
	local scope look apt dnf pacman brew packages
	while read -r scope look apt dnf pacman brew; do
		if [[ " $1 " != *" $scope "* ]]; then continue; fi
		case $2 in
		dnf) packages=$dnf ;;
		pacman) packages=$pacman ;;
		brew) packages=$brew ;;
		*) packages=$apt ;;
		esac
		if [[ $packages != - ]] && ! present "$look"; then
			echo "$look $packages"
		fi
	done < <(needs)
}

case ${1-} in
build | bench | peers | walk | office | package | windows | tools) scopes=$1 ;;
wine) scopes="windows wine" ;;
test) scopes="build test" ;;
*)
	echo "usage: scripts/deps.sh build|test|bench|peers|walk|office|package|windows|wine|tools" >&2
	exit 2
	;;
esac

have go || die "Go is missing (1.26 or newer): https://go.dev/dl/"
if [[ $(uname) == Darwin ]] && ! xcode-select -p >/dev/null 2>&1; then
	die "the C compiler is missing; run: xcode-select --install"
fi

manager=$(manager)
if [[ $(uname) == Darwin && -z $manager ]]; then
	lacking=$(missing "$scopes" brew)
else
	lacking=$(missing "$scopes" "$manager")
fi
if [[ -z $lacking ]]; then exit 0; fi

packages=()
while read -r name; do
	packages+=("$name")
done < <(cut -d' ' -f2 <<<"$lacking" | tr ',' '\n' | sort -u)

if [[ -z $manager ]]; then
	say "this system's package manager is not known here; please install what is missing:"
	printf '%s\n' "$lacking" | sed 's/^run:/program /; s/^lib:/library /; s/^python:/Python package /; s/^header:/C header /
		s/\(.*\) \(.*\)/  \1 (Debian: \2)/' >&2
	exit 1
fi

say "installing with $manager: ${packages[*]}"
if [[ $manager != brew && $(id -u) != 0 ]] && ! have sudo; then
	die "not root, and there is no sudo; please install them as root"
fi
install "$manager" "${packages[@]}" || die "could not install: ${packages[*]} (the reason stands above)"

lacking=$(missing "$scopes" "$manager" | cut -d' ' -f1 | tr '\n' ' ')
if [[ -n $lacking ]]; then die "installed, but still not found: $lacking"; fi
say "done"
