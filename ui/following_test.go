package ui

import (
	"os"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"lectern/library/book"
)

// TestSearchesFollowARenaming: saved views, Back and the search ask for the new name, and
// Undo takes this back, also where two names have become one.
func TestSearchesFollowARenaming(t *testing.T) {
	w, await := written(t, "Ann", "ann", "Bea")
	await("Ann/ Bea/ ann/")
	s := &w.searching
	refine := func(text string) { s.refine(text, "") }
	for name, text := range map[string]string{"Of Ann": "author:=Ann", "Of Bea": "author:=Bea", "Of both": "(author:=ann or author:=Bea)", "Words": "ann author:ann"} {
		refine(text)
		s.saved.save(name)
	}
	refine("-author:=Ann")
	refine("author:=Bea")
	refine("author:=Ann")
	is := func(what, search, back, ofAnn, ofBea, ofBoth string) {
		t.Helper()
		texts := map[string]string{}
		for _, v := range w.settings.savedViews() {
			texts[v.Name] = v.Text
		}
		got := []string{s.query.Text, w.navigation.history.locations[w.navigation.history.at-2].text, texts["Of Ann"], texts["Of Bea"], texts["Of both"], texts["Words"]}
		if want := []string{search, back, ofAnn, ofBea, ofBoth, "ann author:ann"}; !slices.Equal(got, want) || s.box.Text != search {
			t.Errorf("%s: %q, want %q; the box has %q", what, got, want, s.box.Text)
		}
	}
	before := func(what string) {
		t.Helper()
		is(what, "author:=Ann", "-author:=Ann", "author:=Ann", "author:=Bea", "(author:=ann or author:=Bea)")
	}
	merged := func(what string) {
		t.Helper()
		is(what, "author:=Bea", "-author:=Bea", "author:=Bea", "author:=Bea", "author:=Bea")
	}
	await("Ann/ ann/")
	steps := len(w.navigation.history.locations)
	counted(t, w, "Bea")
	w.editor.rename(book.Authors, "Ann", "Bea")
	await("Bea/ Bea/ Bea/")
	merged("two authors are one")
	if got := len(w.navigation.history.locations); got != steps {
		t.Errorf("the history has %d locations, %d before", got, steps)
	}
	w.commands.undo()
	await("Ann/ ann/")
	before("undone")
	w.commands.redo()
	await("Bea/ Bea/ Bea/")
	merged("redone")
	s.saved.rename("Of Bea", "Bea")
	s.saved.rename("Bea", "Of Bea")
	w.commands.undo()
	await("Ann/ ann/")
	before("undone again")

	// What is saved after a renaming follows its Undo, too.
	w.editor.rename(book.Authors, "Ann", "Anna")
	w.tasks.work.Wait()
	w.commands.undo() // nothing, before the searches have followed
	await("Anna/ Anna/")
	is("another name", "author:=Anna", "-author:=Anna", "author:=Anna", "author:=Bea", "(author:=Anna or author:=Bea)")
	refine("author:=Anna ann")
	s.saved.save("Words")
	w.commands.undo()
	await("Ann/ ann/")
	if v, _ := s.saved.of("Words"); v.Text != "author:=Ann ann" || s.query.Text != v.Text {
		t.Errorf("%q is saved, %q is searched", v.Text, s.query.Text)
	}
}

// TestSearchesFollowAMovedRoot: the search, Back and saved views show a folder of a root where
// the root is now.
func TestSearchesFollowAMovedRoot(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	dir := t.TempDir()
	write(t, dir+"/old/Ann/1.mp3")
	write(t, dir+"/older/2.mp3")
	write(t, dir+"/old/In/3.mp3")
	w.lib.AddRoot(dir + "/old/In")
	w.lib.AddRoot(dir + "/old")
	w.lib.AddRoot(dir + "/older")
	s := &w.searching
	s.showFolder(dir + "/old/In")
	s.saved.save("A root of its own")
	s.showFolder(dir + "/older")
	s.saved.save("Older")
	s.showFolder(dir + "/old/Ann")
	s.saved.save("Ann")
	s.showFolder(dir + "/old")
	if err := os.Rename(dir+"/old", dir+"/new"); err != nil {
		t.Fatal(err)
	}
	w.roots.moveRoot(dir+"/old", dir+"/new")
	late := time.After(patience)
	for v := w.lib.View(); v.Len() == 0 || v.Query.Folder != dir+"/new"; v = w.lib.View() {
		select {
		case <-w.refresh.news:
		case <-late:
			t.Fatalf("%d books in %s", v.Len(), v.Query.Folder)
		}
	}
	for name, want := range map[string]string{"Ann": dir + "/new/Ann", "Older": dir + "/older", "A root of its own": dir + "/old/In"} {
		if v, _ := s.saved.of(name); string(v.Folder) != want {
			t.Errorf("%s shows %s", name, v.Folder)
		}
	}
	w.navigation.walk(-1)
	if s.query.Folder != dir+"/new/Ann" {
		t.Errorf("back to %s", s.query.Folder)
	}
	w.roots.moveRoot(dir+"/gone", dir+"/elsewhere")
	w.roots.moveRoot(dir+"/older", dir+"/older")
	if v, _ := s.saved.of("Older"); string(v.Folder) != dir+"/older" {
		t.Errorf("a move of nothing moved it to %s", v.Folder)
	}
}
