package filesystem_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"lectern/library/filesystem"
)

var errStop = errors.New("stop")

// TestWriteWhole: a file is written whole or stays as it was, and nothing is left beside
// it.
func TestWriteWhole(t *testing.T) {
	text := func(s string) func(io.Writer) error {
		return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
	}
	torn := func(w io.Writer) error { _, _ = io.WriteString(w, "half"); return errStop }
	never := func() error { return errStop }
	for _, c := range []struct {
		name    string
		write   func(io.Writer) error
		allowed func() error
		err     error
	}{
		{"whole", text("new"), nil, nil}, {"allowed", text("new"), func() error { return nil }, nil},
		{"torn", torn, nil, errStop}, {"not allowed", text("new"), never, errStop},
	} {
		for _, was := range []string{"", "old"} {
			t.Run(c.name+" "+was, func(t *testing.T) {
				dir := t.TempDir()
				path := filepath.Join(dir, "metadata.json")
				var perm fs.FileMode // 0640, but on Windows, which knows only read-only
				if was != "" {
					if err := os.WriteFile(path, []byte(was), 0o640); err != nil {
						t.Fatal(err)
					}
					s, err := os.Stat(path)
					if err != nil {
						t.Fatal(err)
					}
					perm = s.Mode()
				}
				if err := filesystem.WriteWhole(path, c.write, c.allowed); !errors.Is(err, c.err) {
					t.Fatal(err)
				}
				want := was
				if c.err == nil {
					want = "new"
				}
				got, err := os.ReadFile(path)
				if string(got) != want || (err == nil) != (want != "") {
					t.Errorf("the file has %q, %v", got, err)
				}
				if s, err := os.Stat(path); was != "" && (err != nil || s.Mode() != perm) {
					t.Error("its permissions changed")
				}
				all, err := os.ReadDir(dir)
				if err != nil || want != "" && len(all) != 1 || want == "" && len(all) != 0 {
					t.Errorf("beside it: %v, %v", all, err)
				}
			})
		}
	}
}

// TestWriteWholeThroughLink: a link stays, and the file that it leads to is replaced. A
// folder is not.
func TestWriteWholeThroughLink(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target"), filepath.Join(dir, "link")
	if err := os.WriteFile(target, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("target", link); err != nil {
		t.Skip(err)
	}
	write := func(w io.Writer) error { _, err := io.WriteString(w, "new"); return err }
	if err := filesystem.WriteWhole(link, write, nil); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(target); string(got) != "new" {
		t.Errorf("the target has %q, %v", got, err)
	}
	if s, err := os.Lstat(link); err != nil || s.Mode()&os.ModeSymlink == 0 {
		t.Error("the link is gone")
	}
	if err := filesystem.WriteWhole(dir, write, nil); err == nil {
		t.Error("a folder was replaced")
	}
}
