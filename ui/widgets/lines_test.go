package widgets

import (
	"strings"
	"testing"

	"lectern/ui/uitest"
)

func TestWrap(t *testing.T) {
	for in, want := range map[string]string{
		"":                         "",
		"Emma":                     "Emma",
		"Good Omens":               "Good Omens",
		"The Age of Innocence":     "The Age of|Innocence",
		"The Strange Case of Mr H": "The|Strange|Case of M…",
		"Spider-Mandarin":          "Spider-|Mandarin",
		"Donaudampfschiff":         "Donaudampf|schiff",
		"西游记西游记西游记西游记":             "西游记西游记西游记西|游记",
		"???":                      "???",
		"  a  ":                    "a",
	} {
		if got := strings.Join(Wrap(in, 100, 3, uitest.Wide), "|"); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := Wrap(strings.Repeat("long ", 10_000), 100, 3, uitest.Wide); len(got) != 3 || !strings.HasSuffix(got[2], "…") {
		t.Errorf("%q", got)
	}
	if got := Wrap("ab cd", 5, 3, uitest.Wide); len(got) > 3 {
		t.Errorf("%q in a room for no letter", got)
	}
}
