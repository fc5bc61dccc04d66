#!/usr/bin/env bash
# Opens the window on a made-up library, with a catalogue, covers and settings of
# its own: the user's are neither read nor written.
#
#   scripts/demo.sh FOLDER
#
# LECTERN is the program (build/lectern).
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${1:?usage: scripts/demo.sh FOLDER}
own=$PWD/build/demo.home
mkdir -p "$own/.config" "$own/.cache" "$own/.local/share"
export XDG_CONFIG_HOME=$own/.config XDG_CACHE_HOME=$own/.cache XDG_DATA_HOME=$own/.local/share
if [[ $(uname) == Darwin ]]; then export HOME=$own; fi # there the toolkit keeps settings in the home folder

exec "${LECTERN:-build/lectern}" --catalog "$own/catalogue.db" "$folder"
