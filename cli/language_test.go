package cli

import (
	"fmt"
	"testing"
)

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

func TestLanguages(t *testing.T) {
	for _, c := range []struct{ list, all, messages, lang, want string }{
		{"", "", "", "", "[]"},
		{"de:fr", "", "", "en_GB.UTF-8", "[de fr]"},
		{"de:fr", "C", "", "", "[]"},
		{"", "", "pt_BR.UTF-8", "de_DE.UTF-8", "[pt-BR]"},
		{"", "", "", "zh_CN.GB18030", "[zh-CN]"},
		{"nonsense!:es_ES@euro", "", "", "C.UTF-8", "[]"},
		{"nonsense!:es_ES@euro", "", "", "en_US", "[es-ES]"},
	} {
		t.Setenv("LANGUAGE", c.list)
		t.Setenv("LC_ALL", c.all)
		t.Setenv("LC_MESSAGES", c.messages)
		t.Setenv("LANG", c.lang)
		if got := fmt.Sprint(languages()); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}
