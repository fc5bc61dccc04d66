//go:build unix

package sidecar

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestPipes reads a folder in which everything is a pipe without a writer, a
// link to one, a folder or a device.
func TestPipes(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"metadata.json", "x.opf", "cover.jpg"} {
		if err := syscall.Mkfifo(filepath.Join(dir, name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, to := range map[string]string{"desc.txt": "x.opf", "reader.txt": "/dev/zero", "a.cue": "nowhere", "b.cue": "b.cue"} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "folder.jpg"), 0o700); err != nil {
		t.Fatal(err)
	}
	n, _ := Read(t.Context(), dir, []string{"metadata.json", "x.opf", "cover.jpg", "desc.txt", "reader.txt", "a.cue", "b.cue", "folder.jpg"})
	same(t, "faults", n.Faults, []string{
		"metadata.json is not an ordinary file", "x.opf is not an ordinary file", "desc.txt is not an ordinary file",
		"reader.txt is not an ordinary file", "b.cue cannot be read: the disk reports an error",
		"cover.jpg is not an ordinary file", "folder.jpg is not an ordinary file",
	})
	same(t, "picture", n.Picture, "")
}

func TestPermission(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desc.txt")
	if err := os.WriteFile(path, []byte("x"), 0); err != nil {
		t.Fatal(err)
	}
	if _, err := os.ReadFile(path); err == nil {
		t.Skip("this user reads everything")
	}
	n, _ := Read(t.Context(), filepath.Dir(path), []string{"desc.txt"})
	same(t, "faults", n.Faults, []string{"desc.txt cannot be read: permission denied"})
}
