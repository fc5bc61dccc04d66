package group_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"lectern/library/group"
)

// If the root is one level too high, the folder above the authors is not an
// author, and an author is not a series.
func TestRootOneLevelTooHigh(t *testing.T) {
	for path, want := range map[string]string{
		"Audiobooks/Süskind, Patrick/Das Parfüm":      "Das Parfüm by [Patrick Süskind] in []",
		"Audiobooks/Jürgen Müller/Größenwahn":         "Größenwahn by [Jürgen Müller] in []",
		"Hörbücher/Michael Ende/Momo":                 "Momo by [Michael Ende] in []",
		"Music/Radiohead/OK Computer":                 "OK Computer by [Radiohead] in []",
		"Media/Audiobooks/Pratchett/Mort":             "Mort by [Pratchett] in []",
		"Audiobooks/Terry Pratchett/Discworld/4 Mort": "4 Mort by [Terry Pratchett] in [Discworld]",
		"Downloads/Emma":                              "Emma by [] in []",
		"Music/Emma":                                  "Emma by [] in []",
		"Audiobooks/Fantasy/Osric Vane/Ember":         "Ember by [Osric Vane] in []",
		"A/Austen, Jane/Emma":                         "Emma by [Jane Austen] in []",
		"A-C/Austen, Jane/Emma":                       "Emma by [Jane Austen] in []",
		"Jane Austen/Music":                           "Music by [Jane Austen] in []",
		"NAS/Audiobooks/Jane Austen/Emma":             "Emma by [Jane Austen] in []",
		"mnt/media/audiobooks/Jane Austen/Emma":       "Emma by [Jane Austen] in []",
		"NAS/Audiobooks/Jane Austen/Letters/2 - Emma": "Emma by [Jane Austen] in [Letters]",
		"MP3 Audiobooks/Jane Austen/Emma":             "Emma by [Jane Austen] in []",
		"AudioBooks (MP3)/Jane Austen/Emma":           "Emma by [Jane Austen] in []",
		"Hörbücher Deutsch/Jane Austen/Emma":          "Emma by [Jane Austen] in []",
		"Audiobooki - PL/Jane Austen/Emma":            "Emma by [Jane Austen] in []",
		"Libro.fm/Jane Austen/Emma":                   "Emma by [Jane Austen] in []",
		"My Media/MP3 Audiobooks/Jane Austen/Emma":    "Emma by [Jane Austen] in []",
		"My Media/MP3 Audiobooks/Jane Austen - Emma":  "Emma by [Jane Austen] in []",
		"Jane Austen/Audiobooks/Emma":                 "Emma by [Jane Austen] in []",
		"Jane Austen/Audiobooks/Letters/2 - Emma":     "Emma by [Jane Austen] in [Letters]",
		"Chirp":                     "Chirp by [] in []",
		"Jane Austen/English Music": "English Music by [Jane Austen] in []",
		"Andy Weir/Horror/Artemis":  "Artemis by [Andy Weir] in [Horror]",
		"Horror":                    "Horror by [] in []",
		"Downloads":                 "1 by [] in []",
	} {
		b := group.Books(folderOf(path, part(1, filepath.Join(path, "1.mp3"), nil)))[0]
		names := []string{}
		for _, s := range b.Series {
			names = append(names, s.Name)
		}
		if got := fmt.Sprintf("%s by %v in %v", b.Title, b.Authors, names); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}
