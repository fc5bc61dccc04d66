#!/usr/bin/env bash
# Makes a release: tests, looks for known vulnerabilities, dates the changelog and the
# metainfo, commits, builds twice, makes the packages and the lists of their modules, tries
# the packages, and sets the tag last. If a step fails, mend it and run this again; a
# version that has its date keeps it. Nothing is pushed.
#
#   scripts/release.sh VERSION
set -euo pipefail
cd "$(dirname "$0")/.."

version=${1:?usage: scripts/release.sh VERSION}
today=$(date +%Y-%m-%d)
die() {
	echo "release: $*" >&2
	exit 1
}

if [[ ! $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]]; then die "$version is no version"; fi
if [[ -n $(git status --porcelain) ]]; then die "the tree has changes: commit them first"; fi
if git rev-parse -q --verify "refs/tags/v$version" >/dev/null; then die "v$version exists: set the next version in FyneApp.toml"; fi

make test
scripts/vulncheck.sh || [[ $? == 3 ]] # without a database it says that nothing was checked
if ! grep -q "^## \[$version\]" CHANGELOG.md; then
	sed -i "s/^## \[Unreleased\]\$/&\n\n## [$version] - $today/" CHANGELOG.md
	if ! grep -q "<release version=\"$version\"" assets/*.metainfo.xml; then
		sed -i "0,/<release version=/s/\( *\)<release version=/\1<release version=\"$version\" date=\"$today\"\/>\n&/" assets/*.metainfo.xml
	fi
	sed -i "s/<release version=\"$version\" date=\"[^\"]*\"/<release version=\"$version\" date=\"$today\"/" assets/*.metainfo.xml
	grep -q "^## \[$version\]" CHANGELOG.md || die "CHANGELOG.md has no heading [Unreleased]"
	git commit -q -m "release: $version" CHANGELOG.md assets/*.metainfo.xml
fi
make reproducible
make build package VERSION="$version"
make test-package
git tag -a "v$version" -m "Lectern $version"
echo "release: v$version is tagged, its packages are in build/; push them: git push --follow-tags"
