package catalog

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"lectern/library/book"
)

const pageLen = 4096

// model is what a catalogue holds.
type model struct {
	rows  map[book.ID]Entry
	roots []Root
}

// filled makes a catalogue with n rows, edits, hidden rows and two roots.
func filled(t *testing.T, n int) (path string, m model) {
	t.Helper()
	path = somewhere(t)
	r := rand.New(rand.NewPCG(11, uint64(n)))
	m = model{rows: map[book.ID]Entry{}}
	c := must(t, path)
	for _, p := range []string{"/books", "/more/bo\xffoks"} {
		root := Root{Path: p, Added: 5, Patterns: "*.tmp", Health: Health{Device: 1 << 63, FileSystem: "ext4", Sentinels: []string{"a", "b\xff"}, Mounts: []string{"c", "d/\xfe"}, Files: n, Scanned: 9}}
		m.roots = append(m.roots, root)
		c.Save(KeepRoot(root))
	}
	for id := range book.ID(n) {
		e := randomEntry(r, id+1)
		e.File.Path = fmt.Sprintf("%s/%d", e.File.Root, id)
		m.rows[e.File.ID] = e
		c.Save(opsOf(e)...)
	}
	check(t, c.Close())
	return path, m
}

// noticed returns the notices of a catalogue in English.
func noticed(c *Catalog) (texts []string) {
	for _, n := range c.Notices() {
		texts = append(texts, n.String())
	}
	return texts
}

// check opens the catalogue and compares it with m: all user changes are there, and
// at least the identity of each row. It returns how many rows came back whole, and
// the notices.
func (m model) check(t *testing.T, path string) (whole int, notices []string) {
	t.Helper()
	c, err := Open(context.Background(), path)
	check(t, err)
	defer c.Close()
	rows := load(t, c)
	if got := slices.Collect(maps.Keys(rows)); len(got) != len(m.rows) {
		t.Fatalf("%d rows, want %d; %v", len(got), len(m.rows), noticed(c))
	}
	for id, want := range m.rows {
		got := rows[id]
		if reflect.DeepEqual(got, want) {
			whole++
			continue
		}
		bare := Entry{
			File:  &book.File{ID: id, Root: want.File.Root, Path: want.File.Path, Size: want.File.Size},
			Added: want.Added, MissingSince: want.MissingSince, Fingerprint: want.Fingerprint, Recording: want.Recording,
			Hidden: want.Hidden, Edits: want.Edits,
		}
		if want.MissingSince != 0 {
			bare.File.State = book.Missing
		}
		if !reflect.DeepEqual(got, bare) {
			t.Fatalf("row %d: %+v %+v\nwant %+v %+v\n%v", id, got, got.File, bare, bare.File, noticed(c))
		}
	}
	if !reflect.DeepEqual(c.Roots(), m.roots) {
		t.Fatalf("roots %+v, want %+v", c.Roots(), m.roots)
	}
	if want := book.ID(len(m.rows)); c.LastID() != want {
		t.Fatalf("last ID %d, want %d", c.LastID(), want)
	}
	return whole, noticed(c)
}

// clone copies the databases of a catalogue into a folder of their own.
func clone(t *testing.T, path string) string {
	t.Helper()
	to := somewhere(t)
	for _, name := range databaseFiles(path) {
		check(t, copyFile(name, filepath.Join(filepath.Dir(to), filepath.Base(name))))
	}
	return to
}

// databaseFiles returns the files beside path, without the lock.
func databaseFiles(path string) (names []string) {
	all, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	return slices.DeleteFunc(all, func(name string) bool { return strings.HasSuffix(name, ".lock") })
}

// contents returns the bytes of all files beside path, except the lock.
func contents(t *testing.T, path string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, name := range databaseFiles(path) {
		b, err := os.ReadFile(name)
		check(t, err)
		all[filepath.Base(name)] = string(b)
	}
	return all
}

// overwrite writes b into a file at an offset.
func overwrite(t *testing.T, path string, at int64, b []byte) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	check(t, err)
	defer f.Close()
	if _, err := f.WriteAt(b, at); err != nil {
		t.Fatal(err)
	}
}

// sqlOn runs statements on a database that nobody has open.
func sqlOn(t *testing.T, path string, statements ...string) {
	t.Helper()
	d, err := connect(context.Background(), path, "")
	check(t, err)
	defer d.close()
	for _, s := range statements {
		if _, err := d.conn.ExecContext(context.Background(), s); err != nil {
			t.Fatal(err)
		}
	}
}

func sizeOf(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	check(t, err)
	return info.Size()
}

// TestDamagedPage destroys each page of each database in turn, with
// noise, zeroes and another page. A second start finds nothing to repair.
func TestDamagedPage(t *testing.T) {
	path, m := filled(t, 300)
	r := rand.New(rand.NewPCG(3, 3))
	for _, which := range []func(string) string{func(p string) string { return p }, UserPath} {
		original, err := os.ReadFile(which(path))
		check(t, err)
		name := filepath.Base(which(path))
		best, noticed, sum, damaged := 0, 0, 0, 0
		for page := range len(original) / pageLen {
			noise := make([]byte, pageLen)
			switch page % 3 {
			case 0:
				for i := range noise {
					noise[i] = byte(r.Uint32())
				}
			case 1:
				copy(noise, original[r.IntN(len(original)/pageLen)*pageLen:])
			}
			if bytes.Equal(noise, original[page*pageLen:][:pageLen]) {
				continue
			}
			there := clone(t, path)
			overwrite(t, which(there), int64(page*pageLen), noise)
			whole, notices := m.check(t, there)
			if which(path) == path {
				if whole < len(m.rows) && (len(notices) != 1 || !strings.Contains(notices[0], "damaged")) {
					t.Fatalf("page %d of %s: %v", page, name, notices)
				}
				best = max(best, whole)
			} else if whole != len(m.rows) {
				t.Fatalf("page %d of %s: %d rows of the catalogue are whole", page, name, whole)
			}
			noticed += len(notices)
			sum, damaged = sum+whole, damaged+1
			again, notices := m.check(t, there)
			if again != whole || len(notices) > 0 {
				t.Fatalf("page %d of %s, second start: %d rows whole, then %d; %v", page, name, whole, again, notices)
			}
		}
		t.Logf("%s: %d pages, %d notices, at best %d of %d rows whole", name, len(original)/pageLen, noticed, best, len(m.rows))
		// Rows on both sides of the damage are saved: from one side alone, half of them
		// would be lost.
		if mean := sum / damaged; which(path) == path && mean < len(m.rows)*3/4 {
			t.Errorf("%s: of one damaged page only %d rows of %d stay whole in the mean", name, mean, len(m.rows))
		}
		if noticed < len(original)/pageLen/2 {
			t.Errorf("%s: only %d notices", name, noticed)
		}
	}
}

// TestFlippedBit flips single bits anywhere in the catalogue. Each
// row comes back unchanged, or by its identity only; its content is never
// wrong.
func TestFlippedBit(t *testing.T) {
	path, m := filled(t, 100)
	r := rand.New(rand.NewPCG(4, 4))
	original, err := os.ReadFile(path)
	check(t, err)
	for range 80 {
		at := r.IntN(len(original))
		there := clone(t, path)
		overwrite(t, there, int64(at), []byte{original[at] ^ 1<<r.IntN(8)})
		m.check(t, there)
	}
}

// TestDestroyedDatabase ruins whole files.
func TestDestroyedDatabase(t *testing.T) {
	path, m := filled(t, 300)
	noise := bytes.Repeat([]byte("no database at all\n"), 5000)
	for name, ruin := range map[string]func(path string) error{
		"zero byte": func(p string) error { return os.Truncate(p, 0) },
		"garbage":   func(p string) error { return os.WriteFile(p, noise, 0o600) },
		"short":     func(p string) error { return os.WriteFile(p, noise[:20], 0o600) },
		"cut":       func(p string) error { return os.Truncate(p, 5*pageLen+77) },
		"head":      func(p string) error { return os.Truncate(p, 100) },
		"garbage after the magic number": func(p string) error {
			return os.WriteFile(p, append([]byte(magic), noise...), 0o600)
		},
		"gone": os.Remove,
	} {
		t.Run(name, func(t *testing.T) {
			there := clone(t, path)
			os.Remove(backupOf(there)) // with the backup, all rows would be whole again: TestBackupOfTheCatalogue
			check(t, ruin(there))
			whole, notices := m.check(t, there)
			if len(notices) != 1 {
				t.Errorf("%d notices: %v", len(notices), notices)
			}
			if name != "cut" && whole == len(m.rows) {
				t.Error("nothing was ruined")
			}
			if name == "gone" {
				return
			}
			if kept, _ := filepath.Glob(there + ".damaged-*"); len(kept) != 1 {
				t.Errorf("set aside: %v", kept)
			}
		})
		t.Run(name+" user database", func(t *testing.T) {
			there := clone(t, path)
			check(t, ruin(UserPath(there)))
			if whole, notices := m.check(t, there); whole != len(m.rows) || len(notices) != 1 {
				t.Errorf("%d rows whole, %v", whole, notices)
			}
		})
	}
}

// TestDamagedWhileOpen damages the catalogue under a running program:
// the writer repairs it and goes on.
func TestDamagedWhileOpen(t *testing.T) {
	path, m := filled(t, 300)
	c := must(t, path)
	load(t, c)
	// SQLite's cache would hide the damage from it.
	if _, err := c.pair.files.conn.ExecContext(context.Background(), "PRAGMA shrink_memory"); err != nil {
		t.Fatal(err)
	}
	overwrite(t, path, pageLen, bytes.Repeat([]byte{0xee}, int(sizeOf(t, path))-pageLen))
	e := m.rows[7]
	e.Look = !e.Look
	m.rows[7] = e
	c.Save(Keep(e))
	check(t, c.Close())
	if n := noticed(c); len(n) != 1 {
		t.Fatalf("notices %v", n)
	}
	if whole, notices := m.check(t, path); whole == 0 || len(notices) > 0 {
		t.Fatalf("%d rows whole, %v", whole, notices)
	}
}

// TestUserDatabaseFromBackup loses the user database, then its backup too. User
// changes come back from the backup; without it the rows stay, and get new
// identities.
func TestUserDatabaseFromBackup(t *testing.T) {
	path, m := filled(t, 200)
	os.Remove(UserPath(path))
	if whole, notices := m.check(t, path); whole != len(m.rows) || len(notices) != 1 {
		t.Fatalf("%d rows whole, %v", whole, notices)
	}
	os.Remove(UserPath(path))
	os.Remove(backupOf(UserPath(path)))
	for id, e := range m.rows {
		e.Edits, e.Hidden = nil, false
		m.rows[id] = e
	}
	c := must(t, path)
	same(t, load(t, c), m.rows)
	for _, r := range m.roots {
		c.Save(KeepRoot(r))
	}
	c.Close()
	os.Remove(path)
	os.Remove(backupOf(path))
	if whole, _ := m.check(t, path); whole == len(m.rows) {
		t.Fatal("nothing was lost")
	}
}

// TestUnusableBackup: the user database is damaged while it is open, and its backup was written
// by a newer Lectern meanwhile. It is set aside: the backup of this session does not replace it.
func TestUnusableBackup(t *testing.T) {
	path, _ := filled(t, 300)
	user := UserPath(path)
	c := must(t, path)
	load(t, c)
	sqlOn(t, backupOf(user), "PRAGMA user_version = 99")
	want, err := os.ReadFile(backupOf(user))
	check(t, err)
	if _, err := c.pair.user.conn.ExecContext(context.Background(), "PRAGMA shrink_memory"); err != nil {
		t.Fatal(err)
	}
	overwrite(t, user, pageLen, bytes.Repeat([]byte{0xee}, int(sizeOf(t, user))-pageLen))
	c.Save(Edit(7, "title", "typed afterwards"))
	check(t, c.Close())
	kept, _ := filepath.Glob(backupOf(user) + ".damaged-*")
	if len(kept) != 1 {
		t.Fatalf("%q: %q", kept, noticed(c))
	}
	if got, err := os.ReadFile(kept[0]); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s changed: %v", kept[0], err)
	}
	if n := strings.Join(noticed(c), " "); !strings.Contains(n, filepath.Base(kept[0])) {
		t.Errorf("%s is not named: %s", kept[0], n)
	}
}

// TestNewestChangeSurvivesDamage damages the user database after a user change that is
// not in the backup: the change survives.
func TestNewestChangeSurvivesDamage(t *testing.T) {
	path, m := filled(t, 300)
	c := must(t, path)
	e := m.rows[299]
	e.Edits, e.Hidden = maps.Clone(e.Edits), true
	if e.Edits == nil {
		e.Edits = map[string]string{}
	}
	e.Edits["title"] = "typed last"
	m.rows[299] = e
	late := randomEntry(rand.New(rand.NewPCG(1, 1)), 301)
	m.rows[301] = late
	ops := append(opsOf(late), opsOf(e)...)
	c.Save(ops...)
	wait(t, c, uint64(len(ops)))
	killed := clone(t, path) // not closed, so without a backup
	c.Close()
	sqlOn(t, UserPath(killed), "PRAGMA wal_checkpoint(TRUNCATE)")

	// The page of the identity in the middle, found by its path.
	b, err := os.ReadFile(UserPath(killed))
	check(t, err)
	at := bytes.Index(b, []byte(m.rows[150].File.Path))
	if at < 0 {
		t.Fatal("no identity of row 150")
	}
	overwrite(t, UserPath(killed), int64(at-at%pageLen), make([]byte, pageLen))
	if err := os.Remove(killed); err != nil { // now the identities are needed
		t.Fatal(err)
	}
	if _, notices := m.check(t, killed); len(notices) != 2 {
		t.Fatal(notices)
	}
}

// TestDamagedTables damages the text of a table: a schema that can be read
// may be impossible to write to.
func TestDamagedTables(t *testing.T) {
	path, m := filled(t, 30)
	for _, c := range []struct{ path, text, end string }{
		{path, "detail   BLOB", "X"}, {UserPath(path), "since INTEGER NOT NULL", "X"}, {UserPath(path), "CHECK (one = 1", "7"},
	} {
		there := clone(t, path)
		file := filepath.Join(filepath.Dir(there), filepath.Base(c.path))
		b, err := os.ReadFile(file)
		check(t, err)
		at := bytes.Index(b, []byte(c.text))
		if at < 0 {
			t.Fatalf("no %q", c.text)
		}
		overwrite(t, file, int64(at+len(c.text)-1), []byte(c.end))
		if _, notices := m.check(t, there); len(notices) != 1 {
			t.Errorf("%q: %v", c.text, notices)
		}
		if _, notices := m.check(t, there); len(notices) > 0 {
			t.Errorf("%q, second start: %v", c.text, notices)
		}
	}
}

// TestWrongVersion: a database whose version number is lower than that of its tables
// cannot be migrated, and counts as damaged.
func TestWrongVersion(t *testing.T) {
	path, m := filled(t, 30)
	for _, at := range []func(string) string{func(p string) string { return p }, UserPath} {
		there := clone(t, path)
		sqlOn(t, at(there), "PRAGMA user_version = 1")
		if _, notices := m.check(t, there); len(notices) != 1 || !strings.Contains(notices[0], "damaged") {
			t.Errorf("%s: %q", filepath.Base(at(there)), notices)
		}
		if _, notices := m.check(t, there); len(notices) > 0 {
			t.Errorf("%s, second start: %q", filepath.Base(at(there)), notices)
		}
	}
}

// TestOpenInAnotherProgram: the user reads why nothing is saved.
func TestOpenInAnotherProgram(t *testing.T) {
	path, _ := filled(t, 5)
	d, err := connect(context.Background(), path, "")
	check(t, err)
	defer d.close()
	_, err = d.conn.ExecContext(context.Background(), "BEGIN EXCLUSIVE")
	check(t, err)
	c, err := Open(context.Background(), path)
	check(t, err)
	defer c.Close()
	if n := noticed(c); len(n) != 1 || !strings.Contains(n[0], "(another program is using it)") {
		t.Errorf("%q", n)
	}
}

// TestUnreadableCatalogue opens a catalogue that this user may not read.
func TestUnreadableCatalogue(t *testing.T) {
	path, m := filled(t, 20)
	check(t, os.Chmod(path, 0))
	if f, err := os.Open(path); err == nil {
		f.Close()
		t.Skip("this user reads everything")
	}
	if whole, notices := m.check(t, path); whole == len(m.rows) || len(notices) == 0 {
		t.Fatalf("%d rows whole; %v", whole, notices)
	}
}

// TestStrayLog leaves a log without its database, as after a user
// deletes only the main file.
func TestStrayLog(t *testing.T) {
	path, m := filled(t, 50)
	other, _ := filled(t, 60)
	b, err := os.ReadFile(other)
	check(t, err)
	check(t, errors.Join(os.Remove(path), os.WriteFile(path+"-wal", b, 0o600)))
	m.check(t, path)
}

// TestRefusedDatabases opens databases that Lectern must not open: a newer version of
// either database, with and without a log that was never written back, and a database
// of another program. They stay as they are, byte for byte.
func TestRefusedDatabases(t *testing.T) {
	path, _ := filled(t, 20)
	for _, c := range []struct {
		name string
		make func(t *testing.T, path string)
		want error
	}{
		{"newer catalogue", func(t *testing.T, p string) { sqlOn(t, p, "PRAGMA user_version = 99") }, ErrNewer},
		{"newer user database", func(t *testing.T, p string) { sqlOn(t, UserPath(p), "PRAGMA user_version = 99") }, ErrNewer},
		{"newer beside a damaged one", func(t *testing.T, p string) {
			sqlOn(t, UserPath(p), "PRAGMA user_version = 99")
			overwrite(t, p, 0, []byte("garbage"))
		}, ErrNewer},
		{"newer backup", func(t *testing.T, p string) {
			sqlOn(t, backupOf(UserPath(p)), "PRAGMA user_version = 99")
			check(t, os.Remove(UserPath(p)))
		}, ErrNewer},
		{"newer in the log", func(t *testing.T, p string) {
			d, err := connect(context.Background(), p, "")
			check(t, err)
			if _, err := d.conn.ExecContext(context.Background(), setup+"PRAGMA user_version = 99"); err != nil {
				t.Fatal(err)
			}
			killed := clone(t, p) // as a kill would leave it; Close would write the log back
			d.close()
			for name, b := range contents(t, killed) {
				check(t, os.WriteFile(filepath.Join(filepath.Dir(p), name), []byte(b), 0o600))
			}
			if head, _ := readHead(p); head[versionAt+3] == 99 || sizeOf(t, p+"-wal") == 0 {
				t.Fatal("the version is not in the log alone")
			}
		}, ErrNewer},
		{"another program's", func(t *testing.T, p string) {
			os.Remove(p)
			sqlOn(t, p, "CREATE TABLE moz_places (url)", "INSERT INTO moz_places VALUES ('x')")
		}, ErrForeign},
	} {
		t.Run(c.name, func(t *testing.T) {
			there := clone(t, path)
			c.make(t, there)
			before := contents(t, there)
			got, err := Open(context.Background(), there)
			if !errors.Is(err, c.want) {
				t.Errorf("opened %v with %v, want %v", got, err, c.want)
			}
			if after := contents(t, there); !maps.Equal(before, after) {
				t.Errorf("the files changed: %v, were %v", slices.Collect(maps.Keys(after)), slices.Collect(maps.Keys(before)))
			}
		})
	}
}

// TestDamagedBackup: the user database is gone or damaged, and its backup is damaged, in any
// of its pages. The catalogue opens, keeps what can be read, names whatever it set aside, and
// saves again.
func TestDamagedBackup(t *testing.T) {
	from, _ := filled(t, 100)
	garbage := []byte("not a database")
	for page := 0; ; page++ {
		for _, gone := range []bool{true, false} {
			path := somewhere(t)
			for _, file := range databaseFiles(from) {
				check(t, copyFile(file, filepath.Join(filepath.Dir(path), filepath.Base(file))))
			}
			user := UserPath(path)
			backup, err := os.ReadFile(backupOf(user))
			check(t, err)
			at, want := page*pageLen, "was damaged; the old file was set aside"
			if at >= len(backup) {
				return
			}
			copy(backup[at:], make([]byte, pageLen))
			check(t, os.WriteFile(backupOf(user), backup, 0o600))
			if gone {
				check(t, os.Remove(user))
				want = "was gone"
			} else {
				check(t, os.WriteFile(user, garbage, 0o600))
			}
			c := must(t, path)
			n := strings.Join(noticed(c), " ")
			if strings.Contains(n, "cannot be opened") || !strings.Contains(n, want) {
				t.Errorf("page %d: %s", page, n)
			}
			for _, name := range databaseFiles(path) {
				name = filepath.Base(name)
				if strings.Contains(name, ".damaged-") && !strings.HasSuffix(name, "-wal") && !strings.HasSuffix(name, "-shm") && !strings.Contains(n, name) {
					t.Errorf("page %d: %s is not named: %s", page, name, n)
				}
			}
			if whole, err := os.ReadFile(backupOf(user)); err == nil && (strings.Contains(n, "from the last backup") == strings.Contains(n, "could be read of its backup") || !bytes.Equal(whole, backup)) {
				t.Errorf("page %d: the backup stayed in its place: %s", page, n)
			}
			c.Save(Edit(7, "title", "typed afterwards"))
			if err := c.Close(); err != nil {
				t.Errorf("page %d: %v", page, err)
			}
			c = must(t, path)
			if load(t, c)[7].Edits["title"] != "typed afterwards" {
				t.Errorf("page %d: the next edit is lost", page)
			}
			c.Close()
		}
	}
}
