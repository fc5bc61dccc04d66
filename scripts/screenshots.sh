#!/usr/bin/env bash
# The README's pictures, and those to look at before a release: see
# scripts/screenshots.
set -euo pipefail
cd "$(dirname "$0")/.."

exec go run ./scripts/screenshots "$@"
