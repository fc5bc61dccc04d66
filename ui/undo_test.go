package ui

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/uitest"
)

// TestUndoTakesBackARemoval: Ctrl+Z and the button of the bar share one history: one
// does not undo what the other has undone.
func TestUndoTakesBackARemoval(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	dir := t.TempDir()
	write(t, dir+"/a/1.mp3")
	write(t, dir+"/b/2.mp3")
	await := func(books int) {
		t.Helper()
		awaitView(t, w, func(v *view.View) bool { return v.Len() == books })
	}
	w.lib.AddRoot(dir)
	await(2)
	w.Resize(fyne.NewSize(900, 600))
	for _, back := range []func(){w.commands.undo, func() { tap(t, w.messages.bars.Container, "Undo") }} {
		w.selection.Select(0)
		w.views.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
		await(1)
		back()
		await(2)
		if w.lib.Status().CanUndo() || !w.lib.Status().CanRedo() {
			t.Errorf("%+v", w.lib.Status())
		}
	}
	w.commands.redo()
	await(1)
}

// awaitView shows the newest view of the library until it is as expected and the library is
// idle.
func awaitView(t *testing.T, w *Window, expected func(*view.View) bool) {
	t.Helper()
	late := time.After(patience)
	for {
		v := w.lib.View()
		w.rows.Publish(v)
		if expected(v) && !w.lib.Status().Busy() {
			return
		}
		select {
		case <-w.refresh.news:
		case <-late:
			t.Fatalf("not as expected: %d books", v.Len())
		}
	}
}

// TestUndoKeepsTheSelection: the books whose edit is undone can be edited again.
func TestUndoKeepsTheSelection(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	dir := t.TempDir()
	write(t, dir+"/a/1.mp3")
	write(t, dir+"/b/2.mp3")
	await := func(year int) {
		awaitView(t, w, func(v *view.View) bool { return v.Len() == 2 && v.At(0).Year == year && v.At(1).Year == year })
	}
	w.lib.AddRoot(dir)
	await(0)
	w.selection.Select(0)
	w.selection.All()
	edits, year := map[book.ID]map[string]*string{}, "1999"
	for _, b := range w.selection.Books() {
		edits[b.ID] = map[string]*string{book.Year.String(): &year}
	}
	w.editor.saveEdits(edits)
	await(1999)
	is := func(what string) {
		t.Helper()
		if n := len(w.selection.Books()); n != 2 {
			t.Errorf("after %s %d books are selected, want 2", what, n)
		}
	}
	w.commands.undo()
	await(0)
	is("Undo")
	w.commands.redo()
	await(1999)
	is("Redo")
}

// TestUndoTakesBackTheRemovalOfARoot: Ctrl+Z and the button bring back a folder that
// was removed from the library.
func TestUndoTakesBackTheRemovalOfARoot(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(900, 600))
	dir := t.TempDir()
	write(t, dir+"/a/1.mp3")
	w.lib.AddRoot(dir)
	for _, back := range []func(){w.commands.undo, func() { tap(t, w.messages.bars.Container, "Undo") }} {
		w.roots.dropRoot(dir)
		if n := len(w.lib.Status().Roots); n != 0 {
			t.Fatalf("%d roots after the removal", n)
		}
		if all := shownBars(w); len(all) != 1 || !slices.Equal(all[0].buttons, []string{"Undo"}) {
			t.Fatalf("bars %+v", all)
		}
		back()
		if got := rootPaths(w.lib.Status()); len(got) != 1 || got[0] != dir {
			t.Errorf("roots %q", got)
		}
		if all := shownBars(w); len(all) != 0 {
			t.Errorf("it still says %q", all[0].text)
		}
	}
}

// TestRemovalOfARootThatIsGone: if a root has left the library while the user was asked,
// the notice does not undo the removal of another.
func TestRemovalOfARootThatIsGone(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	dir := t.TempDir()
	write(t, dir+"/a/1.mp3")
	w.lib.AddRoot(dir)
	w.roots.dropRoot(dir)
	w.roots.dropRoot(dir + "/gone")
	all := shownBars(w)
	if len(all) != 1 || len(all[0].buttons) > 0 || !strings.Contains(all[0].text, "gone") {
		t.Errorf("bars %+v", all)
	}
}

// TestUndoOfWhatItSays: the button of a notice and the link in the status line undo the command
// that they are about. When a book comes to its end meanwhile, which is a command of its own,
// both are gone.
func TestUndoOfWhatItSays(t *testing.T) {
	w, await := twoBooks(t, (*book.Book).IsFinished)
	heard, other := w.rows.View().At(0), w.rows.View().At(1)
	offers := func(below fyne.CanvasObject, text string) bool { return tappable(below, text) != nil }
	for _, c := range []struct {
		name  string
		do    func()
		says  func() fyne.CanvasObject
		offer string
	}{
		{"removal", func() { w.commands.removeBooks([]*book.Book{other}) }, func() fyne.CanvasObject { return w.messages.bars.Container }, "Undo"},
		{"removal of a folder", func() { w.roots.dropRoot(rootPaths(w.lib.Status())[0]) }, func() fyne.CanvasObject { return w.messages.bars.Container }, "Undo"},
		{"mark", func() { w.commands.markAs(library.Abandoned, []*book.Book{other}) }, func() fyne.CanvasObject { return w.totals.line }, "Undo"},
		{"undo", func() { w.commands.markAs(library.Abandoned, []*book.Book{other}); w.commands.undo() }, func() fyne.CanvasObject { return w.totals.line }, "Redo"},
	} {
		if c.do(); !offers(c.says(), c.offer) {
			t.Errorf("%s: %s is not offered", c.name, c.offer)
		}
		w.lib.Finish(heard.ID, time.Now())
		finished := w.lib.Status().Steps
		if now := tappable(c.says(), c.offer); now != nil { // the next frame removes it
			test.Tap(now)
		}
		if got := w.lib.Status(); got.Steps != finished || got.Undo.Action != library.Finished {
			t.Errorf("%s: %s acts on another command: %+v", c.name, c.offer, got.Undo)
		}
		if w.newFrame(); offers(c.says(), c.offer) {
			t.Errorf("%s: %s is offered after another command", c.name, c.offer)
		}
		for w.lib.Status().CanUndo() {
			w.lib.Undo()
		}
		w.messages.clear()
		await(0)
	}
}

// TestNothingDone: a command that changes nothing offers no Undo, which would revert the one
// before it.
func TestNothingDone(t *testing.T) {
	w, await := twoBooks(t, (*book.Book).IsFinished)
	settle := collectPosts(w)
	b, gone := w.rows.View().At(0), uitest.Emma(99)
	mark := book.Bookmark{File: b.ID, Offset: time.Second, Made: 1}
	w.commands.markAs(library.Finished, []*book.Book{b})
	await(1)
	w.lib.SetBookmark(mark)
	w.bookmarks.remove(mark)
	if got := w.totals.line.done; got.text != "Bookmark removed" || got.link != "Undo" {
		t.Errorf("%+v", got)
	}
	for name, do := range map[string]func(){
		"remove a bookmark": func() { w.bookmarks.remove(mark) },
		"finish":            func() { w.commands.markAs(library.Finished, []*book.Book{gone}) },
		"abandon":           func() { w.commands.markAs(library.Abandoned, []*book.Book{gone}) },
		"swap":              func() { w.editor.swap([]*book.Book{b}) },
		"rename":            func() { w.editor.rename(book.Authors, "Nobody", "Somebody") },
	} {
		do()
		settle()
		if got := w.totals.line.done; got.text != "" {
			t.Errorf("%s: the status line says %+v", name, got)
		}
		if got := w.messages.message.Actions[0]; got != "" {
			t.Errorf("%s: %q is offered", name, got)
		}
	}
}

// TestSelectionStaysThroughMerging: merging and splitting keep the selection and the
// details on the book with the selected file.
func TestSelectionStaysThroughMerging(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	one, two := uitest.Emma(1), uitest.Emma(2)
	two.Files[0].Path = "/books/x/b.mp3"
	merged := uitest.Emma(1)
	merged.ID, merged.Files = 3, []*book.File{one.Files[0], two.Files[0]}
	show := func(books ...*book.Book) {
		s := uitest.NewLibrary()
		for _, b := range books {
			s.Store.Add(b)
		}
		w.rows.Publish(s.View(t))
		w.newFrame()
	}
	show(one, two)
	w.selection.Select(w.rows.View().IndexNear(2, 0))
	w.selection.All()
	w.commands.group(library.Merged, w.selection.Books())
	show(one, two) // a view from before the merge
	show(merged)
	if b := w.selection.Book(); b == nil || b.ID != 3 || w.selection.Len() != 1 {
		t.Fatalf("after merging %v is selected", b)
	}
	w.commands.group(library.Split, w.selection.Books())
	show(one, two)
	if b := w.selection.Book(); b == nil || w.panes.details.Book != b {
		t.Errorf("after splitting %v is selected", b)
	}
}

func TestMessagesAboutTheTrash(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	emma := uitest.Emma(1)
	w.commands.trashed([]*book.Book{emma}, 3, nil)
	if got := w.messageText(); got != "“Emma” moved to the trash." {
		t.Errorf("%q", got)
	}
	both := []*book.Book{emma, uitest.GoodOmens(2)}
	w.commands.trashed(both, 3, nil)
	if w.messageText() != "3 files moved to the trash." || !w.messages.message.Calm {
		t.Errorf("%+v", w.messages.message)
	}
	w.commands.trashed([]*book.Book{emma}, 0, errors.Join(&os.PathError{Op: "rename", Path: "/x", Err: os.ErrPermission}, errors.New("EWHAT")))
	if got := w.messageText(); got != "2 files could not be moved to the trash: permission denied." || w.messages.message.Actions[0] != "" {
		t.Errorf("%q %v", got, w.messages.message)
	}
	if strings.Contains(trashReasons(errors.New("EWHAT")), "EWHAT") {
		t.Error("the bar shows the system's own words")
	}
	w.messages.answer(w.messages.message, "")
	if w.messages.message.Text != "" {
		t.Error("it cannot be dismissed")
	}
}
