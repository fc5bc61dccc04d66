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

	"golang.org/x/text/encoding/htmlindex"

	"lectern/library/book"
)

// beside creates a folder with files and reads it.
func beside(t *testing.T, files map[string]string) *book.Notes {
	t.Helper()
	dir := t.TempDir()
	var names []string
	for name, text := range files {
		if kindOf(name) == picture && text != "" && len(text) < len("pictures") && text != "\xFF\xD8\xFF\xE0" {
			text = "GIF89a\x01\x00\x01\x00\x00\x00\x00;"
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	n, _ := Read(t.Context(), dir, names)
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
		"desc.txt": desc, "reader.txt": reader, "Reader.TXT": reader, "x.cue": sheet, "cover.jpg": picture, "COVER.WebP": picture,
		"folder.png": picture, "x.jfif": picture, "cover.avif": picture, "a.txt": texts, "a.chapters.txt": chapters, "Chapters.TXT": chapters, "a-chapters.json": chapters, "content_metadata_B002V0QK4C.json": chapters, "tone.json": metadata, "metadata.yml": yml, "Metadata.YAML": yml, "a.info.json": metadata,
		"": none, ".": none, "cover": none, "cover.": none, ".jpg": none, "._cover.jpg": none, "cover.txt": texts, "cover.mp3": none,
		"metadata.json.bak": none, "opf": none, ".opf": none, "a.vtt": none, "a.yml": none, "content_metadata_.json": records, "a.xml": none,
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
	if n := beside(t, map[string]string{"a.mp3": "x", "notes.pdf": "y"}); n != nil {
		t.Errorf("%+v", n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if n, _ := Read(ctx, t.TempDir(), []string{"cover.jpg"}); n != nil {
		t.Errorf("cancelled: %+v", n)
	}
	n, _ := Read(t.Context(), t.TempDir(), []string{"desc.txt", "cover.jpg", "x.cue"})
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

// TestBinary checks that a binary file with the name of a text file is a fault. NULs at
// the end of a text are dropped.
func TestBinary(t *testing.T) {
	n := beside(t, map[string]string{
		"desc.txt":        "ID3\x04\x00\x00\x01\x02data",
		"description.txt": "A long voyage.\x00\x00\x00",
		"reader.txt":      "\x7fELF\x02\x01\x01\x00\x00",
	})
	same(t, "faults", n.Faults, []string{"desc.txt is not a text file", "reader.txt is not a text file"})
	same(t, "description", n.Meta.Description, "A long voyage.")
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
		switch filepath.Ext(name) {
		case ".cue":
			text = "FILE " + name + ".mp3 MP3"
		case ".jpg":
			text = "GIF89a\x01\x00\x01\x00\x00\x00\x00;"
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, _ := Read(t.Context(), dir, names)
	if want.Meta.Title != "a.opf" || filepath.Base(want.Picture) != "B.jpg" || want.Cues[0].File != "2.mp3" {
		t.Errorf("%+v", want)
	}
	slices.Reverse(names)
	before := slices.Clone(names)
	got, _ := Read(t.Context(), dir, names)
	same(t, "reversed", got, want)
	same(t, "the caller's names", names, before)
}

// TestNamed reads files that are named like an audio file.
func TestNamed(t *testing.T) {
	n := beside(t, map[string]string{
		"A.m4b": "", "A.jpg": "x", "A.opf": "<package><metadata><dc:publisher>P</dc:publisher></metadata></package>", "A.chapters.txt": "0:00 One\n0:20 Two\n",
		"A.txt": "A tale.", "A.info.json": `{"title":"T","release_date":"20120131"}`, "B-cover.jpg": "x", "cover.jpg": "x", "metadata.opf": "<package><metadata/></package>",
	})
	if len(n.Named) != 3 || n.Named[0].Stem != "A" || n.Named[1].Stem != "B" {
		t.Fatalf("%+v", n.Named)
	}
	a := n.Named[0]
	same(t, "meta", a.Meta, book.Meta{Title: "T", Year: 2012, Publisher: "P", Description: "A tale."})
	same(t, "picture", filepath.Base(a.Picture), "A.jpg")
	same(t, "chapters", a.Chapters, []book.Chapter{{End: 20 * time.Second, Title: "One"}, {Start: 20 * time.Second, Title: "Two"}})
	same(t, "a cover", []bool{n.Named[1].Cover, a.Cover}, []bool{true, false})
}

// TestNamedWhole reads files that are named like an audio file with its extension.
func TestNamedWhole(t *testing.T) {
	n := beside(t, map[string]string{
		"A.m4b": "", "A.M4B.json": `{"title":"T"}`, "A.m4b.txt": "A tale.", "A.m4b.opf": "<package><metadata><dc:publisher>P</dc:publisher></metadata></package>",
		"a.m4b.nfo": "Author: Ada Brook\n", "A.m4b.reader.txt": "Nora Finch", "A.m4b.chapters.txt": "0:00 One\n0:20 Two\n", "A.m4b_cover.jpg": "x",
		"B.mp3.cover.png": "x", "B.mp3.cue": "FILE gone.wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n", "C.flac.CUE": "FILE C.flac WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n",
	})
	named := map[string]book.Notes{}
	for _, own := range n.Named {
		named[own.Stem] = own
	}
	a, b := named["A"], named["B"]
	same(t, "meta", a.Meta, book.Meta{Title: "T", Publisher: "P", Description: "A tale.", Authors: []string{"Ada Brook"}, Narrators: []string{"Nora Finch"}})
	same(t, "chapters", len(a.Chapters), 2)
	same(t, "pictures", []string{filepath.Base(a.Picture), filepath.Base(b.Picture)}, []string{"A.m4b_cover.jpg", "B.mp3.cover.png"})
	same(t, "covers", []bool{a.Cover, b.Cover}, []bool{true, true})
	same(t, "sheets", []string{n.Cues[0].File, n.Cues[1].File}, []string{"B.mp3", "C.flac"})
}

// TestContentMetadata: the chapters of a download are those of the book, unless there are
// several downloads, which are parts.
func TestContentMetadata(t *testing.T) {
	const text = `{"content_metadata":{"chapter_info":{"chapters":[{"start_offset_ms":0,"length_ms":2000,"title":"One"},{"start_offset_ms":2000,"title":"Two"}]}}}`
	files := map[string]string{"content_metadata_B002V0QK4C.json": text}
	same(t, "one", beside(t, files).Chapters, []book.Chapter{{End: 2 * second, Title: "One"}, {Start: 2 * second, Title: "Two"}})
	files["content_metadata_B002V0QK4D.json"] = text
	same(t, "two", beside(t, files).Chapters, []book.Chapter(nil))
}

// TestYAML reads a metadata.yml as beets does.
func TestYAML(t *testing.T) {
	n := beside(t, map[string]string{"metadata.yml": "---\ntitle: 'Low Tide: a tale'\nsubtitle: ~\nauthors: [Ada Brook, \"Bo Day\"]\nnarrators:\n- Nora Finch\ndescription: >\n  First line\n  of two.\n" +
		"genres:\n  - Fantasy\nreleaseDate: 2009-05-06\npublisher: Reed\nlanguage: English\nseries: Saltmarsh\nseriesPosition: 02.50\nasin: B002V0QK4C\n"})
	same(t, "faults", n.Faults, []string(nil))
	same(t, "meta", n.Meta, book.Meta{
		Title: "Low Tide: a tale", Authors: []string{"Ada Brook", "Bo Day"}, Narrators: []string{"Nora Finch"}, Description: "First line of two.", Genres: []string{"Fantasy"},
		Year: 2009, Publisher: "Reed", Language: "English", Series: []book.Series{{Name: "Saltmarsh", Part: "02.50"}}, ASIN: "B002V0QK4C",
	})
	n = beside(t, map[string]string{"metadata.yml": "title: T\n", "metadata.json": `{"title":"J"}`})
	same(t, "beside metadata.json", n.Meta.Title, "J")
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'k'; c++ {
		bomb += string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+string(c-1)+",", 9) + "]\n"
	}
	same(t, "aliases", beside(t, map[string]string{"metadata.yml": bomb + "authors: *j\ntitle: T\n"}).Meta, book.Meta{Title: "T"})
	for text, want := range map[string]string{"": "contains no metadata", "- a\n": "contains no metadata", "a: [": "is not valid YAML", "\tb": "is not valid YAML"} {
		if _, err := yamlToJSON(text); err == nil || err.Error() != want {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestPictureFallsBack: a picture that cannot be decoded is passed over.
func TestPictureFallsBack(t *testing.T) {
	n := beside(t, map[string]string{"cover.jpg": "<!DOCTYPE html>", "folder.jpg": "", "front.png": "\x89PNG\r\n\x1A\n", "scan.jpg": "x"})
	same(t, "picture", filepath.Base(n.Picture), "scan.jpg")
	same(t, "faults", n.Faults, []string{"cover.jpg is not a picture", "folder.jpg is empty", "front.png is a picture that was cut off"})
	same(t, "named", n.Cover, false)
}

// TestUnmarkedUTF16 reads UTF-16 without a byte order mark in several alphabets, and texts in other
// encodings that look like it in part.
func TestUnmarkedUTF16(t *testing.T) {
	for _, want := range []string{
		"Анна Ларк", "АННА ЛАРК", "Война и мир\nроман", "Ελένη Παππά", "“Příběh” – čtení", "„Öde“", "דנה כהן", "سارة حداد", "प्रेमचंद\nकहानी", "สมชาย ใจดี", "თამარი",
		"田中花子\r\n一郎", "曹雪芹 著\n红楼梦 一", "김철수\n이영희 저", "Ada 三体 2", "Đặng Thị Ngọc",
		"《红楼梦》是中国古典小说，作者曹雪芹。", "春の海はひねもすのたりのたりかな。", "吾輩は猫である。名前はまだ無い。", "“我们走吧”——他说……", "옛날옛적에호랑이가살았다。",
	} {
		for order, b := range map[string][]byte{"LE": utf16(want, false, 0, 1), "BE": utf16(want, false, 1, 0)} {
			n := beside(t, map[string]string{"desc.txt": string(b)})
			same(t, order, n.Meta.Description, strings.ReplaceAll(want, "\r\n", "\n"))
		}
	}
	for _, plain := range []string{"1\n2\n3\n4", "\n\n\n\nA\n\nB", "a\tb\tc", "Ada Brook\x01and others", "Café", "Ада"} {
		n := beside(t, map[string]string{"desc.txt": plain + "\x00\x00"})
		same(t, plain, n.Meta.Description, strings.TrimSpace(strings.ReplaceAll(plain, "\x01", "")))
	}
	for _, c := range []struct{ plain, page string }{
		{"これはひらがなのほんです", "shift_jis"}, {"吾輩は猫である", "shift_jis"}, {"红楼梦曹雪芹", "gbk"}, {"紅樓夢曹雪芹", "big5"}, {"춘향전이야기", "euc-kr"}, {"これはほんです", "euc-jp"},
		{"Преступление", "windows-1251"}, {"Преступление", "ibm866"}, {"Война и мир", "koi8-r"},
	} {
		page, _ := htmlindex.Get(c.page)
		b, _ := page.NewEncoder().String(c.plain)
		for _, end := range []string{"\x1A", "\x1A\x1A"} {
			n := beside(t, map[string]string{"desc.txt": b + end})
			same(t, c.page, n.Meta.Description, c.plain)
		}
	}
	n := beside(t, map[string]string{"desc.txt": "Ada Brook\x00Bo Day"})
	same(t, "a zero within", n.Faults, []string{"desc.txt is not a text file"})
}

// TestNestedChapters reads chapters within chapters, in editions of Matroska's XML.
func TestNestedChapters(t *testing.T) {
	atom := func(start, title, within string) string {
		return "<ChapterAtom><ChapterTimeStart>00:00:" + start + "</ChapterTimeStart>" + within +
			"<ChapterTimeEnd>00:01:00.0</ChapterTimeEnd><ChapterDisplay><ChapterString>" + title + "</ChapterString></ChapterDisplay></ChapterAtom>"
	}
	nested := atom("00.0", "Part", atom("20.0", "One", "<ChapterFlagHidden>0</ChapterFlagHidden>")+atom("30.0", "Menu", "<ChapterFlagHidden>1</ChapterFlagHidden>")+atom("40.0", "Two", ""))
	for name, editions := range map[string]string{
		"one":            "<EditionEntry>" + nested + "</EditionEntry>",
		"first":          "<EditionEntry>" + nested + "</EditionEntry><EditionEntry>" + atom("05.0", "Other", "") + "</EditionEntry>",
		"hidden first":   "<EditionEntry><EditionFlagHidden>1</EditionFlagHidden>" + atom("05.0", "Other", "") + "</EditionEntry><EditionEntry>" + nested + "</EditionEntry>",
		"default behind": "<EditionEntry>" + atom("05.0", "Other", "") + "</EditionEntry><EditionEntry>" + nested + "<EditionFlagDefault>1</EditionFlagDefault></EditionEntry>",
	} {
		all, err := readChapters("<Chapters>" + editions + "</Chapters>")
		same(t, name, err, nil)
		same(t, name, all, []book.Chapter{{End: 20 * second, Title: "Part"}, {Start: 20 * second, End: 60 * second, Title: "One"}, {Start: 40 * second, End: 60 * second, Title: "Two"}})
	}
}

// TestReadChapters reads lists of chapters as programs write them.
func TestReadChapters(t *testing.T) {
	for name, text := range map[string]string{
		"mp4chaps":       "00:00:00.000 One\n00:00:20.500 Two\n00:00:40.000 Three\n",
		"m4b-tool":       "## total-duration: 00:01:00.000\n00:00:00.000 One\n00:00:20.500 Two\n00:00:40.000 Three\n",
		"OGM":            "CHAPTER01=00:00:00.000\nCHAPTER01NAME=One\nCHAPTER02=00:00:20.500\nCHAPTER02NAME=Two\nCHAPTER03=00:00:40.000\nCHAPTER03NAME=Three\n",
		"ffmetadata":     ";FFMETADATA1\ntitle=Book\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=20500\ntitle=One\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=20500\nEND=40000\ntitle=Two\n[CHAPTER]\nTIMEBASE=1/1\nSTART=40\nEND=60\ntitle=Three\n",
		"Podlove":        `<psc:chapters version="1.2"><psc:chapter start="00:00" title="One"/><psc:chapter start="0:20.5" title="Two" href="https://example.org"/><psc:chapter start="00:00:40.000" title="Three"/></psc:chapters>`,
		"behind numbers": "1. One - 00:00:00\n2. Two - 00:00:20.5\n3. Three - 00:00:40\n",
		"Audacity":       "0.000000\t20.500000\tOne\n20.500000\t40.000000\tTwo\n40.000000\t60.000000\tThree\n",
		"WebVTT":         "WEBVTT\n\n1\n00:00.000 --> 00:20.500\nOne\n\n2\n00:20.500 --> 00:40.000\nTwo\n\n00:00:40.000 --> 00:01:00.000 align:start\nThree\n",
		"brackets":       "[00:00:00.000] One\n[00:00:20.500] Two\n[00:00:40.000] Three\n",
		"a list":         "Chapters:\n0:00 One\n0:20.5 - Two\n[0:40] Three\n",
		"numbered":       "1. 0:00 One\r\n2. 0:20,5 Two\r\n3. 0:40 Three\r\n",
		"at the end":     "One - 0:00\nTwo (0:20.5)\nThree 0:40\n",
		"spans":          "0:00 - 0:20.5 One\n0:20.5 - 0:40 Two\n0:40 - 1:00 Three",
		"Matroska": "<?xml version=\"1.0\"?><Chapters><EditionEntry><ChapterAtom><ChapterTimeStart>00:00:00.000000000</ChapterTimeStart><ChapterDisplay><ChapterString>One</ChapterString></ChapterDisplay></ChapterAtom>" +
			"<ChapterAtom><ChapterTimeStart>00:00:20.500000000</ChapterTimeStart><ChapterDisplay><ChapterString>Two</ChapterString></ChapterDisplay></ChapterAtom>" +
			"<ChapterAtom><ChapterTimeStart>00:00:40.000000000</ChapterTimeStart><ChapterDisplay><ChapterString>Three</ChapterString></ChapterDisplay></ChapterAtom></EditionEntry></Chapters>",
		"audnexus":  `{"asin":"B0","chapters":[{"lengthMs":20500,"startOffsetMs":0,"startOffsetSec":0,"title":"One"},{"lengthMs":19500,"startOffsetMs":20500,"title":"Two"},{"startOffsetMs":40000,"title":"Three"}]}`,
		"an array":  `[{"title":"One","start":0},{"title":"Two","start":20.5},{"title":"Three","start":40}]`,
		"audible":   `{"content_metadata":{"chapter_info":{"chapters":[{"length_ms":20500,"start_offset_ms":0,"title":"One","chapters":[{"start_offset_ms":20500,"title":"Two"}]},{"start_offset_ms":40000,"title":"Three"}]}}}`,
		"info.json": `{"chapters":[{"start_time":0,"end_time":20.5,"title":"One"},{"start_time":20.5,"title":"Two"},{"start_time":40.0,"title":"Three"}]}`,
		"tone":      `{"meta":{"chapters":[{"start":0,"length":20500,"title":"One"},{"start":20500,"length":19500,"title":"Two"},{"start":40000,"title":"Three"}]}}`,
	} {
		all, err := readChapters(text)
		if err != nil || len(all) != 3 {
			t.Errorf("%s: %v, %v", name, all, err)
			continue
		}
		for i, want := range []book.Chapter{{Title: "One"}, {Start: 20500 * time.Millisecond, Title: "Two"}, {Start: 40 * time.Second, Title: "Three"}} {
			if all[i].Start != want.Start || all[i].Title != want.Title {
				t.Errorf("%s: %v", name, all)
			}
		}
	}
	all, err := readChapters(";FFMETADATA1\ndescription=Long\\\n[CHAPTER]\\\nstory\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\ntitle=One\\\nand more\n[CHAPTER]\nTIMEBASE=1/1\nSTART=5\ntitle=C:\\\\\n")
	same(t, "error", err, nil)
	same(t, "values of several lines", all, []book.Chapter{{End: 5 * second, Title: "One and more"}, {Start: 5 * second, Title: `C:\`}})
	for _, text := range []string{"", "A tale of two.", "It was 12:30 when\nhe came home.", "[]", "{}", "<html></html>"} {
		if all, err := readChapters(text); err == nil {
			t.Errorf("%q: %v", text, all)
		}
	}
}

// TestVTTTags: the title of a chapter is what a player shows of its cue.
func TestVTTTags(t *testing.T) {
	for cue, want := range map[string]string{
		"<v Ann Lee>The Storm</v>": "The Storm", "<v.loud Ann>Salt &amp; Iron": "Salt & Iron", "<c.red.big>One</c>\n<i>and <b>two</b></i>": "One and two",
		"<00:00:20.500>Three <00:21.000>words": "Three words", "<lang fr>L’Étang</lang>": "L’Étang", "<ruby>漢<rt>かん</rt></ruby>": "漢かん",
		"I <3 You": "I <3 You", "<Untitled>": "<Untitled>", "a < b > c": "a < b > c", "<3 <b>us</b>": "<3 us", "&lt;Untitled&gt;": "<Untitled>", "<vow>": "<vow>", "Q&A": "Q&A", "<": "<", "<v": "<v",
		"&lrm;Left&nbsp;right": "\u200ELeft right",
	} {
		all, err := readChapters("WEBVTT\n\n00:00.000 --> 00:20.500\n" + cue + "\n\n00:20.500 --> 00:40.000\nNext\n")
		if err != nil || len(all) != 2 || all[0].Title != want {
			t.Errorf("%q is %v, want %q (%v)", cue, all, want, err)
		}
	}
}

// TestOtherJSON reads the keys that other programs write.
func TestOtherJSON(t *testing.T) {
	for name, text := range map[string]string{
		"plain":       `{"title":"T","author":"A B","narrator":"C D","series":"S","seriesPart":"2","year":"2012"}`,
		"Libation":    `{"title":"T","authors":[{"asin":"B","name":"A B"}],"narrators":[{"name":"C D"}],"series":[{"asin":"X","sequence":"2","title":"S"}],"release_date":"2012-01-31"}`,
		"OpenAudible": `{"title":"T","author":"A B","narrated_by":"C D","series_name":"S","series_sequence":"2","release_date":"2012-01-31"}`,
		"audnexus":    `{"title":"T","authors":[{"name":"A B"}],"narrators":[{"name":"C D"}],"seriesPrimary":{"name":"S","position":"2"},"releaseDate":"2012-01-31T00:00:00.000Z"}`,
		"API":         `{"product":{"title":"T","authors":[{"name":"A B"}],"narrators":[{"name":"C D"}],"series":[{"title":"S","sequence":"2"}],"issue_date":"2012-01-31"}}`,
		"a list":      `[{"Title":"T","Author":"A B","Read By":"C D","Series":"S","Volume":2,"Year":2012}]`,
	} {
		m, _, err := readJSON(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		same(t, name, m, book.Meta{Title: "T", Authors: []string{"A B"}, Narrators: []string{"C D"}, Series: []book.Series{{Name: "S", Part: "2"}}, Year: 2012})
	}
}

// TestColumns finds narrators in the custom columns of Calibre.
func TestColumns(t *testing.T) {
	for _, column := range []string{"#narrators", "#narrator", "#read_by", "#sprecher", "#narrateur", "#narratori", "#lektor", "#чтец", "#voices", "#stem"} {
		for _, value := range []string{`["Dora Quill","Ned Marlow"]`, `"Dora Quill|Ned Marlow"`} {
			m, err := readOPF(`<package><metadata><meta name="calibre:user_metadata:` + column + `" content="` +
				strings.ReplaceAll(`{"#value#":`+value+`,"datatype":"text"}`, `"`, "&quot;") + `"/></metadata></package>`)
			if err != nil || strings.Join(m.Narrators, ";") != "Dora Quill;Ned Marlow" {
				t.Errorf("%s: %q, %v", column, m.Narrators, err)
			}
		}
	}
	m, _ := readOPF(`<package><metadata><meta name="calibre:user_metadata:#pages" content="{&quot;#value#&quot;:&quot;300&quot;,&quot;name&quot;:&quot;Pages&quot;}"/>` +
		`<meta property="calibre:user_metadata">{"#gelesen_von":{"#value#":["Dora Quill"]},"#pages":{"#value#":7}}</meta></metadata></package>`)
	same(t, "OPF 3", m.Narrators, []string{"Dora Quill"})
}

// TestSheetsOfAlbums: cue sheets for several files say what they agree on about the folder, unless
// another sidecar does.
func TestSheetsOfAlbums(t *testing.T) {
	sheet := func(title, performer string, files ...string) string {
		s := "TITLE \"" + title + "\"\nPERFORMER \"" + performer + "\"\n"
		for _, f := range files {
			s += "FILE \"" + f + "\" WAVE\nTRACK 01 AUDIO\nTITLE \"x\"\nINDEX 01 00:00:00\n"
		}
		return s
	}
	for _, c := range []struct {
		name  string
		files map[string]string
		want  book.Meta
	}{
		{"one", map[string]string{"a.cue": sheet("Low Tide", "Nora Finch", "1.wav", "2.wav")}, book.Meta{Title: "Low Tide", Authors: []string{"Nora Finch"}}},
		{"of discs", map[string]string{"a.cue": sheet("Low Tide CD1", "Nora Finch", "1.wav", "2.wav"), "b.cue": sheet("Low Tide CD2", "Nora Finch", "3.wav", "4.wav")}, book.Meta{Authors: []string{"Nora Finch"}}},
		{"of two books", map[string]string{"a.cue": sheet("Low Tide", "Nora Finch", "1.wav", "2.wav"), "b.cue": sheet("Fen", "Ada Brook", "3.wav", "4.wav")}, book.Meta{}},
		{"with another sidecar", map[string]string{"a.cue": sheet("Low Tide", "Nora Finch", "1.wav", "2.wav"), "metadata.json": `{"title": "Fen"}`}, book.Meta{Title: "Fen", Authors: []string{"Nora Finch"}}},
		{"for a file", map[string]string{"a.cue": sheet("Low Tide", "Nora Finch", "1.wav")}, book.Meta{}},
	} {
		same(t, c.name, beside(t, c.files).Meta, c.want)
	}
}

// TestDecomposedNames: a name whose accents macOS decomposed is the same name.
func TestDecomposedNames(t *testing.T) {
	const composed, decomposed = "Caf\u00e9", "Cafe\u0301"
	n := beside(t, map[string]string{
		composed + ".txt": "A tale.", decomposed + ".opf": "<package><metadata><dc:publisher>P</dc:publisher></metadata></package>", decomposed + ".m4b": "x",
		"Rip.cue": "FILE " + composed + ".wav WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n",
	})
	same(t, "names", len(n.Named), 1)
	same(t, "meta", n.Named[0].Meta, book.Meta{Publisher: "P", Description: "A tale."})
	same(t, "sheet", n.Cues[0].File, composed+".wav")
}
