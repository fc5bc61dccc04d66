package export_test

import (
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"io"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	nethtml "golang.org/x/net/html"

	"lectern/library/book"
	"lectern/library/export"
)

// nasty are titles that careless writers turn into formulas, markup or other cells.
var nasty = []string{
	"=1+1", "=cmd|' /C calc'!A0", "+49 30", "-", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''@", "' plain", " =1", "＝1", "\u00a0-1",
	"a,b;c\td", `say "yes"`, "two\nlines", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&amp; & &lt;", "\"><b>",
	"a|b", `a\|b`, "*bold* _it_ ~no~ `code`", "[link](javascript:alert(1))", "![x](http://example.org/x.png)", "https://example.org/?a=b&c",
	"| --- |", "# one", "1. one", "<!-- x -->", "三体", "السلام", "🎧", "<https://example.org>", "a<br>b", `\`, `\\*`, "x \x1b[31m y",
}

// nastyBooks returns a book for each nasty text, with the text in all kinds of fields.
func nastyBooks() (all []*book.Book) {
	for i, s := range nasty {
		all = append(all, &book.Book{
			ID: book.ID(i + 1), Path: "/books/" + strconv.Itoa(i), Files: []*book.File{{Path: "/books/" + strconv.Itoa(i)}}, Codec: s,
			Meta: book.Meta{
				Title: s, Authors: []string{s, "Ann"}, Description: s, Year: -44,
				Series: []book.Series{{Name: s, Part: "1"}}, Genres: []string{s},
			},
		})
	}
	return all
}

var columns = []export.Column{
	{Title: "Title | =x", Text: func(b *book.Book) string { return b.Title }},
	{Title: "Authors", Text: func(b *book.Book) string { return strings.Join(b.Authors, ", ") }},
	{Title: "Year", Right: true, Text: func(b *book.Book) string { return strconv.Itoa(b.Year) }},
}

// written returns what a writer writes about books.
func written(t *testing.T, open func(io.Writer) export.Writer[book.Book], books ...*book.Book) string {
	t.Helper()
	return print(t, func(w io.Writer, _ export.Format) (export.Writer[book.Book], error) { return open(w), nil }, "", books)
}

func sheet(t *testing.T, text string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestSpreadsheet: no cell is a formula, and without the apostrophes the cells are those
// of the CSV file that scripts get.
func TestSpreadsheet(t *testing.T) {
	books := append(nastyBooks(), fullBook, hastyBook, oddBook)
	text, marked := strings.CutPrefix(printBooks(t, export.Spreadsheet, books...), "\ufeff")
	if !marked {
		t.Error("no byte order mark")
	}
	got, want := sheet(t, text), sheet(t, printBooks(t, export.CSV, books...))
	const formula = "=+-@\t\r\n＝＋－＠"
	figures := []string{"id", "year", "duration_s", "size_bytes", "bit_rate_bps"}
	for y, row := range got {
		for x, cell := range row {
			figure := slices.Contains(figures, got[0][x])
			if at := strings.TrimLeft(cell, " \u00a0"); at != "" && strings.ContainsRune(formula, []rune(at)[0]) && !figure {
				t.Errorf("%s of row %d is a formula: %q", got[0][x], y, cell)
			}
			if at := strings.TrimLeft(cell, "' \u00a0"); cell != "" && cell[0] == '\'' && at != "" && strings.ContainsRune(formula, []rune(at)[0]) {
				cell = cell[1:]
			}
			if cell != want[y][x] {
				t.Errorf("%s of row %d: %q, want %q", got[0][x], y, cell, want[y][x])
			}
		}
	}
	if len(got) != len(books)+1 || len(want) != len(got) {
		t.Errorf("%d and %d rows", len(got), len(want))
	}
}

// TestInertIsReversible: for random texts of dangerous characters, removing one apostrophe
// gives the text back, and no two texts have the same cell.
func TestInertIsReversible(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	seen := map[string]string{}
	for range 2000 {
		var s []rune
		for range r.IntN(5) {
			s = append(s, []rune("'=-@+ a1＝")[r.IntN(9)])
		}
		b := &book.Book{Files: []*book.File{{}}, Meta: book.Meta{Title: string(s)}}
		text := written(t, func(w io.Writer) export.Writer[book.Book] {
			c, err := export.Chosen(w, export.Spreadsheet, []string{"title", "codec"}, chapters)
			if err != nil {
				t.Fatal(err)
			}
			return c
		}, b)
		cell := sheet(t, strings.TrimPrefix(text, "\ufeff"))[1][0]
		if was, known := seen[cell]; known && was != string(s) {
			t.Fatalf("%q and %q have the cell %q", was, string(s), cell)
		}
		if seen[cell] = string(s); cell != string(s) && cell != "'"+string(s) {
			t.Fatalf("%q has the cell %q", string(s), cell)
		}
	}
}

// TestChosen: the fields stand in the chosen order, with the values of the whole record.
func TestChosen(t *testing.T) {
	names := []string{"duration_s", "title", "parts", "chapter_count", "codec", "format", "modified", "folder", "file_name", "no such field"}
	open := func(format export.Format) string {
		return written(t, func(w io.Writer) export.Writer[book.Book] {
			c, err := export.Chosen(w, format, names, chapters)
			if err != nil {
				t.Fatal(err)
			}
			return c
		}, fullBook)
	}
	object := open(export.NDJSON)
	if got := keys(t, object); !slices.Equal(got, names[:len(names)-1]) {
		t.Errorf("the fields are %q", got)
	}
	var got, whole map[string]any
	if err := json.Unmarshal([]byte(object), &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(printBooks(t, export.NDJSON, fullBook)), &whole); err != nil {
		t.Fatal(err)
	}
	for _, name := range names[:2] {
		if !reflect.DeepEqual(got[name], whole[name]) {
			t.Errorf("%s: %v, want %v", name, got[name], whole[name])
		}
	}
	if got["parts"] != 3.0 || got["chapter_count"] != 4.0 || got["codec"] != "AAC-LC" || got["folder"] != filepath.FromSlash("/books") || got["file_name"] != "Weir" {
		t.Errorf("%v", got)
	}
	if rows := sheet(t, open(export.CSV)); !slices.Equal(rows[0], names[:len(names)-1]) {
		t.Errorf("the header is %q", rows[0])
	}
}

// texts returns the cells of the tables of a page, line by line. A <br> is a line break.
func texts(t *testing.T, page string) (rows [][]string, elements map[string]int) {
	t.Helper()
	root, err := nethtml.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	elements = map[string]int{}
	var text func(n *nethtml.Node) string
	text = func(n *nethtml.Node) (s string) {
		switch {
		case n.Type == nethtml.TextNode:
			return n.Data
		case n.Data == "br":
			return "\n"
		}
		for c := range n.ChildNodes() {
			s += text(c)
		}
		return s
	}
	for n := range root.Descendants() {
		if n.Type != nethtml.ElementNode {
			continue
		}
		elements[n.Data]++
		for _, a := range n.Attr {
			if a.Key == "src" && !strings.HasPrefix(a.Val, "data:image/jpeg;base64,") || a.Key == "href" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
		switch n.Data {
		case "tr":
			rows = append(rows, nil)
		case "td", "th":
			rows[len(rows)-1] = append(rows[len(rows)-1], text(n))
		}
	}
	return rows, elements
}

// shown is how a text reads in a cell.
func shown(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' {
			return ' '
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

func checkCells(t *testing.T, got [][]string, first int) {
	t.Helper()
	books := nastyBooks()
	if len(got) != len(books)+1 {
		t.Fatalf("%d rows, want %d", len(got), len(books)+1)
	}
	for i, c := range columns {
		if got[0][first+i] != c.Title {
			t.Errorf("the heading is %q", got[0])
		}
		for y, b := range books {
			if want := shown(c.Text(b)); got[y+1][first+i] != want {
				t.Errorf("%s of %q reads %q", c.Title, want, got[y+1][first+i])
			}
		}
	}
}

// TestMarkdown: a reader of GitHub Flavored Markdown shows the texts as they are.
func TestMarkdown(t *testing.T) {
	text := written(t, func(w io.Writer) export.Writer[book.Book] { return export.Markdown(w, columns) }, nastyBooks()...)
	var page bytes.Buffer
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough), goldmark.WithRendererOptions(html.WithUnsafe()))
	if err := md.Convert([]byte(text), &page); err != nil {
		t.Fatal(err)
	}
	rows, elements := texts(t, page.String())
	checkCells(t, rows, 0)
	for _, e := range []string{"script", "img", "a", "em", "strong", "del", "code", "b"} {
		if elements[e] > 0 {
			t.Errorf("%d <%s>", elements[e], e)
		}
	}
	if !strings.Contains(text, "| --- | --- | ---: |") {
		t.Error("figures are not aligned to the right")
	}
}

// TestHTML: a browser shows the texts as they are, and the page has nothing that a browser
// runs, loads or follows.
func TestHTML(t *testing.T) {
	picture := []byte("a picture")
	p := export.Page{Language: "en", Title: `"Books" <b>`, Note: "3 & more", Columns: columns, Cover: func(b *book.Book) []byte {
		if b.ID == 1 {
			return picture
		}
		return nil
	}}
	text := written(t, func(w io.Writer) export.Writer[book.Book] { return export.HTML(w, p) }, nastyBooks()...)
	rows, elements := texts(t, text)
	checkCells(t, rows, 1)
	for _, e := range []string{"script", "a", "link", "iframe", "object", "b", "form"} {
		if elements[e] > 0 {
			t.Errorf("%d <%s>", elements[e], e)
		}
	}
	if elements["img"] != 1 || !strings.Contains(text, base64.StdEncoding.EncodeToString(picture)) {
		t.Errorf("%d pictures", elements["img"])
	}
	if !strings.Contains(text, `content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"`) {
		t.Error("no policy")
	}
	if n := strings.Count(text, `sdnum="1033;0;@"`); n != 2*len(rows) || elements["td"]+elements["th"] != 4*len(rows) {
		t.Errorf("%d cells are texts for a spreadsheet, of %d rows", n, len(rows))
	}
	if !strings.HasPrefix(text, "<!doctype html>") || !strings.Contains(text, "<title>&#34;Books&#34; &lt;b&gt;</title>") {
		t.Error(text[:300])
	}
}

// TestTabbed: each book is a line, each text a cell, and none is a formula.
func TestTabbed(t *testing.T) {
	text := written(t, func(w io.Writer) export.Writer[book.Book] { return export.Tabbed(w, columns[:2]) }, nastyBooks()...)
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) != len(nasty) {
		t.Fatalf("%d lines, want %d", len(lines), len(nasty))
	}
	for i, l := range lines {
		cells := strings.Split(l, "\t")
		if want := strings.Join(strings.Fields(shown(nasty[i])), " "); len(cells) != 2 || cells[0] != want && cells[0] != "'"+want {
			t.Errorf("%q is the line %q", nasty[i], l)
		}
		if strings.ContainsAny(cells[0][:1], "=+-@") {
			t.Errorf("%q is a formula", cells[0])
		}
	}
}

// BenchmarkFormats measures the time per book of each format of the window, beside that of
// the records that lectern scan prints.
func BenchmarkFormats(b *testing.B) {
	names := []string{"title", "authors", "duration_s", "narrators", "series", "year", "genres", "size_bytes", "added"}
	chosen := func(format export.Format) func(io.Writer) export.Writer[book.Book] {
		return func(w io.Writer) export.Writer[book.Book] {
			c, _ := export.Chosen(w, format, names, chapters)
			return c
		}
	}
	whole := func(format export.Format) func(io.Writer) export.Writer[book.Book] {
		return func(w io.Writer) export.Writer[book.Book] {
			c, _ := export.Books(w, format, chapters)
			return c
		}
	}
	for _, f := range []struct {
		name string
		open func(io.Writer) export.Writer[book.Book]
	}{
		{"scan_ndjson", whole(export.NDJSON)}, {"scan_csv", whole(export.CSV)},
		{"spreadsheet", whole(export.Spreadsheet)}, {"spreadsheet_columns", chosen(export.Spreadsheet)}, {"json_columns", chosen(export.JSON)},
		{"markdown", func(w io.Writer) export.Writer[book.Book] { return export.Markdown(w, columns) }},
		{"html", func(w io.Writer) export.Writer[book.Book] { return export.HTML(w, export.Page{Columns: columns}) }},
		{"tabbed", func(w io.Writer) export.Writer[book.Book] { return export.Tabbed(w, columns) }},
	} {
		b.Run(f.name, func(b *testing.B) {
			w := f.open(io.Discard)
			b.ReportAllocs()
			for b.Loop() {
				if err := w.Write(fullBook); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
