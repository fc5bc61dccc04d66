#!/usr/bin/env bash
# Opens the window on a generated library, with its own catalogue, covers and
# settings: those of the user are neither read nor written.
#
#   scripts/demo.sh FOLDER
#
# LECTERN names the program; the default is build/lectern.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${1:?usage: scripts/demo.sh FOLDER}
own=$PWD/build/demo.home
mkdir -p "$own/.config" "$own/.cache" "$own/.local/share"
export XDG_CONFIG_HOME=$own/.config XDG_CACHE_HOME=$own/.cache XDG_DATA_HOME=$own/.local/share
if [[ $(uname) == Darwin ]]; then export HOME=$own; fi # there the toolkit keeps settings in the home folder

exec "${LECTERN:-build/lectern}" --catalog "$own/catalogue.db" "$folder"
