package ui

import (
	"slices"
	"testing"

	"lectern/library/book"
	"lectern/library/view"
)

// TestSearchesFollowARenaming: saved views, Back and the search ask for the new name, and
// Undo takes this back, also where two names have become one.
func TestSearchesFollowARenaming(t *testing.T) {
	w, await := written(t, "Ann", "ann", "Bea")
	await("Ann/ Bea/ ann/")
	s := &w.searching
	look := func(text string) { s.look(text, "") }
	for name, text := range map[string]string{"Of Ann": "author:=Ann", "Of Bea": "author:=Bea", "Of both": "(author:=ann or author:=Bea)", "Words": "ann author:ann"} {
		look(text)
		s.saved.save(name)
	}
	look("-author:=Ann")
	look("author:=Bea")
	look("author:=Ann")
	is := func(what, search, back, ofAnn, ofBea, ofBoth string) {
		t.Helper()
		texts := map[string]string{}
		for _, v := range w.settings.savedViews() {
			texts[v.Name] = v.Text
		}
		got := []string{s.query.Text, w.visits.history.looks[w.visits.history.at-2].text, texts["Of Ann"], texts["Of Bea"], texts["Of both"], texts["Words"]}
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
	steps := len(w.visits.history.looks)
	for w.lib.Values() == nil || w.lib.Values().Books(view.Author, "Bea") == 0 {
		<-w.refresh.news
	}
	w.editor.rename(book.Authors, "Ann", "Bea")
	await("Bea/ Bea/ Bea/")
	merged("two authors are one")
	if got := len(w.visits.history.looks); got != steps {
		t.Errorf("the history has %d looks, %d before", got, steps)
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
	look("author:=Anna ann")
	s.saved.save("Words")
	w.commands.undo()
	await("Ann/ ann/")
	if v, _ := s.saved.of("Words"); v.Text != "author:=Ann ann" || s.query.Text != v.Text {
		t.Errorf("%q is saved, %q is searched", v.Text, s.query.Text)
	}
}
