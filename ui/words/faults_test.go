package words

import (
	"strings"
	"testing"

	"golang.org/x/text/language"

	"lectern/ui/i18n"
)

// TestFault checks the words for stored texts; all others stay as they are.
func TestFault(t *testing.T) {
	for stored, want := range map[string]string{
		"truncated":                    "file is incomplete",
		"part 2 of 12: no sound in it": "part 2 of 12: no audio in it",
		"1 of 12 files is missing":     "1 of 12 files is missing",
		"1204 of 2000 files are missing, part 3 of 2000: truncated":      "1,204 of 2,000 files are missing, part 3 of 2,000: file is incomplete",
		"2 of 3 files are faulty, the first: its reader failed: index\n": "2 of 3 files can’t be read, the first: could not be read",
		"3 of 4 files: protected (DRM)":                                  "3 of 4 files: copy-protected (DRM)",
		"timed out after 2.5 s":                                          "timed out after 2.5 s",
		"ffprobe is not installed":                                       "needs ffmpeg",
		"not a regular file (a named pipe)":                              "not an audio file (named pipe)",
		"my metadata.json is not valid JSON (line 3)":                    "my metadata.json is not valid JSON (line 3)",
		"01.mp3, like 1200 other files, has a cover that was cut off":    "01.mp3, like 1,200 other files, has a cover that was cut off",
		"1 has a cover that was cut off":                                 "1 has a cover that was cut off",
		"cover.jpg is not a picture":                                     "cover.jpg is not a picture",
		"a text of an older version":                                     "a text of an older version",
	} {
		if got := Fault(stored); got != want {
			t.Errorf("%q: %q, want %q", stored, got, want)
		}
	}
}

// TestFaultInGerman: what is wrong with a file is found after its name, which has spaces.
func TestFaultInGerman(t *testing.T) {
	defer i18n.Use(language.English)
	i18n.Use(language.German)
	const name = "this is it.jpg"
	got := Fault(name + " is not a picture")
	if want := name + " " + i18n.Text("is not a picture"); got != want || strings.Contains(got, "picture") {
		t.Errorf("%q, want %q", got, want)
	}
}
