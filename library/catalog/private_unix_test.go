//go:build unix

package catalog

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/adrg/xdg"
)

// TestPrivateFolder: only the user may enter the folder that is made for a catalogue, the
// usual one and another.
func TestPrivateFolder(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	for _, path := range []string{DefaultPath(), filepath.Join(t.TempDir(), "new", "c.db")} {
		closed(t, must(t, path))
		dir := filepath.Dir(path)
		if i, err := os.Stat(dir); err != nil || i.Mode().Perm() != 0o700 {
			t.Errorf("%s: %v, %v", dir, i, err)
		}
	}
}
