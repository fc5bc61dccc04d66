package catalog

import (
	"context"
	"embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// schemas holds the steps of both databases: <kind>/<version>.sql leads from
// the version before to this one. A step that was released is never changed.
//
//go:embed schema
var schemas embed.FS

// schema is one of the two databases as this Lectern writes it. A database's
// version is the number of steps made, kept in its user_version.
type schema struct {
	table   string // identifies the database if its head is damaged
	columns string // the first columns of that table
	app     uint32 // SQLite's application_id
	steps   []string
}

// The application ids: "Lect" and "LecL".
const (
	catalogueApp = 0x4c656374
	userApp      = 0x4c65634c
)

func catalogueSchema() schema {
	return schema{"file", "id, root, path, size, modified, changed, state, detail", catalogueApp, steps("catalogue")}
}

func userSchema() schema {
	return schema{"identity", "id, path, size, fingerprint, added, missing", userApp, steps("user")}
}

// steps reads the steps of one database, in order.
func steps(kind string) (steps []string) {
	for v := 1; ; v++ {
		text, err := schemas.ReadFile("schema/" + kind + "/" + strconv.Itoa(v) + ".sql")
		if err != nil {
			return steps
		}
		steps = append(steps, string(text))
	}
}

func (s schema) version() int { return len(s.steps) }

// migrate brings an open database to this schema in one transaction: all steps
// for a new one, the missing steps for an older one, which it copies first.
// backup is the path of the copy, "" if none was needed.
func (s schema) migrate(ctx context.Context, d *database) (backup string, err error) {
	version, err := d.version(ctx)
	if err != nil {
		return "", fmt.Errorf("read version: %w", err)
	}
	if version == s.version() {
		return "", nil
	}
	if version > 0 {
		backup = fmt.Sprintf("%s.v%d.backup", d.path, version)
		if err := d.copyTo(ctx, backup); err != nil {
			return "", fmt.Errorf("copy before migration: %w", err)
		}
	}
	err = d.change(func() error {
		for v, step := range s.steps[version:] {
			if _, err := d.conn.ExecContext(ctx, step); err != nil {
				return fmt.Errorf("migrate to version %d: %w", version+v+1, asDamage(err)) // its tables are not those of the version number in it
			}
		}
		// Pragmas take no parameters.
		_, err := d.conn.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", int32(s.app), s.version()))
		return err
	})
	return backup, err
}

// verify compares the tables of d with those of a new database.
func (s schema) verify(ctx context.Context, d *database) error {
	want, err := s.tables(ctx)
	if err != nil {
		return err
	}
	got, err := d.tables(ctx)
	if err != nil {
		return asDamage(err)
	}
	if got != want {
		return fmt.Errorf("%w: its tables are others", errDamaged)
	}
	return nil
}

// newTables caches the tables of a new database, by the text of its steps:
// creating one takes longer than the rest of opening a catalogue.
var newTables sync.Map

// tables returns the text of the tables of a new database.
func (s schema) tables(ctx context.Context) (string, error) {
	steps := strings.Join(s.steps, "\n")
	if text, known := newTables.Load(steps); known {
		return text.(string), nil
	}
	fresh, err := connect(ctx, "", "?mode=memory")
	if err != nil {
		return "", err
	}
	defer fresh.close()
	if _, err := fresh.conn.ExecContext(ctx, steps); err != nil {
		return "", err
	}
	text, err := fresh.tables(ctx)
	if err != nil {
		return "", err
	}
	newTables.Store(steps, text)
	return text, nil
}

// tables returns the text of everything in a schema.
func (d *database) tables(ctx context.Context) (text string, err error) {
	err = d.conn.QueryRowContext(ctx, `SELECT coalesce(group_concat(type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, ''), char(10) ORDER BY name), '') FROM sqlite_schema`).Scan(&text)
	return text, err
}
