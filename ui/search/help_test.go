package search

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"lectern/library/view"
)

func TestHelpAgreesWithTheLanguage(t *testing.T) {
	doc, err := os.ReadFile("../../docs/QUERY.md")
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	for _, column := range topics {
		for _, topic := range column {
			said += topic.also + " "
			for _, e := range topic.examples {
				said += e.query + " "
				x, err := view.Parse(e.query)
				if err != nil || x == nil {
					t.Errorf("%s: %v", e.query, err)
					continue
				}
				if again, err := view.Parse(x.String()); err != nil || again.String() != x.String() {
					t.Errorf("%s prints as %s: %v", e.query, x, err)
				}
				if !strings.Contains(string(doc), "`"+e.query+"`") {
					t.Errorf("%s is not in docs/QUERY.md", e.query)
				}
			}
		}
	}
	for letter := 'a'; letter <= 'z'; letter++ {
		for _, c := range view.Complete(string(letter), 1, nil) {
			if !strings.Contains(said, c.Text) {
				t.Errorf("%s is not in the help", c.Text)
			}
		}
	}
}

// TestHelpHasRoomForItsTexts: in a language with long words the help is wider, and no text is
// cut.
func TestHelpHasRoomForItsTexts(t *testing.T) {
	test.NewTempApp(t)
	for _, e := range []example{{"author:x", strings.Repeat("word ", 20)}, {"", strings.Repeat("word ", 50)}, {strings.Repeat("title ", 8), ""}} {
		h := newHint(e, nil)
		h.Resize(h.MinSize())
		if h.query.Cut() != "" || h.finds.Cut() != "" {
			t.Errorf("%q is cut", e)
		}
	}
}
