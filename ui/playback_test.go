//go:build unix

package ui

import (
	"bytes"
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/player"
	"lectern/library/view"
	"lectern/scripts/needs"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// silence writes a WAVE file of so many seconds.
func silence(t *testing.T, path string, length int) {
	t.Helper()
	const rate = 8000
	var b bytes.Buffer
	b.WriteString("RIFF")
	for _, v := range []any{uint32(36 + rate*length), []byte("WAVEfmt "), uint32(16), uint16(1), uint16(1), uint32(rate), uint32(rate), uint16(1), uint16(8), []byte("data"), uint32(rate * length)} {
		if err := binary.Write(&b, binary.LittleEndian, v); err != nil {
			t.Fatal(err)
		}
	}
	b.Write(bytes.Repeat([]byte{128}, rate*length))
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// silentBook returns a book of parts of that many seconds.
func silentBook(t *testing.T, id book.ID, title string, lengths ...int) *book.Book {
	t.Helper()
	dir := t.TempDir()
	b := &book.Book{ID: id, Path: dir, Meta: book.Meta{Title: title}}
	for i, length := range lengths {
		path := filepath.Join(dir, string(rune('1'+i))+".wav")
		silence(t, path, length)
		b.Files = append(b.Files, &book.File{Path: path, State: book.Found, Media: book.Pack(&book.Media{Duration: time.Duration(length) * time.Second})})
	}
	return b
}

// playingWindow returns a window with mpv. until runs what is posted to the UI goroutine
// until a condition holds.
func playingWindow(t *testing.T) (w *Window, until func(what string, holds func(*player.Status) bool)) {
	t.Helper()
	needs.Programs(t, "mpv")
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent") // media keys are none of its business
	test.NewTempApp(t)
	w = newTestWindow(t, Options{})
	posted := make(chan func(), 1000)
	w.tasks.post = func(f func()) { posted <- f }
	return w, func(what string, holds func(*player.Status) bool) {
		t.Helper()
		late := time.After(patience)
		for {
			now := &player.Status{} // before anything was played
			if p := w.playing.player.Load(); p != nil {
				now = p.Status()
			}
			if holds(now) && len(posted) == 0 {
				return
			}
			select {
			case f := <-posted:
				f()
			case <-w.refresh.news:
			case <-late:
				t.Fatalf("%s: never; the bar says %q", what, w.messageText())
			}
		}
	}
}

// TestPlayingInTheBar: a book plays in the bar, which appears with it; the keys and the
// menu act on it.
func TestPlayingInTheBar(t *testing.T) {
	w, until := playingWindow(t)
	b := silentBook(t, 7, "Silence", 30, 30)
	enabled := func() bool {
		w.menus.tell()
		for _, m := range w.MainMenu().Items {
			if m.Label == "Playback" {
				return !m.Items[0].Disabled
			}
		}
		return false
	}
	if w.playing.bar.Visible() || enabled() {
		t.Error("there is a bar before anything was played")
	}
	w.playing.playBook(b, 0, b.Files[1])
	until("the second file plays", func(s *player.Status) bool { return s.Playing && s.At(time.Now()) > 30*time.Second })
	if !w.playing.bar.Visible() || !enabled() {
		t.Error("there is no bar")
	}
	w.views.front().TypedRune(' ')
	until("Space pauses", func(s *player.Status) bool { return !s.Playing })
	for slow := true; slow; {
		typed := time.Now()
		w.views.front().TypedRune('x')
		w.views.front().TypedRune(' ')
		if slow = time.Since(typed) > time.Second/2; slow { // a second later, Space is no longer part of what is typed
			w.playing.player.Load().Pause()
		}
	}
	menuItem(t, w, "Faster").Action()
	until("faster", func(s *player.Status) bool { return s.Speed == 1.05 })
	if p := w.playing.player.Load().Status(); p.Playing {
		t.Error("Space after a letter plays")
	}
	if w.settings.speed() != 1.05 {
		t.Error("the speed is not kept")
	}
	w.playing.setSkip(10)
	w.playing.player.Load().Seek(45 * time.Second) // what mpv says of the place before does not count any more
	w.playing.bar.OnBack()
	until("10 s back", func(s *player.Status) bool { return s.At(time.Now()) == 35*time.Second })
	w.playing.skip(-time.Hour)
	until("at the start", func(s *player.Status) bool { return s.At(time.Now()) < time.Second })
	w.playing.stop()
	until("closed", func(s *player.Status) bool { return s.Timeline == nil })
	if w.playing.bar.Visible() || enabled() {
		t.Error("the bar stays")
	}
	if got := w.messageText(); got != "" {
		t.Error(got)
	}
}

// TestBooksOneAfterTheOther: several books play in their order.
func TestBooksOneAfterTheOther(t *testing.T) {
	w, until := playingWindow(t)
	w.playing.openBooks([]*book.Book{silentBook(t, 1, "One", 60, 1), silentBook(t, 2, "Two", 60)})
	until("the first", func(s *player.Status) bool { return s.Timeline != nil && s.Timeline.Title == "One" && s.Playing })
	w.playing.player.Load().Seek(59 * time.Second)
	until("the second", func(s *player.Status) bool { return s.Timeline.Title == "Two" && s.Playing && s.At(time.Now()) > 0 })
}

// TestNextBookMoves: a book that is moved while the book before it plays is found.
func TestNextBookMoves(t *testing.T) {
	w, until := playingWindow(t)
	books := uitest.NewLibrary("Two")
	one, two := silentBook(t, 100, "One", 60), silentBook(t, books.View(t).At(0).ID, "Two", 60)
	w.playing.openBooks([]*book.Book{one, two})
	until("the first", func(s *player.Status) bool { return s.Timeline != nil && s.Timeline.Title == "One" && s.Playing })
	moved := *two.Files[0]
	moved.Path += ".wav"
	if err := os.Rename(two.Files[0].Path, moved.Path); err != nil {
		t.Fatal(err)
	}
	books.Set(0, func(b *book.Book) { b.Files = []*book.File{&moved} })
	w.rows.Publish(books.View(t))
	w.playing.player.Load().Seek(59 * time.Second)
	until("the second", func(s *player.Status) bool { return s.Timeline.Title == "Two" && s.At(time.Now()) > 0 })
}

// TestFaultsOfThePlayer: what goes wrong is one line, and the bar stays.
func TestFaultsOfThePlayer(t *testing.T) {
	w, until := playingWindow(t)
	b := silentBook(t, 9, "Gone", 5, 60)
	b.Files[0].State = book.Missing
	if err := os.Remove(b.Files[1].Path); err != nil {
		t.Fatal(err)
	}
	w.playing.openBooks([]*book.Book{b})
	until("it stops", func(s *player.Status) bool {
		return s.Timeline != nil && !s.Playing && strings.HasPrefix(w.messageText(), "“2.wav” can’t be played")
	})
	if !w.playing.bar.Visible() {
		t.Error("the bar has gone")
	}
	silence(t, b.Files[1].Path, 60)
	w.playing.openBooks([]*book.Book{b})
	until("it plays, and nothing says that it can't", func(s *player.Status) bool { return s.Playing && w.messageText() == "" })
	gone := uitest.Saga("Gone", "/b/a.mp3")
	gone.Files[0].State = book.Offline
	w.playing.openBooks([]*book.Book{gone})
	until("nothing there", func(*player.Status) bool {
		return w.messageText() == "“Gone” can’t be played: its folder is offline."
	})
}

// TestTextBoxesKeepTheirArrows: Ctrl+Left moves by words in the search box.
func TestTextBoxesKeepTheirArrows(t *testing.T) {
	w, _ := playingWindow(t)
	if _, taken := w.menus.shortcuts["CustomDesktop:Control+"+string(fyne.KeyLeft)]; taken {
		t.Error("the window takes Ctrl+Left from the search box")
	}
	if _, taken := w.menus.shortcuts["CustomDesktop:Control+"+string(fyne.KeyP)]; !taken {
		t.Error("Ctrl+P does nothing in the search box")
	}
}

// listeningIn returns a function that waits until the library has a listening of its only
// book as wanted.
func listeningIn(w *Window, until func(string, func(*player.Status) bool)) func(what string, holds func(*book.Listening) bool) *book.Book {
	return func(what string, holds func(*book.Listening) bool) *book.Book {
		var v *view.View
		until(what, func(*player.Status) bool {
			v = w.lib.View()
			return v.Len() == 1 && v.At(0).Duration > 0 && holds(v.At(0).Listening)
		})
		w.rows.Publish(v)
		w.playing.tell()
		return v.At(0)
	}
}

// TestWhereABookGoesOn: the library knows where a book was paused, and that it was played
// to its end; the book goes on there, also after it was closed.
func TestWhereABookGoesOn(t *testing.T) {
	w, until := playingWindow(t)
	dir := t.TempDir()
	silence(t, filepath.Join(dir, "a.wav"), 600)
	w.lib.AddRoot(dir)
	listening := listeningIn(w, until)
	b := listening("never played", func(l *book.Listening) bool { return l == nil })
	w.playing.playBook(b, 10*time.Second, nil)
	until("plays", func(s *player.Status) bool { return s.Playing && s.Audible && s.At(time.Now()) > 10*time.Second })
	w.playing.player.Load().Pause()
	until("pause", func(s *player.Status) bool { return s.Timeline != nil && !s.Playing })
	listening("paused", func(l *book.Listening) bool { return l != nil && l.Position >= 10*time.Second && l.Finished == 0 })
	w.playing.player.Load().Seek(20 * time.Second)
	until("moved in the pause", func(s *player.Status) bool { return s.At(time.Now()) == 20*time.Second })
	b = listening("moved in the pause", func(l *book.Listening) bool { return l.Position == 20*time.Second })
	at := b.Listening.Position
	w.playing.stop()
	until("closed", func(s *player.Status) bool { return s.Timeline == nil })
	w.playing.openBooks([]*book.Book{b})
	until("goes on", func(s *player.Status) bool {
		return s.Timeline != nil && s.Playing && s.Audible && s.At(time.Now()) >= at
	})
	w.playing.openBooks([]*book.Book{b})
	w.tasks.work.Wait()
	until("still goes on", func(s *player.Status) bool { return s.Playing })
	w.playing.skip(time.Hour)
	until("the end", func(s *player.Status) bool { return s.Timeline != nil && s.Ended })
	b = listening("finished", func(l *book.Listening) bool { return l != nil && l.Position == b.Duration && l.Finished != 0 })
	w.lib.MarkAs(library.Unfinished, time.Now(), b.ID)
	listening("not finished", func(l *book.Listening) bool { return l.Finished == 0 })
	w.playing.player.Load().Toggle()
	until("once more", func(s *player.Status) bool { return s.Playing && s.At(time.Now()) < b.Duration/2 })
	w.playing.skip(time.Hour)
	until("the end once more", func(s *player.Status) bool { return s.Ended })
	b = listening("finished once more", func(l *book.Listening) bool { return l.Finished != 0 })
	w.playing.playBook(b, time.Second, nil)
	until("plays again", func(s *player.Status) bool { return s.Playing && s.At(time.Now()) > 2*time.Second })
	w.playing.end()
	listening("still finished", func(l *book.Listening) bool { return l.Finished != 0 && l.Position < b.Duration })
}

// TestPlayTwice: a second command to play comes before the player has carried out the first,
// and does not pause the book.
func TestPlayTwice(t *testing.T) {
	w, until := playingWindow(t)
	b := silentBook(t, 7, "Silence", 600)
	w.playing.playBook(b, 0, nil)
	until("plays", func(s *player.Status) bool { return s.Playing && s.Audible })
	speed := 1.0
	for name, plays := range map[string]func(){
		"the book is opened":    func() { w.playing.resume(b) },
		"a bookmark is gone to": func() { w.playing.goTo(10 * time.Second) },
	} {
		for range 5 {
			w.playing.player.Load().Pause()
			until("pause", func(s *player.Status) bool { return !s.Playing })
			plays()
			plays()
			speed += 0.1
			w.playing.setSpeed(speed) // the last command
			until("the commands", func(s *player.Status) bool { return s.Speed == speed })
			if !w.playing.player.Load().Status().Playing {
				t.Fatalf("%s: the second command pauses the book", name)
			}
		}
	}
}

// TestPlayingBookThatASearchHides: what is told of the open book is seen although the search
// does not find it.
func TestPlayingBookThatASearchHides(t *testing.T) {
	w, until := playingWindow(t)
	dir := t.TempDir()
	silence(t, filepath.Join(dir, "a.wav"), 30)
	w.lib.AddRoot(dir)
	b := listeningIn(w, until)("a book", func(*book.Listening) bool { return true })
	w.playing.openBooks([]*book.Book{b})
	until("plays", func(s *player.Status) bool { return s.Playing })
	if err := w.lib.SetQuery(view.Query{Text: "nothing"}); err != nil {
		t.Fatal(err)
	}
	w.lib.SetBookmark(book.Bookmark{File: b.ID, Made: 1})
	late := time.After(patience)
	for len(w.playing.book.Bookmarks()) == 0 {
		select {
		case <-w.refresh.news:
			w.rows.Publish(w.lib.View())
			w.playing.tell()
		case <-late:
			t.Fatal("its bookmark is not seen")
		}
	}
	if w.lib.View().Len() > 0 {
		t.Error("the search finds it")
	}
}

// TestFileThatLeavesItsBook: the file that plays becomes a book of its own, as while another
// program changes the tags of one file after the other. It plays on, with the position where
// it belongs, and no book has come to its end; then its book is whole again. The same if the
// rows of the list become files.
func TestFileThatLeavesItsBook(t *testing.T) {
	w, until := playingWindow(t)
	dir := t.TempDir()
	folder := filepath.Join(dir, "Ann", "Abbey")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		silence(t, filepath.Join(folder, string(rune('1'+i))+".wav"), []int{60, 61, 600}[i])
	}
	w.lib.AddRoot(dir)
	await := func(what string, holds func() bool) {
		t.Helper()
		until(what, func(*player.Status) bool {
			w.rows.Publish(w.lib.View())
			w.playing.tell()
			return holds()
		})
	}
	w.playing.started()
	await("a book of three files", func() bool { return w.rows.Length() == 1 && w.rows.View().At(0).Duration > 3*time.Minute })
	b := w.rows.View().At(0)
	last := b.Files[2].Path
	w.playing.playBook(b, 130*time.Second, nil)
	until("plays", func(s *player.Status) bool { return s.Playing && s.Audible && s.Plays() == last })
	status := func() *player.Status { return w.playing.player.Load().Status() }

	w.lib.Group(library.Split, b.ID)
	await("the book of the file", func() bool { return len(w.playing.book.Files) == 1 && status().Timeline.ID == w.playing.book.ID })
	if s := status(); !s.Playing || s.Plays() != last || s.At(time.Now()) > 120*time.Second || w.playing.book.Files[0].Path != last {
		t.Errorf("%+v of %q", s, w.playing.book.Path)
	}
	w.playing.keepNow()
	w.lib.Undo()
	await("the whole book", func() bool { return len(w.playing.book.Files) == 3 && len(status().Timeline.Parts) == 3 })
	if s := status(); !s.Playing || s.Plays() != last || s.At(time.Now()) < 130*time.Second {
		t.Errorf("%+v", s)
	}
	await("the place", func() bool { return w.rows.View().At(0).Position() > 120*time.Second })

	w.settings.SetBool(prefEveryFile, true)
	w.lib.SetEveryFile(true)
	await("three rows", func() bool { return w.rows.Length() == 3 })
	if s := status(); !s.Playing || len(s.Timeline.Parts) != 3 || s.At(time.Now()) < 130*time.Second {
		t.Errorf("with files as rows: %+v", s)
	}
	w.settings.SetBool(prefEveryFile, false)
	w.lib.SetEveryFile(false)
	await("one row", func() bool { return w.rows.Length() == 1 })
	if b := w.rows.View().At(0); b.IsFinished() || status().Ended {
		t.Errorf("it is finished: %+v, %+v", b.Listening, status())
	}
}

// TestNothingHeard: a book that did not play for want of a sound output is not in progress.
func TestNothingHeard(t *testing.T) {
	w, until := playingWindow(t)
	w.playing.options = []string{"--ao=alsa", "--audio-device=alsa/nothing"}
	dir := t.TempDir()
	silence(t, filepath.Join(dir, "a.wav"), 30)
	w.lib.AddRoot(dir)
	listening := listeningIn(w, until)
	b := listening("never played", func(l *book.Listening) bool { return l == nil })
	w.playing.openBooks([]*book.Book{b})
	until("no sound", func(s *player.Status) bool { return !s.Playing && w.messageText() != "" })
	w.playing.skip(10 * time.Second)
	w.playing.stop()
	until("closed", func(s *player.Status) bool { return s.Timeline == nil })
	w.lib.SetBookmark(book.Bookmark{File: b.ID, Made: 1}) // after what else was told
	b = listening("a bookmark", func(l *book.Listening) bool { return l != nil && l.Bookmarks != nil })
	if b.Played() != 0 || b.IsStarted() {
		t.Errorf("%+v", b.Listening)
	}
}

// TestSleepTimerTicks: both menus of the sleep timer have a tick at the choice in force.
func TestSleepTimerTicks(t *testing.T) {
	w, until := playingWindow(t)
	dir := t.TempDir()
	silence(t, filepath.Join(dir, "a.wav"), 60)
	w.lib.AddRoot(dir)
	b := listeningIn(w, until)("a book", func(*book.Listening) bool { return true })
	ticked := func(items []*fyne.MenuItem) (all []string) {
		for _, i := range items {
			if i.Checked {
				all = append(all, i.Label)
			}
		}
		return all
	}
	has := func(what string, want ...string) {
		t.Helper()
		if got := ticked(w.playing.sleepItems()); !slices.Equal(got, want) {
			t.Errorf("%s: %q in the bar, want %q", what, got, want)
		}
		if got := ticked(menuItem(t, w, "Sleep timer").ChildMenu.Items); !slices.Equal(got, want) {
			t.Errorf("%s: %q in the main menu, want %q", what, got, want)
		}
	}
	choose := func(label string) {
		t.Helper()
		for _, i := range menuItem(t, w, "Sleep timer").ChildMenu.Items {
			if i.Label == label {
				i.Action()
				return
			}
		}
		t.Fatal("no ", label)
	}
	has("nothing plays")
	w.playing.playBook(b, 0, nil)
	until("plays", func(s *player.Status) bool { return s.Playing && s.Audible })
	has("it plays", "Off")
	choose("30 minutes")
	until("30 minutes", func(s *player.Status) bool { return !s.Sleep.At.IsZero() })
	has("30 minutes", "30 minutes")
	choose("End of chapter")
	until("end of chapter", func(s *player.Status) bool { return s.Sleep.End > 0 })
	has("end of chapter", "End of chapter")
	choose("Off")
	until("off", func(s *player.Status) bool { return s.Sleep == player.Sleep{} })
	has("off", "Off")
	choose("5 minutes")
	until("5 minutes", func(s *player.Status) bool { return !s.Sleep.At.IsZero() })
	w.playing.stop()
	has("closed")
}

// TestBookmarks: a bookmark is set where the book is, with a note; it is gone to, changed,
// removed, and all of it undone. A finished book stays finished (Audiobookshelf 1766).
func TestBookmarks(t *testing.T) {
	w, until := playingWindow(t)
	dir := t.TempDir()
	silence(t, filepath.Join(dir, "a.wav"), 60)
	w.lib.AddRoot(dir)
	listening := listeningIn(w, until)
	marked := func(what string, notes ...string) *book.Book {
		t.Helper()
		return listening(what, func(l *book.Listening) bool {
			var has []string
			if l != nil {
				for _, m := range l.Bookmarks {
					has = append(has, m.Note)
				}
			}
			return slices.Equal(has, notes)
		})
	}
	write := func(note string) {
		t.Helper()
		box, is := w.Canvas().Focused().(*widgets.EscapeEntry)
		if !is {
			t.Fatalf("%T has the focus", w.Canvas().Focused())
		}
		box.SetText(note)
		box.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	b := marked("none")
	menuItem(t, w, "Add bookmark…").Action()
	if w.dialogs.covered() {
		t.Fatal("a bookmark of nothing")
	}
	w.lib.MarkAs(library.Finished, time.Now(), b.ID)
	b = listening("finished", func(l *book.Listening) bool { return l != nil && l.Finished != 0 })
	w.playing.playBook(b, 30*time.Second, nil)
	until("plays", func(s *player.Status) bool { return s.Playing && s.Audible })
	const at = 31 * time.Second
	w.playing.player.Load().Pause()
	w.playing.player.Load().Seek(at) // what mpv says of the place before does not count any more
	until("pause", func(s *player.Status) bool { return !s.Playing && s.At(time.Now()) == at })
	w.menus.shortcuts["CustomDesktop:Control+B"]()
	write(" where she leaves ")
	b = marked("one", "where she leaves")
	if m := b.Bookmarks()[0]; m.File != b.Files[0].ID || (m.At-at).Abs() > time.Millisecond || !b.IsFinished() {
		t.Errorf("%+v at %v, finished %v", m, at, b.IsFinished())
	}
	w.playing.player.Load().Seek(5 * time.Second)
	until("elsewhere", func(s *player.Status) bool { return (s.At(time.Now()) - 5*time.Second).Abs() < 300*time.Millisecond })
	w.bookmarks.add()
	write("")
	b = marked("two", "", "where she leaves")
	items := w.bookmarks.items()
	if got := labels(items); !slices.Equal(got, []string{"Add bookmark…", words.Clock(b.Bookmarks()[0].At) + "  Bookmark", words.Clock(at) + "  where she leaves"}) {
		t.Errorf("%q", got)
	}
	items[len(items)-1].Action()
	until("it goes there", func(s *player.Status) bool { return s.Playing && s.At(time.Now()) >= at })
	w.playing.player.Load().Pause()
	w.playing.player.Load().Seek(5*time.Second + 500*time.Millisecond)
	until("beside the first", func(s *player.Status) bool { return !s.Playing && s.At(time.Now()) < 6*time.Second })
	w.bookmarks.add()
	write("first")
	b = marked("changed", "first", "where she leaves")
	w.bookmarks.remove(b.Bookmarks()[1])
	marked("removed", "first")
	tap(t, w.totals.line, "Undo")
	marked("undone", "first", "where she leaves")
	w.commands.undo()
	marked("undone again", "", "where she leaves")
	w.playing.stop()
	until("closed", func(s *player.Status) bool { return s.Timeline == nil })
	if b = marked("closed", "", "where she leaves"); !b.IsFinished() {
		t.Errorf("a look and a bookmark made a finished book unfinished: %+v", b.Listening)
	}
}

// TestSpeedOfABook: a book plays at its own speed, others at the last that the user chose.
func TestSpeedOfABook(t *testing.T) {
	w, until := playingWindow(t)
	dir := t.TempDir()
	silence(t, filepath.Join(dir, "a.wav"), 60)
	w.lib.AddRoot(dir)
	listening := listeningIn(w, until)
	b := listening("never played", func(l *book.Listening) bool { return l == nil })
	at := func(speed float64) func(*player.Status) bool {
		return func(s *player.Status) bool { return s.Timeline != nil && s.Playing && s.Speed == speed }
	}
	w.playing.openBooks([]*book.Book{b})
	until("the general speed", at(1))
	w.playing.setSpeed(1.5)
	until("its own", at(1.5))
	b = listening("its own", func(l *book.Listening) bool { return l != nil && l.Speed == 1.5 })
	other := silentBook(t, 100, "Other", 60)
	w.playing.openBooks([]*book.Book{other})
	until("the last general one", func(s *player.Status) bool { return at(1.5)(s) && s.Timeline.Title == "Other" })
	w.playing.setSpeed(2)
	until("another", at(2))
	w.playing.openBooks([]*book.Book{b})
	until("its own again", func(s *player.Status) bool { return at(1.5)(s) && s.Timeline.Title != "Other" })
	w.playing.setSpeed(1000)
	until("the fastest", at(player.FastestSpeed))
	w.playing.setSpeed(math.NaN())
	listening("the fastest", func(l *book.Listening) bool { return l.Speed == player.FastestSpeed })
	if kept := w.settings.speed(); kept != player.FastestSpeed {
		t.Errorf("%v is kept", kept)
	}
}

// TestFastSteps: every press of a key counts, also those that come before the player has
// carried out the one before.
func TestFastSteps(t *testing.T) {
	w, until := playingWindow(t)
	w.playing.playBook(silentBook(t, 7, "Silence", 60), 0, nil)
	until("plays", func(s *player.Status) bool { return s.Playing })
	for range 8 {
		w.playing.faster(1)
		w.playing.louder(-1)
	}
	until("eight steps", func(s *player.Status) bool { return s.Speed == 1.4 && s.Volume == 60 })
	for range 3 {
		w.playing.bar.OnLouder(1)
		w.views.front().TypedRune('[')
	}
	w.views.front().TypedRune(']')
	until("back", func(s *player.Status) bool { return s.Speed == 1.3 && s.Volume == 75 })
}

// TestFileThatGoesOn: a book that lasts longer than an estimate says is not finished where it
// was said to end, and goes on where it stopped.
func TestFileThatGoesOn(t *testing.T) {
	w, until := playingWindow(t)
	dir := t.TempDir()
	silence(t, filepath.Join(dir, "a.wav"), 60)
	w.lib.AddRoot(dir)
	listening := listeningIn(w, until)
	short := *listening("a book", func(l *book.Listening) bool { return l == nil })
	f := *short.Files[0]
	f.Media = book.Pack(&book.Media{Duration: 2 * time.Second, Estimated: true})
	short.Duration, short.Files = 2*time.Second, []*book.File{&f}
	w.playing.playBook(&short, time.Second, nil)
	until("behind its end", func(s *player.Status) bool { return s.Playing && s.At(time.Now()) > 7*time.Second })
	w.playing.player.Load().Pause()
	until("pause", func(s *player.Status) bool { return !s.Playing })
	l := listening("paused", func(l *book.Listening) bool { return l != nil && l.Position > 7*time.Second }).Listening
	if l.Finished != 0 {
		t.Error("finished")
	}
	short.Listening = l
	if at := stopped(&short); at != l.Position {
		t.Errorf("goes on at %v, not %v", at, l.Position)
	}
}
