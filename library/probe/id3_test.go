package probe

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"lectern/library/book"
	"lectern/library/text/codepage"
	"lectern/scripts/cputime"
)

// silence returns n frames of MPEG 1 layer III, 128 kbit/s, 44,100 Hz, stereo.
func silence(n int) []byte {
	return bytes.Repeat(append([]byte{0xFF, 0xFB, 0x90, 0x00}, make([]byte, 413)...), n)
}

const silenceLen = 1152 * time.Second / 44100

// readBytes reads a file with this content as MPEG audio.
func readBytes(t testing.TB, b []byte) (*book.Media, error) {
	t.Helper()
	s := newSource(bytes.NewReader(b), int64(len(b)))
	defer s.close()
	m, err := readMPEG(t.Context(), s, &book.File{Path: "x.mp3", Size: int64(len(b))})
	if m != nil {
		s.settle(m)
	}
	return m, err
}

func mustRead(t testing.TB, b []byte) *book.Media {
	t.Helper()
	m, err := readBytes(t, b)
	if err != nil || m == nil {
		t.Fatalf("%+v, %v", m, err)
	}
	return m
}

func seven(n int) []byte {
	return []byte{byte(n >> 21 & 127), byte(n >> 14 & 127), byte(n >> 7 & 127), byte(n & 127)}
}

func eight(n int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(n)) }

func join(parts ...any) []byte {
	out := make([]byte, 0, length(parts))
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			out = append(out, p...)
		case []byte:
			out = append(out, p...)
		case int:
			out = append(out, byte(p))
		default:
			panic(fmt.Sprint(p))
		}
	}
	return out
}

// length returns the length of what join makes of parts. The largest files of the tests
// are nested; with it, each level copies them once.
func length(parts []any) (n int) {
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			n += len(p)
		case []byte:
			n += len(p)
		default:
			n++
		}
	}
	return n
}

// aTag returns an ID3v2 tag.
func aTag(version, flags int, body ...any) []byte {
	return join(append([]any{"ID3", version, 0, flags, seven(length(body))}, body...)...)
}

// aFrame returns a frame in the format of a version.
func aFrame(version int, name string, flags int, body ...any) []byte {
	n := length(body)
	head := []any{name, seven(n), 0, flags}
	switch version {
	case 2:
		head = []any{name, eight(n)[1:]}
	case 3:
		head = []any{name, eight(n), 0, flags}
	}
	return join(append(head, body...)...)
}

// aText returns a text in an encoding of ID3v2, after the encoding byte.
func aText(enc byte, s string) []byte { return join(int(enc), bare(enc, s)) }

func bare(enc byte, s string) (out []byte) {
	switch enc {
	case latin1:
		for _, r := range s {
			out = append(out, byte(r))
		}
	case utf16BOM:
		out = []byte{0xFF, 0xFE}
		for _, u := range utf16.Encode([]rune(s)) {
			out = binary.LittleEndian.AppendUint16(out, u)
		}
	case utf16BE:
		for _, u := range utf16.Encode([]rune(s)) {
			out = binary.BigEndian.AppendUint16(out, u)
		}
	default:
		out = []byte(s)
	}
	return out
}

func stuff(b []byte) []byte {
	var out []byte
	for i, c := range b {
		if out = append(out, c); c == 0xFF && (i+1 == len(b) || b[i+1] >= 0xE0 || b[i+1] == 0) {
			out = append(out, 0)
		}
	}
	return out
}

func packedBytes(b []byte) []byte {
	var out bytes.Buffer
	z, _ := zlib.NewWriterLevel(&out, zlib.BestSpeed) // of a valid level: some tests pack 64 MB
	_, _ = z.Write(b)
	_ = z.Close()
	return out.Bytes()
}

// TestID3Fields writes every name in the table of docs/PROBING.md in each version.
func TestID3Fields(t *testing.T) {
	short := map[string]string{
		"TIT1": "TT1", "TIT2": "TT2", "TIT3": "TT3", "TALB": "TAL", "TPE1": "TP1", "TPE2": "TP2", "TCOM": "TCM", "TCON": "TCO",
		"TRCK": "TRK", "TPOS": "TPA", "TPUB": "TPB", "TLAN": "TLA", "TYER": "TYE", "TDRL": "TDR", "MVNM": "MVN", "MVIN": "MVI",
		"GRP1": "GP1", "TXXX": "TXX", "COMM": "COM", "TDRC": "TYE",
	}
	user := func(key string) []byte { return join(0, key, 0, "value") }
	text := func(s string) []byte { return join(0, s) }
	for _, c := range []struct {
		name string
		body []byte
		want book.Tags
	}{
		{"TIT2", text("value"), book.Tags{Title: "value"}},
		{"TALB", text("value"), book.Tags{Album: "value"}},
		{"TPE1", text("value"), book.Tags{Artist: "value"}},
		{"TPE2", text("value"), book.Tags{AlbumArtist: "value"}},
		{"TXXX", user("ALBUM ARTIST"), book.Tags{AlbumArtist: "value"}},
		{"TCOM", text("value"), book.Tags{Narrator: "value"}},
		{"TXXX", user("Narrator"), book.Tags{Narrator: "value"}},
		{"TIT3", text("value"), book.Tags{Subtitle: "value"}},
		{"TXXX", user("SUBTITLE"), book.Tags{Subtitle: "value"}},
		{"TXXX", user("SERIES"), book.Tags{Series: "value"}},
		{"MVNM", text("value"), book.Tags{Series: "value"}},
		{"GRP1", text("value"), book.Tags{Series: "value"}},
		{"TIT1", text("Old Town #2.5"), book.Tags{Series: "Old Town", SeriesPart: "2.5"}},
		{"TXXX", user("series-part"), book.Tags{SeriesPart: "value"}},
		{"TXXX", user("PART"), book.Tags{SeriesPart: "value"}},
		{"MVIN", text("2/3"), book.Tags{SeriesPart: "2"}},
		{"COMM", join(0, "eng", 0, "value"), book.Tags{Description: "value"}},
		{"COMM", join(0, "eng", "about", 0, "value"), book.Tags{Description: "value"}},
		{"COMM", join(1, "eng", 0, bare(utf16BOM, "value")), book.Tags{Description: "value"}},
		{"COMM", join(1, "eng", bare(utf16BOM, "Description"), 0, bare(utf16BOM, "value")), book.Tags{Description: "value"}},
		{"COMM", join(1, "eng", bare(utf16BOM, ""), 0, 0, bare(utf16BOM, "val\u0100\u00FFue")), book.Tags{Description: "val\u0100\u00FFue"}},
		{"TXXX", join(1, bare(utf16BOM, "NARRATOR"), 0, bare(utf16BOM, "value")), book.Tags{Narrator: "value"}},
		{"COMM", join(0, "eng", "iTunNORM", 0, "value"), book.Tags{}},
		{"COMM", join(0, "eng", "MediaGain", 0, "-7.9 dB 00A1F"), book.Tags{}},
		{"COMM", join(0, "eng", "ID3v1 Comment", 0, "value"), book.Tags{Description: "value"}},
		{"TXXX", user("description"), book.Tags{Description: "value"}},
		{"TDRC", text("2011-05-03"), book.Tags{Year: 2011}},
		{"TYER", text("2011"), book.Tags{Year: 2011}},
		{"TDRL", text("2011-05"), book.Tags{Year: 2011}},
		{"TPUB", text("value"), book.Tags{Publisher: "value"}},
		{"TXXX", user("publisher"), book.Tags{Publisher: "value"}},
		{"TXXX", user("asin"), book.Tags{ASIN: "value"}},
		{"TXXX", user("AUDIBLE_ASIN"), book.Tags{ASIN: "value"}},
		{"TXXX", user("Isbn"), book.Tags{ISBN: "value"}},
		{"TXXX", user("lyrics"), book.Tags{}},
		{"TLAN", text("eng"), book.Tags{Language: "eng"}},
		{"TXXX", user("language"), book.Tags{Language: "value"}},
		{"TRCK", text("03/12"), book.Tags{Track: 3, Tracks: 12}},
		{"TPOS", text("2"), book.Tags{Disc: 2}},
		{"TCON", text("(101)"), book.Tags{Genres: []string{"Speech"}}},
		{"TCON", text("101"), book.Tags{Genres: []string{"Speech"}}},
		{"TCON", text("(12)(15)Refinement"), book.Tags{Genres: []string{"Other", "Rap", "Refinement"}}},
		{"TCON", text("(101)Speech"), book.Tags{Genres: []string{"Speech"}}},
		{"TCON", text("(RX)(CR)"), book.Tags{Genres: []string{"Remix", "Cover"}}},
		{"TCON", text("((Almost) all"), book.Tags{Genres: []string{"(Almost) all"}}},
		{"TCON", text("(no number)"), book.Tags{Genres: []string{"(no number)"}}},
		{"TCON", text("255"), book.Tags{}},
		{"TCON", text("12\x0017\x00Crime"), book.Tags{Genres: []string{"Other", "Rock", "Crime"}}},
		{"TPE1", text("Ann\x00Ben\x00"), book.Tags{Artist: "Ann; Ben"}},
		{"TXX0", user("asin"), book.Tags{}},
	} {
		for version := 2; version <= 4; version++ {
			name := c.name
			if version == 2 {
				if name = short[name]; name == "" {
					continue
				}
			}
			m := mustRead(t, join(aTag(version, 0, aFrame(version, name, 0, c.body)), silence(5)))
			if !reflect.DeepEqual(m.Tags, c.want) {
				t.Errorf("2.%d %s %q: %+v, want %+v", version, name, c.body, m.Tags, c.want)
			}
		}
	}
}

// TestID3Encodings reads a title in every possible encoding.
func TestID3Encodings(t *testing.T) {
	const title = "Café – Ωμέγα 😀"
	big := func(s string) []byte { return join("\xFE\xFF", bare(utf16BE, s)) }
	for _, c := range []struct {
		name string
		body []byte
		want string
	}{
		{"Latin-1", join(0, "Caf\xE9"), "Café"},
		{"Latin-1 ended", join(0, "Caf\xE9\x00"), "Café"},
		{"UTF-16 little", aText(utf16BOM, title), title},
		{"UTF-16 big", join(1, big(title)), title},
		{"UTF-16 without a mark, little", join(1, bare(utf16BOM, title)[2:]), title},
		{"UTF-16 without a mark, big", join(1, bare(utf16BE, "Plain words")), "Plain words"},
		{"UTF-16 without a mark, big, Cyrillic", join(1, bare(utf16BE, "Война")), "Война"},
		{"UTF-16 without a mark, big, Chinese", join(1, bare(utf16BE, "三体")), "三体"},
		{"UTF-16 without a mark, little, with a zero", join(1, bare(utf16BOM, "三体全集第一部")[2:]), "三体全集第一部"},
		{"UTF-16 without a mark, little, Tamil", join(1, bare(utf16BOM, "பொன்னியின் செல்வன்")[2:]), "பொன்னியின் செல்வன்"},
		{"UTF-8 as Latin-1, Tamil", join(0, "பொன்னியின் செல்வன்"), "பொன்னியின் செல்வன்"},
		{"UTF-16 ended", join(1, bare(utf16BOM, title), 0, 0), title},
		{"UTF-16 of odd length", join(1, bare(utf16BOM, title), 0), title},
		{"UTF-16 cut in a letter", join(1, bare(utf16BOM, title)[:len(bare(utf16BOM, title))-2]), "Café – Ωμέγα \uFFFD"},
		{"UTF-16 with a half letter", join(1, "\xFF\xFE\x3D\xD8A\x00"), "\uFFFDA"},
		{"UTF-16, mark only", join(1, "\xFF\xFE"), ""},
		{"UTF-16, several", join(1, bare(utf16BOM, "A"), 0, 0, bare(utf16BOM, "B"), 0, 0), "A; B"},
		{"UTF-16, several in both orders", join(1, bare(utf16BOM, "A"), 0, 0, big("B")), "A; B"},
		{"UTF-16BE", aText(utf16BE, title), title},
		{"UTF-16BE with a mark", join(2, big(title)), title},
		{"UTF-8", aText(utf8Text, title), title},
		{"UTF-8 with a mark", join(3, "\uFEFF", title), title},
		{"UTF-8, broken", join(3, "Ä\xFFä\xC3B"), "Ä\uFFFDä\uFFFDB"},
		{"not UTF-8", join(3, "Caf\xE9"), "Café"},
		{"UTF-8, several", join(3, "A\x00\x00B\x00"), "A; B"},
		{"UTF-8, the same twice", join(3, "A\x00A"), "A"},
		{"no encoding", join("Caf\xE9"), "Café"},
		{"nothing", []byte{0}, ""},
		{"zeros", make([]byte, 9), ""},
	} {
		for version := 2; version <= 4; version++ {
			name := "TIT2"
			if version == 2 {
				name = "TT2"
			}
			want := c.want
			if version < 4 {
				want, _, _ = strings.Cut(want, "; ")
			}
			m := mustRead(t, join(aTag(version, 0, aFrame(version, name, 0, c.body)), silence(5)))
			if m.Tags.Title != want {
				t.Errorf("%s, 2.%d: %q, want %q", c.name, version, m.Tags.Title, want)
			}
		}
	}
	for _, enc := range []byte{latin1, utf16BOM, utf16BE, utf8Text} {
		zero := make([]byte, len(bare(utf16BE, "x"))/2)
		if enc == utf16BOM || enc == utf16BE {
			zero = []byte{0, 0}
		}
		m := mustRead(t, join(aTag(4, 0,
			aFrame(4, "TXXX", 0, aText(enc, "Narrator"), zero, bare(enc, "Né")),
			aFrame(4, "COMM", 0, int(enc), "eng", bare(enc, ""), zero, bare(enc, "Dé"))), silence(5)))
		if m.Tags.Narrator != "Né" || m.Tags.Description != "Dé" {
			t.Errorf("encoding %d: %+v", enc, m.Tags)
		}
	}
}

// TestID3Shapes reads two frames through all the layers that a tag can put
// around them.
func TestID3Shapes(t *testing.T) {
	long := strings.Repeat("\xFF\xFE and \xFF\xFF ", 40) // longer than 127, with bytes that need stuffing
	title := func(version int) []byte { return aFrame(version, "TIT2", 0, 0, long) }
	album := func(version int) []byte { return aFrame(version, "TALB", 0, 0, "Album") }
	both := func(version int) []byte { return join(title(version), album(version)) }
	sized := func(size []byte, flags int, body ...any) []byte { return join("TIT2", size, 0, flags, join(body...)) }
	wantTitle := clean(codepage.Western.Decode([]byte(long)))
	body := join(0, long)
	stuffed := stuff(body)
	footed := aTag(4, 0x10, both(4))
	footed = join(footed, "3DI", footed[3:10])
	for _, c := range []struct {
		name string
		file []byte
	}{
		{"2.2", join(aTag(2, 0, aFrame(2, "TT2", 0, 0, long), aFrame(2, "TAL", 0, 0, "Album")), silence(5))},
		{"2.2 stuffed", join(aTag(2, 0x80, stuff(join(aFrame(2, "TT2", 0, 0, long), aFrame(2, "TAL", 0, 0, "Album")))), silence(5))},
		{"2.3", join(aTag(3, 0, both(3)), silence(5))},
		{"2.3 stuffed", join(aTag(3, 0x80, stuff(both(3))), silence(5))},
		{"2.3 stuffed and padded", join(aTag(3, 0x80, stuff(both(3)), make([]byte, 999)), silence(5))},
		{"2.3 stuffed, with the size of stuffed bytes", join(aTag(3, 0x80, sized(eight(len(stuffed)), 0, stuffed), album(3)), silence(5))},
		{"2.3 extended header", join(aTag(3, 0x40, eight(6), 0, 0, eight(0), both(3)), silence(5))},
		{"2.3 extended header, checksum", join(aTag(3, 0x40, eight(10), 0x80, 0, eight(0), "CRC!", both(3)), silence(5))},
		{"2.3 extended header, stuffed", join(aTag(3, 0xC0, stuff(join(eight(6), 0, 0, eight(0), both(3)))), silence(5))},
		{"2.3 said to have an extended header", join(aTag(3, 0x40, both(3)), silence(5))},
		{"2.3 padded", join(aTag(3, 0, both(3), make([]byte, 5000)), silence(5))},
		{"2.3 packed", join(aTag(3, 0, sized(eight(4+len(packedBytes(body))), 0x80, eight(len(body)), packedBytes(body)), album(3)), silence(5))},
		{"2.3 grouped", join(aTag(3, 0, sized(eight(1+len(body)), 0x20, 7, body), album(3)), silence(5))},
		{"2.3 packed and grouped", join(aTag(3, 0, sized(eight(5+len(packedBytes(body))), 0xA0, eight(len(body)), 7, packedBytes(body)), album(3)), silence(5))},
		{"2.3 with sizes of 2.4", join(aTag(3, 0, sized(seven(len(body)), 0, body), album(3)), silence(5))},
		{"2.3 with names of 2.2", join(aTag(3, 0, aFrame(3, "TT2\x00", 0, 0, long), aFrame(3, "TAL ", 0, 0, "Album")), silence(5))},
		{"2.4", join(aTag(4, 0, both(4)), silence(5))},
		{"2.4 with sizes of 2.3", join(aTag(4, 0, sized(eight(len(body)), 0, body), album(4)), silence(5))},
		{"2.4 with sizes of 2.3, padded", join(aTag(4, 0, album(4), sized(eight(len(body)), 0, body), make([]byte, 100)), silence(5))},
		{"2.4 with sizes of 2.3, a zero at the other size", join(aTag(4, 0, "APIC", eight(300), 0, 0, make([]byte, 300), sized(eight(len(body)), 0, body), album(4)), silence(5))},
		{"2.4 padded, its last frame long", join(aTag(4, 0, album(4), title(4), make([]byte, 5000)), silence(5))},
		{"2.3 padded, capitals in its last frame", join(aTag(3, 0, both(3), aFrame(3, "COMM", 0, 0, "eng", 0, strings.Repeat("ISBN0306406152", 50)), make([]byte, 500)), silence(5))},
		{"2.4 extended header", join(aTag(4, 0x40, seven(6), 1, 0, both(4)), silence(5))},
		{"2.4 frame stuffed", join(aTag(4, 0, sized(seven(len(stuffed)), 0x02, stuffed), album(4)), silence(5))},
		{"2.4 frame stuffed, with its length", join(aTag(4, 0, sized(seven(4+len(stuffed)), 0x03, seven(len(body)), stuffed), album(4)), silence(5))},
		{"2.4 stuffed, flag of the tag alone", join(aTag(4, 0x80, sized(seven(len(stuffed)), 0, stuffed), album(4)), silence(5))},
		{"2.4 said to be stuffed", join(aTag(4, 0x80, both(4)), silence(5))},
		{"2.4 packed", join(aTag(4, 0, sized(seven(4+len(packedBytes(body))), 0x09, seven(len(body)), packedBytes(body)), album(4)), silence(5))},
		{"2.4 packed and stuffed", join(aTag(4, 0, sized(seven(4+len(stuff(packedBytes(body)))), 0x0B, seven(len(body)), stuff(packedBytes(body))), album(4)), silence(5))},
		{"2.4 packed, its length a lie", join(aTag(4, 0, sized(seven(4+len(packedBytes(body))), 0x09, seven(1<<27), packedBytes(body)), album(4)), silence(5))},
		{"2.4 grouped", join(aTag(4, 0, sized(seven(1+len(body)), 0x40, 7, body), album(4)), silence(5))},
		{"2.4 footer", join(footed, silence(5))},
		{"2.4 at the end", join(silence(5), footed)},
		{"2.4 at the end, before ID3v1", join(silence(5), footed, "TAG", make([]byte, 125))},
		{"encrypted frames are passed over", join(aTag(4, 0, aFrame(4, "TPE1", 0x04, 0, "\xFFxyz"), both(4)), silence(5))},
		{"several tags", join(aTag(4, 0, title(4)), aTag(3, 0, aFrame(3, "TIT2", 0, 0, "Other"), album(3)), silence(5))},
		{"a tag of an unknown version", join(aTag(9, 0, "what"), aTag(3, 0, both(3)), silence(5))},
		{"a packed tag of 2.2", join(aTag(2, 0x40, "what"), aTag(3, 0, both(3)), silence(5))},
		{"a tag to be sought", join(aTag(4, 0, title(4), aFrame(4, "SEEK", 0, eight(5*417))), silence(5), aTag(4, 0, album(4)))},
		{"junk before the tag", join("junk ID3 \xFF\x00", make([]byte, 2000), aTag(3, 0, both(3)), silence(5))},
		{"junk after the tag", join(aTag(3, 0, both(3)), bytes.Repeat([]byte("junk \xFF\xFB\x90\x00"), 999), silence(5))},
	} {
		m, err := readBytes(t, c.file)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if m.Tags.Title != wantTitle || m.Tags.Album != "Album" || m.Tags.Artist != "" {
			t.Errorf("%s: title %q, album %q, artist %q", c.name, m.Tags.Title, m.Tags.Album, m.Tags.Artist)
		}
		if d := m.Duration - 5*silenceLen; d < -time.Microsecond || d > time.Microsecond {
			t.Errorf("%s: %v", c.name, m.Duration)
		}
	}
}

func TestID3Precedence(t *testing.T) {
	v1 := join("TAG", "One\x00", make([]byte, 26), "Artist 1", make([]byte, 22), "Album 1", make([]byte, 23), "1999", "Comment", make([]byte, 21), 0, 7, 101)
	ape := anAPE(2000, "Title", "Two", "Artist", "Artist 2", "Series", "A", "Series-Part", "3")
	tag := aTag(3, 0, aFrame(3, "TIT2", 0, 0, "Three"), aFrame(3, "TIT1", 0, 0, "B"))
	for _, c := range []struct {
		name string
		file []byte
		want book.Tags
	}{
		{"ID3v1", join(silence(5), v1), book.Tags{Title: "One", Artist: "Artist 1", Album: "Album 1", Year: 1999, Description: "Comment", Track: 7, Genres: []string{"Speech"}}},
		{"and APE", join(silence(5), ape, v1), book.Tags{Title: "Two", Artist: "Artist 2", Album: "Album 1", Year: 1999, Description: "Comment", Track: 7, Genres: []string{"Speech"}, Series: "A", SeriesPart: "3"}},
		{"and ID3v2", join(tag, silence(5), ape, v1), book.Tags{Title: "Three", Artist: "Artist 2", Album: "Album 1", Year: 1999, Description: "Comment", Track: 7, Genres: []string{"Speech"}, Series: "B"}},
	} {
		if m := mustRead(t, c.file); !reflect.DeepEqual(m.Tags, c.want) {
			t.Errorf("%s: %+v, want %+v", c.name, m.Tags, c.want)
		}
	}
	// Frames with the same name are joined if a field can have several values.
	one := func(name, s string) []byte { return aFrame(3, name, 0, 0, s) }
	twice := aTag(3, 0, one("TPE1", "A"), one("TPE1", "B"), one("TPE2", "C"), one("TPE2", "C"), one("TIT2", "D"), one("TIT2", "E"), one("TCOM", "F"), one("TCOM", "G"))
	if m := mustRead(t, join(twice, silence(5))); !reflect.DeepEqual(m.Tags, book.Tags{Artist: "A; B", AlbumArtist: "C", Title: "D", Narrator: "F; G"}) {
		t.Errorf("%+v", m.Tags)
	}
	// The first of two tags wins.
	chap := func(s string) []byte {
		return aFrame(3, "CHAP", 0, s, 0, eight(0), eight(100), eight(-1), eight(-1), one("TIT2", s))
	}
	old := func(s string) []byte {
		return aTag(3, 0, one("TIT2", s), chap(s), aFrame(3, "TXXX", 0, 0, "CUESHEET", 0, s))
	}
	if m := mustRead(t, join(old("New"), old("Old"), aTag(3, 0, one("TALB", "Older")), silence(5))); m.Tags.Title != "New" || m.Tags.Album != "Older" || len(m.Chapters) != 1 || m.Chapters[0].Title != "New" {
		t.Errorf("two tags: %+v, %v", m.Tags, m.Chapters)
	}
	// The comment in version 1.0 is longer; texts that fill their field have no
	// zero; UTF-8 is distinguished from Latin-1.
	v0 := join("TAG", strings.Repeat("T", 30), "Caf\xE9", make([]byte, 26), "Café", make([]byte, 25), "    ", strings.Repeat("C", 30), 255)
	want := book.Tags{Title: strings.Repeat("T", 30), Artist: "Café", Album: "Café", Description: strings.Repeat("C", 30)}
	if m := mustRead(t, join(silence(5), v0)); !reflect.DeepEqual(m.Tags, want) {
		t.Errorf("%+v, want %+v", m.Tags, want)
	}
	cut := strings.Repeat("é", 14) + "e日"
	v0 = join("TAG", cut[:30], make([]byte, 95))
	if m := mustRead(t, join(silence(5), v0)); m.Tags.Title != strings.Repeat("é", 14)+"e" {
		t.Errorf("%q", m.Tags.Title)
	}
}

func TestID3Pictures(t *testing.T) {
	png, jpg := drawn(t, "png", 48, 64), drawn(t, "jpeg", 30, 20)
	apic := func(version int, mime string, kind int, about string, data []byte) []byte {
		if version == 2 {
			return aFrame(2, "PIC", 0, 0, mime, kind, about, 0, data)
		}
		return aFrame(version, "APIC", 0, 0, mime, 0, kind, about, 0, data)
	}
	isPNG := &book.Cover{MIME: "image/png", Width: 48, Height: 64, Bytes: int64(len(png))}
	isJPG := &book.Cover{MIME: "image/jpeg", Width: 30, Height: 20, Bytes: int64(len(jpg))}
	huge := slices.Clone(png)
	copy(huge[16:], join(eight(100000), eight(100000)))
	vast := slices.Clone(png)
	copy(vast[16:], join(eight(1<<31), eight(1<<31-1)))
	long := append(slices.Clone(jpg), bytes.Repeat([]byte{0xFF, 0}, 50000)...)
	for _, c := range []struct {
		name string
		tag  []byte
		want *book.Cover
	}{
		{"2.2", aTag(2, 0, apic(2, "PNG", 3, "", png)), isPNG},
		{"2.3", aTag(3, 0, apic(3, "image/jpeg", 3, "Front", jpg)), isJPG},
		{"2.4", aTag(4, 0, apic(4, "image/png", 0, "", png)), isPNG},
		{"front first", aTag(3, 0, apic(3, "image/png", 4, "", png), apic(3, "image/jpeg", 3, "", jpg), apic(3, "image/png", 3, "", png)), isJPG},
		{"the first without a front", aTag(3, 0, apic(3, "image/png", 4, "", png), apic(3, "image/jpeg", 0, "", jpg)), isPNG},
		{"a wrong type", aTag(3, 0, apic(3, "image/png", 3, "", jpg)), isJPG},
		{"no type", aTag(3, 0, apic(3, "", 3, "", jpg)), isJPG},
		{"an unknown picture", aTag(3, 0, apic(3, "image/JPG", 3, "", []byte("what is this"))), nil},
		{"an unknown picture of no type", aTag(3, 0, apic(3, "heaven", 3, "", []byte("what is this"))), nil},
		{"a front that was cut off, and the next", aTag(3, 0, apic(3, "image/jpeg", 3, "", jpg[:len(jpg)-9]), apic(3, "image/png", 4, "", png)), isPNG},
		{"a front that was cut off, stuffed", aTag(4, 0, aFrame(4, "APIC", 0x02, "\x00image/jpeg\x00\x03\x00", stuff(jpg[:len(jpg)-9])), apic(4, "image/png", 4, "", png)), isPNG},
		{"a link", aTag(3, 0, apic(3, "-->", 3, "", []byte("http://x/y.png"))), nil},
		{"nothing", aTag(3, 0, apic(3, "image/png", 3, "", nil)), nil},
		{"UTF-16", aTag(3, 0, aFrame(3, "APIC", 0, 1, "image/png", 0, 3, bare(utf16BOM, "Umschlag – front"), 0, 0, png)), isPNG},
		{"UTF-16, ended by one zero", aTag(3, 0, aFrame(3, "APIC", 0, 1, "image/jpeg", 0, 3, 0, jpg)), isJPG},
		{"UTF-16, a text ended by one zero", aTag(3, 0, aFrame(3, "APIC", 0, 1, "image/png", 0, 3, bare(utf16BOM, "Umschlag"), 0, png)), isPNG},
		{"ended by two zeros", aTag(3, 0, aFrame(3, "APIC", 0, 0, "image/jpeg", 0, 3, "Front", 0, 0, jpg)), isJPG},
		{"2.3 stuffed", aTag(3, 0x80, stuff(apic(3, "image/jpeg", 3, "", long))), &book.Cover{MIME: "image/jpeg", Width: 30, Height: 20, Bytes: int64(len(long))}},
		{"2.4 stuffed", aTag(4, 0x80, join("APIC", seven(4+len(stuff(join(0, "image/jpeg", 0, 3, 0, long)))), 0, 3, seven(len(long)+14), stuff(join(0, "image/jpeg", 0, 3, 0, long)))), &book.Cover{MIME: "image/jpeg", Width: 30, Height: 20, Bytes: int64(len(long))}},
		{"2.4 packed", aTag(4, 0, aFrame(4, "APIC", 0x09, seven(len(png)+13), packedBytes(join(0, "image/png", 0, 3, 0, png)))), isPNG},
		{"2.3 packed", aTag(3, 0, aFrame(3, "APIC", 0x80, eight(len(jpg)+14), packedBytes(join(0, "image/jpeg", 0, 3, 0, jpg)))), isJPG},
		{"2.4, its length a lie", aTag(4, 0, aFrame(4, "APIC", 0x01, seven(1<<27), 0, "image/png", 0, 3, 0, png)), &book.Cover{MIME: "image/png", Width: 48, Height: 64}},
		{"100,000 pixels", aTag(3, 0, apic(3, "image/png", 3, "", huge)), nil},
		{"2^31 pixels", aTag(3, 0, apic(3, "image/png", 3, "", vast)), nil},
	} {
		m := mustRead(t, join(c.tag, silence(5)))
		if !reflect.DeepEqual(m.Cover, c.want) {
			t.Errorf("%s: %+v, want %+v", c.name, m.Cover, c.want)
		}
	}
}

func TestID3Chapters(t *testing.T) {
	const ms = time.Millisecond
	chap := func(version int, id string, start, end int, frames ...any) []byte {
		return aFrame(version, "CHAP", 0, id, 0, eight(start), eight(end), eight(-1), eight(-1), join(frames...))
	}
	title := func(version int, s string) []byte { return aFrame(version, "TIT2", 0, aText(utf16BOM, s)) }
	toc := aFrame(4, "CTOC", 0, "toc\x00", 3, 2, "b\x00a\x00", title(4, "Contents"))
	nested := join(aFrame(4, "CTOC", 0, "toc\x00", 3, 1, "part\x00"), aFrame(4, "CTOC", 0, "part\x00", 1, 2, "a\x00b\x00", title(4, "Part")))
	picture := aFrame(4, "APIC", 0, 0, "image/png", 0, 3, 0, drawn(t, "png", 8, 8))
	want := []book.Chapter{{Start: 0, End: 1200 * ms, Title: "One"}, {Start: 1200 * ms, End: 2000 * ms, Title: "Two – 2"}}
	marks := "<Markers><Marker><Name>One</Name><Time>0:00.000</Time></Marker><Marker><Name>Two – 2</Name><Time>0:01.200</Time></Marker></Markers>"
	length := 100 * silenceLen
	open := []book.Chapter{want[0], {Start: 1200 * ms, End: length, Title: "Two – 2"}}
	long := join(chap(4, "a", 0, 1200, title(4, "One")), bytes.Repeat(picture, 3))
	for _, c := range []struct {
		name string
		tag  []byte
		want []book.Chapter
	}{
		{"in order", aTag(4, 0, toc, chap(4, "a", 0, 1200, title(4, "One")), chap(4, "b", 1200, 2000, title(4, "Two – 2"))), want},
		{"out of order", aTag(4, 0, nested, chap(4, "b", 1200, 2000, title(4, "Two – 2")), chap(4, "a", 0, 1200, title(4, "One"))), want},
		{"2.3", aTag(3, 0, chap(3, "a", 0, 1200, title(3, "One")), chap(3, "b", 1200, 2000, title(3, "Two – 2"))), want},
		{"2.3 stuffed", aTag(3, 0x80, stuff(join(chap(3, "a", 0, 1200, title(3, "One")), chap(3, "b", 1200, 2000, title(3, "Two – 2"))))), want},
		{"a picture in front", aTag(4, 0, chap(4, "a", 0, 1200, picture, title(4, "One")), chap(4, "b", 1200, 2000, title(4, "Two – 2"))), want},
		{"pictures of the file", aTag(4, 0, long, chap(4, "b", 1200, 2000, title(4, "Two – 2"))), want},
		{"no ends", aTag(4, 0, chap(4, "a", 0, 0, title(4, "One")), chap(4, "b", 1200, -1, title(4, "Two – 2"))), open},
		{"ends where they start", aTag(4, 0, chap(4, "a", 0, 0, title(4, "One")), chap(4, "b", 1200, 1200, title(4, "Two – 2"))), open},
		{"a mark within", aTag(4, 0, chap(4, "a", 0, 1200, title(4, "One")), chap(4, "m", 600, 600, title(4, "Picture")), chap(4, "b", 1200, 2000, title(4, "Two – 2")), chap(4, "h", 1200, 1200, title(4, "Heading"))), want},
		{"a short one", aTag(4, 0, chap(4, "a", 0, 1200, title(4, "One")), chap(4, "b", 1200, 2000, title(4, "Two – 2")), chap(4, "c", 2000, 2050)), want},
		{"no time", aTag(4, 0, chap(4, "a", 0, 1200, title(4, "One")), chap(4, "b", 1200, 2000, title(4, "Two – 2")), chap(4, "c", -1, -1)), want},
		{"no time at all", aTag(4, 0, chap(4, "c", -1, -1)), nil},
		{"no title", aTag(4, 0, chap(4, "a", 0, 1200)), []book.Chapter{{Start: 0, End: 1200 * ms}}},
		{"long IDs", aTag(4, 0, chap(4, strings.Repeat("One ", 25), 0, 1200, title(4, "One")), chap(4, strings.Repeat("Two ", 25), 1200, 2000, title(4, "Two – 2"))), want},
		{"within itself", aTag(4, 0, chap(4, "a", 0, 1200, chap(4, "b", 0, 1000, title(4, "No")), title(4, "One"))), want[:1]},
		{"cut", aTag(4, 0, aFrame(4, "CHAP", 0, "a", 0, eight(0))), nil},
		{"OverDrive", aTag(3, 0, aFrame(3, "TXXX", 0, 3, "OverDrive MediaMarkers", 0, marks)), open},
		{"OverDrive, UTF-16", aTag(3, 0, aFrame(3, "TXXX", 0, aText(utf16BOM, "OverDrive MediaMarkers"), 0, 0, bare(utf16BOM, marks))), open},
		{"OverDrive beside chapters", aTag(4, 0, aFrame(4, "TXXX", 0, 3, "OverDrive MediaMarkers", 0, marks), chap(4, "a", 0, 1200, title(4, "One"))), want[:1]},
	} {
		m := mustRead(t, join(c.tag, silence(100)))
		if !slices.EqualFunc(m.Chapters, c.want, func(a, b book.Chapter) bool {
			return a.Title == b.Title && (a.Start-b.Start).Abs() < ms && (a.End-b.End).Abs() < ms
		}) {
			t.Errorf("%s: %v, want %v", c.name, m.Chapters, c.want)
		}
		if m.Tags.Title != "" {
			t.Errorf("%s: title %q", c.name, m.Tags.Title)
		}
	}
}

func TestOverDrive(t *testing.T) {
	mark := func(name, at string) string {
		return "<Marker><Name>" + name + "</Name><Time>" + at + "</Time></Marker>"
	}
	const whole = 5025*time.Second + 500*time.Millisecond
	for _, c := range []struct {
		xml  string
		want []book.Chapter
	}{
		{"<Markers>" + mark("A &amp; B", "83:45.500") + "</Markers>", []book.Chapter{{Start: whole, End: -1, Title: "A & B"}}},
		{"<Markers>" + mark("A & B &eacute; <i>", "1:23:45.5"), []book.Chapter{{Start: whole, End: -1, Title: "A & B é"}}},
		{mark("A & B &eacute;", "1:23:45.5"), []book.Chapter{{Start: whole, End: -1, Title: "A & B é"}}},
		{"<?xml version='1.0' encoding='utf-16'?><Markers>\n " + mark(" A ", "5025.5") + "</Markers>", []book.Chapter{{Start: whole, End: -1, Title: "A"}}},
		{"<Markers>" + mark("A", "") + mark("B", "x") + mark("C", "-1:0") + mark("D", "1:2:3:4") + mark("E", "9999999999999999") + mark("F", "NaN") + "</Markers>", nil},
		{"", nil},
		{"<<<<", nil},
		{strings.Repeat("<Marker>", 5000), nil},
	} {
		if got := overdrive(t.Context(), c.xml); !slices.Equal(got, c.want) {
			t.Errorf("%.80s: %v, want %v", c.xml, got, c.want)
		}
	}
}

// TestID3Hostile reads tags with false claims and bounds their cost.
func TestID3Hostile(t *testing.T) {
	frame := func(size []byte) []byte { return join("TIT2", size, 0, 0, 0, "Title") }
	many := bytes.Repeat(aFrame(3, "TXXX", 0, 0, "description", 0, "again and again"), 200_000)
	var values, again []byte // in one frame, and in a frame each
	for i := range 120_000 {
		values = fmt.Appendf(values, "%x\x00", i)
	}
	for i := range 500_000 {
		again = append(again, aFrame(3, "TPE1", 0, 0, fmt.Sprintf("%03x", min(i, 760)))...)
	}
	names := bytes.Repeat(aFrame(3, "TPE1", 0, 0, "one"), 20_000)
	for i := range 20_000 {
		copy(names[i*14+11:], fmt.Sprintf("%03d", i%1000))
	}
	for _, c := range []struct {
		name  string
		file  []byte
		title string
		fault string
	}{
		{"a frame of 4 GB", join(aTag(3, 0, frame(eight(-1))), silence(5)), "", ""},
		{"a frame of 256 MB", join(aTag(4, 0, frame(seven(-1))), silence(5)), "", ""},
		{"a frame without content", join(aTag(3, 0, join("TALB", eight(0), 0, 0), frame(eight(6))), silence(5)), "Title", ""},
		{"an extended header of 4 GB", join(aTag(3, 0x40, eight(-1), frame(eight(6))), silence(5)), "", ""},
		{"20 MB of text", join(aTag(3, 0, aFrame(3, "COMM", 0, 0, bytes.Repeat([]byte("x"), 20<<20)), frame(eight(6))), silence(5)), "Title", ""},
		{"20 MB of picture", join(aTag(3, 0, aFrame(3, "APIC", 0, 0, "image/png", 0, 3, 0, make([]byte, 20<<20)), frame(eight(6))), silence(5)), "Title", ""},
		{"20 MB, stuffed", join(aTag(3, 0x80, aFrame(3, "APIC", 0, 0, "image/png", 0, 3, 0, make([]byte, 20<<20)), frame(eight(6))), silence(5)), "", "its tags are too large"},
		{"200,000 frames", join(aTag(3, 0, frame(eight(6)), many), silence(5)), "Title", ""},
		{"20,000 artists", join(aTag(3, 0, frame(eight(6)), names), silence(5)), "Title", ""},
		{"120,000 values", join(aTag(4, 0, frame(seven(6)), aFrame(4, "TPE1", 0, 0, values)), silence(5)), "Title", ""},
		{"500,000 artists", join(aTag(3, 0, frame(eight(6)), again), silence(5)), "Title", ""},
		{"a packed frame that grows", join(aTag(4, 0, aFrame(4, "COMM", 0x09, seven(1<<27), packedBytes(make([]byte, 64<<20))), frame(seven(6))), silence(5)), "Title", ""},
		{"10,000 tags", join(bytes.Repeat(aTag(3, 0, frame(eight(6))), 10_000), silence(5)), "Title", ""},
		{"a tag that seeks itself", join(aTag(4, 0, frame(seven(6)), aFrame(4, "SEEK", 0, eight(-1))), silence(5)), "Title", ""},
		{"a tag cut short", join(aTag(3, 0, frame(eight(6)), make([]byte, 999)))[:500], "Title", "truncated"},
		{"a tag and nothing", aTag(3, 0, frame(eight(6))), "Title", "no sound in it"},
		{"a tag and text", join(aTag(3, 0, frame(eight(6))), strings.Repeat("text ", 999)), "Title", "no sound in it"},
		{"a header", []byte("ID3\x03\x00\x00\x00\x00\x00\x00"), "", "no sound in it"},
		{"half a header", []byte("ID3\x03"), "", "truncated"},
	} {
		s := newSource(bytes.NewReader(c.file), int64(len(c.file)))
		before := allocated()
		var m *book.Media
		var err error
		took := cputime.Of(func() { m, err = readSource(t.Context(), s, &book.File{Path: "x.mp3"}) })
		s.close()
		title := ""
		if m != nil {
			title = m.Tags.Title
		}
		if c.fault == "" && err != nil || c.fault != "" && (err == nil || err.Error() != c.fault) {
			t.Errorf("%s: %v, want %q", c.name, err, c.fault)
		}
		if (err == nil || m != nil) && title != c.title {
			t.Errorf("%s: title %q, want %q", c.name, title, c.title)
		}
		if took > 5*time.Second { // with the race detector; without it, half a second at most
			t.Errorf("%s: took %v", c.name, took)
		}
		if m != nil && len(m.Tags.Artist) > 2*maxJoined {
			t.Errorf("%s: %d bytes of artists", c.name, len(m.Tags.Artist))
		}
		if n := allocated() - before; n > 32<<20 {
			t.Errorf("%s: took %d MiB", c.name, n>>20)
		}
	}
}
