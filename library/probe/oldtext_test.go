package probe

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"lectern/library/book"
)

// TestOldTexts reads tags in the code pages of the writers' systems.
func TestOldTexts(t *testing.T) {
	v1 := func(title, artist, album string) []byte {
		b := make([]byte, id3v1Len)
		copy(b, "TAG")
		copy(b[3:33], title)
		copy(b[33:63], artist)
		copy(b[63:93], album)
		b[127] = 255
		return b
	}
	for _, c := range []struct {
		e                    encoding.Encoding
		title, artist, album string
	}{
		{charmap.Windows1251, "Глава первая", "Иван Лодкин", "Медный фонарь"},
		{charmap.KOI8R, "Глава первая", "Иван Лодкин", "Медный фонарь"},
		{charmap.Windows1253, "Κεφάλαιο πρώτο", "Νίκος Βαρκάρης", "Ο χάλκινος φάρος"},
		{charmap.Windows1250, "Rozdział pierwszy", "Łucja Ważna", "Księżyc nad wodą"},
		{charmap.Windows1254, "Birinci bölüm", "Işıl Şahin", "Gümüş deniz feneri"},
		{japanese.ShiftJIS, "第一章", "月島よしえ", "銀色の灯台"},
		{simplifiedchinese.GBK, "第一章", "月岛小雨", "银色的灯塔"},
		{traditionalchinese.Big5, "第一章", "月島小雨", "銀色的燈塔"},
		{korean.EUCKR, "제1장", "김달빛", "은빛 등대"},
		{charmap.Windows1252, "Kapitel ä", "Zoë Müßig", "Über Öl und Äpfel"},
		{encoding.Nop, "第一章", "Łucja Ważna", "Über Öl"},
	} {
		old := func(s string) string {
			s, err := c.e.NewEncoder().String(s)
			check(t, err)
			return s
		}
		one := func(version int, name, s string) []byte { return aFrame(version, name, 0, 0, old(s)) }
		want := book.Tags{Title: c.title, Artist: c.artist, Album: c.album}
		for version, names := range map[int][3]string{2: {"TT2", "TP1", "TAL"}, 3: {"TIT2", "TPE1", "TALB"}, 4: {"TIT2", "TPE1", "TALB"}} {
			tag := aTag(version, 0, one(version, names[0], c.title), one(version, names[1], c.artist), one(version, names[2], c.album))
			same(t, c.e, mustRead(t, join(tag, silence(5))).Tags, want)
		}
		same(t, c.e, mustRead(t, join(silence(5), v1(old(c.title), old(c.artist), old(c.album)))).Tags, want)
	}
}

func same(t *testing.T, name any, got, want book.Tags) {
	t.Helper()
	if got.Title != want.Title || got.Artist != want.Artist || got.Album != want.Album {
		t.Errorf("%v: %q, %q, %q, want %q, %q, %q", name, got.Title, got.Artist, got.Album, want.Title, want.Artist, want.Album)
	}
}

// TestOldChapter decodes the title of a chapter together with the other texts of its
// file, and names the code page.
func TestOldChapter(t *testing.T) {
	const chapter = "\xc3\xeb\xe0\xe2\xe0"
	times := join(eight(0), eight(1000), eight(0xFFFFFFFF), eight(0xFFFFFFFF))
	album := aFrame(3, "TALB", 0, 0, "\xcc\xe5\xe4\xed\xfb\xe9 \xf4\xee\xed\xe0\xf0\xfc")
	var artist []byte // names its encoding
	for _, u := range utf16.Encode([]rune("Zoë")) {
		artist = binary.LittleEndian.AppendUint16(artist, u)
	}
	b := join(aTag(3, 0, album, aFrame(3, "TPE1", 0, 1, "\xff\xfe", artist),
		aFrame(3, "CHAP", 0, "c1\x00", times, aFrame(3, "TIT2", 0, 0, chapter))), silence(100))
	m := mustRead(t, b)
	if m.Tags.Album != "Медный фонарь" || m.Tags.Artist != "Zoë" || len(m.Chapters) != 1 || m.Chapters[0].Title != "Глава" {
		t.Errorf("%q, %q, %q", m.Tags.Album, m.Tags.Artist, m.Chapters)
	}
	path := filepath.Join(t.TempDir(), "x.mp3")
	check(t, os.WriteFile(path, b, 0o600))
	names := TagNames(t.Context(), path)
	if names[book.Title] != "TALB in windows-1251" || names[book.Authors] != "TPE1" {
		t.Errorf("%q", names)
	}
}
