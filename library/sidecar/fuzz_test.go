package sidecar

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/text/codepage"
)

// sound checks what every parser guarantees: valid text, single lines where
// needed, lists within their limits, chapters in order.
func sound(t *testing.T, m book.Meta, chapters []book.Chapter) {
	t.Helper()
	lines := []string{m.Title, m.Subtitle, m.Publisher, m.ASIN, m.ISBN, m.Language}
	for _, names := range [][]string{m.Authors, m.Narrators, m.Genres} {
		if len(names) > maxList {
			t.Fatalf("%d in a list", len(names))
		}
		for _, name := range names {
			if name == "" {
				t.Fatal("an empty name")
			}
		}
		lines = append(lines, names...)
	}
	for _, s := range m.Series {
		if s.Name == "" {
			t.Fatal("a series without a name")
		}
		lines = append(lines, s.Name, s.Part)
	}
	if len(chapters) > maxChapters || len(m.Series) > maxList || m.Year < 0 || m.Year > 9999 {
		t.Fatalf("%d chapters, %d series, year %d", len(chapters), len(m.Series), m.Year)
	}
	for i, c := range chapters {
		if c.Start < 0 || c.End != 0 && c.End < c.Start || i > 0 && c.Start < chapters[i-1].Start {
			t.Fatalf("chapter %d: %+v", i, c)
		}
		lines = append(lines, c.Title)
	}
	for _, s := range lines {
		if !utf8.ValidString(s) || len(s) > maxLine {
			t.Fatalf("%q", s)
		}
		for _, r := range s {
			if unicode.IsControl(r) {
				t.Fatalf("%q", s)
			}
		}
	}
	if !utf8.ValidString(m.Description) {
		t.Fatalf("%q", m.Description)
	}
}

func FuzzYAML(f *testing.F) {
	f.Add("title: T\nauthors: [A, {name: B}]\nseries: S #1\ndescription: |\n  x\n")
	f.Add("a: &a [*a]\n? [b]\n: c\n!!binary d: ~\n")
	f.Fuzz(func(t *testing.T, s string) {
		text, err := yamlToJSON(s)
		if err != nil {
			return
		}
		m, chapters, err := readJSON(text)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		sound(t, m, chapters)
	})
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(`{"spine":[{"duration":9e9},{"duration":9e9}],"chapters":[{"spine":1,"offset":9e9}]}`))
	f.Add([]byte(`{"title":"T","authors":["A",{"name":"B"}],"series":["S #1"],"publishedYear":2001,"chapters":[{"start":1,"end":2.5,"title":"x"}],"metadata":{"genres":"G"}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, chapters, _ := readJSON(codepage.Plain(b))
		sound(t, m, chapters)
	})
}

func FuzzAbs(f *testing.F) {
	f.Add([]byte(";ABMETADATA2\ntitle=T\nauthors=A, B\nseries=S #1\n[DESCRIPTION]\nx\n[CHAPTER]\nstart=1\nend=2\ntitle=c\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, chapters, _ := readAbs(codepage.Plain(b))
		sound(t, m, chapters)
	})
}

func FuzzOPF(f *testing.F) {
	f.Add([]byte(calibre))
	f.Add([]byte(epub3))
	f.Add([]byte("<?xml version='1.0' encoding='shift_jis'?><package><metadata><dc:title>\x83\x65</dc:title></metadata></package>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, _ := readOPF(xmlText(b))
		sound(t, m, nil)
	})
}

func FuzzNCC(f *testing.F) {
	f.Add([]byte(talkingBook))
	f.Add([]byte("<?xml version='1.0' encoding='shift_jis'?><html><head><meta name='ncc:narrator' content='\x83\x65'>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, _ := readNCC(pageText(b))
		sound(t, m, nil)
	})
}

func FuzzCue(f *testing.F) {
	f.Add([]byte("FILE \"a.mp3\" MP3\n TRACK 01 AUDIO\n TITLE \"x\"\n INDEX 01 00:01:74\nFILE b.wav WAVE\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		cues, _, _ := readCue(codepage.Plain(b))
		for _, c := range cues {
			sound(t, book.Meta{}, c.Chapters)
		}
	})
}
