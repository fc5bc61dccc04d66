package catalog

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"lectern/library/book"
)

// TestFullDisk fills the catalogue's disk by SQLite's own limit, keeps
// saving, frees space, and finds everything written without further help.
func TestFullDisk(t *testing.T) {
	for _, which := range []string{"catalogue", "user database"} {
		t.Run(which, func(t *testing.T) {
			path, m := filled(t, 300)
			synctest.Test(t, func(t *testing.T) {
				c := must(t, path)
				d := c.pair.files
				if which != "catalogue" {
					d = c.pair.user
				}
				limit := func(pages int) {
					c.use.Lock()
					defer c.use.Unlock()
					if _, err := d.conn.ExecContext(context.Background(), fmt.Sprintf("PRAGMA max_page_count = %d", pages)); err != nil {
						t.Fatal(err)
					}
				}
				limit(1) // SQLite makes it the size there is
				given := 0
				for id := range m.rows {
					for k := range 20 {
						e := m.rows[id]
						f := *e.File
						f.ID += book.ID(1000 * (k + 1))
						f.Path += fmt.Sprint("copy ", k)
						e.File, e.Edits, e.Hidden = &f, nil, false
						m.rows[f.ID] = e
						c.Save(Keep(e))
						given++
					}
				}
				c.Save(Edit(7, "title", "typed on a full disk"))
				given++
				synctest.Wait()
				time.Sleep(retryAfter / 2) // the bubble's clock
				if n := noticed(c); len(n) != 1 || !strings.Contains(n[0], "disk is full") {
					t.Fatalf("notices %v", n)
				}
				if c.Saved() == uint64(given) {
					t.Fatal("everything counts as saved")
				}
				limit(1 << 30)
				time.Sleep(2*retryAfter + batchAge)
				synctest.Wait()
				if n := noticed(c); len(n) != 0 || c.Saved() != uint64(given) {
					t.Fatalf("%d of %d saved; %v", c.Saved(), given, n)
				}
				c.Close()
			})
			e := m.rows[7]
			e.Edits = map[string]string{"title": "typed on a full disk"}
			for field, value := range m.rows[7].Edits {
				if field != "title" {
					e.Edits[field] = value
				}
			}
			m.rows[7] = e
			same(t, load(t, must(t, path)), m.rows)
		})
	}
}

// TestBatches checks the writer's delays: a single row waits a second for
// others; a full batch and a user change do not wait.
func TestBatches(t *testing.T) {
	path := somewhere(t)
	synctest.Test(t, func(t *testing.T) {
		c := must(t, path)
		expect := func(want uint64, after time.Duration, what string) {
			t.Helper()
			time.Sleep(after)
			synctest.Wait()
			if got := c.Saved(); got != want {
				t.Fatalf("%s: %d saved, want %d", what, got, want)
			}
		}
		c.Save(Keep(version(0)))
		expect(0, batchAge*9/10, "young")
		c.Save(Keep(version(1)), Keep(version(killRows)))
		expect(3, batchAge/10, "old: and what came later goes along")
		for n := range batchLen + 1 {
			c.Save(Keep(version(n)))
		}
		expect(3+batchLen, 0, "a batch")
		c.Save(Edit(1, "title", "typed"))
		expect(3+batchLen+2, 0, "typed")
		c.Save(Keep(version(5)))
		c.Close()
		expect(3+batchLen+3, 0, "closed")
	})
}
