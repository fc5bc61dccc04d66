package probe

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"reflect"
	"slices"
	"testing"
	"time"

	"lectern/library/book"
)

// ebmlOf returns an element with eight bytes of length.
func ebmlOf(id string, content ...any) []byte {
	body := join(content...)
	b, err := hex.DecodeString(id)
	if err != nil {
		panic(err)
	}
	return append(binary.BigEndian.AppendUint64(b, 1<<56|uint64(len(body))), body...)
}

// simpleTags returns tags of one level, given as names and values in turn.
func simpleTags(level byte, pairs ...string) []byte {
	all := ebmlOf("63C0", ebmlOf("68CA", string(rune(level))))
	for ; len(pairs) > 1; pairs = pairs[2:] {
		all = append(all, ebmlOf("67C8", ebmlOf("45A3", pairs[0]), ebmlOf("4487", pairs[1]))...)
	}
	return ebmlOf("7373", all)
}

// TestMatroskaTags: all values of a name count, tags describe what their level says, and
// an index finds those after the audio.
func TestMatroskaTags(t *testing.T) {
	png := drawn(t, "png", 30, 20)
	file := func(name string, content []byte) []byte {
		return ebmlOf("61A7", ebmlOf("466E", name), ebmlOf("465C", content))
	}
	book50 := simpleTags(50, "ALBUM", "Reeds", "ARTIST", "Ann Lark", "ARTIST", "Bo Finch", "NARRATOR", "Cy Dove", "Narrator", "Di Swan", "GENRE", "Drama", "GENRE", "Crime")
	want := book.Tags{Album: "Reeds", Artist: "Ann Lark; Bo Finch", Narrator: "Cy Dove; Di Swan", Genres: []string{"Drama", "Crime"}}
	reader := simpleTags(50, "NARRATOR", "Cy Dove") // as in book50
	of := func(tags ...any) []byte { return ebmlOf("1254C367", tags...) }
	pair := func(name, value string) []byte { return ebmlOf("67C8", ebmlOf("45A3", name), ebmlOf("4487", value)) }
	cluster := ebmlOf("1F43B675", make([]byte, 3*windowLen))
	seek := func(at int) []byte {
		return ebmlOf("114D9B74", ebmlOf("4DBB", ebmlOf("53AB", "\x12\x54\xC3\x67"), ebmlOf("53AC", string(binary.BigEndian.AppendUint32(nil, uint32(at))))))
	}
	for _, c := range []struct {
		name  string
		body  []byte
		want  book.Tags
		cover int
	}{
		{"several values", join(of(book50), cluster), want, 0},
		{"after the audio", join(seek(len(seek(0))+len(cluster)), cluster, of(book50)), want, 0},
		{
			"levels", join(of(
				simpleTags(70, "TITLE", "River Saga"), simpleTags(50, "TITLE", "Reeds", "ARTIST", "Ann Lark", "PART_NUMBER", "2", "DATE_RELEASED", "2011-03"),
				simpleTags(30, "TITLE", "The Boy", "PART_NUMBER", "7"),
			), cluster),
			book.Tags{Title: "The Boy", Album: "Reeds", Artist: "Ann Lark", Series: "River Saga", SeriesPart: "2", Year: 2011, Track: 7},
			0,
		},
		{
			"no level, as ffmpeg writes it", join(of(ebmlOf("7373", ebmlOf("63C0"), pair("TITLE", "Reeds"), pair("SERIES", "River Saga"), pair("PART_NUMBER", "3/12"))), cluster),
			book.Tags{Title: "Reeds", Series: "River Saga", Track: 3, Tracks: 12},
			0,
		},
		{"of a chapter", join(of(ebmlOf("7373", ebmlOf("63C0", ebmlOf("63C4", "\x05")), ebmlOf("67C8", ebmlOf("45A3", "ALBUM"), ebmlOf("4487", "No")))), cluster), book.Tags{}, 0},
		{"of a chapter with a long number", join(of(book50, ebmlOf("7373", ebmlOf("63C0", ebmlOf("63C4", "\x00\x00\x00\x00\x00\x00\x00\x05")), ebmlOf("67C8", ebmlOf("45A3", "NARRATOR"), ebmlOf("4487", "No")))), cluster), want, 0},
		{
			"indexed again and again", join(bytes.Repeat(seek(41*len(seek(0))+len(cluster)), 40), seek(41*len(seek(0))+len(cluster)+len(of(reader))), cluster, of(reader), of(book50)),
			want, 0,
		},
		{"cover", join(ebmlOf("1941A469", file("map.png", png[:len(png)-20]), file("a.png", png), file("cover.png", drawn(t, "png", 50, 20)), file("z.txt", []byte("text"))), cluster), book.Tags{}, 50},
		{"cut", of(book50)[:40], book.Tags{}, 0},
	} {
		b := join(ebmlOf("1A45DFA3", ebmlOf("4282", "matroska")), ebmlOf("18538067", c.body))
		s := newSource(bytes.NewReader(b), int64(len(b)))
		m := s.foreign(t.Context(), 0)
		s.close()
		if got := m.Tags; !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v", c.name, got)
		}
		if (m.Cover != nil) != (c.cover > 0) || m.Cover != nil && m.Cover.Width != c.cover {
			t.Errorf("%s: the cover is %+v", c.name, m.Cover)
		}
	}
}

// TestMatroskaEditions: the chapters are those of the edition that players show.
func TestMatroskaEditions(t *testing.T) {
	at := func(seconds int) string { return string(binary.BigEndian.AppendUint64(nil, uint64(seconds)*1e9)) }
	atom := func(from, to int, more ...any) []byte {
		return ebmlOf("B6", ebmlOf("91", at(from)), ebmlOf("92", at(to)), join(more...))
	}
	title := func(s string) []byte { return ebmlOf("80", ebmlOf("85", s), ebmlOf("437C", "eng")) }
	hidden := func(isDefault byte, atoms ...any) []byte {
		return ebmlOf("45B9", ebmlOf("45BD", "\x01"), ebmlOf("45DB", string(rune(isDefault))), join(atoms...))
	}
	edition := func(isDefault byte, atoms ...any) []byte {
		return ebmlOf("45B9", ebmlOf("45DB", string(rune(isDefault))), join(atoms...))
	}
	open := ebmlOf("B6", ebmlOf("91", at(40)), title("Three"))
	usual := join(atom(0, 20, title("One"), title("Eins")), atom(20, 60, title("Two"), atom(30, 60, title("within"))), atom(50, 60, ebmlOf("98", "\x01")), open)
	other := atom(0, 60, title("Other"))
	want := []book.Chapter{{End: 20 * time.Second, Title: "One"}, {Start: 20 * time.Second, End: time.Minute, Title: "Two"}, {Start: 40 * time.Second, End: time.Minute, Title: "Three"}}
	for name, c := range map[string]struct {
		chapters []byte
		want     []book.Chapter
	}{
		"one":                {edition(0, usual), want},
		"the default":        {join(edition(0, other), edition(1, usual), edition(0, other)), want},
		"no default":         {join(edition(0, usual), edition(0, other)), want},
		"a hidden one first": {join(hidden(0, other), edition(0, usual)), want},
		"a hidden default":   {join(hidden(1, other), edition(0, usual), edition(0, other)), want},
		"only hidden ones":   {join(hidden(0, other), hidden(1, usual)), want},
		"an empty default":   {join(edition(1), edition(0, usual)), want},
		"a negative one":     {edition(1, ebmlOf("B6", ebmlOf("91", "\xFF\x00\x00\x00\x00\x00\x00\x00"), title("No"))), nil},
		"none":               {nil, nil},
	} {
		b := join(ebmlOf("1A45DFA3"), ebmlOf("18538067", ebmlOf("1043A770", c.chapters)))
		s := newSource(bytes.NewReader(b), int64(len(b)))
		if got := s.foreign(t.Context(), time.Minute).Chapters; !slices.Equal(got, c.want) {
			t.Errorf("%s: %+v", name, got)
		}
		s.close()
	}
}

// TestMatroskaPicture: the picture of a Matroska file can be shown.
func TestMatroskaPicture(t *testing.T) {
	png := drawn(t, "png", 30, 20)
	b := join(ebmlOf("1A45DFA3"), ebmlOf("18538067", ebmlOf("1941A469", ebmlOf("61A7", ebmlOf("466E", "cover.png"), ebmlOf("465C", png)))))
	if got, err := Picture(t.Context(), write(t, "a.mka", b).Path); err != nil || !bytes.Equal(got, png) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

// TestMatroskaNumbers: a number has up to eight bytes.
func TestMatroskaNumbers(t *testing.T) {
	for b, want := range map[string]int64{"": 0, "\x05": 5, "\x00\x00\x00\x00\x00\x00\x01\x02": 258, "\xFF\x00\x00\x00\x00\x00\x00\x00": -1 << 56} {
		if got := unsigned([]byte(b)); got != want {
			t.Errorf("%q: %d, want %d", b, got, want)
		}
	}
}
