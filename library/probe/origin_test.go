package probe

import (
	"context"
	"os"
	"regexp"
	"strings"
	"testing"

	"lectern/library/book"
)

func TestTagNames(t *testing.T) {
	for _, c := range []struct {
		name, args                                    string
		title, authors, narrators, year, series, isbn string
	}{
		{"a.m4b", "-f|mp4|-metadata|title=T|-metadata|artist=A|-metadata|composer=N|-metadata|date=1990", "©nam", "©ART", "©wrt", "©day", "", ""},
		{"b.m4b", "-f|mp4|-metadata|title=T|-metadata|album=B|-metadata|artist=A|-metadata|album_artist=C", "©alb", "aART", "", "", "", ""},
		{"a.mp3", "-metadata|album=B|-metadata|artist=A|-metadata|composer=N|-metadata|date=1990|-metadata|SERIES=S|-metadata|ISBN=1", "TALB", "TPE1", "TCOM", "TDRC", "TXXX:SERIES", "TXXX:ISBN"},
		{"a.flac", "-metadata|title=T|-metadata|author=A|-metadata|performer=N", "TITLE", "AUTHOR", "PERFORMER", "", "", ""},
		{"a.ogg", "-c:a|libvorbis|-metadata|title=T|-metadata|narrator=N", "TITLE", "", "NARRATOR", "", "", ""},
		{"a.wma", "-c:a|wmav2|-metadata|title=T|-metadata|album_artist=A", "TITLE", "ALBUMARTIST", "", "", "", ""},
		{"a.wav", "-metadata|title=T|-metadata|artist=A", "INAM", "IART", "", "", "", ""},
	} {
		got := TagNames(t.Context(), ffmpeg(t, c.name, c.args).Path)
		want := Origins{
			book.Title: c.title, book.Authors: c.authors, book.Narrators: c.narrators, book.Year: c.year, book.InSeries: c.series, book.ISBN: c.isbn,
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", c.name, got, want)
		}
	}
	if got := TagNames(t.Context(), "/nowhere"); got != (Origins{}) {
		t.Errorf("of no file: %q", got)
	}
}

// TestDocumented checks the table of tags and fields in docs/PROBING.md.
func TestDocumented(t *testing.T) {
	doc, err := os.ReadFile("../../docs/PROBING.md")
	check(t, err)
	for tag := range book.TagCount {
		name := tag.Info().Name
		if row := regexp.MustCompile(`(?m)^\| ([a-z_]+, )*` + name + `[ ,]`); !row.Match(doc) {
			t.Errorf("docs/PROBING.md has no row for %s", name)
		}
		if free := strings.ToUpper(tag.Info().Free[0]); !strings.Contains(strings.ReplaceAll(string(doc), "-", ""), free) {
			t.Errorf("docs/PROBING.md does not name %s", free)
		}
	}
}

// broken is a context that makes readers panic.
type broken struct{ context.Context }

func (broken) Err() error { panic("broken") }

// TestTagNamesOfAFailingReader checks that a panic of a reader costs only the
// names.
func TestTagNamesOfAFailingReader(t *testing.T) {
	path := ffmpeg(t, "a.mp3", "-metadata|album=B").Path
	if got := TagNames(broken{t.Context()}, path); got != (Origins{}) {
		t.Errorf("got %q", got)
	}
}
