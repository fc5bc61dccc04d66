#!/usr/bin/env bash
# Takes the README's pictures, and pictures to check before a release: see
# scripts/screenshots.
set -euo pipefail
cd "$(dirname "$0")/.."

exec go run ./scripts/screenshots "$@"
