package ui

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/text/language"

	"lectern/library"
	"lectern/library/book"
	"lectern/ui/i18n"
	"lectern/ui/keys"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

// withinTop returns the objects of a type in the topmost dialog.
func withinTop[T any](w *Window) (found []T) {
	for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
		if t, ok := o.(T); ok {
			found = append(found, t)
		}
	}
	return found
}

// TestQuestionHasNoGap: a question is as high as its text, and only an action that takes
// something away has a red button.
func TestQuestionHasNoGap(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w := newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(900, 700))
	for title, red := range map[string]bool{"Add?": false, "Remove?": true} {
		open := w.dialogs.doubt
		if red {
			open = w.dialogs.ask
		}
		open(title, "/a", strings.Repeat("A text of some lines. ", 10), "Yes", func() {})
		bottom := func(o fyne.CanvasObject) float32 {
			return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y + o.Size().Height
		}
		labels, buttons := withinTop[*widget.Label](w), withinTop[*widgets.EscapeButton](w)
		text, yes := labels[1], buttons[len(buttons)-1]
		if gap := bottom(yes) - yes.Size().Height - bottom(text); gap < 0 || gap > 24 {
			t.Errorf("%s %v pixels between the text and the buttons", title, gap)
		}
		left := func(o fyne.CanvasObject) float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).X }
		if gap := left(buttons[1]) - left(buttons[0]) - buttons[0].Size().Width; gap != buttonGap || buttons[0].Size() != buttons[1].Size() {
			t.Errorf("%s the buttons are %v pixels apart, and %v and %v", title, gap, buttons[0].Size(), buttons[1].Size())
		}
		if got := yes.Importance == widget.DangerImportance; got != red {
			t.Errorf("%s the button is red: %t", title, got)
		}
		if w.Canvas().Focused() != buttons[0] {
			t.Errorf("%s Enter does not cancel", title)
		}
		w.dialogs.leave()
	}
}

// TestListOfKeysIsDense: the list of all keys is in sight on a small screen, and opening it
// changes no theme, for which the toolkit would measure all texts of the window again.
func TestListOfKeysIsDense(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w := newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(1000, 1200))
	w.menus.showKeys()
	labels := withinTop[*widget.Label](w)[:2*len(keys.List())] // the title follows
	for i := 2; i < len(labels); i++ {
		if got := labels[i].Position().Y - labels[i-2].Position().Y; got != lineHeight {
			t.Fatalf("%q is %v pixels below %q", labels[i].Text, got, labels[i-2].Text)
		}
	}
	if n := len(withinTop[*container.ThemeOverride](w)); n > 0 {
		t.Errorf("%d themes", n)
	}
	w.dialogs.leave()
}

func TestEscLeavesEveryDialog(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w := newTestWindow(t, Options{})
	w.rows.Publish(uitest.NewLibrary("A").View(t))
	w.Resize(fyne.NewSize(900, 700))
	w.selection.Select(0)
	escape := &fyne.KeyEvent{Name: fyne.KeyEscape}
	for name, open := range map[string]func(){
		"keys":        w.menus.showKeys,
		"preferences": w.preferences.show,
		"about":       w.about.show,
		"root": func() {
			w.roots.showRoot(library.Root{Path: "/a", Settings: library.Settings{Follow: library.FollowPoll}})
		},
		"remove": func() { w.roots.removeRoot("/a") },
		"trash":  func() { w.commands.trashBooks(w.selection.Books()) },
		"help":   w.menus.showHelp,
		"edit":   w.editor.editSelected,
	} {
		open()
		w.Canvas().OnTypedKey()(escape)
		if w.dialogs.covered() || len(w.dialogs.onLeave) > 0 {
			t.Fatalf("%s: Esc leaves it open", name)
		}
		for tabs := 1; ; tabs++ {
			open()
			w.Canvas().Unfocus()
			w.Canvas().FocusNext()
			first := w.Canvas().Focused()
			for range tabs - 1 {
				w.Canvas().FocusNext()
			}
			focused := w.Canvas().Focused()
			focused.TypedKey(escape)
			if w.dialogs.covered() || len(w.dialogs.onLeave) > 0 {
				t.Fatalf("%s: Esc in %T leaves it open", name, focused)
			}
			if tabs > 1 && focused == first {
				break // back at the first one
			}
		}
	}
	settle := collectPosts(w)
	for name, open := range map[string]func(){
		"vast":   func() { w.adding.take(library.Proposal{Path: "/", Root: "/", Vast: "the whole computer"}, true) },
		"cover":  func() { w.editor.offerCover(w.selection.Book(), "/x.jpg") },
		"folder": w.adding.chooseFolder,
	} {
		open()
		settle()
		if !w.dialogs.covered() {
			t.Fatalf("%s: no dialog opens", name)
		}
		w.Canvas().OnTypedKey()(escape)
		if w.dialogs.covered() {
			t.Errorf("%s: Esc leaves it open", name)
		}
	}
}

// TestShortcutsBehindADialogDoNothing: the driver looks for a shortcut in the main menu
// first, so the menu must refuse it.
func TestShortcutsBehindADialogDoNothing(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w := newTestWindow(t, Options{})
	w.rows.Publish(uitest.NewLibrary("A").View(t))
	w.selection.Select(0)
	was := w.views.mode
	w.menus.showKeys()
	top := w.Canvas().Overlays().Top()
	for _, m := range w.MainMenu().Items {
		for _, i := range m.Items {
			if i.Shortcut != nil {
				i.Action()
			}
		}
	}
	for _, key := range []fyne.KeyName{fyne.Key2, fyne.KeyComma, fyne.KeyE, fyne.KeyI, fyne.KeyO} {
		w.menus.shortcut(keys.Ctrl(key))
	}
	if w.views.mode != was || w.Canvas().Overlays().Top() != top || w.Canvas().Overlays().List()[0] != top {
		t.Error("a shortcut did something behind the dialog")
	}
	w.dialogs.leave()
	w.menus.shortcut(keys.Ctrl(fyne.Key2))
	if w.views.mode == was {
		t.Error("Ctrl+2 does nothing after it")
	}
}

func TestTabGoesFromBoxToBox(t *testing.T) {
	w := editing(t)
	first, second := w.editor.form.Entry(book.Title), w.editor.form.Entry(book.Subtitle)
	first.SetText("Else")
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != fyne.Focusable(second) {
		t.Errorf("Tab goes to %T", w.Canvas().Focused())
	}
	tap(t, w.editor.form.Content, "Undo")
	if w.Canvas().Focused() != fyne.Focusable(first) || first.Text != "A" {
		t.Errorf("%q was undone, and the focus is on %T", first.Text, w.Canvas().Focused())
	}
}

// TestHelpFitsASmallWindow: in every language, the lists of keys and of search terms show all
// of each line.
func TestHelpFitsASmallWindow(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w := newTestWindow(t, Options{})
	room := fyne.NewSize(800, 600)
	w.Resize(room)
	defer i18n.Use(i18n.Language())
	for _, l := range i18n.Languages() {
		i18n.Use(l)
		for name, open := range map[string]func(){"keys": w.menus.showKeys, "help": w.menus.showHelp} {
			open()
			scrolls, buttons := withinTop[*container.Scroll](w), withinTop[*widgets.EscapeButton](w)
			if len(scrolls) != 1 || len(buttons) != 1 {
				t.Fatalf("%v: %s: %d scrolls, %d buttons", l, name, len(scrolls), len(buttons))
			}
			scroll, driver := scrolls[0], fyne.CurrentApp().Driver()
			if need, has := scroll.Content.MinSize().Width, scroll.Size().Width; need > has || has > room.Width {
				t.Errorf("%v: %s: %v wide, of %v", l, name, has, need)
			}
			for _, o := range test.LaidOutObjects(scroll) {
				if text, is := o.(*widget.Label); is && (text.MinSize().Width > text.Size().Width || text.MinSize().Height > text.Size().Height) {
					t.Errorf("%v: %s: %q has %v, needs %v", l, name, text.Text, text.Size(), text.MinSize())
				}
			}
			if lines := len(keys.List()); name == "keys" && l == language.English && scroll.Content.MinSize().Height > float32(lines)*27 {
				t.Errorf("%d lines are %v high", lines, scroll.Content.MinSize().Height)
			}
			end := driver.AbsolutePositionForObject(scroll).Y + scroll.Size().Height
			if button := driver.AbsolutePositionForObject(buttons[0]).Y; end > button {
				t.Errorf("%v: %s: scrolls down to %v, past the button at %v", l, name, end, button)
			}
			if high := scroll.Size().Height + dialogAbove; high > room.Height {
				t.Errorf("%v: %s: %v high", l, name, high)
			}
			w.dialogs.leave()
		}
	}
}

// TestSelectionAfterTheTrash: as after a removal, the user can go on with the next book. Books
// that are all still there stay selected.
func TestSelectionAfterTheTrash(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("this system's trash cannot be replaced for a test")
	}
	t.Setenv("XDG_DATA_HOME", t.TempDir()) // for the trash
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	settle := collectPosts(w)
	w.Resize(fyne.NewSize(900, 700))
	for _, c := range []struct {
		name     string
		files    string // the books that have files; no others can go to the trash
		from, to int    // the selected rows
		then     func() // what the user does meanwhile
		want     string
	}{
		{"one", "B", 1, 1, nil, "C"},
		{"one that stays", "", 1, 1, nil, "B"},
		{"several", "BC", 1, 2, nil, "D"},
		{"several that stay", "", 1, 2, nil, "BC"},
		{"one of several", "B", 1, 2, nil, "D"},
		{"the last ones", "CD", 2, 3, nil, "B"},
		{"all, which stay", "", 0, 3, nil, "ABCD"},
		{"another selected meanwhile", "", 1, 2, func() { w.selection.Select(0) }, "A"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, books := t.TempDir(), uitest.NewLibrary("A", "B", "C", "D")
			for i := range 4 {
				books.Set(i, func(b *book.Book) {
					f := *b.Files[0]
					f.Path = filepath.Join(dir, b.Title+".mp3")
					if b.Files = []*book.File{&f}; strings.Contains(c.files, b.Title) {
						if err := os.WriteFile(f.Path, nil, 0o600); err != nil {
							t.Fatal(err)
						}
					}
				})
			}
			w.rows.Publish(books.View(t))
			w.selection.Select(c.from)
			for row := c.from + 1; row <= c.to; row++ {
				w.selection.Toggle(row)
			}
			w.commands.trashBooks(w.selection.Books())
			for _, b := range withinTop[*widgets.EscapeButton](w) {
				if b.Text == "Move to trash" {
					test.Tap(b)
				}
			}
			if c.then != nil {
				c.then()
			}
			settle()
			got := ""
			for _, b := range w.selection.Books() {
				got += b.Title
			}
			if got != c.want {
				t.Errorf("%q are selected, want %q", got, c.want)
			}
		})
	}
}

// box is a text box that knows whether it has the focus.
type box struct {
	widget.Entry
	focused bool
}

func (b *box) FocusGained() { b.focused = true; b.Entry.FocusGained() }
func (b *box) FocusLost()   { b.focused = false; b.Entry.FocusLost() }

// TestClosedDialogLosesTheFocus: the cursor of a text box in a dialog that was closed does
// not go on blinking, for which the window would be drawn anew all the time.
func TestClosedDialogLosesTheFocus(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	b := &box{}
	b.ExtendBaseWidget(b)
	d := w.dialogs.custom("Note", b)
	w.dialogs.show(d, fyne.NewSize(300, 200), d.Hide)
	w.Canvas().Focus(b)
	if !b.focused {
		t.Fatal("the text box has no focus")
	}
	w.dialogs.leave()
	if b.focused || w.dialogs.covered() {
		t.Error("the text box of a closed dialog has the focus")
	}
}
