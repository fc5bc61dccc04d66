package catalog

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
)

// TestMigration migrates both databases to an invented next version, and keeps
// a copy of the old one. A step that fails changes nothing.
func TestMigration(t *testing.T) {
	ctx := context.Background()
	for _, kind := range []struct {
		schema schema
		path   func(string) string
		table  string
	}{
		{catalogueSchema(), func(p string) string { return p }, "file"},
		{userSchema(), UserPath, "identity"},
	} {
		path, m := filled(t, 50)
		p := kind.path(path)
		count := func(path string, s schema, query string) (n int) {
			t.Helper()
			d, backup, err := open(ctx, path, s)
			check(t, err)
			defer d.close()
			if backup != "" {
				t.Fatal("migrated again")
			}
			check(t, d.conn.QueryRowContext(ctx, query).Scan(&n))
			return n
		}
		before, err := os.ReadFile(p)
		check(t, err)

		broken := kind.schema
		broken.steps = append(broken.steps[:len(broken.steps):len(broken.steps)], "CREATE TABLE half (x) STRICT; SELECT nothing FROM nowhere;")
		if d, _, err := open(ctx, p, broken); err == nil {
			d.close()
			t.Fatal("a broken step was made")
		}
		if after, _ := os.ReadFile(p); string(after) != string(before) {
			t.Fatal("a broken step left something behind")
		}
		m.check(t, path)

		next := kind.schema
		next.steps = append(next.steps[:len(next.steps):len(next.steps)],
			"CREATE TABLE shelf (id INTEGER PRIMARY KEY) STRICT; INSERT INTO shelf SELECT id FROM "+kind.table+";",
			"ALTER TABLE shelf ADD COLUMN colour TEXT;")
		d, backup, err := open(ctx, p, next)
		check(t, err)
		check(t, d.close())
		if n := count(p, next, "SELECT count(*) FROM shelf WHERE colour IS NULL"); n != 50 {
			t.Errorf("%d rows after migration", n)
		}
		if n := count(backup, kind.schema, "SELECT count(*) FROM "+kind.table); n != 50 {
			t.Errorf("%d rows in the copy of the old one", n)
		}
		if _, err := Open(ctx, path); !errors.Is(err, ErrNewer) {
			t.Errorf("this version opens the next one's: %v", err)
		}
	}
}

// TestMigrationTold checks that the notice names the copy of the old version.
func TestMigrationTold(t *testing.T) {
	path, m := filled(t, 5)
	p := &pair{report: newReport()}
	s := catalogueSchema()
	s.steps = append(s.steps, "CREATE TABLE shelf (id INTEGER) STRICT;")
	d, err := p.prepare(context.Background(), place{path, s}, nil)
	check(t, err)
	d.close()
	if len(p.report.told) != 1 || !strings.Contains(p.report.told[0].String(), path+".v3.backup") {
		t.Fatal(p.report.told)
	}
	check(t, os.Rename(path+".v3.backup", path))
	if whole, _ := m.check(t, path); whole != 5 {
		t.Fatalf("%d rows whole in the copy", whole)
	}
}
