package locale

import "testing"

func TestKnownLocales(t *testing.T) {
	for list, want := range map[string]string{
		"": "", "de_DE.UTF-8": "de_DE.UTF-8", "de": "de", "de_AT:de:en": "de_AT:de:en", "zh_CN.GB18030": "zh_CN.GB18030",
		"C.UTF-8": "en", "C.utf8": "en", "C@x": "en", "german": "en", "xx_YY": "en", "%s/../": "en", "a": "en",
		"de_DE@euro": "de_DE", "sr_RS.UTF-8@latin": "sr_RS.UTF-8", "xx:de@euro:C": "de", ":": "en",
	} {
		if got := known(list); got != want {
			t.Errorf("%q: %q, want %q", list, got, want)
		}
	}
}
