package words

import (
	"testing"
)

func TestLanguage(t *testing.T) {
	for code, want := range map[string]string{
		"en": "English", "deu": "German", "ger": "German", "en-US": "American English", "pt_BR": "Brazilian Portuguese",
		"English": "English", "Deutsch": "German", "allemand": "German", "eng; ger": "English, German", "Xyzzy!": "Xyzzy!", "Klingon!": "Klingon", "xx": "xx", "": "",
	} {
		if got := Language(code); got != want {
			t.Errorf("%q is %q, want %q", code, got, want)
		}
	}
}
