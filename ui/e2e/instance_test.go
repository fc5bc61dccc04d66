//go:build linux

package e2e

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // the driver

	"lectern/scripts/desktop"
)

// TestOneWindow starts the program again for a catalogue whose window is behind another
// window, and then for one whose window is minimised. Both times the folder is added to
// the first window, which comes to the front.
func TestOneWindow(t *testing.T) {
	require(t)
	home, screen := newHome(t), openScreen(t)
	s := beginOn(t, screen, t.Name(), home, "")
	other := beginOn(t, screen, t.Name()+"-other", newHome(t), "")

	again := func(name string, flags ...string) {
		t.Helper()
		folder := filepath.Join(home, name)
		rare(t, folder, 1)
		s.front(false)
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		if said, err := s.Again(ctx, append(flags, "--", folder)...); err != nil || said != "" {
			t.Fatalf("the second start: %v: %s", err, said)
		}
		logged := strings.ToValidUTF8(folder, "\uFFFD")
		s.next("scan_done", func(e desktop.Event) bool { return e.Root == logged && e.Files == 1 })
		s.front(true)
	}
	again("behind")
	s.must(s.Minimise(t.Context()))
	again("a\xff\nb", "--catalog", filepath.Join(home, ".local", "share", "lectern", "catalogue.db"))

	s.close()
	other.front(true) // this window gets the keys
	other.close()
	left, err := filepath.Glob(filepath.Join(home, ".run", "lectern", "*"))
	if err != nil || len(left) > 0 {
		t.Errorf("the socket remains: %q, %v", left, err)
	}
}

// front waits until the window has, or does not have, the keyboard focus.
func (s *session) front(want bool) {
	s.Helper()
	ctx, cancel := context.WithTimeout(s.Context(), patience)
	defer cancel()
	for active := !want; active != want; {
		var err error
		active, err = s.Active(ctx)
		s.must(err)
	}
}

// TestRefusal: a file of another program is not changed; a window and the exit status
// say so.
func TestRefusal(t *testing.T) {
	require(t)
	s := begin(t, newHome(t), "")
	foreign := filepath.Join(t.TempDir(), "foreign.db")
	db, err := sql.Open("sqlite", foreign)
	s.must(err)
	_, err = db.Exec("CREATE TABLE theirs (x)")
	s.must(errors.Join(err, db.Close()))
	before, err := os.ReadFile(foreign)
	s.must(err)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		said, err := s.Again(ctx, "--catalog", foreign)
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 1 || !strings.Contains(said, "another program") {
			t.Errorf("%v: %s", err, said)
		}
	}()
	s.front(false)
	s.press("Escape")
	<-ended
	if after, err := os.ReadFile(foreign); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the file was changed: %v", err)
	}
	s.front(true)
	s.close()
}
