package library

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/encoding/htmlindex"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/scripts/tagged"
)

// TestStories reads libraries like those of real users. The section "disk" of a story
// has the files of a library, one per line: the path and the tags, or the length, or a
// text. Texts that follow "codepage" in a line are in that code page. The section
// "expect" has the expected result: "at" selects the books below a path, "query" and
// "sort" those that a search finds. A field that occurs twice may have either value.
func TestStories(t *testing.T) {
	names, err := filepath.Glob("testdata/stories/*.txtar")
	check(t, err)
	if len(names) == 0 {
		t.Fatal("no stories")
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(name)
			check(t, err)
			root := filepath.Join(t.TempDir(), "Audiobooks")
			var expected []string
			for _, f := range archive.Files {
				switch f.Name {
				case "disk":
					for line := range strings.Lines(string(f.Data)) {
						lay(t, root, line)
					}
				case "expect":
					expected = strings.Split(strings.TrimSpace(string(f.Data)), "\n")
				default:
					putFile(t, filepath.Join(root, f.Name), f.Data)
				}
			}
			if folder, ok := strings.CutPrefix(strings.TrimSpace(string(archive.Comment)), "root="); ok {
				root = filepath.Join(root, folder)
			}
			s := open(t, Options{})
			s.SetEveryFile(false)
			s.AddRoot(root)
			s.settle()
			for _, line := range expected {
				s.expect(root, line)
			}
		})
	}
}

// pair is a name and its value in a line of a story.
type pair struct{ name, value string }

// pairs parses a line: name="value" name="value". The first value can be without a name.
func pairs(t *testing.T, line string) (all []pair) {
	t.Helper()
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		at := strings.IndexByte(line, '"')
		if at < 0 {
			t.Fatalf("no value: %s", line)
		}
		quoted, err := strconv.QuotedPrefix(line[at:])
		check(t, err)
		value, err := strconv.Unquote(quoted)
		check(t, err)
		all = append(all, pair{strings.TrimSuffix(line[:at], "="), value})
		line = line[at+len(quoted):]
	}
	return all
}

func putFile(t *testing.T, path string, content []byte) {
	t.Helper()
	check(t, os.MkdirAll(filepath.Dir(path), 0o755))
	check(t, os.WriteFile(path, content, 0o644))
}

// lay makes the file that a line of the section "disk" describes.
func lay(t *testing.T, root, line string) {
	t.Helper()
	all := pairs(t, line)
	if len(all) == 0 {
		return
	}
	path := filepath.Join(root, filepath.FromSlash(all[0].value))
	length, version := 6*time.Second, 4
	encode := func(s string) string { return s }
	var tags []tagged.Tag
	for _, p := range all[1:] {
		switch p.name {
		case "text":
			putFile(t, path, []byte(encode(p.value)))
			return
		case "picture":
			putFile(t, path, picturedAs(t, p.value))
			return
		case tagged.Cover:
			tags = append(tags, tagged.Tag{Name: p.name, Value: string(picturedAs(t, p.value))})
		case "seconds":
			s, err := strconv.ParseFloat(p.value, 64)
			check(t, err)
			length = time.Duration(s * float64(time.Second))
		case "version":
			version, _ = strconv.Atoi(p.value)
		case "codepage":
			page, err := htmlindex.Get(p.value)
			check(t, err)
			version = tagged.Latin1
			encode = func(s string) string {
				bytes, err := page.NewEncoder().String(s)
				check(t, err)
				return bytes
			}
		default:
			tags = append(tags, tagged.Tag{Name: p.name, Value: encode(p.value)})
		}
	}
	putFile(t, path, tagged.File(path, length, version, tags))
}

// expect checks a line of the section "expect".
func (s *opened) expect(root, line string) {
	s.t.Helper()
	at, query, sort := root, "", ""
	wants, order := map[string][]string{}, []string(nil)
	for _, p := range pairs(s.t, line) {
		switch p.name {
		case "at":
			at = filepath.Join(root, filepath.FromSlash(p.value))
		case "query":
			query = p.value
		case "sort":
			sort = p.value
		default:
			if wants[p.name] == nil {
				order = append(order, p.name)
			}
			wants[p.name] = append(wants[p.name], p.value)
		}
	}
	var books []*book.Book
	for _, b := range s.ask(query, sort) {
		if slices.ContainsFunc(b.Files, func(f *book.File) bool { return f.Path == at || strings.HasPrefix(f.Path, at+"/") }) {
			books = append(books, b)
		}
	}
	number := "1"
	if n := wants["books"]; n != nil {
		number = n[0]
	}
	one := 0
	for _, name := range order {
		if strings.HasPrefix(name, "each.") || name == "titles" {
			continue
		}
		one++
	}
	if (wants["books"] != nil || one > 0) && !slices.Contains(strings.Split(number, " or "), strconv.Itoa(len(books))) {
		s.t.Errorf("%s\n%d books: %q", line, len(books), titlesOf(books))
		return
	}
	for _, name := range order {
		field, each := strings.CutPrefix(name, "each.")
		switch {
		case name == "books":
		case name == "titles":
			got, want := titlesOf(books), strings.Split(wants[name][0], "|")
			if sort == "" {
				slices.Sort(got)
				slices.Sort(want)
			}
			if !slices.Equal(got, want) {
				s.t.Errorf("%s\ntitles %q", line, got)
			}
		default:
			for i, b := range books {
				if i > 0 && !each {
					break
				}
				if got := s.said(at, b, field); !slices.ContainsFunc(wants[name], func(want string) bool { return fits(field, got, want) }) {
					s.t.Errorf("%s\n%s: %s is %q", line, b.Title, field, got)
				}
			}
		}
	}
}

// ask returns the books that a query finds, in the given order.
func (s *opened) ask(query, sort string) (books []*book.Book) {
	s.t.Helper()
	q := view.Query{Text: query}
	if sort != "" {
		order, err := view.ParseSort(sort)
		check(s.t, err)
		q.Sort = order
	}
	check(s.t, s.SetQuery(q))
	s.until("the books of the query", func() bool {
		v := s.View()
		return v.Query.Text == q.Text && slices.Equal(v.Query.Sort, q.Sort) && s.Settled()
	})
	for i, v := 0, s.View(); i < v.Len(); i++ {
		books = append(books, v.At(i))
	}
	return books
}

// picturedAs returns a picture such as "600x400.jpg", or data that is not a whole
// picture: the first half of one for "half of 600x400.jpg", the beginning of an AVIF
// for "avif", or any other text.
func picturedAs(t *testing.T, value string) []byte {
	t.Helper()
	half, cut := strings.CutPrefix(value, "half of ")
	switch {
	case value == "avif":
		return append([]byte("\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf"), make([]byte, 500)...)
	case cut:
		b := drawn(t, half)
		return b[:len(b)/2]
	case value[0] < '0' || value[0] > '9':
		return []byte(value)
	}
	return drawn(t, value)
}

// drawn returns a picture with a size and format such as "600x400.jpg".
func drawn(t *testing.T, size string) []byte {
	t.Helper()
	var width, height int
	var kind string
	_, err := fmt.Sscanf(size, "%dx%d.%s", &width, &height, &kind)
	check(t, err)
	img := image.NewGray(image.Rect(0, 0, width, height))
	var b bytes.Buffer
	if kind == "png" {
		check(t, png.Encode(&b, img))
	} else {
		check(t, jpeg.Encode(&b, img, nil))
	}
	return b.Bytes()
}

func titlesOf(books []*book.Book) (titles []string) {
	for _, b := range books {
		titles = append(titles, b.Title)
	}
	return titles
}

// said returns a field of a book as stories write it: lists have "|" between their
// values.
func (s *opened) said(at string, b *book.Book, field string) string {
	switch field {
	case "file_count":
		return strconv.Itoa(len(b.Files))
	case "files":
		if i, err := os.Stat(at); err == nil && !i.IsDir() {
			at = filepath.Dir(at)
		}
		var names []string
		for _, f := range b.Files {
			names = append(names, strings.TrimPrefix(f.Path, at+"/"))
		}
		return strings.Join(names, "|")
	case "chapters":
		var names []string
		for _, c := range Chapters(b) {
			names = append(names, c.Title)
		}
		return strings.Join(names, "|")
	case "duration_s":
		return fmt.Sprint(b.Duration.Seconds())
	case "duration_estimated":
		return map[bool]string{true: "true"}[b.Estimated]
	case "cover_from":
		return b.Sources[book.Picture].String()
	case "state":
		return b.State.String()
	case "series_names":
		var names []string
		for _, in := range b.Series {
			names = append(names, in.Name)
		}
		return strings.Join(names, "|")
	case "unread":
		return strings.Join(b.Unread(), "|")
	case "width": // of the cover
		_, err := s.Cover(s.t.Context(), b, LargeCover)
		check(s.t, err)
		if _, f := b.Shown(); f != nil {
			return strconv.Itoa(f.Media.Cover().Width)
		}
		return strconv.Itoa(b.Notes.Width)
	case "picture":
		if b.Notes == nil || b.Notes.Picture == "" || b.Sources[book.Picture] != book.FromPicture {
			return ""
		}
		return filepath.Base(b.Notes.Picture)
	}
	for f := range book.Fields {
		if f.String() == field {
			return strings.Join(b.Values(f), "|")
		}
	}
	return "(no field " + field + ")"
}

// unordered are lists whose order does not matter in a story.
var unordered = []string{"authors", "narrators", "genres", "series", "series_names"}

// fits reports whether a value is as expected. An expected "1.5~0.1" is a number and
// the largest deviation from it.
func fits(field, got, want string) bool {
	if number, give, ok := strings.Cut(want, "~"); ok {
		w, _ := strconv.ParseFloat(number, 64)
		g, err := strconv.ParseFloat(give, 64)
		is, err2 := strconv.ParseFloat(got, 64)
		if err == nil && err2 == nil {
			return is >= w-g && is <= w+g
		}
	}
	if slices.Contains(unordered, field) {
		a, b := strings.Split(got, "|"), strings.Split(want, "|")
		slices.Sort(a)
		slices.Sort(b)
		return slices.Equal(a, b)
	}
	return got == want
}
