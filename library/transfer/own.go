package transfer

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"time"
	"unicode/utf8"

	"lectern/library/book"
)

// version is the version of Lectern's own file. It grows when an older Lectern would take a
// newer file for something else.
const version = 1

// ownBook is a book in Lectern's own file. The names are those of book records.
type ownBook struct {
	ID        book.ID  `json:"id,omitempty"`
	Path      string   `json:"path,omitempty"`
	PathBytes []byte   `json:"path_bytes,omitempty"`
	Files     []string `json:"files,omitempty"`
	Title     string   `json:"title,omitempty"`
	Subtitle  string   `json:"subtitle,omitempty"`
	Authors   []string `json:"authors,omitempty"`
	ASIN      string   `json:"asin,omitempty"`
	ISBN      string   `json:"isbn,omitempty"`
	Length    float64  `json:"duration_s,omitempty"`

	Position  float64       `json:"position_s,omitempty"`
	Played    *time.Time    `json:"played,omitempty"`
	Started   *time.Time    `json:"started,omitempty"`
	Finished  *time.Time    `json:"finished,omitempty"`
	Abandoned *time.Time    `json:"abandoned,omitempty"`
	Speed     float64       `json:"speed,omitempty"`
	Bookmarks []ownBookmark `json:"bookmarks,omitempty"`
	Rating    float64       `json:"rating,omitempty"`
	Note      string        `json:"note,omitempty"`
	Tags      []string      `json:"tags,omitempty"`
	Heard     []ownDay      `json:"heard,omitempty"`
	Typed     book.Edits    `json:"typed,omitempty"` // by the names of the fields, a line for each value
	Gone      *ownGone      `json:"gone,omitempty"`  // set for a file that is not in the library
}

type ownBookmark struct {
	At   float64    `json:"at_s"`
	Made *time.Time `json:"made,omitempty"`
	Note string     `json:"note,omitempty"`
}

// OwnWriter writes Lectern's own file. It has the methods of an export.Writer.
type OwnWriter struct {
	out     *bufio.Writer
	encoder *json.Encoder
	next    string // what stands before the next book
}

// NewOwnWriter returns a writer of Lectern's own file to w.
func NewOwnWriter(w io.Writer) *OwnWriter {
	out := bufio.NewWriter(w)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return &OwnWriter{out, encoder, fmt.Sprintf(`{"lectern_own": %d, "books": [`+"\n", version)}
}

// Write writes what the user knows of a book, and what names the book.
func (o *OwnWriter) Write(b *book.Book) error {
	s := StateOf(b)
	own := ownBook{
		ID: b.ID, Title: b.Title, Subtitle: b.Subtitle, Authors: b.Authors, ASIN: b.ASIN, ISBN: b.ISBN,
		Length: b.Duration.Seconds(), Position: s.Position.Seconds(), Played: utc(s.Played), Started: utc(s.Started),
		Finished: utc(s.Finished), Abandoned: utc(s.Abandoned), Speed: s.Speed,
		Rating: float64(s.Rating) / 2, Note: s.Note, Tags: s.Tags, Heard: ownDays(s.Days), Typed: s.Typed,
	}
	own.setPath(b.Path)
	for _, m := range s.Bookmarks {
		own.Bookmarks = append(own.Bookmarks, ownBookmark{m.At.Seconds(), utc(m.Made), m.Note})
	}
	for _, f := range b.Files {
		own.Files = append(own.Files, book.UTF8(f.Path))
	}
	return o.encode(own)
}

// WriteGone writes what the user knows of a file that is not in the library.
func (o *OwnWriter) WriteGone(g *Gone) error { return o.encode(g.own()) }

func (o *OwnWriter) encode(own ownBook) error {
	if _, err := o.out.WriteString(o.next); err != nil {
		return err
	}
	o.next = ","
	return o.encoder.Encode(own)
}

// setPath sets the path of a book, whose bytes need not be text.
func (b *ownBook) setPath(path string) {
	if b.Path = book.UTF8(path); !utf8.ValidString(path) {
		b.PathBytes = []byte(path)
	}
}

// path reverses setPath.
func (b *ownBook) path() string {
	if len(b.PathBytes) > 0 {
		return string(b.PathBytes)
	}
	return b.Path
}

// Close writes the end. It does not close the underlying writer.
func (o *OwnWriter) Close() error {
	if o.next == "," {
		o.next = ""
	}
	_, err := o.out.WriteString(o.next + "]}\n")
	return errors.Join(err, o.out.Flush())
}

// utc returns a time in nanoseconds since 1970, nil for 0.
func utc(ns int64) *time.Time {
	if ns == 0 {
		return nil
	}
	t := time.Unix(0, ns).UTC()
	return &t
}

// readOwn reads Lectern's own file, or a list of book records.
func readOwn(r io.Reader, now time.Time) (*File, error) {
	in := json.NewDecoder(bufio.NewReader(r))
	if err := toBooks(in); err != nil {
		return nil, err
	}
	f := &File{Kind: Own, Users: []User{{}}}
	u := &f.Users[0]
	for in.More() {
		var b ownBook
		if err := in.Decode(&b); err != nil {
			return nil, damaged
		}
		if len(u.Entries) == maxBooks {
			return nil, tooLarge
		}
		if b.Gone != nil {
			if g := b.gone(now); g != nil {
				u.Entries = append(u.Entries, Entry{Identity: Identity{Path: g.Path, Title: g.Title, Gone: g}})
			}
		} else if e := b.entry(now); !e.IsEmpty() {
			u.Entries = append(u.Entries, e)
		}
	}
	if _, err := in.Token(); err != nil { // the end of the list: the file is not cut off
		return nil, damaged
	}
	if len(u.Entries) == 0 {
		return nil, noStates
	}
	return f, nil
}

// toBooks reads up to the first book.
func toBooks(in *json.Decoder) error {
	start, err := in.Token()
	if err != nil {
		return damaged
	}
	if start == json.Delim('[') {
		return nil
	}
	written := 0
	for in.More() {
		key, err := in.Token()
		if err != nil {
			return damaged
		}
		switch key {
		case "lectern_own":
			if in.Decode(&written) != nil {
				return strange
			}
			if written > version {
				return future
			}
		case "books":
			if start, err := in.Token(); err != nil || start != json.Delim('[') || written == 0 {
				return strange
			}
			return nil
		default:
			var other json.RawMessage
			if in.Decode(&other) != nil {
				return damaged
			}
		}
	}
	return strange
}

// length returns so many seconds, 0 if that is not a length.
func length(s float64) time.Duration {
	if !(s > 0 && s < float64(math.MaxInt64)/float64(time.Second)/2) {
		return 0
	}
	return time.Duration(math.Round(s * float64(time.Second)))
}

// moment reverses utc. It returns 0 for a time that cannot be.
func moment(t *time.Time, now time.Time) int64 {
	if t == nil || t.Year() < 1970 || t.After(latest(now)) {
		return 0
	}
	return max(0, t.UnixNano())
}

// momentOf is moment for something that was done in any case: it returns book.Undated for a
// time in the future.
func momentOf(t *time.Time, now time.Time) int64 {
	if t != nil && t.After(latest(now)) {
		return book.Undated
	}
	return moment(t, now)
}

// entry returns the entry of a book.
func (b *ownBook) entry(now time.Time) Entry {
	e := Entry{
		Identity: Identity{Path: b.path(), Title: b.Title, Subtitle: b.Subtitle, Authors: b.Authors, ASIN: b.ASIN, ISBNs: nonempty(b.ISBN), Length: length(b.Length)},
		State: State{
			Position: length(b.Position), Played: momentOf(b.Played, now), Started: moment(b.Started, now), Finished: momentOf(b.Finished, now), Abandoned: momentOf(b.Abandoned, now),
			Note: b.Note, Tags: nonempty(b.Tags...), Days: heardDays(b.Heard, now), Typed: typedOnly(b.Typed),
		},
	}
	if b.Speed > 0.1 && b.Speed < 10 {
		e.Speed = b.Speed
	}
	for _, m := range b.Bookmarks {
		e.Bookmarks = append(e.Bookmarks, book.Bookmark{At: length(m.At), Made: moment(m.Made, now), Note: m.Note})
	}
	for _, path := range b.Files {
		e.Parts = append(e.Parts, Part{Path: path})
	}
	if halves := b.Rating * 2; halves >= 1 && halves <= book.MaxRating {
		e.Rating = int(math.Round(halves))
	}
	if e.Played == 0 {
		e.Position = 0
	}
	return e
}
