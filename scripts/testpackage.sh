#!/usr/bin/env bash
# Tries the .deb on a bare Debian 12, in build/debian: installs it, opens the window
# under Xvfb, scans a folder, removes it, and finds nothing left but the user's data. It
# must run as root, and needs a mirror of Debian.
#
#   scripts/testpackage.sh PACKAGE.deb
#
# The mirror is that of this machine's package lists, or DEBIAN_MIRROR.
set -euo pipefail
cd "$(dirname "$0")/.."

deb=$(readlink -f "${1:?usage: scripts/testpackage.sh PACKAGE.deb}")
root=$PWD/build/debian
bare=$PWD/build/debian.tar # a root before Lectern, for the next run
say() { echo "test-package: $*"; }
die() {
	say "$*" >&2
	exit 1
}
if [[ $(id -u) != 0 ]]; then die "only root can make a Debian root"; fi

# mirror prints the address of a mirror.
mirror() {
	if [[ -n ${DEBIAN_MIRROR-} ]]; then
		echo "$DEBIAN_MIRROR"
		return
	fi
	# shellcheck disable=SC2016 # apt-get expands it
	apt-get indextargets --format '$(SITE) $(CODENAME)' 2>/dev/null | awk '$2 == "bookworm" { print $1; exit }'
}

# inside runs a command in the root, as the user "reader" if it begins with "as_user".
inside() {
	local as=(env)
	if [[ $1 == as_user ]]; then
		as=(runuser -u reader -- env HOME=/home/reader XDG_RUNTIME_DIR=/home/reader/run)
		shift
	fi
	chroot "$root" "${as[@]}" DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

apt=(apt-get -qq -o Dpkg::Use-Pty=0 -o APT::Sandbox::User=root -y --no-install-recommends)
leave() { umount -q "$root/proc" 2>/dev/null || true; }
trap leave EXIT

leave
rm -rf "$root"
mkdir -p "$root"
if [[ -e $bare ]]; then
	tar -xf "$bare" -C "$root"
else
	from=$(mirror)
	say "making a bare Debian 12"
	debootstrap --variant=minbase bookworm "$root" "${from:-http://deb.debian.org/debian}" >"$root.log" 2>&1 || die "debootstrap failed: see $root.log"
	cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
	inside "${apt[@]}" update
	inside "${apt[@]}" install xvfb xauth xdotool libgl1-mesa-dri >/dev/null # the screen, not what Lectern needs
	inside useradd --create-home reader
	inside as_user install -d -m 700 /home/reader/run
	tar -C "$root" -cf "$bare" .
fi
mount -t proc proc "$root/proc"

# files prints the files of the system, without those that apt and dpkg write.
files() {
	(cd "$root" && find . \( -path ./proc -o -path ./home -o -path ./tmp -o -path ./var/cache -o -path ./var/lib/apt -o -path ./var/lib/dpkg -o -path ./var/log \) -prune -o -print | sort)
}

cp "$deb" "$root/tmp/lectern.deb"
say "installing"
# shellcheck disable=SC2016 # dpkg-query expands it
before=$(inside dpkg-query -W -f '${Package}\n' | sort)
inside "${apt[@]}" install --download-only /tmp/lectern.deb >/dev/null
# What Lectern depends on comes first, so that it does not count as left.
needs=$(comm -13 <(echo "$before") <(inside apt-get -s install --no-install-recommends /tmp/lectern.deb | awk '/^Inst/ { print $2 }' | sort) | grep -vx lectern || true)
if [[ -n $needs ]]; then
	# shellcheck disable=SC2086 # a list
	inside "${apt[@]}" install $needs >/dev/null
fi
bare_files=$(files)
inside "${apt[@]}" install /tmp/lectern.deb >/dev/null
inside as_user lectern version

say "scanning"
mkdir -p "$root/home/reader/Books"
go run -trimpath ./scripts/mkcorpus -n 40 -dir "$root/home/reader/Books" >/dev/null
chown -R --reference "$root/home/reader" "$root/home/reader/Books"
for program in "lectern scan" lectern-scan; do
	# shellcheck disable=SC2086 # program and command
	records=$(inside as_user $program /home/reader/Books | wc -l)
	say "$program: $records books"
	if ((records == 0)); then die "$program found nothing"; fi
done

say "opening the window"
# shellcheck disable=SC2016 # the shell inside expands it
inside as_user xvfb-run -a -s '-screen 0 1280x800x24' sh -c '
	lectern /home/reader/Books & pid=$!
	xdotool search --sync --onlyvisible --class io.github.lectern.Lectern getwindowname || exit 1
	i=0 # until the books are in the catalogue
	while [ $i -lt 60 ] && ! grep -q "Books/" /home/reader/.local/share/lectern/*.db* 2>/dev/null; do sleep 1; i=$((i + 1)); done
	kill $pid
	wait $pid
	[ $i -lt 60 ]' || die "the window did not open, or did not scan, or did not close well"
if [[ -z $(find "$root/home/reader/.local/share/lectern" -name '*.db') ]]; then die "the window kept no catalogue"; fi

say "removing"
inside "${apt[@]}" purge lectern >/dev/null
left=$(comm -13 <(echo "$bare_files") <(files))
if [[ -n $left ]]; then die "left: $left"; fi
if [[ -z $(find "$root/home/reader/.local/share/lectern" -name '*.db') ]]; then die "the user's catalogue is gone"; fi
say "nothing is left but the user's data:"
(cd "$root/home/reader" && find . -maxdepth 4 -not -path './Books/*' -type f | sort)
