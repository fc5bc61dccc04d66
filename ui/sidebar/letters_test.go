package sidebar

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library/view"
	"lectern/ui/keys"
	"lectern/ui/uitest"
)

// TestLettersFindAName: letters go to the next name with a word that begins with them, from
// the cursor on, and a space among them does nothing to the line.
func TestLettersFindAName(t *testing.T) {
	s := newTestSidebar(t)
	s.OnFacet = func(_ view.Field, value string, _ keys.Click) { t.Errorf("%q is searched", value) }
	s.SetFacets(uitest.WrittenBy("Anne Brontë", "Émile Zola", "Mark Twain", "Zoë Adams").Facets(t), "")
	test.Tap(s.line(t, "AUTHORS"))
	now := uitest.Noon
	s.now = func() time.Time { return now }
	s.FocusGained()
	for _, c := range []struct{ typed, want string }{
		{"z", "Zoë Adams"}, {"z", "Émile Zola"}, {"z", "Zoë Adams"}, // each after a while
		{"bronte", "Anne Brontë"}, {"mark t", "Mark Twain"}, {"emile", "Émile Zola"}, {"qqq", "Émile Zola"}, {"all b", "All books"}, {"auth", "AUTHORS"},
	} {
		now = now.Add(2 * typeFind)
		for _, r := range c.typed {
			if r == ' ' {
				s.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
			}
			s.TypedRune(r)
		}
		if got := s.label(s.cursor.uid).name; got != c.want {
			t.Errorf("%q leads to %q, want %q", c.typed, got, c.want)
		}
	}
	now = now.Add(2 * typeFind)
	if s.TypedRune(' '); s.label(s.cursor.uid).name != "AUTHORS" {
		t.Errorf("a space leads to %q", s.cursor.uid)
	}
}
