package sidebar

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"lectern/ui/keys"
	"lectern/ui/uitest"
)

// barred returns the names of the lines that show the focus.
func barred(s *Tree) (names []string) {
	for _, n := range lines(s) {
		if !n.bar.Hidden {
			names = append(names, n.name.Canvas.Text)
		}
	}
	return names
}

func TestFocusIsSeen(t *testing.T) {
	s := newTestSidebar(t)
	if got := barred(s); len(got) > 0 {
		t.Errorf("without the focus %q have a bar", got)
	}
	s.FocusGained()
	is := func(want string) {
		t.Helper()
		if got := barred(s); len(got) != 1 || got[0] != want {
			t.Errorf("%q have a bar, want %q", got, want)
		}
	}
	is("All books")
	uitest.Press(s, fyne.KeyDown)
	is("Recently added")
	uitest.Press(s, fyne.KeyDown)
	is("a")
	uitest.Press(s, fyne.KeyDown) // over its status
	is("x")
	uitest.Press(s, fyne.KeyUp)
	is("a")
	s.OnHighlighted(Browse) // the pointer
	is("a")
	s.FocusLost()
	if got := barred(s); len(got) > 0 {
		t.Errorf("without the focus %q have a bar", got)
	}
}

func TestMenuKeyOpensTheMenuOfTheFolder(t *testing.T) {
	s := newTestSidebar(t)
	var opened Folder
	var at fyne.Position
	s.OnMenu = func(f Folder, p fyne.Position) { opened, at = f, p }
	s.OnFolder = func(string) {}
	s.FocusGained()
	uitest.Press(s, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, desktop.KeyMenu)
	if opened.Path != "/a/x" || at.Y < 3*nodeHeight || at.Y > 7*nodeHeight {
		t.Errorf("the menu of %+v opened at %v", opened, at)
	}
	opened = Folder{}
	uitest.Press(s, fyne.KeyUp, fyne.KeyF10)
	if opened.Path != "" {
		t.Error("F10 opened a menu of the sidebar")
	}
	s.held = func() fyne.KeyModifier { return fyne.KeyModifierShift }
	uitest.Press(s, fyne.KeyF10)
	if opened.Path != "/a" || !opened.IsRoot {
		t.Errorf("Shift+F10 opened the menu of %+v", opened)
	}
	uitest.Press(s, fyne.KeyReturn)
	if s.chosen != folderUID("/a", "/a") {
		t.Errorf("Enter selects %q", s.chosen)
	}
}

// TestKeysOfTheWindowArePassedOn: the keys that the sidebar does not use do what they do
// elsewhere in the window.
func TestKeysOfTheWindowArePassedOn(t *testing.T) {
	s := newTestSidebar(t)
	var got []fyne.KeyName
	s.OnKey = func(key fyne.KeyName) { got = append(got, key) }
	s.FocusGained()
	want := []fyne.KeyName{keys.Help, keys.Edit, keys.Rescan, keys.Details, keys.MainMenu, keys.FullScreen, fyne.KeyEscape}
	uitest.Press(s, want...)
	uitest.Press(s, fyne.KeyDown, fyne.KeyUp, fyne.KeyLeft, fyne.KeyRight, fyne.KeySpace, fyne.KeyReturn)
	if !slices.Equal(got, want) {
		t.Errorf("passed on %q, want %q", got, want)
	}
}
