package export

import (
	"bufio"
	_ "embed"
	"encoding/base64"
	"html"
	"io"
	"strings"

	"lectern/library/book"
)

// Page is a web page about books.
type Page struct {
	Language string // of its words, as in HTML: "en"
	Title    string
	Note     string // a line below the title
	Columns  []Column
	Cover    func(*book.Book) []byte // a small JPEG picture, nil if there is none; nil for a page without covers
}

// page prints a Page.
type page struct {
	Page
	out *bufio.Writer
}

//go:embed page.css
var pageStyle string

// HTML returns a writer of a web page that consists of one file: the covers are in it, it
// has no script and no link, and its policy forbids browsers to load anything. All texts
// are escaped.
func HTML(w io.Writer, p Page) Writer[book.Book] {
	h := &page{p, bufio.NewWriter(w)}
	// Close returns the error of the writer.
	h.out.WriteString("<!doctype html>\n<html lang=\"" + escaped(p.Language) + "\">\n<head>\n<meta charset=\"utf-8\">\n" +
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
		"<title>" + escaped(p.Title) + "</title>\n<style>\n" + pageStyle + "</style>\n</head>\n<body>\n" +
		"<h1>" + escaped(p.Title) + "</h1>\n<p>" + escaped(p.Note) + "</p>\n<table>\n<thead>\n<tr>")
	if p.Cover != nil {
		h.out.WriteString("<td></td>")
	}
	for _, c := range p.Columns {
		h.cell("th", c, c.Title)
	}
	h.out.WriteString("</tr>\n</thead>\n<tbody>\n")
	return h
}

func (h *page) Write(b *book.Book) error {
	h.out.WriteString("<tr>")
	if h.Cover != nil {
		h.out.WriteString("<td>")
		if picture := h.Cover(b); picture != nil {
			h.out.WriteString(`<img alt="" src="data:image/jpeg;base64,` + base64.StdEncoding.EncodeToString(picture) + `">`)
		}
		h.out.WriteString("</td>")
	}
	for _, c := range h.Columns {
		h.cell("td", c, c.Text(b))
	}
	_, err := h.out.WriteString("</tr>\n")
	return err
}

// cell prints a cell. dir=auto keeps a text from right to left from disturbing others.
// sdnum gives a cell the format of texts in LibreOffice, which otherwise takes "=1+1" in a
// web page for a formula, and drops the zeros before an ISBN; page.css does so for Excel.
func (h *page) cell(element string, c Column, text string) {
	h.out.WriteString("<" + element + ` dir="auto"`)
	if c.Right {
		h.out.WriteString(` class="figure"`)
	} else {
		h.out.WriteString(` sdnum="1033;0;@"`)
	}
	h.out.WriteString(">" + strings.ReplaceAll(escaped(text), "\n", "<br>") + "</" + element + ">")
}

func (h *page) Close() error {
	h.out.WriteString("</tbody>\n</table>\n</body>\n</html>\n")
	return h.out.Flush()
}

// escaped returns a text as the text of an element or the value of an attribute in double
// quotes.
func escaped(s string) string { return html.EscapeString(strings.TrimSpace(printable(s))) }
