package sidecar

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
)

// beside creates a folder with files and reads it.
func beside(t *testing.T, files map[string]string) *book.Notes {
	t.Helper()
	dir := t.TempDir()
	var names []string
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	n := Read(t.Context(), dir, names)
	if n != nil && n.Folder != dir {
		t.Errorf("folder %q", n.Folder)
	}
	return n
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}

func TestNames(t *testing.T) {
	for name, want := range map[string]kind{
		"metadata.json": metadata, "Metadata.JSON": metadata, "metadata.abs": abs, "metadata.opf": opf, "A Book.OPF": opf,
		"desc.txt": desc, "reader.txt": reader, "Reader.TXT": reader, "x.cue": cue, "cover.jpg": cover, "COVER.WebP": cover,
		"folder.png": front, "back.jpeg": picture, "x.gif": picture, "cover.tiff": cover,
		"": none, ".": none, "cover": none, "cover.": none, ".jpg": none, "._cover.jpg": none, "cover.txt": none, "cover.mp3": none,
		"metadata.json.bak": none, "a.txt": none, "opf": none, ".opf": none, "a very long name of a file.txt": none,
	} {
		if got := kindOf(name); got != want || Names(name) != (want != none) {
			t.Errorf("%q: %d, want %d", name, got, want)
		}
	}
	if n := testing.AllocsPerRun(100, func() { Names("0123 - A Chapter of a Long Book.JPG"); Names("a long name of a text.txt") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestStrength(t *testing.T) {
	n := beside(t, map[string]string{
		"metadata.json": `{"title":"From JSON","authors":[],"chapters":[{"start":0,"end":2.5,"title":"One"}]}`,
		"metadata.opf":  `<package><metadata><dc:title>From OPF</dc:title><dc:creator>Ann Author</dc:creator></metadata></package>`,
		"another.opf":   `<package><metadata><dc:title>Other</dc:title><dc:publisher>Nobody</dc:publisher></metadata></package>`,
		"desc.txt":      "\xef\xbb\xbfA tale.\r\n\r\nOf two.\r\n",
		"reader.txt":    "Rita Reader\n",
		"img10.jpg":     "x", "img9.jpg": "x", "Folder.png": "x", "Cover.JPG": "x",
		"book.cue": "FILE \"book.mp3\" MP3\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n",
		"book.mp3": "x",
	})
	same(t, "meta", n.Meta, book.Meta{Title: "From JSON", Authors: []string{"Ann Author"}, Narrators: []string{"Rita Reader"}, Description: "A tale.\n\nOf two."})
	var from [book.Fields]book.Source
	from[book.Title], from[book.Authors], from[book.Narrators], from[book.Description] = book.FromMetadata, book.FromOPF, book.FromReader, book.FromDesc
	from[book.Picture], from[book.ChapterList] = book.FromPicture, book.FromMetadata
	same(t, "from", n.From, from)
	same(t, "chapters", n.Chapters, []book.Chapter{{End: 2500 * time.Millisecond, Title: "One"}})
	same(t, "picture", n.Picture, filepath.Join(n.Folder, "Cover.JPG"))
	same(t, "cues", n.Cues, []book.Cue{{File: "book.mp3", Chapters: []book.Chapter{{}}}})
	same(t, "faults", n.Faults, []string(nil))
}

func TestPicture(t *testing.T) {
	for _, c := range []struct {
		names []string
		want  string
	}{
		{[]string{"b.jpg", "folder.gif", "cover.png"}, "cover.png"},
		{[]string{"a.jpg", "FOLDER.jpeg"}, "FOLDER.jpeg"},
		{[]string{"page 10.jpg", "Page 2.jpg"}, "Page 2.jpg"},
		{[]string{"B.jpg", "a.jpg"}, "a.jpg"},
		{[]string{"cover.jpg", "cover.png"}, "cover.jpg"},
		{[]string{"a.txt"}, ""},
	} {
		files := map[string]string{"desc.txt": "x"}
		for _, name := range c.names {
			files[name] = "picture"
		}
		if n := beside(t, files); filepath.Base(n.Picture) != c.want && n.Picture != c.want {
			t.Errorf("%q: %q", c.names, n.Picture)
		}
	}
	if n := beside(t, map[string]string{"cover.jpg": "", "x.jpg": "y"}); filepath.Base(n.Picture) != "x.jpg" {
		t.Errorf("an empty cover: %q", n.Picture)
	}
}

func TestNoSidecars(t *testing.T) {
	if n := beside(t, map[string]string{"a.mp3": "x", "notes.txt": "y"}); n != nil {
		t.Errorf("%+v", n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if n := Read(ctx, t.TempDir(), []string{"cover.jpg"}); n != nil {
		t.Errorf("cancelled: %+v", n)
	}
	n := Read(t.Context(), t.TempDir(), []string{"desc.txt", "cover.jpg", "x.cue"})
	if n == nil || len(n.Faults) > 0 || n.Picture != "" || n.Cues != nil {
		t.Errorf("all gone: %+v", n)
	}
}

// TestFaults checks that a bad file gives a sentence, and that the next file of
// its kind and the other fields are read all the same.
func TestFaults(t *testing.T) {
	deep := "<package><metadata>" + strings.Repeat("<x>", maxDepth)
	n := beside(t, map[string]string{
		"metadata.json": "{\n\"title\": \"x\",\n oops }",
		"metadata.abs":  "hello",
		"metadata.opf":  deep,
		"a.opf":         "<package><metadata>",
		"b.opf":         "<html></html>",
		"c.opf":         "<package><metadata><dc:title>At last</dc:title></metadata></package>",
		"d.opf":         "never read",
		"desc.txt":      strings.Repeat("x", maxFile+1),
		"reader.txt":    strings.Repeat("x", maxFile-1) + "\n",
		"y.cue":         "hello",
	})
	same(t, "faults", n.Faults, []string{
		"metadata.json is not valid JSON (line 3)", "metadata.abs is not a file of Audiobookshelf",
		"metadata.opf is nested too deep", "a.opf is not valid XML (line 1)", "b.opf is not an OPF file",
		"desc.txt is larger than 1 MiB and was not read", "y.cue is not a cue sheet",
	})
	same(t, "title", n.Meta.Title, "At last")
	same(t, "reader", len(n.Meta.Narrators[0]), maxLine)
}

func TestSidecarLimits(t *testing.T) {
	files := map[string]string{}
	sheet := "FILE x.mp3 MP3\n" + strings.Repeat("REM nothing\n", (maxFile-100)/12)
	for i := range 20 {
		files[string(rune('a'+i))+".cue"] = sheet
	}
	n := beside(t, files)
	if len(n.Cues) != 16 || len(n.Faults) != 4 || n.Faults[0] != "q.cue "+string(tooMuch) {
		t.Errorf("%d cues, %q", len(n.Cues), n.Faults)
	}
}

// TestEncodings reads the same text in several encodings.
func TestEncodings(t *testing.T) {
	const want = "Café 張三"
	for name, b := range map[string][]byte{
		"UTF-8":            []byte(want),
		"UTF-8 mark":       []byte("\xef\xbb\xbf" + want),
		"UTF-16 LE":        utf16(want, true, 0, 1),
		"UTF-16 BE":        utf16(want, true, 1, 0),
		"UTF-16, cut":      utf16(want, true, 0, 1)[:15],
		"UTF-16, lone":     append([]byte{0xff, 0xfe, 0, 0xd8}, utf16(want, false, 0, 1)...),
		"Windows-1252":     []byte("Caf\xe9 \x96 Fr\xfchst\xfcck"),
		"Windows-1251":     []byte("\xcc\xe0\xf1\xf2\xe5\xf0 \xe8 \xcc\xe0\xf0\xe3\xe0\xf0\xe8\xf2\xe0"),
		"GBK":              []byte("\xba\xec\xc2\xa5\xc3\xce\n\xb2\xdc\xd1\xa9\xc7\xdb"),
		"damaged":          []byte(want + "\xe9"),
		"UTF-16, unmarked": utf16("a long description", false, 0, 1),
	} {
		n := beside(t, map[string]string{"desc.txt": string(b)})
		wants := map[string]string{"UTF-16, cut": "Café 張\uFFFD", "UTF-16, lone": "\uFFFD" + want, "Windows-1252": "Café – Frühstück", "Windows-1251": "Мастер и Маргарита",
			"GBK": "红楼梦\n曹雪芹", "damaged": want + "\uFFFD", "UTF-16, unmarked": "a long description"}
		expect := wants[name]
		if expect == "" {
			expect = want
		}
		same(t, name, n.Meta.Description, expect)
	}
	n := beside(t, map[string]string{"metadata.json": string(utf16(`{"title":"`+want+`"}`, true, 1, 0))})
	same(t, "JSON", n.Meta.Title, want)
	for name, b := range map[string][]byte{
		"Windows-1252": []byte("<?xml version='1.0' encoding='windows-1252'?><package><metadata><dc:title>Caf\xe9</dc:title></metadata></package>"),
		"UTF-16":       utf16("<?xml version='1.0' encoding='UTF-16'?><package><metadata><dc:title>Café</dc:title></metadata></package>", true, 0, 1),
		"UTF-16 said":  []byte("<?xml version='1.0' encoding='UTF-16'?><package><metadata><dc:title>Café</dc:title></metadata></package>"),
		"unknown":      []byte("<?xml version='1.0' encoding='klingon'?><package><metadata><dc:title>Café</dc:title></metadata></package>"),
	} {
		same(t, name, beside(t, map[string]string{"x.opf": string(b)}).Meta.Title, "Café")
	}
}

// utf16 encodes characters of the Basic Multilingual Plane, optionally with a
// byte order mark. low and high are the positions of the bytes in a pair.
func utf16(s string, mark bool, low, high int) []byte {
	if mark {
		s = "\uFEFF" + s
	}
	var b []byte
	for _, r := range s {
		var two [2]byte
		two[low], two[high] = byte(r), byte(r>>8)
		b = append(b, two[:]...)
	}
	return b
}

func TestReadIgnoresOrder(t *testing.T) {
	dir := t.TempDir()
	names := []string{"b.opf", "a.opf", "c.jpg", "B.jpg", "2.cue", "10.cue"}
	for _, name := range names {
		text := "<package><metadata><dc:title>" + name + "</dc:title></metadata></package>"
		if filepath.Ext(name) == ".cue" {
			text = "FILE " + name + ".mp3 MP3"
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want := Read(t.Context(), dir, names)
	if want.Meta.Title != "a.opf" || filepath.Base(want.Picture) != "B.jpg" || want.Cues[0].File != "2.mp3" {
		t.Errorf("%+v", want)
	}
	slices.Reverse(names)
	before := slices.Clone(names)
	same(t, "reversed", Read(t.Context(), dir, names), want)
	same(t, "the caller's names", names, before)
}
