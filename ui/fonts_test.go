package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"lectern/library/book"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

func TestFontsAreNamedOnce(t *testing.T) {
	test.NewTempApp(t)
	s := uitest.NewLibrary("吾輩は猫である", "Emma", "शकुन्तला", "Ὀδύσσεια")
	s.Set(1, func(b *book.Book) { b.Authors = []string{"תלמה"} })
	start := func() *Window {
		w := newTestWindow(t, Options{})
		w.fonts.asked = false
		w.fonts.lacks = func(letter rune) bool { return letter != 'א' }
		settle := collectPosts(w)
		w.rows.Publish(s.View(t))
		settle()
		return w
	}
	w := start()
	if got, want := w.messages.message.Why, "Install Noto Sans CJK, Noto Sans Devanagari, and start Lectern again."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := start().messages.message.Text; got != "" {
		t.Errorf("the next start says %q", got)
	}
}

func TestLackingLetters(t *testing.T) {
	test.NewTempApp(t)
	if widgets.Lacks('A') || widgets.Lacks('Ж') || !widgets.Lacks('\U0010FFFE') {
		t.Error("letters of the toolkit's own font are lacking, or a code point without a letter is not")
	}
}
