package probe

import (
	"bytes"

	"lectern/library/book"
	"lectern/library/text/codepage"
	"lectern/library/text/words"
)

// readID3v1 parses the 128 bytes of an ID3v1 tag: fields of fixed length, ended
// by a zero or padded with spaces. In version 1.1, the last byte of the comment
// is a track number.
func readID3v1(b []byte) book.Tags {
	if len(b) < id3v1Len {
		return book.Tags{}
	}
	field := func(from, to int) string {
		v, _, _ := bytes.Cut(b[from:to], []byte{0})
		return clean(codepage.Raw(v))
	}
	t := book.Tags{
		Title: field(3, 33), Artist: field(33, 63), Album: field(63, 93), Year: words.Year(field(93, 97)),
		Genres: genres(id3Genre(int(b[127]))),
	}
	if b[125] == 0 {
		t.Track = int(b[126])
		t.Description = field(97, 125)
	} else {
		t.Description = field(97, 127)
	}
	return t
}

// fill copies tags that are missing in t from another source. It copies a series part
// only together with its series.
func fill(t *book.Tags, from book.Tags) {
	for tag := range book.TagCount {
		switch i := tag.Info(); {
		case tag == book.SeriesTag || tag == book.SeriesPartTag:
		case i.Text != nil:
			if to := i.Text(t); *to == "" {
				*to = *i.Text(&from)
			}
		case i.List != nil:
			if to := i.List(t); len(*to) == 0 {
				*to = *i.List(&from)
			}
		default:
			if to := i.Number(t); *to == 0 {
				*to = *i.Number(&from)
			}
		}
	}
	switch {
	case t.Series == "":
		t.Series, t.SeriesPart = from.Series, from.SeriesPart
	case t.SeriesPart == "" && t.Series == from.Series:
		t.SeriesPart = from.SeriesPart
	}
}
