//go:build linux

package e2e

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// gate takes the place of ffprobe: a probe waits until the gate opens, and then becomes
// ffprobe. With it, a test can check what happens before any probe has answered.
type gate struct {
	dir  string // to be put first in PATH
	lock *os.File
}

const gateScript = `#!/bin/sh
exec 9<"$(dirname "$0")/gate"
flock -s 9
PATH="${PATH#*:}" exec ffprobe "$@"
`

// shut makes a closed gate.
func shut(t *testing.T) gate {
	t.Helper()
	g := gate{dir: t.TempDir()}
	lock, err := os.Create(filepath.Join(g.dir, "gate"))
	if err == nil {
		err = os.WriteFile(filepath.Join(g.dir, "ffprobe"), []byte(gateScript), 0o755)
	}
	if err == nil {
		err = syscall.Flock(int(lock.Fd()), syscall.LOCK_EX)
	}
	if err != nil {
		t.Fatal(err)
	}
	g.lock = lock
	t.Cleanup(func() { lock.Close() })
	return g
}

// open lets the probes through.
func (g gate) open(t *testing.T) {
	t.Helper()
	if err := syscall.Flock(int(g.lock.Fd()), syscall.LOCK_UN); err != nil {
		t.Fatal(err)
	}
}
