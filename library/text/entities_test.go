package text_test

import (
	"strings"
	"testing"
	"time"

	"lectern/library/text"
	"lectern/scripts/cputime"
)

func TestUnescape(t *testing.T) {
	for s, want := range map[string]string{
		"Salt &amp; Iron": "Salt & Iron", "Ann O&#39;Hara": "Ann O'Hara", "Ann O&#x27;Hara": "Ann O'Hara", "Ann O&amp;#39;Hara": "Ann O'Hara",
		"&Auml;rger": "Ärger", "&quot;Dune&quot;": `"Dune"`, "A&nbsp;B": "A\u00A0B", "&lt;p&gt;Dune": "<p>Dune",
		"Q&A": "Q&A", "R&B; Soul": "R&B; Soul", "Salt&Iron;": "Salt&Iron;", "a &; b": "a &; b", "a &#; b": "a &#; b", "&copy 2012": "&copy 2012",
		"Q&A &amp; more": "Q&A & more", "<p>Salt &amp; Iron</p>": "<p>Salt &amp; Iron</p>", "1 < 2 &amp; 3": "1 < 2 & 3", "a > b &amp; <c": "a > b & <c", "<>b &amp; c": "<>b & c", "&": "&", "": "",
	} {
		if got := text.Unescape(s); got != want {
			t.Errorf("%q became %q, want %q", s, got, want)
		}
	}
}

// TestUnescapeOpenTags: a text with a million tags that do not end takes no longer than others.
func TestUnescapeOpenTags(t *testing.T) {
	s := strings.Repeat("<a", 1_000_000) + "&amp;"
	if took := cputime.Of(func() { text.Unescape(s) }); took > 3*time.Second {
		t.Errorf("took %v", took)
	}
}
