package catalog

import (
	"context"
	"database/sql/driver"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	sqlite "modernc.org/sqlite"
)

// answer is what the function lectern_disk waits for: a disk that does not answer.
var answer atomic.Pointer[chan struct{}]

func init() {
	sqlite.MustRegisterScalarFunction("lectern_disk", 0, func(*sqlite.FunctionContext, []driver.Value) (driver.Value, error) {
		<-*answer.Load()
		return nil, nil
	})
}

// TestSilentDisk checks that a write without an answer is reported within
// seconds, that the notice says whether user changes wait, and that it goes
// when the disk answers.
func TestSilentDisk(t *testing.T) {
	path, m := filled(t, 3)
	synctest.Test(t, func(t *testing.T) {
		wait := make(chan struct{})
		answer.Store(&wait)
		c := must(t, path)
		c.use.Lock()
		_, err := c.pair.user.conn.ExecContext(context.Background(),
			"CREATE TEMP TRIGGER silent BEFORE INSERT ON edit BEGIN SELECT lectern_disk(); END")
		c.use.Unlock()
		check(t, err)
		c.Save(Edit(2, "title", "typed while the disk hangs"))
		time.Sleep(answerPatience - time.Second) // the bubble's clock
		synctest.Wait()
		if n := noticed(c); len(n) != 0 || trouble(c) != "" || c.Unsaved() != 1 {
			t.Errorf("too early: %q, %q, %d unsaved", n, trouble(c), c.Unsaved())
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		n := noticed(c)
		if len(n) != 1 || !strings.HasPrefix(n[0], "Your changes are not saved yet: the disk with the catalogue does not answer.") {
			t.Errorf("notices %q", n)
		}
		if trouble(c) != silence {
			t.Errorf("trouble %q", trouble(c))
		}
		if f := c.Faults(); !slices.Contains(f, errSilent) || len(c.Faults()) > 0 {
			t.Errorf("faults %v", f)
		}
		select {
		case <-c.News():
		default:
			t.Error("nobody is told")
		}
		close(wait)
		synctest.Wait()
		if n := noticed(c); len(n) != 0 || trouble(c) != "" || c.Unsaved() != 0 {
			t.Errorf("after the answer: %q, %q, %d unsaved", n, trouble(c), c.Unsaved())
		}
		c.Save(Keep(m.rows[3]))
		time.Sleep(time.Minute)
		synctest.Wait()
		if n := noticed(c); len(n) != 0 {
			t.Errorf("later: %q", n)
		}
		check(t, c.Close())
	})
}

// TestFaults checks that the log gets the system's errors, which Notices never
// shows.
func TestFaults(t *testing.T) {
	path, _ := filled(t, 3)
	overwrite(t, UserPath(path), 0, []byte("no database any more"))
	c := must(t, path)
	if n := noticed(c); len(n) != 1 || strings.Contains(n[0], "SQL") {
		t.Errorf("notices %q", n)
	}
	f := c.Faults()
	if len(f) != 1 || f[0].Error() == "" {
		t.Fatalf("faults %v", f)
	}
	t.Log(f[0])
}

func trouble(c *Catalog) string {
	why, _ := c.Trouble()
	return why
}
