package ui

import (
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

		`"/my music/au"`:                 {"/my music", "au"}, // as other programs copy paths
		"'/music/' ":                     {"/music", ""},
		`"/music`:                        {"", `"/music`},
		`'`:                              {"", `'`},
		"file:///my%20music/50%25%20%23": {"/my music", "50% #"},
		"file://localhost/music/":        {"/music", ""},
		"file://nas/music":               {"", "file://nas/music"},
		"file:///100%":                   {"", "file:///100%"},
		"smb://nas/music":                {"", "smb://nas/music"},
	} {
		if filepath.Separator != '/' && text != "" && text[0] != '~' {
			continue
		}
		if dir, begin := parted(text); dir != filepath.FromSlash(want[0]) || begin != want[1] {
			t.Errorf("%q: %q and %q, want %q", text, dir, begin, want)
		}
	}
}

// TestAWholePathReplacesTheFolder: the user need not empty the box to type or paste a path.
func TestAWholePathReplacesTheFolder(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	settle := collectPosts(w)
	start, other, home := t.TempDir(), t.TempDir(), t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	for _, dir := range []string{filepath.Join(start, "~"), filepath.Join(other, "Books"), filepath.Join(home, "Music")} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	w.askFolder("Title", "Take", start, func(string) {})
	f := w.Canvas().Focused().(*pathEntry).of
	settle()
	begun := f.path.Text
	for typed, want := range map[string]string{
		filepath.Join(other, "Bo"): "Books",
		filepath.FromSlash("~/Mu"): "Music",
		"~":                        "~",
		string(filepath.Separator): "~", // one too many
		filepath.FromSlash("../" + filepath.Base(start) + "/~"): "~",
	} {
		f.path.SetText(begun + typed)
		settle()
		if len(f.shown) != 1 || f.shown[0].Name != want {
			t.Errorf("%s: %v, want %s", f.path.Text, f.shown, want)
		}
	}
}

// TestAnEmptyListIsExplained: it may look as if the folder was still being read.
func TestAnEmptyListIsExplained(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	settle := collectPosts(w)
	top := t.TempDir()
	if err := os.Mkdir(filepath.Join(top, "Books"), 0o755); err != nil {
		t.Fatal(err)
	}
	every := func(string) bool { return true }
	for want, ask := range map[string]func(at string){
		"This folder has no subfolders to choose from. You can choose the folder itself.": func(at string) { w.askFolder("Title", "Take", at, func(string) {}) },
		"There is nothing to choose in this folder.":                                      func(at string) { w.askFile("Title", "Take", at, every, func(string) {}) },
	} {
		ask(top)
		f := w.Canvas().Focused().(*pathEntry).of
		settle()
		if f.nothing.Visible() {
			t.Errorf("with a folder in it: %q", f.nothing.Text)
		}
		f.choose(0)
		settle()
		if f.nothing.Text != want || !f.nothing.Visible() {
			t.Errorf("%q, want %q", f.nothing.Text, want)
		}
		f.open(top)
		settle()
		if f.nothing.Visible() {
			t.Errorf("back again: %q", f.nothing.Text)
		}
		w.dialogs.leave()
	}
}

// TestNoPath: the dialog says what to type if the user types what is no path.
func TestNoPath(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	settle := collectPosts(w)
	w.askFolder("Title", "Take", t.TempDir(), func(string) {})
	f := w.Canvas().Focused().(*pathEntry).of
	for _, c := range []struct {
		text string
		told bool
	}{{"smb://nas/books", true}, {"", false}, {"books", true}, {t.TempDir(), false}} {
		f.path.SetText(c.text)
		settle()
		if f.told.Visible() != c.told || c.told && f.told.Text != "Type a whole path, such as ~/Audiobooks." {
			t.Errorf("%q: %q", c.text, f.told.Text)
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
		if names := namesOf(f.shown); !slices.Equal(names, want) {
			t.Fatalf("%q lists %q, want %q", path.Text, names, want)
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
	if len(chosen) > 0 || f.told.Hidden || !w.dialogs.covered() {
		t.Errorf("took %q, and says %q", chosen, f.told.Text)
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

func namesOf(entries []library.Entry) (names []string) {
	for _, e := range entries {
		names = append(names, e.Name)
	}
	return names
}

// TestFileDialog: the user picks a file in the list, and agrees by a second click, by Enter
// or by the button. A folder that is typed in place of a file is opened.
func TestFileDialog(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	settle := collectPosts(w)
	top := t.TempDir()
	if err := os.MkdirAll(filepath.Join(top, "sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	odd := "odd\xe9.png"
	for _, name := range []string{"b.png", "A.PNG", "text.txt", ".hidden.png", "sub/c.png", odd} {
		if err := os.WriteFile(filepath.Join(top, name), nil, 0o644); err != nil {
			t.Logf("%q: %v", name, err) // some systems forbid the name
			odd = "b.png"
		}
	}
	ask := func(do func(f *pathDialog, path *pathEntry)) (chosen string) {
		t.Helper()
		w.askFile("Title", "Take", top, book.IsShown, func(path string) { chosen = path })
		path := w.Canvas().Focused().(*pathEntry)
		settle()
		do(path.of, path)
		settle()
		return chosen
	}
	pick := func(f *pathDialog, name string) { f.choose(slices.Index(namesOf(f.shown), name)) }

	if got := ask(func(f *pathDialog, path *pathEntry) {
		if want := []string{"sub", "A.PNG", "b.png"}; !slices.Equal(namesOf(f.shown)[:3], want) {
			t.Errorf("lists %q, want %q", namesOf(f.shown), want)
		}
		if !f.agree.Disabled() {
			t.Error("the user can agree to no file")
		}
		pick(f, "b.png")
		if path.AcceptsTab() {
			t.Error("Tab stays in the box with a file picked")
		}
		if len(f.shown) < 3 || f.agree.Disabled() {
			t.Errorf("with a file picked, lists %q", namesOf(f.shown))
		}
		pick(f, "b.png")
	}); got != filepath.Join(top, "b.png") {
		t.Errorf("after two clicks, took %q", got)
	}
	if got := ask(func(f *pathDialog, path *pathEntry) {
		pick(f, odd)
		path.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}); got != filepath.Join(top, odd) {
		t.Errorf("took %q, want %q", got, odd)
	}
	if got := ask(func(f *pathDialog, path *pathEntry) {
		path.SetText(filepath.Join(top, "sub"))
		path.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		settle()
		if want := []string{"c.png"}; !slices.Equal(namesOf(f.shown), want) || !w.dialogs.covered() {
			t.Errorf("lists %q, want %q", namesOf(f.shown), want)
		}
		pick(f, "c.png")
		f.agree.OnTapped()
	}); got != filepath.Join(top, "sub", "c.png") {
		t.Errorf("took %q", got)
	}
	ask(func(f *pathDialog, path *pathEntry) {
		path.SetText(filepath.Join(top, "none.png"))
		path.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		settle()
		if f.told.Hidden || !w.dialogs.covered() {
			t.Errorf("a file that does not exist: %q", f.told.Text)
		}
	})
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
		path.of.choose(slices.Index(namesOf(path.of.shown), name))
		settle()
		if names := namesOf(path.of.shown); !slices.Equal(names, []string{"In it"}) {
			t.Errorf("%q lists %q, %s", name, names, path.of.told.Text)
		}
		path.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		settle()
		if want := filepath.Dir(within); chosen != want {
			t.Errorf("took %q, want %q", chosen, want)
		}
	}
}

// TestSlowDisk: the dialog says that it waits for a folder only while the answer takes long.
func TestSlowDisk(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	settle := collectPosts(w)
	var late func() // what happens when the patience ends
	w.tasks.after = func(d time.Duration, do func()) *time.Timer {
		late = do
		return time.NewTimer(d)
	}
	top := t.TempDir()
	w.askFolder("Title", "Take", top, func(string) {})
	f := w.Canvas().Focused().(*pathEntry).of

	for _, step := range []struct {
		name string
		do   func()
	}{
		{"listed", func() {}},
		{"agreed to", func() { f.agree.OnTapped() }},
	} {
		step.do()
		w.tasks.work.Wait() // the answer is there, and the window has not seen it
		queue := w.tasks.post
		w.tasks.post = func(do func()) { do() }
		late()
		w.tasks.post = queue
		if !f.told.Visible() || !strings.Contains(f.told.Text, top) {
			t.Errorf("nothing says that the folder to be %s is waited for: %q", step.name, f.told.Text)
		}
		settle()
		late()
		settle()
		if f.told.Visible() {
			t.Errorf("%s, and still: %q", step.name, f.told.Text)
		}
	}
}

// TestLateAnswers: the disk answers only after the user has gone on to another folder. Such an
// answer takes no folder, opens none, and does not end the wait for the other folder.
func TestLateAnswers(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	settle := collectPosts(w)
	queue := w.tasks.post
	var waits []func() // what happens when the patience of each question ends
	w.tasks.after = func(d time.Duration, do func()) *time.Timer {
		waits = append(waits, do)
		return time.NewTimer(time.Hour)
	}
	top := t.TempDir()
	for _, name := range []string{"old", "new"} {
		if err := os.Mkdir(filepath.Join(top, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	old, other := filepath.Join(top, "old"), filepath.Join(top, "new")
	separator := string(filepath.Separator)

	for name, c := range map[string]struct {
		wanted func(string) bool // which files are asked for, nil for a folder
		before func(f *pathDialog)
	}{
		"listed":                    {nil, func(f *pathDialog) { f.path.SetText(old + separator) }},
		"agreed to":                 {nil, func(f *pathDialog) { f.path.SetText(old); settle(); f.agree.OnTapped() }},
		"agreed to, and not listed": {nil, func(f *pathDialog) { f.path.SetText(old + separator); f.agree.OnTapped() }},
		"opened in place of a file": {book.IsShown, func(f *pathDialog) { f.path.SetText(old); settle(); f.agree.OnTapped() }},
	} {
		t.Run(name, func(t *testing.T) {
			w.askPath("Title", "Take", top, c.wanted, func(path string) { t.Errorf("took %q", path) })
			f := w.Canvas().Focused().(*pathEntry).of
			settle()
			c.before(f)
			w.tasks.work.Wait()
			var late []func()
			w.tasks.post = func(do func()) { late = append(late, do) }
			f.path.SetText(other + separator)
			w.tasks.work.Wait() // the answer about the other folder is late too
			w.tasks.post = queue
			settle() // the answer about the old one
			if f.path.Text != other+separator || !w.dialogs.covered() {
				t.Errorf("after the late answer, the path is %q", f.path.Text)
			}
			w.tasks.post = func(do func()) { do() }
			for _, end := range waits {
				end()
			}
			w.tasks.post = queue
			if !f.told.Visible() || !strings.Contains(f.told.Text, other) {
				t.Errorf("nothing says that the other folder is waited for: %q", f.told.Text)
			}
			for _, do := range late {
				do()
			}
			if f.told.Visible() || f.reading {
				t.Errorf("the other folder is listed, and still: %q", f.told.Text)
			}
			w.dialogs.leave()
		})
	}
}
