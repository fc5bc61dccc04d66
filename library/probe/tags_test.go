package probe

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/scripts/cputime"
)

func TestGenreNumbers(t *testing.T) {
	for list, want := range map[string]string{
		"(183)": "Audiobook", "183": "Audiobook", "(101)(183)": "Speech,Audiobook", "Fantasy; fantasy": "Fantasy", "1984": "1984", "R&B; Soul": "R&B,Soul",
		"(Auto)biography": "(Auto)biography", "(250)": "", "Audiobook/Epic;Fantasy": "Audiobook,Epic,Fantasy",
	} {
		if got := strings.Join(genres(list), ","); got != want {
			t.Errorf("%q has the genres %q, want %q", list, got, want)
		}
	}
}

// TestManyGenres: a list of genres has a limit.
func TestManyGenres(t *testing.T) {
	var list strings.Builder
	for i := range 200_000 {
		fmt.Fprintf(&list, "g%d/", i)
	}
	var all []string
	if took := cputime.Of(func() { all = genres(list.String()) }); took > 3*time.Second || len(all) < 500 || len(all) > maxJoined || all[499] != "g499" {
		t.Errorf("%d genres, took %v", len(all), took)
	}
	if all := genres(strings.Repeat("g", 2*maxJoined)); all != nil {
		t.Errorf("%d genres of one text", len(all))
	}
}

func TestClean(t *testing.T) {
	for s, want := range map[string]string{
		"\u200bAmber\ufeff": "Amber", "Cin\u00adder": "Cinder", "Petra\u00a0Lund": "Petra Lund", "\u202aDusk\u202c": "Dusk", "Ann O&#39;Hara": "Ann O'Hara",
		"می\u200cخواهم": "می\u200cخواهم", "Du\u200dne": "Dune", " a\nb ": "a\nb", "\x01a": "a",
	} {
		if got := clean(s); got != want {
			t.Errorf("%q became %q, want %q", s, got, want)
		}
	}
}

// TestTracksOnSides: the tag of the track can have the side of a tape. In "1-02" the second
// number can be a track or how many there are, so the number of the disc is not read from it.
func TestTracksOnSides(t *testing.T) {
	for track, want := range map[string]book.Tags{
		"A1": {Disc: 1, Track: 1}, "b2": {Disc: 2, Track: 2}, "D12": {Disc: 4, Track: 12},
		"3/12": {Track: 3, Tracks: 12}, "03": {Track: 3}, "3 of 12": {Track: 3, Tracks: 12}, "A": {}, "A0": {}, "a1b": {}, "T1": {}, "-2": {},
		"1-02": {Track: 1}, "1-12": {Track: 1}, "2-3": {Track: 2},
	} {
		if got := id3Dialect.tags(tagSet{"trck": track}); got.Disc != want.Disc || got.Track != want.Track || got.Tracks != want.Tracks {
			t.Errorf("%q: disc %d, track %d of %d", track, got.Disc, got.Track, got.Tracks)
		}
	}
	if got := id3Dialect.tags(tagSet{"trck": "B2", "tpos": "1/3"}); got.Disc != 2 || got.Track != 2 {
		t.Errorf("beside a disc: disc %d, track %d", got.Disc, got.Track)
	}
}

// TestSeveralValues: names of fields that can have several values keep all of them,
// each once; other names keep the first value.
func TestSeveralValues(t *testing.T) {
	tags := tagSet{}
	for _, value := range []string{"Ann", "Ben", "ann", "Ben", "Cy &amp; Co"} {
		for _, name := range []string{"tpe1", "talb", "----:narrator", "----:seriespart"} {
			tags.store(name, value)
		}
	}
	for name, want := range map[string]string{
		"tpe1": "Ann; Ben; Cy & Co", "talb": "Ann", "----:narrator": "Ann; Ben; Cy & Co", "----:seriespart": "Ann; Ben; ann; Ben; Cy & Co",
	} {
		if tags[name] != want {
			t.Errorf("%s is %q, want %q", name, tags[name], want)
		}
	}
}

// TestNamesOfOtherTools: fields are read by the names that other programs give them.
func TestNamesOfOtherTools(t *testing.T) {
	type set = map[string]string // user texts and their values
	for _, c := range []struct {
		is   set
		want book.Tags
	}{
		{set{"narrated_by": "Dora Quill"}, book.Tags{Narrator: "Dora Quill"}},
		{set{"Sprecher": "Dora Quill"}, book.Tags{Narrator: "Dora Quill"}},
		{set{"Erzähler": "Dora Quill"}, book.Tags{Narrator: "Dora Quill"}},
		{set{"Lu par": "Dora Quill"}, book.Tags{Narrator: "Dora Quill"}},
		{set{"Чтец": "Dora Quill"}, book.Tags{Narrator: "Dora Quill"}},
		{set{"conductor": "Bert Baton"}, book.Tags{}},
		{set{"conductor": "Gelesen von Dora Quill"}, book.Tags{Narrator: "Gelesen von Dora Quill"}},
		{set{"conductor": "Dora Quill (narrator)"}, book.Tags{Narrator: "Dora Quill (narrator)"}},
		{set{"Author": "Mira Tolland"}, book.Tags{AlbumArtist: "Mira Tolland"}},
		{set{"Autorin": "Mira Tolland"}, book.Tags{AlbumArtist: "Mira Tolland"}},
		{set{"series_name": "Longwater", "series_sequence": "2"}, book.Tags{Series: "Longwater", SeriesPart: "2"}},
		{set{"SERIES": "Longwater, Book #2"}, book.Tags{Series: "Longwater", SeriesPart: "2"}},
		{set{"SERIES": "A #1, B #2"}, book.Tags{Series: "A #1, B #2"}},
		{set{"SERIES": "A; B", "PART": "1/3; 2/7"}, book.Tags{Series: "A; B", SeriesPart: "1; 2"}},
		{set{"SERIES": "A", "PART": "1; 1.0"}, book.Tags{Series: "A", SeriesPart: "1"}},
		{set{"SERIES": "A #1\nB #2"}, book.Tags{Series: "A #1\nB #2"}},
		{set{"SERIES": "Longwater", "GROUPING": "Longwater, Book 2"}, book.Tags{Series: "Longwater, Book 2"}},
		{set{"SERIES": "Longwater", "GROUPING": "Fantasy 2"}, book.Tags{Series: "Longwater"}},
		{set{"Serie Nummer": "2", "Serie": "Longwater"}, book.Tags{Series: "Longwater", SeriesPart: "2"}},
		{set{"Серия": "Longwater", "Номер серии": "2"}, book.Tags{Series: "Longwater", SeriesPart: "2"}},
		{set{"シリーズ": "Longwater", "巻": "2"}, book.Tags{Series: "Longwater", SeriesPart: "2"}},
		{set{"Sprache": "Deutsch", "Erscheinungsjahr": "2012", "Verlag": "Reed House"}, book.Tags{Language: "Deutsch", Year: 2012, Publisher: "Reed House"}},
		{set{"show": "Longwater", "episode_id": "2"}, book.Tags{Series: "Longwater", SeriesPart: "2"}},
		{set{"album": "Dune", "show": "Dune"}, book.Tags{Album: "Dune"}},
		{set{"grouping": "Hörbuch"}, book.Tags{}},
		{set{"grouping": "Fantasy", "genre": "Epic;Fantasy"}, book.Tags{Genres: []string{"Epic", "Fantasy"}}},
		{set{"originalyear": "1954"}, book.Tags{Year: 1954}},
		{set{"originalyear": "1954", "releasetime": "2012-01-01"}, book.Tags{Year: 2012}},
		{set{"date": "0001-01-01", "originaldate": "1954"}, book.Tags{Year: 1954}},
		{set{"Label": "Reed House"}, book.Tags{Publisher: "Reed House"}},
		{set{"comment": "A book."}, book.Tags{Description: "A book."}},
		{set{"DISCNUMBER": "2/3", "Track Number": "7"}, book.Tags{Disc: 2, Track: 7}},
		{set{"lang": "und"}, book.Tags{}},
		{set{"EDITION": "2nd"}, book.Tags{Edition: "2nd"}},
		{set{"abridged": "1"}, book.Tags{Edition: "Abridged"}},
		{set{"format": "unabridged"}, book.Tags{Edition: "unabridged"}},
		{set{"format": "CD"}, book.Tags{}},
		{set{"formattype": "speech", "format": "MP3"}, book.Tags{}},
		{set{"abridged": "false", "unabridged": "yes"}, book.Tags{Edition: "Unabridged"}},
		{set{"ABRIDGED": "Ungekürzt"}, book.Tags{Edition: "Ungekürzt"}},
		{set{"Translator": "Karl Turner"}, book.Tags{Contributors: "Karl Turner (translator)"}},
		{set{"Übersetzer": "Karl Turner; Bo Day"}, book.Tags{Contributors: "Karl Turner (translator); Bo Day (translator)"}},
		{set{"traducteur": "Karl Turner", "EDITED_BY": "Ed Marsh", "contributors": "Bo Day; Al Ridge (foreword)"},
			book.Tags{Contributors: "Karl Turner (translator); Ed Marsh (editor); Bo Day; Al Ridge (foreword)"}},
		{set{"tr": "3", "notes": "Ed Marsh"}, book.Tags{}},
		{set{"TIT3": "A Novel", "TPA": "1/2", "TPB": "Reed House", "TCM": "Dora Quill"}, book.Tags{Subtitle: "A Novel", Disc: 1, Publisher: "Reed House", Narrator: "Dora Quill"}},
		{set{"TIT2": "One", "TALB": "Low Tide", "TPE1": "Mira Tolland", "TRCK": "3", "TDRC": "2011"}, book.Tags{Title: "One", Album: "Low Tide", Artist: "Mira Tolland", Track: 3, Year: 2011}},
		{set{"TT3": "A Novel", "TPE3": "Bo Day", "TOLD": "x"}, book.Tags{Subtitle: "A Novel"}},
	} {
		for _, d := range []*dialect{id3Dialect, mp4Dialect, vorbisDialect, ffprobeDialect} {
			prefix := map[*dialect]string{id3Dialect: userText, mp4Dialect: freeForm}[d]
			tags, known := tagSet{}, d.known(prefix, anyWords)
			for name, value := range c.is {
				if name = known.of(spell(name)); name != "" {
					tags.store(name, value)
				}
			}
			got, want := d.tags(tags), c.want
			for tag := range book.TagCount {
				if i := tag.Info(); i.Text != nil && *i.Text(&got) != *i.Text(&want) || i.Number != nil && *i.Number(&got) != *i.Number(&want) ||
					i.List != nil && strings.Join(*i.List(&got), ",") != strings.Join(*i.List(&want), ",") {
					t.Errorf("%v in dialect %d is %+v, want %+v", c.is, d.kind, got, want)
				}
			}
		}
	}
}
