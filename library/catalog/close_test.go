package catalog

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"github.com/adrg/xdg"
	"go.uber.org/goleak"
)

// TestNoGoroutineStays opens, loads, interrupts a load, saves and closes, and
// finds no goroutine left.
func TestNoGoroutineStays(t *testing.T) {
	before := goleak.IgnoreCurrent()
	path := somewhere(t)
	c, err := Open(context.Background(), path)
	check(t, err)
	c.Save(library(20 * loadBatch)...)
	check(t, c.Close())
	if c, err = Open(context.Background(), path); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	batches := 0
	err = c.Load(ctx, func([]Entry) {
		batches++
		cancel()
	})
	if !errors.Is(err, context.Canceled) || batches >= 20 || len(noticed(c)) > 0 {
		t.Fatalf("%v after %d batches; %v", err, batches, noticed(c))
	}
	if n := len(load(t, c)); n != 20*loadBatch {
		t.Fatalf("%d rows the second time", n)
	}
	if err := errors.Join(c.Close(), c.Close()); err != nil {
		t.Fatal("closed twice: ", err)
	}
	goleak.VerifyNone(t, before)
}

func TestPlaces(t *testing.T) {
	data := t.TempDir()
	t.Setenv("XDG_DATA_HOME", data)
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	if got := DefaultPath(); got != filepath.Join(data, "lectern", "catalogue.db") {
		t.Error(got)
	}
	for path, want := range map[string]string{
		"/a/catalogue.db": "/a/catalogue.listener.db",
		"/a.b/c":          "/a.b/c.listener",
	} {
		if got := UserPath(path); got != want {
			t.Errorf("%s: %s", path, got)
		}
	}
}
