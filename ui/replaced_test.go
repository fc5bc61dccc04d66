package ui

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library"
	"lectern/library/book"
)

// sound makes an audio file of one second of silence, with a title.
func sound(t *testing.T, path, title string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("ffmpeg", "-hide_banner", "-v", "error", "-nostdin", "-f", "lavfi", "-i", "anullsrc=r=22050:cl=mono",
		"-t", "1", "-metadata", "album="+title, "-metadata", "comment="+filepath.Base(path), path).CombinedOutput()
	if err != nil {
		t.Fatalf("ffmpeg: %v: %s", err, out)
	}
}

// TestReplacedBookIsAskedAbout: if a better file replaces a book, a bar asks about it.
// Either answer ends the question, until the user undoes the answer.
func TestReplacedBookIsAskedAbout(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{Library: library.Options{Catalog: t.TempDir() + "/library.db"}})
	w.Resize(fyne.NewSize(1000, 600))
	dir := t.TempDir()
	for i := range 3 {
		sound(t, fmt.Sprintf("%s/Herbert/Dune/%d.mp3", dir, i), "Dune")
	}
	question := func() string {
		w.messages.tell(w.lib.Status())
		text, _, _ := strings.Cut(told(w, "Is it the same book?"), " Is it")
		return text
	}
	asked := func() bool { return question() != "" }
	await := func(what string, done func() bool) {
		t.Helper()
		late := time.After(patience)
		for {
			w.rows.Publish(w.lib.View())
			if s := w.lib.Status(); done() && !s.Busy() && s.Fingerprinting == 0 {
				return
			}
			select {
			case <-w.refresh.news:
			case <-late:
				t.Fatal("waited in vain: ", what)
			}
		}
	}
	books := func(n int) func() bool { return func() bool { return w.lib.View().Len() == n } }
	w.lib.AddRoot(dir)
	await("a book", books(1))
	was := w.lib.View().At(0)
	mine := "Mine"
	w.lib.Edit(map[book.ID]map[string]*string{was.ID: {"title": &mine}})
	if q := question(); q != "" {
		t.Fatal(q)
	}
	for i := range 3 {
		if err := os.Remove(fmt.Sprintf("%s/Herbert/Dune/%d.mp3", dir, i)); err != nil {
			t.Fatal(err)
		}
	}
	sound(t, dir+"/Herbert/Dune/Dune.m4b", "Dune")
	w.lib.Rescan()
	await("the question", asked)
	if q := question(); q != "“Mine” in Herbert/Dune is now one file (Dune.m4b)." {
		t.Error(q)
	}

	tap(t, w.messages.bars.Container, "Different book")
	if q := question(); q != "" {
		t.Error(q)
	}
	await("both", books(2))
	w.commands.undo()
	await("the question, as the answer was taken back", asked)
	tap(t, w.messages.bars.Container, "Same book")
	if q := question(); q != "" {
		t.Error(q)
	}
	await("one", books(1))
	if b := w.lib.View().At(0); b.ID != was.ID || b.Title != "Mine" || b.Added != was.Added || b.State != book.Probed {
		t.Errorf("%+v", b)
	}
	w.commands.undo()
	await("both again", func() bool { return w.lib.View().Len() == 2 && asked() })
}
