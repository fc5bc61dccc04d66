package ui

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestPartedPath: a path that is being typed consists of a whole folder and the beginning of
// a name.
func TestPartedPath(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	for text, want := range map[string][2]string{
		"":                {"", ""},
		"music":           {"", "music"},
		"/":               {"/", ""},
		"/mu":             {"/", "mu"},
		"/music/":         {"/music", ""},
		" /music//au":     {"/music", "au"},
		"~":               {home, ""},
		"~/":              {home, ""},
		"~/Audiobooks/An": {home + "/Audiobooks", "An"},
		"~tilde":          {"", "~tilde"},
	} {
		if filepath.Separator != '/' && text != "" && text[0] != '~' {
			continue
		}
		if dir, begin := parted(text); dir != filepath.FromSlash(want[0]) || begin != want[1] {
			t.Errorf("%q: %q and %q, want %q", text, dir, begin, want)
		}
	}
}

// TestFolderDialog: the user types the beginning of a name, completes it, goes on in the
// list, and agrees. A folder that does not exist is not taken.
func TestFolderDialog(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	settle := collectPosts(w)
	top := t.TempDir()
	for _, dir := range []string{"Books/One", "Books/Two", "Music"} {
		if err := os.MkdirAll(filepath.Join(top, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	var chosen []string
	w.askFolder("Title", "Take", top, func(path string) { chosen = append(chosen, path) })
	path := w.Canvas().Focused().(*pathEntry)
	f := path.of
	lists := func(want ...string) {
		t.Helper()
		settle()
		if !slices.Equal(f.shown, want) {
			t.Fatalf("%q lists %q, want %q", path.Text, f.shown, want)
		}
	}
	press := func(key fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key}) }

	lists("Books", "Music")
	path.SetText(path.Text + "bo")
	lists("Books")
	if !path.AcceptsTab() {
		t.Error("Tab leaves the box")
	}
	press(fyne.KeyTab)
	lists("One", "Two")
	if path.AcceptsTab() {
		t.Error("Tab stays in the box without anything to complete")
	}
	press(fyne.KeyDown)
	press(fyne.KeyDown)
	press(fyne.KeyReturn)
	lists()
	if want := filepath.Join(top, "Books", "Two"); f.chosen() != want {
		t.Errorf("chosen %q, want %q", f.chosen(), want)
	}

	path.SetText(filepath.Join(top, "None"))
	lists()
	w.Canvas().Focus(path)
	press(fyne.KeyReturn)
	settle()
	if len(chosen) > 0 || f.problem.Hidden || !w.dialogs.covered() {
		t.Errorf("took %q, and says %q", chosen, f.problem.Text)
	}
	path.SetText(filepath.Join(top, "Music"))
	press(fyne.KeyReturn)
	settle()
	if want := filepath.Join(top, "Music"); !slices.Equal(chosen, []string{want}) || w.dialogs.covered() {
		t.Errorf("took %q, want %q", chosen, want)
	}
	path.SetText("no path")
	if !f.agree.Disabled() {
		t.Error("the user can agree to a name")
	}
}

// TestFolderDialogWithoutAHome: a user without a home folder begins at the top.
func TestFolderDialogWithoutAHome(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	settle := collectPosts(w)
	w.askFolder("Title", "Take", "", func(string) {})
	settle()
	if path := w.Canvas().Focused().(*pathEntry); path.Text != string(filepath.Separator) {
		t.Errorf("begins at %q", path.Text)
	}
}

// TestFolderDialogWithOddNames: folders whose names cannot be typed are gone to in the list.
func TestFolderDialogWithOddNames(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	settle := collectPosts(w)
	top := t.TempDir()
	for _, name := range []string{"two\nlines", "latin\xe9", "tab\tbed", " ", "b\u202eidi", "~"} {
		within := filepath.Join(top, name, "In it")
		if err := os.MkdirAll(within, 0o755); err != nil {
			t.Logf("%q: %v", name, err) // some systems forbid the name
			continue
		}
		chosen := ""
		w.askFolder("Title", "Take", top, func(path string) { chosen = path })
		path := w.Canvas().Focused().(*pathEntry)
		settle()
		path.of.choose(slices.Index(path.of.shown, name))
		settle()
		if !slices.Equal(path.of.shown, []string{"In it"}) {
			t.Errorf("%q lists %q, %s", name, path.of.shown, path.of.problem.Text)
		}
		path.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		settle()
		if want := filepath.Dir(within); chosen != want {
			t.Errorf("took %q, want %q", chosen, want)
		}
	}
}
