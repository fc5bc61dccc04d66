package probe

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/scripts/cputime"
)

// anItem returns an item of an APE tag; kind 1 is binary.
func anItem(kind int, key string, value ...any) []byte {
	v := join(value...)
	return join(le32(len(v)), le32(kind<<1), key, 0, v)
}

// anAPE returns an APE tag of texts, with a header in version 2.
func anAPE(version int, pairs ...string) []byte {
	var items []byte
	for i := 0; i < len(pairs); i += 2 {
		items = join(items, anItem(0, pairs[i], pairs[i+1]))
	}
	return wrapAPE(version, len(pairs)/2, items)
}

func wrapAPE(version, count int, items []byte) []byte {
	mark := func(flags uint32) []byte {
		return join(apeMark, le32(version), le32(len(items)+apeHeaderLen), le32(count), binary.LittleEndian.AppendUint32(nil, flags), make([]byte, 8))
	}
	if version < 2000 {
		return join(items, mark(0))
	}
	return join(mark(0xA0000000), items, mark(0x80000000))
}

// TestRepeatedItems: a value that is repeated in an item takes no longer than others.
func TestRepeatedItems(t *testing.T) {
	var artists strings.Builder
	for i := range 250_000 {
		fmt.Fprintf(&artists, "%x\x00", min(i, 760))
	}
	file := join(silence(5), anAPE(2000, "Artist", artists.String(), "Title", "T"))
	var m *book.Media
	if took := cputime.Of(func() { m = mustRead(t, file) }); took > 3*time.Second || m.Tags.Title != "T" || !strings.HasPrefix(m.Tags.Artist, "0; 1; ") {
		t.Errorf("took %v, %q, %.9q", took, m.Tags.Title, m.Tags.Artist)
	}
}

func TestAPE(t *testing.T) {
	png := drawn(t, "png", 48, 64)
	isPNG := &book.Cover{MIME: "image/png", Width: 48, Height: 64, Bytes: int64(len(png))}
	picture := anItem(1, "Cover Art (Front)", "cover.png", 0, png)
	fields := []string{
		"Title", "T", "Album", "A", "Artist", "Ann\x00Ben", "Album Artist", "AA", "Narrator", "N", "Composer", "C", "Series", "S", "SERIES-PART", "2",
		"Subtitle", "Sub", "Year", "2011-05-03", "Genre", "Crime", "Publisher", "P", "ASIN", "B0", "ISBN", "9", "Language", "en", "Comment", "D",
		"Track", "3/12", "Disc", "1", "MP3GAIN_MINMAX", "1,2",
	}
	want := book.Tags{
		Title: "T", Album: "A", Artist: "Ann; Ben", AlbumArtist: "AA", Narrator: "N", Series: "S", SeriesPart: "2", Subtitle: "Sub", Year: 2011,
		Genres: []string{"Crime"}, Publisher: "P", ASIN: "B0", ISBN: "9", Language: "en", Description: "D", Track: 3, Disc: 1, Tracks: 12,
	}
	v1 := join("TAG", make([]byte, 124), 255)
	words := "LYRICSBEGININD0000200LYR00005words"
	lyrics := join(words, fmt.Sprintf("%06d", len(words)), "LYRICS200")
	oldLyrics := join("LYRICSBEGIN", "some words", "LYRICSEND")
	for _, c := range []struct {
		name  string
		end   []byte
		tags  book.Tags
		cover *book.Cover
	}{
		{"version 2", anAPE(2000, fields...), want, nil},
		{"version 1", anAPE(1000, fields...), want, nil},
		{"before ID3v1", join(anAPE(2000, fields...), v1), want, nil},
		{"before Lyrics3", join(anAPE(2000, fields...), lyrics, v1), want, nil},
		{"after Lyrics3", join(lyrics, anAPE(2000, fields...), v1), want, nil},
		{"after old Lyrics3", join(oldLyrics, anAPE(2000, fields...), v1), want, nil},
		{"before an enhanced tag", join(anAPE(2000, fields...), "TAG+", make([]byte, 223), v1), want, nil},
		{"a picture", wrapAPE(2000, 2, join(picture, anItem(0, "Title", "T"))), book.Tags{Title: "T"}, isPNG},
		{"the front", wrapAPE(2000, 2, join(anItem(1, "Cover Art (Back)", "b", 0, drawn(t, "png", 9, 9)), picture)), book.Tags{}, isPNG},
		{"no picture", wrapAPE(2000, 1, anItem(1, "Cover Art (Front)", "no picture")), book.Tags{}, nil},
		{"Latin-1", anAPE(1000, "Title", "Caf\xE9"), book.Tags{Title: "Café"}, nil},
		{"a count that lies", wrapAPE(2000, 1<<30, anItem(0, "Title", "T")), book.Tags{Title: "T"}, nil},
		{"a length that lies", wrapAPE(2000, 2, join(anItem(0, "Title", "T"), "\xFF\xFF\xFF\xFF\x00\x00\x00\x00Album\x00A")), book.Tags{Title: "T"}, nil},
		{"a key without end", wrapAPE(2000, 2, join(anItem(0, "Title", "T"), le32(0), le32(0), "AlbumAlbumAlbum")), book.Tags{Title: "T"}, nil},
		{"empty", wrapAPE(2000, 0, nil), book.Tags{}, nil},
	} {
		m := mustRead(t, join(silence(5), c.end))
		if !reflect.DeepEqual(m.Tags, c.tags) {
			t.Errorf("%s: %+v, want %+v", c.name, m.Tags, c.tags)
		}
		if !reflect.DeepEqual(m.Cover, c.cover) {
			t.Errorf("%s: %+v, want %+v", c.name, m.Cover, c.cover)
		}
		if (m.Duration - 5*silenceLen).Abs() > 1000 {
			t.Errorf("%s: %v", c.name, m.Duration)
		}
	}
}

// TestLeadingAPE reads an APE tag before the sound, also one that is longer than the junk in
// which sound is searched for.
func TestLeadingAPE(t *testing.T) {
	tag := anAPE(2000, "Title", "T", "Artist", "A")
	noFooter := tag[:len(tag)-apeHeaderLen]
	noFooter = join(noFooter[:12], le32(len(noFooter)-apeHeaderLen), noFooter[16:])
	large := wrapAPE(2000, 3, join(anItem(0, "Title", "T"), anItem(0, "Artist", "A"), anItem(1, "Cover Art (Front)", "x.png", 0, drawn(t, "png", 9, 9), make([]byte, maxJunk))))
	id3 := aTag(4, 0, aFrame(4, "TALB", 0, 3, "B"))
	for name, c := range map[string]struct {
		file []byte
		want book.Tags
	}{
		"alone":                {join(tag, silence(5)), book.Tags{Title: "T", Artist: "A"}},
		"without a footer":     {join(noFooter, silence(5)), book.Tags{Title: "T", Artist: "A"}},
		"large":                {join(large, silence(5)), book.Tags{Title: "T", Artist: "A"}},
		"before ID3":           {join(tag, id3, silence(5)), book.Tags{Title: "T", Artist: "A", Album: "B"}},
		"after ID3":            {join(id3, tag, silence(5)), book.Tags{Title: "T", Artist: "A", Album: "B"}},
		"and one at the end":   {join(tag, silence(5), anAPE(2000, "Title", "U")), book.Tags{Title: "U"}},
		"a length that lies":   {join(tag[:12], le32(1<<30), tag[16:], silence(5)), book.Tags{}},
		"a footer by accident": {join(tag[len(tag)-apeHeaderLen:], silence(5)), book.Tags{}},
	} {
		m := mustRead(t, c.file)
		if !reflect.DeepEqual(m.Tags, c.want) || (m.Duration-5*silenceLen).Abs() > 1000 {
			t.Errorf("%s: %+v, %v", name, m.Tags, m.Duration)
		}
	}
}
