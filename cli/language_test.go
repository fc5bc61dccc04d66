package cli

import "testing"

func TestCollation(t *testing.T) {
	for _, c := range []struct{ all, collate, lang, want string }{
		{"", "", "", "und"},
		{"", "", "sv_SE.UTF-8", "sv-SE"},
		{"", "de_DE@euro", "sv_SE.UTF-8", "de-DE"},
		{"C", "de_DE", "sv_SE.UTF-8", "und"},
		{"", "POSIX", "sv_SE.UTF-8", "und"},
		{"", "", "C.UTF-8", "und"},
		{"", "", "nonsense!", "und"},
		{"zh_TW.UTF-8", "", "", "zh-TW"},
	} {
		t.Setenv("LC_ALL", c.all)
		t.Setenv("LC_COLLATE", c.collate)
		t.Setenv("LANG", c.lang)
		if got := collation().String(); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}
