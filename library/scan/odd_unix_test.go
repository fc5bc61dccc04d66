//go:build unix

package scan

import (
	"fmt"
	"math"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"lectern/library/book"
)

func TestChangedIsCtime(t *testing.T) {
	root := tree(t, "a.mp3")
	var st unix.Stat_t
	check(t, unix.Stat(filepath.Join(root, "a.mp3"), &st))
	files, _ := list(t, root, root)
	if got := files["a.mp3"].Changed; got != st.Ctim.Nano() || got == 0 {
		t.Errorf("ctime %d, want %d", got, st.Ctim.Nano())
	}
}

func TestTimesOutOfRange(t *testing.T) {
	for _, c := range []struct {
		seconds, rest, want int64
	}{
		{0, 0, 0}, {-1, 999_999_999, -1}, {1 << 31, 5, 1<<31*1e9 + 5},
		{9_223_372_035, 999_999_999, 9_223_372_035_999_999_999}, {9_223_372_036, 0, math.MaxInt64}, {253_402_300_800, 0, math.MaxInt64}, {math.MaxInt64, 0, math.MaxInt64},
		{-9_223_372_036, 0, -9_223_372_036_000_000_000}, {-9_223_372_037, 999_999_999, math.MinInt64}, {-11_644_473_600, 0, math.MinInt64}, {math.MinInt64, 0, math.MinInt64},
	} {
		if got := nanoseconds(c.seconds, c.rest); got != c.want {
			t.Errorf("%d s %d ns: %d, want %d", c.seconds, c.rest, got, c.want)
		}
	}
	root := tree(t, "far.mp3")
	path := filepath.Join(root, "far.mp3")
	far := time.Date(2400, 1, 1, 0, 0, 0, 0, time.UTC)
	check(t, os.Chtimes(path, far, far))
	at, err := os.Stat(path)
	check(t, err)
	if at.ModTime().Year() < 2400 {
		t.Skipf("this file system keeps %v", at.ModTime())
	}
	files, _ := list(t, root, root)
	if got := time.Unix(0, files["far.mp3"].Modified).UTC().Year(); got != 2262 {
		t.Errorf("modified in %d", got)
	}
}

func TestPipesAndSocketsAreRowsAndNeverOpened(t *testing.T) {
	root := tree(t, "ok.mp3")
	check(t, unix.Mkfifo(filepath.Join(root, "pipe.mp3"), 0o644))
	check(t, unix.Mkfifo(filepath.Join(root, "other"), 0o644))
	t.Chdir(root) // a socket's path is short
	l, err := net.Listen("unix", "socket.m4b")
	check(t, err)
	defer l.Close()
	grow(t, root, "link.mp3 -> pipe.mp3", "null.mp3 -> /dev/null")
	files, _ := list(t, root, root)
	want(t, files, "ok.mp3", "pipe.mp3", "socket.m4b", "link.mp3", "null.mp3")
	fault(t, files["pipe.mp3"], book.Irregular, "not a regular file (a named pipe)")
	fault(t, files["link.mp3"], book.Irregular, "not a regular file (a named pipe)")
	fault(t, files["socket.m4b"], book.Irregular, "not a regular file (a socket)")
	fault(t, files["null.mp3"], book.Irregular, "not a regular file (a device)")
}

func TestHostileNames(t *testing.T) {
	names := []string{"line\nbreak.mp3", "bad\xff\xfe.mp3", "fold\xe9r\n/x.mp3", "-y.mp3", " .mp3", "张三.m4b", "%03d.mp3", "a\\b.mp3", "x.mp3/y.mp3"}
	root := tree(t, names...)
	files, _ := list(t, root, root)
	want(t, files, names...)
}

func TestPathLongerThanTheSystemTakes(t *testing.T) {
	root := tree(t, "near.mp3")
	name := strings.Repeat("n", 200)
	at, err := unix.Open(root, unix.O_DIRECTORY|unix.O_RDONLY, 0)
	check(t, err)
	below := ""
	for range 30 { // 6,000 bytes
		check(t, unix.Mkdirat(at, name, 0o755))
		next, err := unix.Openat(at, name, unix.O_DIRECTORY|unix.O_RDONLY, 0)
		check(t, err)
		unix.Close(at)
		at, below = next, below+name+"/"
	}
	fd, err := unix.Openat(at, "far.mp3", unix.O_CREAT|unix.O_WRONLY, 0o644)
	check(t, err)
	unix.Close(fd)
	unix.Close(at)
	files, r := list(t, root, root)
	want(t, files, "near.mp3", below+"far.mp3")
	if len(r.Problems) != 0 {
		t.Error(r.Problems[0].Reason())
	}
}

// asNobody runs the rest of a test without root's right to read everything.
func asNobody(t *testing.T, root string) {
	if os.Geteuid() != 0 {
		return
	}
	const nobody = 65534
	check(t, os.Chmod(filepath.Dir(root), 0o755)) // the test's own folder
	check(t, filepath.WalkDir(root, func(path string, _ os.DirEntry, _ error) error { return os.Lchown(path, nobody, nobody) }))
	check(t, syscall.Setreuid(-1, nobody))
	t.Cleanup(func() { check(t, syscall.Setreuid(-1, 0)) })
}

func TestPermissionDenied(t *testing.T) {
	root := tree(t, "ok/a.mp3", "locked/b.mp3", "listed/c.mp3", "listed/sub/d.mp3", "zero.mp3", "link -> locked")
	asNobody(t, root)
	for name, mode := range map[string]os.FileMode{"locked": 0, "listed": 0o444, "zero.mp3": 0} {
		path := filepath.Join(root, name)
		check(t, os.Chmod(path, mode))
		t.Cleanup(func() { os.Chmod(path, 0o755) })
	}
	files, r := list(t, root, root)
	want(t, files, "ok/a.mp3", "listed/c.mp3", "zero.mp3")
	fault(t, files["listed/c.mp3"], book.Permission, "permission denied")
	if len(r.Problems) != 2 || r.Problems[0].Path != root+"/listed/sub" || r.Problems[1].Path != root+"/locked" {
		t.Fatalf("%+v", r.Problems)
	}
	for _, p := range r.Problems {
		if p.Reason() != "permission denied" || r.Covers(p.Path+"/x.mp3") || r.Covers(p.Path) {
			t.Errorf("%v", p)
		}
	}
	if !r.Covers(root+"/ok/gone.mp3") || !r.Covers(root+"/lockedx") {
		t.Error("the rest is not covered")
	}
	if _, err := Walk(t.Context(), root, root+"/locked", Options{}, nil); err == nil || !strings.HasSuffix(err.Error(), "permission denied") {
		t.Error(err)
	}
}

func TestProblemsAreInOrder(t *testing.T) {
	var paths []string
	for i := range 30 {
		paths = append(paths, fmt.Sprintf("%d/", i))
	}
	root := tree(t, paths...)
	asNobody(t, root)
	for _, p := range paths {
		check(t, os.Chmod(filepath.Join(root, p), 0))
	}
	_, r := list(t, root, root)
	if len(r.Problems) != len(paths) || !slices.IsSortedFunc(r.Problems, func(a, b Problem) int { return strings.Compare(a.Path, b.Path) }) {
		t.Error(r.Problems)
	}
}

func TestLinksToFiles(t *testing.T) {
	outside := tree(t, "real.bin", "dir/")
	root := tree(t, "One/intro.mp3", "Two/intro.mp3 -> ../One/intro.mp3", // books share their parts
		"a.mp3 -> "+outside+"/real.bin", "dead.mp3 -> nowhere", "self.mp3 -> self.mp3", "dead -> "+outside+"/unplugged", "notes -> "+outside+"/real.bin")
	files, r := list(t, root, root)
	want(t, files, "One/intro.mp3", "Two/intro.mp3", "a.mp3", "dead.mp3", "self.mp3")
	if f := files["a.mp3"]; f.Size != int64(len("real.bin")) || f.State != book.Found {
		t.Errorf("%+v", f)
	}
	fault(t, files["dead.mp3"], book.Vanished, "link leads nowhere")
	fault(t, files["self.mp3"], book.Vanished, "link leads in a circle")
	if f := files["dead.mp3"]; f.Modified == 0 || f.Size != 0 {
		t.Error("a dead link has a date and no size")
	}
	if len(r.Problems) != 0 || r.Covers(root+"/dead/book.mp3") || !r.Covers(root+"/gone.mp3") {
		t.Errorf("%+v: the target of a dead link is unknown, which is not a problem", r)
	}
}

func TestLinkedFolders(t *testing.T) {
	outside := tree(t, "o.mp3", "deep/p.mp3", "back -> .")
	root := tree(t,
		"a/loop -> ..", "a/self -> .", "a/x.mp3", "0 -> a", "y.mp3 -> a", // circles, and ways to what is there
		"m -> "+outside, "k -> "+outside, "l -> "+outside+"/deep",
		".store/s.mp3", "z -> .store", "up -> "+filepath.Dir(outside)+"/none")
	for range 20 {
		files, _ := list(t, root, root)
		want(t, files, "a/x.mp3", "k/o.mp3", "k/deep/p.mp3", "z/s.mp3")
	}
	files, _ := list(t, root, root+"/a")
	want(t, files, "a/x.mp3")
	files, _ = list(t, root, root+"/0")
	want(t, files)
	files, _ = list(t, root, root+"/z")
	want(t, files, "z/s.mp3")

	// The root is itself behind a link, and a link leads above it.
	above := tree(t, "lib/z.mp3", "lib/a/x.mp3", "lib/a/top -> ../..", "other/y.mp3", "way -> lib")
	files, _ = list(t, above+"/way", above+"/way")
	want(t, files, "z.mp3", "a/x.mp3", "a/top/other/y.mp3")
	files, _ = list(t, above+"/way", above+"/way/a")
	want(t, files, "a/x.mp3", "a/top/other/y.mp3")
}
