package probe

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/text/codepage"
	"lectern/scripts/cputime"
)

// aBox returns a box; "©" in its type is one byte.
func aBox(kind string, parts ...any) []byte {
	return join(append([]any{eight(8 + length(parts)), strings.Replace(kind, "©", "\xA9", 1)}, parts...)...)
}

func two(n int) []byte  { return binary.BigEndian.AppendUint16(nil, uint16(n)) }
func wide(n int) []byte { return binary.BigEndian.AppendUint64(nil, uint64(n)) }

// The parts of a movie of ten seconds.
const (
	movieScale = 1000
	soundScale = 44100
)

func aClock(kind string, scale, length int) []byte {
	return aBox(kind, eight(0), eight(0), eight(0), eight(scale), eight(length), make([]byte, 80))
}

// aSound returns a sample description of version 0, mono at 44,100 Hz.
func aSound(kind string, parts ...any) []byte {
	return aBox(kind, make([]byte, 6), two(1), make([]byte, 8), two(1), two(16), eight(0), eight(44100<<16), join(parts...))
}

// anESDS returns an esds box with an AAC configuration.
func anESDS(object int, config []byte) []byte {
	info := join(0x05, len(config), config)
	decoder := join(object, make([]byte, 12), info)
	decoder = join(0x04, 0x80, 0x80, 0x80, len(decoder), decoder)
	stream := join(two(1), 0, decoder, 0x06, 1, 2)
	return aBox("esds", eight(0), 0x03, len(stream), stream)
}

func aTrack(id int, handler string, scale, length int, head []byte, tables ...any) []byte {
	return aBox("trak", aBox("tkhd", eight(7), eight(0), eight(0), eight(id), make([]byte, 68)), head,
		aBox("mdia", aClock("mdhd", scale, length), aBox("hdlr", eight(0), eight(0), handler, make([]byte, 13)),
			aBox("minf", aBox("smhd", make([]byte, 8)), aBox("stbl", tables...))))
}

var lowComplexity = []byte{0x12, 0x08} // AAC-LC, 44,100 Hz, mono

func soundTrack(head ...any) []byte {
	return aTrack(1, "soun", soundScale, 10*soundScale, join(head...), aBox("stsd", eight(0), eight(1), aSound("mp4a", anESDS(0x40, lowComplexity))))
}

func aFtyp() []byte { return aBox("ftyp", "M4B ", eight(0), "isommp42") }

// aMovie returns a whole file with these boxes at the end of its moov.
func aMovie(parts ...any) []byte {
	return join(aFtyp(), aBox("moov", aClock("mvhd", movieScale, 10*movieScale), soundTrack(), join(parts...)), aBox("mdat", make([]byte, 100)))
}

// taggedMP4 returns a movie with these atoms in iTunes format.
func taggedMP4(atoms ...any) []byte {
	return aMovie(aBox("udta", aBox("meta", eight(0), aBox("hdlr", eight(0), eight(0), "mdirappl", make([]byte, 9)), aBox("ilst", atoms...))))
}

func aValue(kind int, value ...any) []byte {
	return aBox("data", append([]any{eight(kind), eight(0)}, value...)...)
}
func anAtom(name, text string) []byte { return aBox(name, aValue(1, text)) }
func aFreeForm(mean, name, text string) []byte {
	return aBox("----", aBox("mean", eight(0), mean), aBox("name", eight(0), name), aValue(1, text))
}

// tryMP4 reads a file with this content, and returns the number of bytes read.
func tryMP4(t testing.TB, b []byte) (*book.Media, int64, error) {
	t.Helper()
	s := newSource(bytes.NewReader(b), int64(len(b)))
	defer s.close()
	m, err := readMP4(t.Context(), s, &book.File{Path: "x.m4b", Size: int64(len(b))})
	if s.err != nil {
		t.Errorf("source: %v", s.err)
	}
	return m, s.spent, err
}

func mustMP4(t testing.TB, b []byte) *book.Media {
	t.Helper()
	m, _, err := tryMP4(t, b)
	if err != nil || m == nil {
		t.Fatalf("%+v, %v", m, err)
	}
	return m
}

func TestMP4Tags(t *testing.T) {
	international := func(name string, language int, text string) []byte {
		return aMovie(aBox("udta", aBox(name, two(len(text)), two(language), text), eight(0)))
	}
	keyed := func(values string, keys ...string) []byte {
		var list []byte
		for _, k := range keys {
			list = append(list, aBox("mdta", k)...)
		}
		return aMovie(aBox("meta", aBox("hdlr", eight(0), eight(0), "mdta", make([]byte, 13)), aBox("keys", eight(0), eight(len(keys)), list), aBox("ilst", values)))
	}
	asset := func(kind string, text any) []byte {
		return aMovie(aBox("udta", aBox(kind, eight(0), two(0x15C7), text)))
	}
	type tags = book.Tags
	for _, c := range []struct {
		name string
		file []byte
		want tags
	}{
		{"title", taggedMP4(anAtom("©nam", " Part One\x00")), tags{Title: "Part One"}},
		{"album", taggedMP4(anAtom("©alb", "Book")), tags{Album: "Book"}},
		{"artist", taggedMP4(anAtom("©ART", "Ann Author")), tags{Artist: "Ann Author"}},
		{"album artist", taggedMP4(anAtom("aART", "Ann")), tags{AlbumArtist: "Ann"}},
		{"subtitle", taggedMP4(anAtom("©st3", "A Tale")), tags{Subtitle: "A Tale"}},
		{"free-form subtitle first", taggedMP4(anAtom("©st3", "no"), aFreeForm("com.apple.iTunes", "SUBTITLE", "A Tale")), tags{Subtitle: "A Tale"}},
		{"narrator of ©nrt", taggedMP4(anAtom("©wrt", "no"), anAtom("©nrt", "Ned")), tags{Narrator: "Ned"}},
		{"narrator of ©wrt", taggedMP4(anAtom("©wrt", "Ned")), tags{Narrator: "Ned"}},
		{"free-form narrator first", taggedMP4(anAtom("©nrt", "no"), aFreeForm("com.pilabor.tone", "Narrator", "Ned")), tags{Narrator: "Ned"}},
		{"series of ©grp", taggedMP4(anAtom("©grp", "Old Town #2.5")), tags{Series: "Old Town", SeriesPart: "2.5"}},
		{"series of ©mvn, part a number", taggedMP4(anAtom("©grp", "no"), anAtom("©mvn", "Old Town"), aBox("©mvi", aValue(21, two(12)))), tags{Series: "Old Town", SeriesPart: "12"}},
		{"free-form series, any mean and case", taggedMP4(anAtom("©mvn", "no"), aFreeForm("x", "series", "Old Town"), aFreeForm("", "Series_Part", "1.05"), aFreeForm("y", "PART", "9")), tags{Series: "Old Town", SeriesPart: "1.05"}},
		{"free-form part", taggedMP4(aFreeForm("com.pilabor.tone", "part", "0.5")), tags{SeriesPart: "0.5"}},
		{"descriptions", taggedMP4(anAtom("©cmt", "c"), anAtom("desc", "d"), anAtom("ldes", "l")), tags{Description: "l"}},
		{"comment", taggedMP4(anAtom("©cmt", "c")), tags{Description: "c"}},
		{"year of ©day", taggedMP4(anAtom("rldt", "01-Jan-1999"), anAtom("©day", "2009-03-01T07:00:00Z")), tags{Year: 2009}},
		{"year of rldt", taggedMP4(anAtom("rldt", "01-Jan-1999")), tags{Year: 1999}},
		{"publisher", taggedMP4(anAtom("©pub", "House")), tags{Publisher: "House"}},
		{"free-form publisher", taggedMP4(aFreeForm("m", "PUBLISHER", "House")), tags{Publisher: "House"}},
		{"asin of CDEK", taggedMP4(anAtom("CDEK", "B002UZJGYY")), tags{ASIN: "B002UZJGYY"}},
		{"asin of asin", taggedMP4(anAtom("asin", "B002UZJGYY")), tags{ASIN: "B002UZJGYY"}},
		{"free-form asin", taggedMP4(anAtom("CDEK", "no"), aFreeForm("m", "AUDIBLE_ASIN", "B002UZJGYY")), tags{ASIN: "B002UZJGYY"}},
		{"isbn, language", taggedMP4(aFreeForm("m", "ISBN", "978"), aFreeForm("m", "Language", "de")), tags{ISBN: "978", Language: "de"}},
		{"genre", taggedMP4(anAtom("©gen", "Crime/Humour; crime")), tags{Genres: []string{"Crime", "Humour"}}},
		{"genre by number", taggedMP4(aBox("gnre", aValue(0, two(102)))), tags{Genres: []string{"Speech"}}},
		{"genre by a number that is none", taggedMP4(aBox("gnre", aValue(0, two(0)))), tags{}},
		{"several values", taggedMP4(aBox("©gen", aValue(1, "Crime"), aValue(1, "Humour"))), tags{Genres: []string{"Crime", "Humour"}}},
		{"several artists", taggedMP4(aBox("©ART", aValue(1, "Ann"), aValue(1, ""), aValue(1, "Ben"))), tags{Artist: "Ann; Ben"}},
		{"an atom twice", taggedMP4(anAtom("©nam", "one"), anAtom("©nam", "two")), tags{Title: "one"}},
		{"track and disc", taggedMP4(aBox("trkn", aValue(0, two(0), two(3), two(12), two(0))), aBox("disk", aValue(0, two(0), two(2), two(3)))), tags{Track: 3, Disc: 2, Tracks: 12}},
		{"track in text", taggedMP4(anAtom("trkn", "7/12")), tags{Track: 7, Tracks: 12}},
		{"UTF-8", taggedMP4(anAtom("©nam", "Café 魔 🎧")), tags{Title: "Café 魔 🎧"}},
		{"broken UTF-8", taggedMP4(anAtom("©nam", "Cäf\xE9")), tags{Title: "Cäf�"}},
		{"not UTF-8", taggedMP4(anAtom("©nam", "Caf\xE9")), tags{Title: codepage.Raw([]byte("Caf\xE9"))}},
		{"UTF-16", taggedMP4(aBox("©nam", aValue(2, bare(utf16BE, "Café 🎧")))), tags{Title: "Café 🎧"}},
		{"odd UTF-16", taggedMP4(aBox("©nam", aValue(2, "\x00A\xD8\x3C\x00B\x00"))), tags{Title: "A�B"}},
		{"a small number", taggedMP4(aBox("©mvi", aValue(21, 3))), tags{SeriesPart: "3"}},
		{"a number below zero", taggedMP4(aBox("©mvi", aValue(21, 0xFF))), tags{SeriesPart: "-1"}},
		{"a number without a sign", taggedMP4(aBox("©mvi", aValue(22, 0xFF))), tags{SeriesPart: "255"}},
		{"a number of no type", taggedMP4(aBox("©mvi", aValue(0, two(300)))), tags{SeriesPart: "300"}},
		{"text of no type", taggedMP4(aBox("©nam", aValue(0, "Part"))), tags{Title: "Part"}},
		{"text of no type, cut in a letter", taggedMP4(aBox("©nam", aValue(0, "Война и ми\xD1"))), tags{Title: "Война и ми"}},
		{"text of no type from a Macintosh", taggedMP4(aBox("©nam", aValue(0, "Caf\x8E Noir"))), tags{Title: "Café Noir"}},
		{"empty", taggedMP4(anAtom("©nam", ""), aBox("©alb"), aBox("©ART", eight(1))), tags{}},
		{"meta in moov", aMovie(aBox("meta", eight(0), aBox("ilst", anAtom("©nam", "T")))), tags{Title: "T"}},
		{"meta outermost", join(aMovie(), aBox("meta", eight(0), aBox("hdlr", make([]byte, 24)), aBox("ilst", anAtom("©nam", "T")))), tags{Title: "T"}},
		{"meta of QuickTime", aMovie(aBox("udta", aBox("meta", aBox("hdlr", make([]byte, 24)), aBox("ilst", anAtom("©nam", "T"))))), tags{Title: "T"}},
		{"keys", keyed(string(join(aBox("\x00\x00\x00\x02", aValue(1, "T")), aBox("\x00\x00\x00\x01", aValue(1, "Ann")), aBox("\x00\x00\x00\x03", aValue(1, "Ned")), aBox("\x00\x00\x00\x09", aValue(1, "no")))),
			"com.apple.quicktime.artist", "title", "com.example.Narrator", "narrator"), tags{Title: "T", Artist: "Ann"}},
		{"plain keys", keyed(string(join(aBox("\x00\x00\x00\x01", aValue(1, "Ned")), aBox("\x00\x00\x00\x02", aValue(1, "3/7")))), "NARRATOR", "track"), tags{Narrator: "Ned", Track: 3, Tracks: 7}},
		{"international in UTF-8", international("©nam", 0x15C7, "Café"), tags{Title: "Café"}},
		{"international from a Macintosh", international("©nam", 0, "Caf\x8E"), tags{Title: "Café"}},
		{"international in UTF-16", international("©nam", 0x15C7, "\xFE\xFF\x00C\x00\xE9"), tags{Title: "Cé"}},
		{"international author", international("©aut", 0, "Ann"), tags{Artist: "Ann"}},
		{"international, a length too long", aMovie(aBox("udta", aBox("©nam", two(7), two(0x15C7), "abc"))), tags{Title: "abc"}},
		{"a text alone", aMovie(aBox("udta", aBox("©nam", "A Title of Its Own"))), tags{Title: "A Title of Its Own"}},
		{"a value in udta", aMovie(aBox("udta", anAtom("©nam", "T"))), tags{Title: "T"}},
		{"iTunes before QuickTime", aMovie(aBox("udta", aBox("©nam", two(2), two(0), "no"), aBox("meta", eight(0), aBox("ilst", anAtom("©nam", "T"))))), tags{Title: "T"}},
		{"3GPP title", asset("titl", "Café\x00"), tags{Title: "Café"}},
		{"3GPP title in UTF-16", asset("titl", "\xFE\xFF\x00C\x00\xE9\x00\x00"), tags{Title: "Cé"}},
		{"3GPP album with a track's number", asset("albm", "Book\x00\x03"), tags{Album: "Book"}},
		{"3GPP author", asset("auth", "Ann\x00"), tags{Artist: "Ann"}},
		{"3GPP genre", asset("gnre", "Speech\x00"), tags{Genres: []string{"Speech"}}},
		{"3GPP year", aMovie(aBox("udta", aBox("yrrc", eight(0), two(2009)))), tags{Year: 2009}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := mustMP4(t, c.file).Tags; !reflect.DeepEqual(got, c.want) {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
		})
	}
}

// TestMP4SeveralLists checks that all lists of tags are read, and that the first list
// with a name decides its values.
func TestMP4SeveralLists(t *testing.T) {
	list := func(atoms ...any) []byte { return aBox("ilst", atoms...) }
	meta := func(lists ...any) []byte {
		return aBox("meta", eight(0), aBox("hdlr", eight(0), eight(0), "mdirappl", make([]byte, 9)), join(lists...))
	}
	first := list(anAtom("©nam", "One"), anAtom("©ART", "Ann Lee"), anAtom("©ART", "Ben Fox"))
	second := list(anAtom("©nam", "Two"), anAtom("©ART", "Cid"), anAtom("©alb", "An Album"))
	third := list(anAtom("©wrt", "Dora Quill"), anAtom("©alb", "Another"))
	want := book.Tags{Title: "One", Artist: "Ann Lee; Ben Fox", Album: "An Album", Narrator: "Dora Quill"}
	for name, file := range map[string][]byte{
		"udta":                  aMovie(aBox("udta", meta(first)), aBox("udta", meta(second)), aBox("udta", meta(third))),
		"udta, the first empty": aMovie(aBox("udta"), aBox("udta", aBox("name", "Sound")), aBox("udta", meta(first)), aBox("udta", meta(second, third))),
		"meta":                  aMovie(aBox("udta", meta(first), meta(second), meta(third))),
		"meta of the movie":     aMovie(aBox("udta", meta(first)), meta(second), meta(third)),
		"ilst":                  aMovie(aBox("udta", meta(first, second, third))),
		"behind the movie":      join(aMovie(aBox("udta", meta(first))), meta(second), aBox("udta", meta(third))),
		"QuickTime's texts":     aMovie(aBox("udta", aBox("\xA9nam", 0, 3, 0, 0, "Old"), aBox("\xA9wrt", 0, 10, 0, 0, "Dora Quill")), aBox("udta", meta(first, second))),
	} {
		if got := mustMP4(t, file).Tags; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestMP4Cover(t *testing.T) {
	jpg, png := drawn(t, "jpeg", 30, 20), drawn(t, "png", 300, 200)
	for _, c := range []struct {
		name string
		file []byte
		want *book.Cover
	}{
		{"JPEG", taggedMP4(aBox("covr", aValue(13, jpg))), &book.Cover{MIME: "image/jpeg", Width: 30, Height: 20, Bytes: int64(len(jpg))}},
		{"PNG that says it is JPEG", taggedMP4(aBox("covr", aValue(13, png))), &book.Cover{MIME: "image/png", Width: 300, Height: 200, Bytes: int64(len(png))}},
		{"of no type", taggedMP4(aBox("covr", aValue(0, png))), &book.Cover{MIME: "image/png", Width: 300, Height: 200, Bytes: int64(len(png))}},
		{"the first that is one", taggedMP4(aBox("covr", aValue(13), aValue(0, "<html>"), aValue(14, png), aValue(13, jpg))), &book.Cover{MIME: "image/png", Width: 300, Height: 200, Bytes: int64(len(png))}},
		{"unreadable", taggedMP4(aBox("covr", aValue(13, "garbage"))), nil},
		{"the second atom", taggedMP4(aBox("covr", aValue(13, jpg[:len(jpg)-9])), aBox("covr", aValue(14, png))), &book.Cover{MIME: "image/png", Width: 300, Height: 200, Bytes: int64(len(png))}},
		{"none", taggedMP4(aBox("covr")), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := mustMP4(t, c.file).Cover; !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

// A cover of 20 MB is described, not read.
func TestMP4LargeCover(t *testing.T) {
	file := taggedMP4(anAtom("©nam", "T"), aBox("covr", aValue(13, drawn(t, "jpeg", 30, 20), make([]byte, 20<<20))), aBox("©lyr", aValue(1, make([]byte, 1<<20))), anAtom("©alb", "A"))
	m, spent, err := tryMP4(t, file)
	if err != nil || m.Cover == nil || m.Cover.Width != 30 || m.Cover.Bytes < 20<<20 || m.Tags.Title != "T" || m.Tags.Album != "A" {
		t.Errorf("%+v, %v", m, err)
	}
	if spent > 64<<10 {
		t.Errorf("read %d bytes", spent)
	}
}

// A description of 6 MB is cut.
func TestMP4LargeText(t *testing.T) {
	m := mustMP4(t, taggedMP4(aBox("desc", aValue(1, bytes.Repeat([]byte("ä"), 3<<20))), anAtom("©nam", "T")))
	if n := len(m.Tags.Description); n != maxAtomText || m.Tags.Title != "T" {
		t.Errorf("%d bytes, title %q", n, m.Tags.Title)
	}
}

// aBook returns a movie with a chapter track of these samples, one second each:
// each in its own chunk, or all together.
func aBook(together bool, head []byte, udta []byte, samples ...string) []byte {
	build := func(at int) []byte {
		var stts, stsz, stco, data []byte
		for _, s := range samples {
			stts = append(append(stts, eight(1)...), eight(600)...)
			stsz = append(stsz, eight(len(s))...)
			stco = append(stco, eight(at+len(data))...)
			if data = append(data, s...); !together {
				data = append(data, make([]byte, 3000)...)
			}
		}
		chunks, each := len(samples), 1
		if together {
			stco, chunks, each = eight(at), 1, len(samples)
		}
		texts := aTrack(2, "text", 600, 600*len(samples), head, aBox("stsd", eight(0), eight(1), aBox("text", make([]byte, 51))),
			aBox("stts", eight(0), eight(len(samples)), stts), aBox("stsc", eight(0), eight(1), eight(1), eight(each), eight(1)),
			aBox("stsz", eight(0), eight(0), eight(len(samples)), stsz), aBox("stco", eight(0), eight(chunks), stco))
		return join(aFtyp(), aBox("moov", aClock("mvhd", movieScale, 10*movieScale), soundTrack(aBox("tref", aBox("chap", eight(9), eight(2)))), texts, udta), aBox("mdat", data))
	}
	whole := build(0)
	return build(bytes.Index(whole, []byte("mdat")) + 4)
}

func aTitle(s string) string { return string(two(len(s))) + s }

func aChpl(version byte, pairs ...any) []byte {
	var list []byte
	for i := 0; i < len(pairs); i += 2 {
		title := pairs[i+1].(string)
		list = join(list, wide(pairs[i].(int)*10_000_000), len(title), title)
	}
	if version == 0 {
		return aBox("chpl", eight(0), len(pairs)/2, list)
	}
	return aBox("chpl", eight(1<<24), 0, eight(len(pairs)/2), list)
}

// chaptersAt returns chapters with these starts, in seconds, and titles. The
// last ends at the tenth second.
func chaptersAt(pairs ...any) []book.Chapter {
	var all []book.Chapter
	for i := len(pairs) - 2; i >= 0; i -= 2 {
		c := book.Chapter{Start: time.Duration(pairs[i].(float64) * 1e9), End: 10 * time.Second, Title: pairs[i+1].(string)}
		if len(all) > 0 {
			c.End = all[0].Start
		}
		all = slices.Insert(all, 0, c)
	}
	return all
}

func TestMP4Chapters(t *testing.T) {
	three := chaptersAt(0.0, "One", 1.0, "Zwölf", 2.0, "Three")
	nero := func(version byte) []byte { return aChpl(version, 0, "One", 1, "Zwölf", 2, "Three") }
	edit := func(entries ...[]byte) []byte {
		return aBox("edts", aBox("elst", eight(0), eight(len(entries)), bytes.Join(entries, nil)))
	}
	entry := func(length, start int) []byte { return join(eight(length), eight(start), eight(1<<16)) }
	for _, c := range []struct {
		name string
		file []byte
		want []book.Chapter
	}{
		{"Nero", aMovie(aBox("udta", nero(1))), three},
		{"Nero, version 0", aMovie(aBox("udta", nero(0))), three},
		{"Nero, cut", aMovie(aBox("udta", aBox("chpl", nero(1)[8:30], "\x00"))), chaptersAt(0.0, "One")},
		{"Nero, a start that cannot be", aMovie(aBox("udta", aChpl(1, 0, "One", math.MaxInt64/10_000_000, "no"))), chaptersAt(0.0, "One")},
		{"Nero, cut in a letter", aMovie(aBox("udta", aChpl(1, 0, strings.Repeat("Ж", 127)+"\xD0", 1, "Два"))), chaptersAt(0.0, strings.Repeat("Ж", 127), 1.0, "Два")},
		{"Nero, in an old code page", aMovie(aBox("udta", aChpl(1, 0, "Caf\xE9"))), chaptersAt(0.0, codepage.Raw([]byte("Caf\xE9")))},
		{"Nero, out of order and too short", aMovie(aBox("udta", aChpl(1, 2, "Two", 0, "One", 2, "again", 11, "late"))), chaptersAt(0.0, "One", 2.0, "again")},
		{"QuickTime", aBook(true, nil, nil, aTitle("One"), aTitle("Zwölf"), aTitle("Three")), three},
		{"QuickTime, far between", aBook(false, nil, nil, aTitle("One"), aTitle("Zwölf"), aTitle("Three")), three},
		{"QuickTime before Nero", aBook(true, nil, aBox("udta", aChpl(1, 0, "no")), aTitle("One"), aTitle("Zwölf"), aTitle("Three")), three},
		{"Nero before a track of one", aBook(true, nil, aBox("udta", nero(1)), aTitle("All")), three},
		{"Nero before a track without titles", aBook(true, nil, aBox("udta", nero(1)), "\x00\x00", "", "\x00"), three},
		{"a track of one before a Nero of one", aBook(true, nil, aBox("udta", aChpl(1, 0, "no")), aTitle("All")), chaptersAt(0.0, "All")},
		{"with a box after the text", aBook(true, nil, nil, aTitle("One")+"\x00\x00\x00\x0Cencd\x00\x00\x01\x00", aTitle("Two")), chaptersAt(0.0, "One", 1.0, "Two")},
		{"UTF-16", aBook(true, nil, nil, aTitle("\xFE\xFF\x00O\x00\xE9"), aTitle("\xFF\xFEO\x00\xE9\x00")), chaptersAt(0.0, "Oé", 1.0, "Oé")},
		{"from a Macintosh", aBook(true, nil, nil, aTitle("Caf\x8E")), chaptersAt(0.0, "Café")},
		{"a length that cannot be", aBook(true, nil, nil, "\xFF\xFFOne"), chaptersAt(0.0, "One")},
		{"empty texts", aBook(true, nil, nil, "\x00\x00", "", "\x00"), chaptersAt(0.0, "", 1.0, "", 2.0, "")},
		{"begun late", aBook(true, edit(entry(500, -1), entry(1000, 0)), nil, aTitle("One"), aTitle("Two")), chaptersAt(0.5, "One", 1.5, "Two")},
		{"cut at the front", aBook(true, edit(entry(10000, 300)), nil, aTitle("One"), aTitle("Two")), chaptersAt(0.0, "One", 0.5, "Two")},
		{"none", aMovie(), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := mustMP4(t, c.file).Chapters; !slices.Equal(got, c.want) {
				t.Errorf("got  %v\nwant %v", got, c.want)
			}
		})
	}
}

// Ten thousand chapters are read in a few pieces. Chapters above the limit are
// not read.
func TestMP4ManyChapters(t *testing.T) {
	samples := make([]string, maxChapters+5)
	for i := range samples {
		samples[i] = aTitle(fmt.Sprint("Chapter ", i+1))
	}
	file := aBook(true, nil, nil, samples...)
	binary.BigEndian.PutUint32(file[bytes.Index(file, []byte("mvhd"))+20:], 100_000*movieScale)
	m, spent, err := tryMP4(t, file)
	if err != nil || len(m.Chapters) != maxChapters || m.Chapters[maxChapters-1].Title != fmt.Sprint("Chapter ", maxChapters) {
		t.Fatalf("%d chapters, %v", len(m.Chapters), err)
	}
	if spent > 2*int64(len(file)) {
		t.Errorf("read %d of %d bytes", spent, len(file))
	}
}

func TestMP4PictureChapters(t *testing.T) {
	png := drawn(t, "png", 320, 180)
	build := func(at int) []byte {
		pictures := aTrack(2, "vide", 600, 6000, nil, aBox("stsd", eight(0), eight(1), aBox("png ", make([]byte, 78))),
			aBox("stsz", eight(0), eight(0), eight(1), eight(len(png))), aBox("stco", eight(0), eight(1), eight(at)))
		return join(aFtyp(), aBox("mdat", png), aBox("moov", aClock("mvhd", 1000, 10000), soundTrack(aBox("tref", aBox("chap", eight(2)))), pictures))
	}
	want := book.Cover{MIME: "image/png", Width: 320, Height: 180, Bytes: int64(len(png))}
	if m := mustMP4(t, build(len(aFtyp())+8)); m.Cover == nil || *m.Cover != want || m.Chapters != nil {
		t.Errorf("%+v, %+v", m, m.Cover)
	}
}

// Possible layouts of a file with the same movie.
func TestMP4Layouts(t *testing.T) {
	tags := aBox("udta", aBox("meta", eight(0), aBox("ilst", anAtom("©nam", "T"))))
	moov := func(parts ...any) []byte { return aBox("moov", join(parts...), soundTrack(), tags) }
	usual := aClock("mvhd", movieScale, 10*movieScale)
	data := aBox("mdat", make([]byte, 20_000))
	long := aBox("mvhd", 1, 0, 0, 0, wide(0), wide(0), eight(movieScale), wide(10*movieScale), make([]byte, 80))
	longTrack := bytes.Replace(soundTrack(), aClock("mdhd", soundScale, 10*soundScale),
		aBox("mdhd", 1, 0, 0, 0, wide(0), wide(0), eight(soundScale), wide(10*soundScale), make([]byte, 68)), 1)
	edited := soundTrack(aBox("edts", aBox("elst", 1, 0, 0, 0, eight(2), wide(4000), wide(-1), eight(0), wide(6000), wide(1024), eight(0))))
	boxed := func(b []byte, size int) []byte { // with a 64-bit length
		return join(eight(1), b[4:8], wide(size), b[8:])
	}
	open := func(b []byte) []byte { return join(eight(0), b[4:]) }
	for _, c := range []struct {
		name string
		file []byte
	}{
		{"moov first", join(aFtyp(), moov(usual), data)},
		{"moov last", join(aFtyp(), data, moov(usual))},
		{"moov between", join(aFtyp(), aBox("free", make([]byte, 9000)), data, moov(usual), data)},
		{"no ftyp", join(data, moov(usual))},
		{"wide", join(aFtyp(), aBox("wide"), data, moov(usual))},
		{"64-bit lengths", join(aFtyp(), boxed(data, len(data)+8), boxed(moov(usual), len(moov(usual))+8))},
		{"mdat to the end", join(aFtyp(), moov(usual), open(data))},
		{"moov to the end", join(aFtyp(), data, open(moov(usual)))},
		{"a trailer", join(aFtyp(), moov(usual), data, "\x00\x00\x00\x00TAG by some tool")},
		{"a trailer of bytes", join(aFtyp(), moov(usual), data, "\x00\x00\x00")},
		{"a box nobody knows", join(aFtyp(), aBox("lect", "x"), moov(usual), data)},
		{"mvhd of version 1", join(aFtyp(), moov(long), data)},
		{"mdhd of version 1", join(aFtyp(), aBox("moov", aClock("mvhd", movieScale, 0), longTrack, tags), data)},
		{"no length but the track's", join(aFtyp(), moov(aClock("mvhd", movieScale, 0)), data)},
		{"a length unknown", join(aFtyp(), moov(aClock("mvhd", movieScale, math.MaxUint32)), data)},
		{"no length but the edits'", join(aFtyp(), aBox("moov", aClock("mvhd", movieScale, 0), bytes.Replace(edited, eight(10*soundScale), eight(77), 1), tags), data)},
		{"no mvhd", join(aFtyp(), moov(), data)},
		{"two moovs", join(aFtyp(), moov(usual), data, aBox("moov", aClock("mvhd", 1, 99)))},
		{"sound second", join(aFtyp(), aBox("moov", usual, aTrack(7, "vide", 90000, 900000, nil, aBox("stsd", eight(0), eight(1), aBox("avc1", make([]byte, 78)))), soundTrack(), tags), data)},
		{"the first of two", join(aFtyp(), aBox("moov", usual, soundTrack(), aTrack(3, "soun", 48000, 1, nil, aBox("stsd", eight(0), eight(1), aSound("ac-3"))), tags), data)},
		{"a child beyond its parent", join(aFtyp(), bytes.Replace(moov(usual), aBox("smhd", make([]byte, 8)), join(eight(16), "smhd", make([]byte, 8)), 1), data)},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := mustMP4(t, c.file)
			want := book.Media{
				Container: "mp4", Codec: "AAC-LC", Duration: 10 * time.Second, BitRate: len(c.file) * 8 / 10,
				SampleRate: 44100, Channels: 1, Tags: book.Tags{Title: "T"},
			}
			switch c.name {
			case "mdat to the end", "moov to the end", "a trailer", "a trailer of bytes", "a box nobody knows":
			default:
				want.Whole = true
			}
			if !reflect.DeepEqual(*m, want) {
				t.Errorf("got  %+v\nwant %+v", *m, want)
			}
		})
	}
}

func TestMP4Faults(t *testing.T) {
	whole := aMovie()
	data := bytes.Index(whole, []byte("mdat"))
	silentFilm := join(aFtyp(), aBox("moov", aClock("mvhd", 1, 9), aTrack(1, "vide", 1, 9, nil, aBox("stsd", eight(0), eight(1), aBox("avc1", make([]byte, 78))))), aBox("mdat", "x"))
	described := func(entry []byte) []byte {
		return join(aFtyp(), aBox("moov", aClock("mvhd", 1, 9), aTrack(1, "soun", 1, 9, nil, aBox("stsd", eight(0), eight(1), entry))), aBox("mdat", "x"))
	}
	last := aTrack(1, "soun", 44100, 441000, nil, aBox("stsd", eight(0), eight(1), aSound("mp4a", anESDS(0x40, lowComplexity))), aBox("stco", eight(0), eight(2), eight(500), eight(5000)))
	for _, c := range []struct {
		name   string
		file   []byte
		kind   book.FaultKind
		reason string
		media  bool
	}{
		{"mdat cut", whole[:len(whole)-1], book.Truncated, "truncated", true},
		{"mdat cut at its header", whole[:data-4], book.Truncated, "truncated", true},
		{"moov cut off after its track", whole[:data-6], book.Truncated, "truncated", true},
		{"moov cut in its track", whole[:data-140], book.Truncated, "truncated", false},
		{"mdat to the end, cut", join(aFtyp(), aBox("moov", aClock("mvhd", 1, 9), last), eight(0), "mdat", make([]byte, 1000)), book.Truncated, "truncated", true},
		{"moov gone", join(aFtyp(), aBox("mdat", make([]byte, 100))), book.Truncated, "truncated", false},
		{"moov gone with mdat's end", join(aFtyp(), eight(1), "mdat", wide(1<<40)), book.Truncated, "truncated", false},
		{"a box of 2^63 bytes", join(aFtyp(), eight(1), "mdat", []byte{0x7F, 255, 255, 255, 255, 255, 255, 255}), book.Truncated, "truncated", false},
		{"a box of 2^64-1 bytes", join(aFtyp(), eight(1), "moov", wide(-1), soundTrack()), book.Truncated, "truncated", true},
		{"ftyp alone", aFtyp(), book.Truncated, "truncated", false},
		{"silent film", silentFilm, book.NotAudio, "no sound in it", false},
		{"no track", join(aFtyp(), aBox("moov", aClock("mvhd", 1, 9)), aBox("mdat", "x")), book.NotAudio, "no sound in it", false},
		{"still picture", join(aBox("ftyp", "heic", eight(0), "mif1"), aBox("meta", eight(0), aBox("hdlr", make([]byte, 24))), aBox("mdat", "x")), book.NotAudio, "no sound in it", false},
		{"no length", join(aFtyp(), aBox("moov", aTrack(1, "soun", 0, 9, nil, aBox("stsd", eight(0), eight(1), aSound("mp4a")))), aBox("mdat", "x")), book.Unreadable, "its length cannot be told", true},
		{"Audible", described(aSound("aavd", anESDS(0x40, lowComplexity))), book.Protected, "protected (DRM)", true},
		{"FairPlay", described(aSound("drms", anESDS(0x40, lowComplexity), aBox("sinf", aBox("frma", "mp4a")))), book.Protected, "protected (DRM)", true},
		{"Common Encryption", described(aSound("enca", aBox("sinf", aBox("frma", "fLaC")))), book.Protected, "protected (DRM)", true},
		{"compressed", join(aFtyp(), aBox("moov", aBox("cmov", aBox("dcom", "zlib"))), aBox("mdat", "x")), 0, "", false},
		{"a codec nobody knows", described(aSound("LECT")), 0, "", false},
		{"no description", join(aFtyp(), aBox("moov", aClock("mvhd", 1, 9), aTrack(1, "soun", 1, 9, nil)), aBox("mdat", "x")), 0, "", false},
		{"text that begins by chance", []byte("Our wide world, and all that is in it: a description, with notes.\n"), book.NotAudio, "not an audio file", false},
		{"a header of no sense", join(eight(3), "free", make([]byte, 100)), 0, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, _, err := tryMP4(t, c.file)
			if (m != nil) != c.media {
				t.Errorf("media %+v", m)
			}
			if c.reason == "" {
				if !errors.Is(err, ErrUnsupported) {
					t.Errorf("error %v, want ErrUnsupported", err)
				}
				return
			}
			wantFault(t, err, c.kind, c.reason)
		})
	}
	t.Run("by its name", func(t *testing.T) {
		s := newSource(bytes.NewReader(whole), int64(len(whole)))
		defer s.close()
		m, err := readMP4(t.Context(), s, &book.File{Path: "/x/Book.AAX"})
		wantFault(t, err, book.Protected, "protected (DRM)")
		if m == nil || m.Duration != 10*time.Second {
			t.Errorf("media %+v", m)
		}
	})
}

// Codecs in sample descriptions.
func TestMP4Sound(t *testing.T) {
	q := func(version int, more []byte, rest ...any) func(kind string) []byte { // QuickTime's
		return func(kind string) []byte {
			return aBox(kind, make([]byte, 6), two(1), two(version), make([]byte, 6), two(2), two(16), eight(0), eight(22050<<16), more, join(rest...))
		}
	}
	v2 := join(eight(72), binary.BigEndian.AppendUint64(nil, math.Float64bits(96000)), eight(6), eight(0x7F000000), make([]byte, 16))
	cookie := join(eight(0), eight(4096), 0, 24, 40, 10, 14, 2, two(255), eight(0), eight(0), eight(192000))
	streaminfo := join(eight(0), 0x80, 0, 0, 34, make([]byte, 10), eight(96000<<12|5<<9|23<<4), make([]byte, 20))
	esds := anESDS(0x40, []byte{0x11, 0x90})
	for _, c := range []struct {
		name           string
		entry          []byte
		codec          string
		rate, channels int
	}{
		{"AAC", aSound("mp4a", esds), "AAC-LC", 48000, 2},
		{"AAC without a configuration", aSound("mp4a"), "AAC", 44100, 1},
		{"AAC with a cut configuration", aSound("mp4a", anESDS(0x40, []byte{0x11})), "AAC", 44100, 1},
		{"MPEG-2 AAC without a configuration", aSound("mp4a", anESDS(0x67, nil)), "AAC-LC", 44100, 1},
		{"MP3 in MP4", aSound("mp4a", anESDS(0x6B, nil)), "MP3", 44100, 1},
		{"AC-3 by its object type", aSound("mp4a", anESDS(0xA5, nil)), "AC-3", 44100, 1},
		{"Vorbis", aSound("mp4a", anESDS(0xDD, join(2, 30, 60, 1, "vorbis", eight(0), 6, le32(96000), make([]byte, 14)))), "Vorbis", 96000, 6},
		{"an object type nobody knows", aSound("mp4a", anESDS(0x99, nil)), "AAC", 44100, 1},
		{"QuickTime's version 1", q(1, make([]byte, 16), aBox("wave", aBox("frma", "mp4a"), aBox("mp4a", eight(0)), esds, eight(0)))("mp4a"), "AAC-LC", 48000, 2},
		{"ISO's version 1", q(1, nil, esds)("mp4a"), "AAC-LC", 48000, 2},
		{"version 2", q(2, v2)("lpcm"), "PCM", 96000, 6},
		{"version 2, of other length", q(2, join(eight(80), v2[4:], eight(0), eight(0)), esds)("mp4a"), "AAC-LC", 48000, 2},
		{"ALAC", aSound("alac", aBox("alac", cookie)), "ALAC", 192000, 2},
		{"ALAC in wave", q(1, make([]byte, 16), aBox("wave", aBox("frma", "alac"), aBox("alac", cookie)))("alac"), "ALAC", 192000, 2},
		{"Opus", aSound("Opus", aBox("dOps", 0, 6, two(312), eight(44100), two(0), 0)), "Opus", 48000, 6},
		{"FLAC", aSound("fLaC", aBox("dfLa", streaminfo)), "FLAC", 96000, 6},
		{"AC-3", aSound("ac-3", aBox("dac3", 0x10, 0x3D, 0x40)), "AC-3", 48000, 6},
		{"E-AC-3", aSound("ec-3", aBox("dec3", two(0x1800), 0x60, 0x04, 0)), "E-AC-3", 44100, 2},
		{"AMR", aSound("samr"), "AMR", 8000, 1},
		{"AMR-WB", aSound("sawb"), "AMR-WB", 16000, 1},
		{"MP3 of QuickTime", q(0, nil)(".mp3"), "MP3", 22050, 2},
		{"MP3 of Microsoft", q(0, nil)("ms\x00U"), "MP3", 22050, 2},
		{"PCM", q(0, nil)("sowt"), "PCM", 22050, 2},
		{"ADPCM", q(0, nil)("ima4"), "ADPCM", 22050, 2},
		{"no rate but the track's", aBox("sowt", make([]byte, 6), two(1), make([]byte, 8), two(2), two(16), eight(0), eight(0)), "PCM", 12345, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := join(aFtyp(), aBox("moov", aClock("mvhd", 1, 9), aTrack(1, "soun", 12345, 9, nil, aBox("stsd", eight(0), eight(1), c.entry))), aBox("mdat", "x"))
			if m := mustMP4(t, file); m.Codec != c.codec || m.SampleRate != c.rate || m.Channels != c.channels {
				t.Errorf("%s, %d Hz, %d channels; want %s, %d Hz, %d", m.Codec, m.SampleRate, m.Channels, c.codec, c.rate, c.channels)
			}
		})
	}
}

// bitsOf packs values with their numbers of bits, as in "11 2, 5 4".
func bitsOf(t *testing.T, fields string) []byte {
	t.Helper()
	var s strings.Builder
	for f := range strings.SplitSeq(fields, ",") {
		var v, n int
		if _, err := fmt.Sscan(f, &v, &n); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&s, "%0*b", n, v)
	}
	text := s.String() + strings.Repeat("0", (8-s.Len()%8)%8)
	out := make([]byte, len(text)/8)
	for i, c := range text {
		if c == '1' {
			out[i/8] |= 0x80 >> (i % 8)
		}
	}
	return out
}

func TestAudioConfiguration(t *testing.T) {
	for _, c := range []struct {
		name, bits     string
		codec          string
		rate, channels int
	}{
		{"LC", "2 5, 4 4, 2 4, 0 3", "AAC-LC", 44100, 2},
		{"LC of odd rate", "2 5, 15 4, 12345 24, 1 4, 0 3", "AAC-LC", 12345, 1},
		{"LC of 7.1", "2 5, 3 4, 7 4, 0 3", "AAC-LC", 48000, 8},
		{"LC of other 7.1", "2 5, 3 4, 12 4, 0 3", "AAC-LC", 48000, 8},
		{"LC of 6.1", "2 5, 3 4, 11 4, 0 3", "AAC-LC", 48000, 7},
		{"LC of own channels", "2 5, 4 4, 0 4, 0 3, 0 4, 1 2, 4 4, 2 4, 0 4, 1 4, 1 2, 0 3, 0 4, 0 1, 0 1, 0 1, 0 1, 0 4, 1 1, 0 4, 0 1, 0 4", "AAC-LC", 44100, 5},
		{"Main", "1 5, 4 4, 2 4, 0 3", "AAC-Main", 44100, 2},
		{"SSR", "3 5, 4 4, 2 4, 0 3", "AAC-SSR", 44100, 2},
		{"LTP", "4 5, 4 4, 2 4, 0 3", "AAC-LTP", 44100, 2},
		{"HE, explicit", "5 5, 7 4, 2 4, 4 4, 2 5, 0 3", "HE-AAC", 44100, 2},
		{"HE, explicit, of odd rate", "5 5, 7 4, 2 4, 15 4, 44000 24, 2 5, 0 3", "HE-AAC", 44000, 2},
		{"HE v2, explicit", "29 5, 7 4, 1 4, 4 4, 2 5, 0 3", "HE-AACv2", 44100, 2},
		{"HE, appended", "2 5, 7 4, 2 4, 0 3, 695 11, 5 5, 1 1, 4 4", "HE-AAC", 44100, 2},
		{"HE v2, appended", "2 5, 7 4, 1 4, 0 3, 695 11, 5 5, 1 1, 4 4, 1352 11, 1 1", "HE-AACv2", 44100, 2},
		{"HE, appended, no stereo", "2 5, 7 4, 1 4, 0 3, 695 11, 5 5, 1 1, 4 4, 1352 11, 0 1", "HE-AAC", 44100, 1},
		{"appended, and not there", "2 5, 7 4, 2 4, 0 3, 695 11, 5 5, 0 1", "AAC-LC", 22050, 2},
		{"appended, of no other rate", "2 5, 4 4, 2 4, 0 3, 695 11, 5 5, 1 1, 4 4", "AAC-LC", 44100, 2},
		{"appended, cut", "2 5, 7 4, 2 4, 0 3, 695 11, 5 5", "AAC-LC", 22050, 2},
		{"xHE", "31 5, 10 6, 4 4, 2 4, 0 8", "xHE-AAC", 44100, 2},
		{"xHE of its own rate and channels", "31 5, 10 6, 15 4, 0 24, 0 4, 17 5, 1 3, 2 5, 0 8", "xHE-AAC", 40000, 2},
		{"LD", "23 5, 4 4, 2 4, 0 8", "AAC-LD", 44100, 2},
		{"ELD", "31 5, 7 6, 4 4, 2 4, 0 8", "AAC-ELD", 44100, 2},
		{"error resilient LC", "17 5, 4 4, 2 4, 0 8", "AAC", 44100, 2},
		{"layer 3", "31 5, 2 6, 4 4, 2 4, 0 8", "MP3ON4", 44100, 2},
		{"ALS", "31 5, 4 6, 4 4, 2 4, 0 8", "MP4ALS", 44100, 2},
		{"a rate that is none", "2 5, 13 4, 2 4, 0 3", "AAC-LC", 0, 2},
		{"cut", "2 5", "", 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			config := bitsOf(t, c.bits)
			var d mp4Sound
			d.configure(config)
			if d.codec != c.codec || d.rate != c.rate || d.channels != c.channels {
				t.Errorf("%s: %s, %d Hz, %d channels; want %s, %d Hz, %d", hex.EncodeToString(config), d.codec, d.rate, d.channels, c.codec, c.rate, c.channels)
			}
		})
	}
}

// The length of a fragmented file comes from its fragments.
func TestMP4Fragments(t *testing.T) {
	mvex := func(parts ...any) []byte {
		return aBox("mvex", join(parts...), aBox("trex", eight(0), eight(1), eight(1), eight(1024), eight(0), eight(0)))
	}
	moov := func(parts ...any) []byte {
		return join(aFtyp(), aBox("moov", aClock("mvhd", movieScale, 0), bytes.Replace(soundTrack(), eight(10*soundScale), eight(0), 1), mvex(parts...)))
	}
	data := aBox("mdat", make([]byte, 9000))
	moof := func(traf ...any) []byte {
		return join(aBox("moof", aBox("mfhd", eight(0), eight(1)), aBox("traf", traf...)), data)
	}
	tfhd := aBox("tfhd", eight(0), eight(1))
	tfdt := func(at int) []byte { return aBox("tfdt", 1, 0, 0, 0, wide(at)) }
	trun := aBox("trun", eight(0x201), eight(43), eight(0), make([]byte, 4*43)) // 43 × 1024 samples
	each := aBox("trun", eight(0x301), eight(2), eight(0), eight(20000), eight(5), eight(30000), eight(5))
	own := aBox("tfhd", eight(0x2B), eight(1), wide(0), eight(1), eight(2048), eight(0))
	sidx := func(track, from, size int, lengths ...int) []byte {
		var refs []byte
		for _, n := range lengths {
			refs = join(refs, eight(size), eight(n), eight(0))
		}
		return aBox("sidx", eight(0), eight(track), eight(soundScale), eight(from), eight(0), two(0), two(len(lengths)), refs)
	}
	part := len(moof(tfhd, tfdt(0), trun))
	many := moov()
	for i := range 100 {
		many = append(many, moof(tfhd, tfdt(i*44032), trun)...)
	}
	const unit = 44032 // samples
	film := aTrack(2, "vide", soundScale, 0, nil, aBox("stsd", eight(0), eight(1), aBox("avc1", make([]byte, 78))))
	withFilm := join(aFtyp(), aBox("moov", aClock("mvhd", movieScale, 0), film, bytes.Replace(soundTrack(), eight(10*soundScale), eight(0), 1), mvex()))
	const day = 4_000_000_000 // units of a fragment that 20 fragments cannot count in 32 bits
	days := moov()
	for i := range 20 {
		days = append(days, moof(aBox("tfhd", eight(8), eight(1), eight(day/50)), aBox("tfdt", eight(0), eight(i*day&0xFFFFFFFF)), aBox("trun", eight(1), eight(50), eight(0)))...)
	}
	for _, c := range []struct {
		name    string
		file    []byte
		samples int
		fault   book.FaultKind // NotAudio: none
	}{
		{"timed", join(moov(), moof(tfhd, tfdt(0), trun), moof(tfhd, tfdt(unit), trun)), 2 * unit, 0},
		{"a hundred", many, 100 * unit, 0},
		{"begun late", join(moov(), moof(tfhd, tfdt(99*unit), trun), moof(tfhd, tfdt(100*unit), trun)), 2 * unit, 0},
		{"times overflow", days, 20 * day, 0},
		{"a film goes on", join(withFilm, moof(tfhd, tfdt(0), trun), moof(aBox("tfhd", eight(0), eight(2)), tfdt(9*unit), trun)), unit, 0},
		{"with a gap", join(moov(), moof(tfhd, tfdt(0), trun), moof(tfhd, tfdt(5*unit), trun)), 6 * unit, 0},
		{"not timed", join(moov(), moof(tfhd, trun), moof(tfhd, trun, trun)), 3 * unit, 0},
		{"lengths of their own", join(moov(), moof(tfhd, each), moof(own, trun)), 50000 + 2*unit, 0},
		{"of other tracks too", join(moov(), moof(aBox("tfhd", eight(0), eight(2)), tfdt(0), trun), moof(tfhd, tfdt(0), trun), moof(aBox("tfhd", eight(0), eight(2)), tfdt(0), trun, trun)), unit, 0},
		{"indexed", join(moov(), sidx(1, 0, part, unit, unit), moof(tfhd, tfdt(0), trun), moof(tfhd, tfdt(unit), trun)), 2 * unit, 0},
		{"indexed one by one", join(moov(), sidx(1, 0, part, unit), moof(tfhd, tfdt(0), trun), sidx(1, unit, part, unit), moof(tfhd, tfdt(unit), trun)), 2 * unit, 0},
		{"indexed by another track", join(moov(), sidx(2, 0, part, unit), moof(tfhd, tfdt(0), trun)), unit, 0},
		{"indexed one by one by another track", join(moov(), sidx(2, 0, part, unit), moof(tfhd, tfdt(0), trun), sidx(2, unit, part, unit), moof(tfhd, tfdt(unit), trun)), 2 * unit, 0},
		{"index of another track", join(moov(), sidx(2, 0, 10, 9*unit), moof(tfhd, tfdt(0), trun)), unit, 0},
		{"announced", join(moov(aBox("mehd", eight(0), eight(3000))), data), 3 * soundScale, 0},
		{"indexed and cut", join(moov(), sidx(1, 0, part, unit, unit), moof(tfhd, tfdt(0), trun)), unit, book.Truncated},
		{"indexed and cut in a fragment", join(moov(), sidx(1, 0, part, unit, unit), moof(tfhd, tfdt(0), trun), moof(tfhd, tfdt(unit), trun)[:part/2]), 2*unit - (part-part/2)*unit/part, book.Truncated},
		{"indexed and cut before its fragments", join(moov(), sidx(1, 0, part, unit, unit)), 0, book.Truncated},
		{"cut", join(moov(), moof(tfhd, tfdt(0), trun), moof(tfhd, tfdt(unit), trun)[:part-2250]), 2*unit - unit/4, book.Truncated},
		{"none", moov(), 0, book.Unreadable},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, _, err := tryMP4(t, c.file)
			if c.fault != book.NotAudio {
				var f *book.Fault
				if !errors.As(err, &f) || f.Kind != c.fault {
					t.Errorf("error %v", err)
				}
			} else if err != nil {
				t.Error(err)
			}
			if c.samples == 0 {
				return
			}
			if want := playing(int64(c.samples), soundScale); m == nil || !near(m.Duration, want, time.Microsecond) {
				t.Errorf("%+v, want %v", m, want)
			}
		})
	}
}

// A book of ten hours has six megabytes of sample tables, which are not read.
func TestMP4ReadsLittle(t *testing.T) {
	const n = 10 * 3600 * 44100 / 1024
	sizes := aBox("stsz", eight(0), eight(0), eight(n), bytes.Repeat(eight(700), n))
	sound := aTrack(1, "soun", 44100, n*1024, nil, aBox("stsd", eight(0), eight(1), aSound("mp4a", anESDS(0x40, lowComplexity))),
		aBox("stts", eight(0), eight(n), bytes.Repeat(join(eight(1), eight(1024)), n)), sizes, aBox("stco", eight(0), eight(n), make([]byte, 4*n)))
	var list []any
	for i := range 200 {
		list = append(list, i*180, fmt.Sprint("Chapter ", i+1))
	}
	udta := aBox("udta", aChpl(1, list...), aBox("meta", eight(0), aBox("ilst", anAtom("©nam", "T"), aBox("covr", aValue(13, drawn(t, "jpeg", 600, 600))), anAtom("©alb", "A"))))
	moov := aBox("moov", aClock("mvhd", 1000, 36_000_000), sound, udta)
	for name, file := range map[string][]byte{
		"moov first": join(aFtyp(), moov, aBox("mdat", make([]byte, 1<<20))),
		"moov last":  join(aFtyp(), aBox("mdat", make([]byte, 1<<20)), moov),
	} {
		m, spent, err := tryMP4(t, file)
		if err != nil || !near(m.Duration, 10*time.Hour, 20*time.Millisecond) || len(m.Chapters) != 200 || m.Tags.Album != "A" || m.Cover.Width != 600 {
			t.Errorf("%s: %+v, %v", name, m, err)
		}
		if len(file) < 6<<20 || spent > 64<<10 {
			t.Errorf("%s: read %d of %d bytes", name, spent, len(file))
		}
	}
}

// Anything that could take much time or memory is bounded.
func TestMP4Bounds(t *testing.T) {
	deep := aBox("ilst")
	for range 2000 {
		deep = aBox("meta", eight(0), deep)
	}
	crowd := bytes.Repeat(anAtom("©nam", "T"), 200_000)
	for name, file := range map[string][]byte{
		"boxes in boxes":       aMovie(aBox("udta", deep)),
		"200,000 atoms":        taggedMP4(crowd),
		"200,000 boxes":        join(aMovie(), bytes.Repeat(aBox("free"), 200_000)),
		"200,000 tracks":       aMovie(bytes.Repeat(aBox("trak"), 200_000)),
		"a table without end":  aBook(true, nil, nil, aTitle("One")+"\x00"),
		"empty boxes in empty": join(aFtyp(), aBox("moov", aClock("mvhd", 1, 9), soundTrack(), bytes.Repeat(eight(0), 100_000)), aBox("mdat", "x")),
	} {
		if name == "a table without end" { // 2^32 samples of one byte and no duration, in one chunk
			for _, c := range []struct {
				kind string
				skip int
				n    uint32
			}{{"stts", 12, math.MaxUint32}, {"stts", 16, 0}, {"stsz", 8, 1}, {"stsz", 12, math.MaxUint32}, {"stsc", 16, math.MaxUint32}} {
				at := bytes.LastIndex(file, []byte(c.kind))
				binary.BigEndian.PutUint32(file[at+c.skip:], c.n)
			}
		}
		before := allocated()
		var m *book.Media
		var err error
		if took := cputime.Of(func() { m, _, err = tryMP4(t, file) }); took > time.Second {
			t.Errorf("%s: took %v", name, took)
		}
		if n := allocated() - before; n > 64<<20 {
			t.Errorf("%s: %d MiB", name, n>>20)
		}
		if err != nil || m == nil || m.Duration == 0 {
			t.Errorf("%s: %+v, %v", name, m, err)
		}
	}
}

func TestMP4Cancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	file := aMovie()
	s := newSource(bytes.NewReader(file), int64(len(file)))
	defer s.close()
	if m, err := readMP4(ctx, s, &book.File{}); m != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%+v, %v", m, err)
	}
}

// Files written by ffmpeg give the same result as ffprobe.
func TestMP4AgainstFFprobe(t *testing.T) {
	dir := t.TempDir()
	const tags = " -metadata title=Part -metadata artist=Ann -metadata album=Book -metadata genre=Speech -metadata track=3/7"
	lines := []string{
		"-c:a aac a.m4b", "-c:a aac -movflags +faststart front.m4a", "-c:a aac a.mov", "-c:a aac -ac 6 -ar 48000 six.m4a",
		"-c:a aac -profile:a aac_main main.m4a", "-c:a aac -movflags use_metadata_tags keys.m4a",
		"-c:a alac -ar 96000 alac.m4a", "-c:a alac alac.mov", "-c:a libmp3lame mp3.mp4", "-c:a libmp3lame -ac 2 mp3.mov", "-c:a mp2 mp2.mov",
		"-c:a libopus opus.mp4", "-c:a libvorbis vorbis.mp4", "-c:a flac -strict -2 -ar 96000 -ac 6 flac.mp4", "-c:a ac3 -ac 6 ac3.mp4", "-c:a eac3 -ac 2 -ar 48000 eac3.mp4",
		"-c:a pcm_s16le pcm.mov", "-c:a pcm_f32le -ar 96000 -ac 6 float.mov", "-c:a adpcm_ima_qt ima.mov",
		"-c:a aac -movflags frag_keyframe+empty_moov -frag_duration 300000 fragments.mp4",
		"-c:a aac -movflags frag_keyframe+dash+global_sidx -frag_duration 300000 dash.mp4", "-c:a aac -movflags frag_custom+empty_moov -f ismv smooth.mp4",
	}
	probe := NewFFprobe(FFprobeOptions{})
	for _, line := range lines {
		args := strings.Fields("-hide_banner -v error -nostdin -f lavfi -i sine=f=330:r=44100:d=1.5" + tags + " " + line)
		name := args[len(args)-1]
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(dir, name)
			args[len(args)-1] = path
			if out, err := exec.Command("ffmpeg", args...).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			st, err := os.Stat(path)
			check(t, err)
			f := &book.File{Path: path, Size: st.Size()}
			got, err := Native{}.Probe(t.Context(), f)
			check(t, err)
			want, err := probe.Probe(t.Context(), f)
			check(t, err)
			if got.Codec == "MP2" && want.Codec == "MP3" { // its object type can mean either
				got.Codec = "MP3"
			}
			if !near(got.Duration, want.Duration, time.Millisecond) || !near(time.Duration(got.BitRate), time.Duration(want.BitRate), time.Duration(want.BitRate/1000+2)) {
				t.Errorf("%v, %d bit/s; want %v, %d", got.Duration, got.BitRate, want.Duration, want.BitRate)
			}
			got.Duration, got.BitRate, got.Prober, got.Whole = want.Duration, want.BitRate, want.Prober, want.Whole
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
		})
	}
}
