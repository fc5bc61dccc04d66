package ui

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/books"
	"lectern/ui/widgets"
)

// TestPreferencesReadNoFonts: whether there is a font for a language is looked for once the
// user turns to the list of languages, because the toolkit may read a large font.
func TestPreferencesReadNoFonts(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w := newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(900, 700))
	asked := 0
	w.fonts.lacks = func(letter rune) bool {
		asked++
		return letter > 0x3000
	}
	w.preferences.show()
	if asked > 0 {
		t.Errorf("fonts are looked for %d letters when the preferences open", asked)
	}
	list := withinTop[*widgets.EscapeSelect](w)[3]
	w.Canvas().Focus(list)
	if want := []string{"Match system", "English", "Deutsch", "Español", "Français", "Português"}; !slices.Equal(list.Options, want) {
		t.Errorf("offered are %q, want %q", list.Options, want)
	}
	list.SetSelected("Français")
	if got := w.settings.String(prefLanguage); got != "fr" {
		t.Errorf("chosen is %q", got)
	}
}

func TestChoicesApplyAtOnce(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w := newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(900, 700))
	dir := t.TempDir()
	w.lib.AddRoot(dir)
	w.preferences.show()
	selects := withinTop[*widgets.EscapeSelect](w)
	if len(selects) != 6 {
		t.Fatalf("%d selects", len(selects))
	}
	selects[0].SetSelectedIndex(1)
	selects[1].SetSelectedIndex(2)
	t.Setenv(scaleVariable, "")
	selects[2].SetSelected("Large")
	selects[3].SetSelected("English")
	selects[4].SetSelectedIndex(0)
	selects[5].SetSelected("15 s")
	if by := w.settings.skip(); by != 15*time.Second || menuItem(t, w, "Back 15 seconds").Disabled != menuItem(t, w, "Forward 15 seconds").Disabled {
		t.Errorf("Back and Forward go by %v", by)
	}
	if n, a, s, l, d := w.settings.workers(), w.settings.appearance(), w.settings.textSize(), w.settings.String(prefLanguage), w.settings.density(); n != 1 || a != widgets.Dark || s != 1.2 || l != "en" || d != books.Compact {
		t.Errorf("%d at once, %s, %v, %s, %s", n, a, s, l, d)
	}
	thumbs := w.settings.thumbs()
	for _, c := range withinTop[*widgets.EscapeCheck](w) {
		if c.Text == "Covers" {
			c.SetChecked(!c.Checked)
		}
	}
	if w.settings.thumbs() == thumbs {
		t.Error("the covers stay")
	}
	if len(w.preferences.listed) != 1 || w.preferences.listed[0] != dir {
		t.Errorf("folders %q", w.preferences.listed)
	}
	w.roots.dropRoot(dir)
	w.newFrame()
	if len(w.preferences.listed) != 0 {
		t.Errorf("the folder stays: %q", w.preferences.listed)
	}
}

// TestPreferencesSayThatThereIsNoFolder: an empty library has a line in place of its folders.
func TestPreferencesSayThatThereIsNoFolder(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	for range 2 { // also when the dialog is opened again
		w.preferences.show()
		if !slices.ContainsFunc(withinTop[*widget.Label](w), func(l *widget.Label) bool { return l.Text == "None yet" }) {
			t.Error("nothing says that there is no folder")
		}
		w.dialogs.leave()
	}
}
