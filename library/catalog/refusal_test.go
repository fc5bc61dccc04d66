package catalog

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/adrg/xdg"
)

// TestRefusedFiles checks that the kinds of all files together decide whether a
// catalogue is refused.
func TestRefusedFiles(t *testing.T) {
	for _, c := range []struct {
		files []fileKind
		usual bool
		want  int
	}{
		{[]fileKind{empty, empty}, false, -1},
		{[]fileKind{ours, empty}, false, -1},
		{[]fileKind{unrecognized, empty}, false, 0},
		{[]fileKind{empty, unrecognized}, false, 1},
		{[]fileKind{unrecognized, unrecognized}, false, 0},
		{[]fileKind{unrecognized, ours}, false, -1},
		{[]fileKind{ours, unrecognized}, false, -1},
		{[]fileKind{unrecognized, empty}, true, -1},
		{[]fileKind{unreadable, empty}, false, 0},
		{[]fileKind{unreadable, ours}, false, -1},
		{[]fileKind{unreadable, empty}, true, -1},
		{[]fileKind{foreign, ours}, false, 0},
		{[]fileKind{ours, foreign}, true, 1},
		{[]fileKind{unusable, ours}, true, 0},
		{[]fileKind{unrecognized, ours, unusable}, false, 2},
		{[]fileKind{unrecognized, foreign}, true, 1},
	} {
		if got := refused(c.files, c.usual); got != c.want {
			t.Errorf("%v, usual %v: %d, want %d", c.files, c.usual, got, c.want)
		}
	}
}

// tryOpen opens a catalogue that must be refused, and fails if Open takes too
// long.
func tryOpen(t *testing.T, path string) error {
	t.Helper()
	ended := make(chan error, 1)
	go func() {
		c, err := Open(context.Background(), path)
		if err == nil {
			c.Close()
		}
		ended <- err
	}()
	select {
	case err := <-ended:
		return err
	case <-time.After(30 * time.Second):
		t.Fatal("it waits")
		return nil
	}
}

// all returns the names and bytes of the files in a folder; for anything else, its
// kind.
func all(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	entries, err := os.ReadDir(dir)
	check(t, err)
	for _, e := range entries {
		is := e.Type().String()
		if e.Type().IsRegular() {
			b, err := os.ReadFile(filepath.Join(dir, e.Name()))
			check(t, err)
			is = string(b)
		}
		all[e.Name()] = is
	}
	return all
}

// theirs are ways to make a file that is not Lectern's.
var theirs = map[string]func(t *testing.T, path string){
	"a text": func(t *testing.T, path string) { write(t, path, "Dear diary,\n") },
	"passwords": func(t *testing.T, path string) {
		write(t, path, strings.Repeat("root:x:0:0:root:/root:/bin/bash\n", 9))
	},
	"an mp3":            func(t *testing.T, path string) { write(t, path, "ID3\x04"+strings.Repeat("\x00\xff\xfb\x90d", 5000)) },
	"zeroes":            func(t *testing.T, path string) { write(t, path, strings.Repeat("\x00", pageLen)) },
	"one byte":          func(t *testing.T, path string) { write(t, path, "\n") },
	"a torn database":   func(t *testing.T, path string) { write(t, path, magic+strings.Repeat("torn", 5000)) },
	"the magic alone":   func(t *testing.T, path string) { write(t, path, magic) },
	"another program's": func(t *testing.T, path string) { sqlOn(t, path, "CREATE TABLE moz_places (url)") },
	"another's with a table of our names": func(t *testing.T, path string) {
		sqlOn(t, path, "CREATE TABLE file (id INTEGER PRIMARY KEY, path, size)", "CREATE TABLE identity (id, name)", "CREATE TABLE root (path)")
	},
	"another's that says so and is empty": func(t *testing.T, path string) { sqlOn(t, path, "PRAGMA application_id = 7") },
	"another's with a log": func(t *testing.T, path string) {
		d, err := connect(context.Background(), path, "")
		check(t, err)
		if _, err := d.conn.ExecContext(context.Background(), setup+"CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)"); err != nil {
			t.Fatal(err)
		}
		killed := clone(t, path)
		d.close()
		for name, b := range contents(t, killed) {
			write(t, filepath.Join(filepath.Dir(path), name), b)
		}
	},
	"a folder": func(t *testing.T, path string) {
		check(t, os.Mkdir(path, 0o700))
	},
	"a link to a text": func(t *testing.T, path string) {
		there := filepath.Join(t.TempDir(), "diary.txt")
		write(t, there, "Dear diary,\n")
		link(t, there, path)
		t.Cleanup(func() {
			if now := all(t, filepath.Dir(there)); len(now) != 1 || now["diary.txt"] != "Dear diary,\n" {
				t.Errorf("at the target of the link: %q", now)
			}
		})
	},
	"a link to nothing": func(t *testing.T, path string) { link(t, filepath.Join(t.TempDir(), "nothing"), path) },
}

func write(t *testing.T, path, content string) {
	t.Helper()
	check(t, os.WriteFile(path, []byte(content), 0o600))
}

func link(t *testing.T, to, path string) {
	t.Helper()
	check(t, os.Symlink(to, path))
}

// TestForeignFiles puts another program's file at each path that a catalogue
// would write. It is refused; it and its folder stay as they are, without a
// lock, and the message names it.
func TestForeignFiles(t *testing.T) {
	for name, put := range theirs {
		for what, at := range map[string]func(string) string{
			"catalogue":     func(p string) string { return p },
			"user database": UserPath,
			"backup":        backupOf,
			"user backup":   func(p string) string { return backupOf(UserPath(p)) },
		} {
			t.Run(name+" as "+what, func(t *testing.T) {
				path := somewhere(t)
				put(t, at(path))
				refuses(t, path, filepath.Base(at(path)))
			})
		}
	}
}

// refuses opens a catalogue, which must fail with a sentence that names a file.
func refuses(t *testing.T, path, file string) {
	t.Helper()
	before := all(t, filepath.Dir(path))
	err := tryOpen(t, path)
	told, is := errors.AsType[*Refusal](err)
	if !is || !errors.Is(err, ErrForeign) {
		t.Fatalf("opened with %v", err)
	}
	if text := told.Error(); !strings.Contains(text, file) && !strings.Contains(text, "diary.txt") || !strings.Contains(text, "Nothing was changed. ") {
		t.Errorf("told %s", text)
	}
	if after := all(t, filepath.Dir(path)); !maps.Equal(before, after) {
		t.Errorf("the folder has %q, had %q", slices.Sorted(maps.Keys(after)), slices.Sorted(maps.Keys(before)))
	}
}

// TestForeignBeside leaves a log without its database, and another program's
// file in place of the lock.
func TestForeignBeside(t *testing.T) {
	for suffix, put := range map[string]string{"-wal": "a log", ".lock": "a folder"} {
		path := somewhere(t)
		if put == "a log" {
			write(t, path+suffix, strings.Repeat("log", 99))
		} else {
			theirs[put](t, path+suffix)
		}
		refuses(t, path, filepath.Base(path)+suffix)
	}
	// Even if the lock belongs to another program, the file is not touched.
	path := somewhere(t)
	write(t, path, "Dear diary,\n")
	write(t, path+".lock", "12345\n")
	refuses(t, path, "catalogue.db")
}

// TestForeignBesideOurs puts other files beside one of Lectern's: a file that
// is not a database counts as a damaged catalogue, but another program's database
// and a folder do not.
func TestForeignBesideOurs(t *testing.T) {
	from, m := filled(t, 5)
	for name, put := range theirs {
		for _, at := range []func(string) string{func(p string) string { return p }, UserPath} {
			path := clone(t, from)
			for _, file := range beside(at(path)) {
				os.Remove(file)
			}
			put(t, at(path))
			switch name {
			case "another program's", "another's with a table of our names", "another's with a log", "a folder", "a link to nothing":
				refuses(t, path, filepath.Base(at(path)))
			case "a link to a text":
				if at(path) == path { // there is nothing of Lectern's beside the text
					refuses(t, path, "diary.txt")
					continue
				}
				fallthrough // the link is set aside
			default:
				if _, notices := m.check(t, path); len(notices) != 1 {
					t.Errorf("%s at %s: %v", name, at("catalogue.db"), notices)
				}
			}
		}
	}
}

// TestOursAlone repairs catalogues that identify themselves, with no other file
// as evidence: one with torn pages, and one with a damaged head.
func TestOursAlone(t *testing.T) {
	from, m := filled(t, 50)
	for name, ruin := range map[string]func(path string){
		"torn":            func(p string) { overwrite(t, p, pageLen, bytes.Repeat([]byte{0xee}, int(sizeOf(t, p))-pageLen)) },
		"begins anew":     func(p string) { overwrite(t, p, 0, []byte("no database ")) },
		"says nothing":    func(p string) { sqlOn(t, p, "PRAGMA application_id = 0") },
		"cut in the head": func(p string) { os.Truncate(p, headLen) },
	} {
		path := somewhere(t)
		check(t, copyFile(from, path))
		ruin(path)
		c, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(name, err)
		}
		rows := load(t, c)
		if n := strings.Join(noticed(c), " "); !strings.Contains(n, "damaged") {
			t.Errorf("%s: %v", name, n)
		}
		if name == "says nothing" && len(rows) != len(m.rows) {
			t.Errorf("%s: %d rows", name, len(rows))
		}
		closed(t, c)
	}
}

// TestEmptyFiles opens empty files: they become a new catalogue, and nothing
// counts as damaged.
func TestEmptyFiles(t *testing.T) {
	for _, files := range [][]func(string) string{
		{func(p string) string { return p }},
		{UserPath},
		{func(p string) string { return p }, UserPath, backupOf},
	} {
		path := somewhere(t)
		for _, at := range files {
			write(t, at(path), "")
		}
		for range 2 {
			c := must(t, path)
			load(t, c)
			c.Save(Edit(1, "title", "typed"))
			if n := noticed(c); len(n) > 0 {
				t.Error(n)
			}
			closed(t, c)
		}
		if aside, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*damaged*")); len(aside) > 0 {
			t.Error(aside)
		}
	}
}

// TestMissingFolders creates one missing folder and says so. If more are
// missing, the path counts as misspelt.
func TestMissingFolders(t *testing.T) {
	dir := t.TempDir()
	err := tryOpen(t, filepath.Join(dir, "no", "such", "c.db"))
	if _, is := errors.AsType[*Refusal](err); !is || !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), filepath.Join(dir, "no")) {
		t.Errorf("opened with %v", err)
	}
	if got := all(t, dir); len(got) > 0 {
		t.Errorf("made %q", got)
	}
	path := filepath.Join(dir, "new", "c.db")
	for _, notices := range []int{1, 0} {
		c := must(t, path)
		if n := noticed(c); len(n) != notices || notices > 0 && !strings.Contains(n[0], filepath.Join(dir, "new")) {
			t.Error(n)
		}
		closed(t, c)
	}
}

// TestUsualPlace checks Lectern's own folder, which is created with its
// parents: there the name of a file is evidence enough, but another program's
// database is still refused.
func TestUsualPlace(t *testing.T) {
	data := filepath.Join(t.TempDir(), "not", "there", "yet")
	t.Setenv("XDG_DATA_HOME", data)
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	path := DefaultPath()
	if !strings.HasPrefix(path, data) {
		t.Skip("this system has no such variable")
	}
	c := must(t, path)
	if n := noticed(c); len(n) > 0 {
		t.Error(n)
	}
	closed(t, c)
	for _, file := range databaseFiles(path) {
		os.Remove(file)
	}
	write(t, path, "torn\n")
	linked := filepath.Join(t.TempDir(), "c.db")
	link(t, path, linked)
	c = must(t, linked)
	if n := noticed(c); len(n) != 1 || !strings.Contains(n[0], "damaged") {
		t.Error(n)
	}
	closed(t, c)
	for _, file := range databaseFiles(path) {
		os.Remove(file)
	}
	theirs["another program's"](t, path)
	refuses(t, path, filepath.Base(path))
}

// TestUnreadableAlone opens a file that this user may not read.
func TestUnreadableAlone(t *testing.T) {
	path := somewhere(t)
	write(t, path, "Dear diary,\n")
	check(t, os.Chmod(path, 0))
	if f, err := os.Open(path); err == nil {
		f.Close()
		t.Skip("this user reads everything")
	}
	err := tryOpen(t, path)
	if !errors.Is(err, errUnreadable) || !strings.Contains(err.Error(), "permission denied") {
		t.Errorf("opened with %v", err)
	}
	if names, _ := os.ReadDir(filepath.Dir(path)); len(names) != 1 {
		t.Errorf("made %v", names)
	}
}

// TestForeignWhileOpen mounts a disk with foreign files over an open catalogue.
func TestForeignWhileOpen(t *testing.T) {
	path, _ := filled(t, 5)
	c := must(t, path)
	load(t, c)
	home := filepath.Dir(path)
	check(t, errors.Join(os.Rename(home, home+" away"), os.Mkdir(home, 0o700)))
	write(t, path, "Dear diary,\n")
	write(t, UserPath(path), "Dear diary,\n")
	before := contents(t, path)
	c.Save(Edit(1, "title", "typed"))
	for len(noticed(c)) == 0 {
		<-c.News()
	}
	if n := noticed(c); !strings.Contains(n[0], "another file lies in its place") || c.Unsaved() != 1 {
		t.Errorf("%d unsaved, %v", c.Unsaved(), n)
	}
	if after := contents(t, path); !maps.Equal(before, after) {
		t.Errorf("the folder has %q", after)
	}
	for name := range before {
		os.Remove(filepath.Join(home, name))
	}
	if err := c.Close(); err != nil || c.Unsaved() != 0 {
		t.Errorf("closed with %v, %d unsaved", err, c.Unsaved())
	}
}
