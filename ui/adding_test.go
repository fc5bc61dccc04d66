package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"lectern/library/message"
	"lectern/ui/notices"
	"lectern/ui/opener"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

// messageText returns both lines of the message in the bar.
func (w *Window) messageText() string {
	return strings.TrimSpace(w.messages.message.Text + " " + w.messages.message.Why)
}

// write makes a file with its folders, and returns its path.
func write(t *testing.T, path string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func (w *Window) addAndWait(paths ...string) {
	w.adding.add(paths...)
	w.tasks.work.Wait()
}

func TestMessagesAboutAdditions(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	dir := t.TempDir()
	write(t, dir+"/lib/a/1.mp3")
	write(t, dir+"/one/x.m4b")
	write(t, dir+"/one/y.m4b")
	write(t, dir+"/one/more/z.m4b")
	note, picture := write(t, dir+"/note.txt"), write(t, dir+"/Cover.JPG")
	for _, c := range []struct {
		add   []string
		says  string
		roots []string
	}{
		{[]string{dir + "/none"}, dir + "/none does not exist.", nil},
		{[]string{note}, dir + "/note.txt is not an audio file.", nil},
		{[]string{picture}, dir + "/Cover.JPG is a picture, not an audio file. Drop it on a book to make it the book’s cover.", nil},
		{[]string{dir + "/none", note, dir + "/x"}, dir + "/none does not exist. Nor could 2 others be added.", nil},
		{[]string{"smb://nas/books"}, "smb://nas/books is an address, not a file or folder on this computer.", nil},
		{[]string{dir + "/lib"}, "", []string{"lib"}},
		{[]string{dir + "/lib"}, dir + "/lib is already in the library. It is scanned again.", []string{"lib"}},
		{[]string{dir + "/lib/a"}, dir + "/lib/a is already part of " + dir + "/lib. It is scanned again.", []string{"lib"}},
		{[]string{dir + "/one/x.m4b"}, "Added x.m4b from " + dir + "/one. Other files in this folder are left out. To have all of them, add the folder.", []string{"lib", "one"}},
		{[]string{dir + "/one/more"}, dir + "/one/more was added to " + dir + "/one. It was left out before.", []string{"lib", "one"}},
		{[]string{dir + "/one/more"}, dir + "/one/more is already part of " + dir + "/one. It is scanned again.", []string{"lib", "one"}},
		{[]string{dir}, dir + " was added. It holds 2 folders that were there before. Each file is listed once, and these folders keep their settings.", []string{"lib", "one", ""}},
	} {
		w.messages.message = notices.Notice{}
		w.addAndWait(c.add...)
		if got := w.messageText(); got != c.says {
			t.Errorf("%q: says %q, want %q", c.add, got, c.says)
		}
		var roots []string
		for _, r := range rootPaths(w.lib.Status()) {
			roots = append(roots, strings.TrimPrefix(strings.TrimPrefix(r, dir), "/"))
		}
		if !slices.Equal(roots, c.roots) {
			t.Errorf("%q: roots %q, want %q", c.add, roots, c.roots)
		}
		if w.dialogs.covered() {
			t.Errorf("%q: a dialog is open", c.add)
			w.dialogs.leave()
		}
	}
}

// TestVastFolderIsAskedAbout: a home folder, or another folder with much besides
// audiobooks, is added only if the user agrees; Enter and Esc do not agree.
func TestVastFolderIsAskedAbout(t *testing.T) {
	test.NewTempApp(t)
	home := t.TempDir()
	t.Setenv("HOME", home)
	w := newTestWindow(t, Options{})
	for _, leave := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEscape} {
		w.sidebar.OnAdd(home)
		w.tasks.work.Wait()
		if !w.dialogs.covered() || len(w.lib.Status().Roots) > 0 {
			t.Fatal("the user was not asked")
		}
		pressKey(w, leave)
		if w.dialogs.covered() || len(w.lib.Status().Roots) > 0 {
			t.Fatalf("%s: covered %v, %v", leave, w.dialogs.covered(), rootPaths(w.lib.Status()))
		}
	}
	w.sidebar.OnAdd(home)
	w.tasks.work.Wait()
	tabTo(w, "Add")
	pressKey(w, fyne.KeyReturn)
	if got := rootPaths(w.lib.Status()); !slices.Equal(got, []string{home}) {
		t.Errorf("roots %q", got)
	}
}

// pressKey presses a key in the focused object.
func pressKey(w *Window, key fyne.KeyName) {
	if f := w.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: key})
	} else {
		w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: key})
	}
}

// tabTo moves the focus to a button of the open dialog.
func tabTo(w *Window, label string) {
	for range 9 {
		if b, ok := w.Canvas().Focused().(*widgets.EscapeButton); ok && b.Text == label {
			return
		}
		w.Canvas().FocusNext()
	}
}

func TestEscapeStopsNoWork(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	dir := t.TempDir()
	write(t, dir+"/a.mp3")
	w.lib.AddRoot(dir)
	w.searching.escape()
	if w.lib.Status().Stopped {
		t.Error("the work was stopped")
	}
}

// TestPictureDroppedOnABook: a picture dropped on a book is offered as its cover in
// every view mode; dropped elsewhere, a message says where to drop it.
func TestPictureDroppedOnABook(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	s := uitest.NewLibrary("One", "Two", "Three")
	w.rows.Publish(s.View(t))
	w.Resize(fyne.NewSize(1300, 800))
	picture := write(t, t.TempDir()+"/x.jpg")
	drop := func(at fyne.Position) {
		w.adding.dropped(at, []fyne.URI{storage.NewFileURI(picture)})
		w.tasks.work.Wait()
	}
	origin := func(o fyne.CanvasObject) fyne.Position {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	}
	for _, name := range []string{modeTable, modeGrid} {
		w.views.set(name)
		var at fyne.Position
		for y := float32(0); y < 400 && at.IsZero(); y += 10 {
			p := origin(w.views.mode).AddXY(60, y)
			if b := w.adding.bookAt(p); b != nil && (name == modeGrid || b.ID == w.rows.View().At(1).ID) {
				at = p
			}
		}
		if at.IsZero() {
			t.Fatalf("%s: no book is found at any place", name)
		}
		drop(at)
		if !w.dialogs.covered() {
			t.Errorf("%s: nothing is offered", name)
		}
		w.dialogs.leave()
	}
	w.messages.message = notices.Notice{}
	drop(origin(w.sidebar).AddXY(5, 5))
	if w.dialogs.covered() || !strings.Contains(w.messageText(), "Drop it on a book") {
		t.Errorf("on no book: %q", w.messageText())
	}
	if len(w.lib.Status().Roots) > 0 {
		t.Error("the folder of the picture is a root now")
	}
}

// TestDroppedAddresses: the window names what was dropped, not a path that it made of it.
func TestDroppedAddresses(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	dir := t.TempDir()
	write(t, dir+"/100%25 #1/a.mp3")
	for _, c := range []struct{ dropped, says string }{
		{"https://example.com/a.mp3", "https://example.com/a.mp3 is an address, not a file or folder on this computer."},
		{"https://example.com/a.jpg", "https://example.com/a.jpg is an address, not a file or folder on this computer."},
		{"smb://nas/x y", "smb://nas/x y is an address, not a file or folder on this computer."},
		{"file:" + dir + "/100%25 #1", ""},
		{dir + "/100%25 #1", dir + "/100%25 #1 is already in the library. It is scanned again."},
	} {
		w.messages.message = notices.Notice{}
		w.adding.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(c.dropped)})
		w.tasks.work.Wait()
		if got := w.messageText(); got != c.says {
			t.Errorf("%s: says %q, want %q", c.dropped, got, c.says)
		}
	}
}

func TestFailuresInPlainWords(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{&opener.Failure{Text: message.New("No program is set to open {{.Kind}} files.", "Kind", "mp3"), Cause: os.ErrNotExist}, "No program is set to open mp3 files."},
		{&os.PathError{Op: "open", Path: "/x", Err: os.ErrPermission}, "That did not work: permission denied."},
		{os.ErrClosed, "That did not work. Start Lectern with --log FILE to have the reason written there."},
	} {
		text, why := failureWords(c.err)
		if got := strings.TrimSpace(text + " " + why); got != c.want {
			t.Errorf("%v: %q, want %q", c.err, got, c.want)
		}
	}
}

// TestMessageListsAllRefusals: a path that cannot be added does not hide the message
// about an earlier one.
func TestMessageListsAllRefusals(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	dir := t.TempDir()
	w.addAndWait(dir + "/none")
	w.addAndWait(dir + "/nil")
	if got, want := w.messageText(), dir+"/none does not exist. "+dir+"/nil does not exist."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	w.messages.clear() // the user has read it
	w.addAndWait(dir + "/nil")
	if got, want := w.messageText(), dir+"/nil does not exist."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestRemovalTextNamesWhatItCounts: where rows are files, files leave the library.
func TestRemovalTextNamesWhatItCounts(t *testing.T) {
	for _, c := range []struct {
		n     int
		outer string
		files bool
		want  string
	}{
		{0, "", true, "Files on disk are not touched."},
		{1, "", false, "This removes 1 book from the library. Files on disk are not touched."},
		{1, "", true, "This removes 1 file from the library. On the disk it is not touched."},
		{20, "", true, "This removes 20 files from the library. On the disk they are not touched."},
		{20, "/Media", false, "Its 20 books stay in the library, as part of Media."},
		{20, "/Media", true, "Its files stay in the library, as part of Media."},
	} {
		if got := removalText(c.n, c.outer, c.files); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// TestRemovingARootWithinAnother: the books of a root inside another root stay when it
// is removed, and the question says so.
func TestRemovingARootWithinAnother(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	dir := t.TempDir()
	write(t, dir+"/Media/lib/1.mp3")
	w.addAndWait(dir+"/Media", dir+"/Media/lib")
	if got := around(w.lib.Status(), dir+"/Media/lib"); got != dir+"/Media" {
		t.Fatalf("the root lies in %q", got)
	}
	if got := around(w.lib.Status(), dir+"/Media"); got != "" {
		t.Errorf("the outer root lies in %q", got)
	}
	w.roots.removeRoot(dir + "/Media/lib")
	told := ""
	for _, l := range withinTop[*widget.Label](w) {
		told += l.Text + "\n"
	}
	if !strings.Contains(told, "stay in the library, as part of Media.") && !strings.Contains(told, "stays in the library, as part of Media.") {
		t.Errorf("%q", told)
	}
}
