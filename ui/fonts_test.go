package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/ui/i18n"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

// TestFontsAreNamedUntilDismissed: the notice about missing fonts comes at each start until
// the user dismisses it.
func TestFontsAreNamedUntilDismissed(t *testing.T) {
	test.NewTempApp(t)
	s := uitest.NewLibrary("gone", "吾輩は猫である", "Emma", "शकुन्तला", "Ὀδύσσεια")
	s.Store.Remove(0)
	s.Set(2, func(b *book.Book) { b.Authors = []string{"תלמה"} })
	var read string
	start := func() *Window {
		w := newTestWindow(t, Options{})
		w.fonts.asked = false
		w.fonts.lacks = func(letter rune) bool { return letter != 'א' }
		read = ""
		w.fonts.read = func(letter string, _ fyne.TextStyle) { read += letter }
		settle := collectPosts(w)
		w.rows.Publish(s.View(t))
		settle()
		return w
	}
	w := start()
	if got, want := w.messages.fonts.Why, "Install Noto Sans CJK, Noto Sans Devanagari, and start Lectern again."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	// What the user is asked comes first.
	w.messages.complain("A folder is gone.", "")
	if shown := shownBars(w); len(shown) != 2 || !strings.HasPrefix(shown[1].text, w.messages.fonts.Text) {
		t.Errorf("the notices are %v", shown)
	}
	if start().messages.fonts.Text == "" {
		t.Error("the next start says nothing, although the user may not have seen it")
	}
	dismiss(t, w, w.messages.fonts.Text)
	if shown := shownBars(w); len(shown) != 1 {
		t.Errorf("dismissed, the notices are %v", shown)
	}
	if got := start().messages.fonts.Text; got != "" {
		t.Errorf("the next start says %q", got)
	}
	if read != "書書אאअअ" {
		t.Errorf("the fonts of %q are read, plain and bold", read)
	}
}

// TestUnreadableLanguage: a language without a font is not used, and the user is told.
func TestUnreadableLanguage(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	settle := collectPosts(w)
	i18n.Use(language.SimplifiedChinese)
	defer i18n.Use(language.English)
	w.fonts.asked, w.fonts.lacks = false, func(letter rune) bool { return letter > 0x3000 }
	w.fonts.useReadableLanguage()
	if got := i18n.Language(); got != language.English {
		t.Errorf("the language is %v", got)
	}
	w.rows.Publish(uitest.NewLibrary().View(t))
	settle()
	if got, want := w.messages.fonts.Text, "Lectern is in English, because a font for Simplified Chinese is not installed."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := w.messages.fonts.Why, "Install Noto Sans CJK, and start Lectern again."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestLanguageIsChosen: the preferences offer the languages that can be read, and the
// choice is that of the next start.
func TestLanguageIsChosen(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	row := w.preferences.language().(*fyne.Container)
	list, note := row.Objects[0].(*widgets.EscapeSelect), row.Objects[1]
	if list.SelectedIndex() != 0 || note.Visible() {
		t.Errorf("chosen is %d, the note is shown: %v", list.SelectedIndex(), note.Visible())
	}
	list.SetSelected("English")
	if got := w.settings.String(prefLanguage); got != "en" || !note.Visible() {
		t.Errorf("chosen is %q, the note is shown: %v", got, note.Visible())
	}
	path := filepath.Join(t.TempDir(), "preferences.json")
	for text, want := range map[string]language.Tag{`{"language":"de"}`: language.German, `{"language":""}`: language.Und, `{"language":7}`: language.Und, "x": language.Und} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := ChosenLanguage(path); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestLackingLetters(t *testing.T) {
	test.NewTempApp(t)
	if widgets.Lacks('A') || widgets.Lacks('Ж') || !widgets.Lacks('\U0010FFFE') {
		t.Error("letters of the toolkit's own font are lacking, or a code point without a letter is not")
	}
}
