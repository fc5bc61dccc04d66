package catalog

import (
	"cmp"
	"encoding/binary"
	"slices"

	"lectern/library/book"
)

// stored is a plain field of a T as it stands in a detail: a text, a list of
// texts, a list of series, or a number. Exactly one accessor is set.
type stored[T any] struct {
	bit    uint8
	own    bool // rows rarely share the value: it is not interned
	text   func(*T) *string
	list   func(*T) *[]string
	series func(*T) *[]book.Series
	number func(*T) *int
}

// mediaFields are the plain fields of a Media, in order of bits: the table of
// tags and the fields listed here. On disk: never reorder. A new field takes
// the next free bit; see docs/CATALOGUE.md.
var mediaFields = func() []stored[book.Media] {
	all := []stored[book.Media]{
		{bit: 14, text: func(m *book.Media) *string { return &m.Container }},
		{bit: 15, text: func(m *book.Media) *string { return &m.Codec }},
		{bit: 16, text: func(m *book.Media) *string { return &m.Prober }},
		{bit: 30, number: func(m *book.Media) *int { return &m.BitRate }},
		{bit: 31, number: func(m *book.Media) *int { return &m.SampleRate }},
		{bit: 32, number: func(m *book.Media) *int { return &m.Channels }},
	}
	for tag := range book.TagCount {
		i := tag.Info()
		s := stored[book.Media]{bit: i.Bit, own: i.Own}
		switch {
		case i.Text != nil:
			s.text = func(m *book.Media) *string { return i.Text(&m.Tags) }
		case i.List != nil:
			s.list = func(m *book.Media) *[]string { return i.List(&m.Tags) }
		default:
			s.number = func(m *book.Media) *int { return i.Number(&m.Tags) }
		}
		all = append(all, s)
	}
	return inOrder(all)
}()

// noteFields are the plain fields of Notes, in order of bits: the table of
// fields and the fields listed here. On disk: never reorder.
var noteFields = func() []stored[book.Notes] {
	all := []stored[book.Notes]{
		{bit: book.Picture.Info().Bit, text: func(n *book.Notes) *string { return &n.Picture }},
		{bit: 11, list: func(n *book.Notes) *[]string { return &n.Faults }},
	}
	for f := range book.Fields {
		i := f.Info()
		s := stored[book.Notes]{bit: i.Bit}
		switch {
		case i.Text != nil:
			s.text = func(n *book.Notes) *string { return i.Text(&n.Meta) }
		case i.List != nil:
			s.list = func(n *book.Notes) *[]string { return i.List(&n.Meta) }
		case i.Series != nil:
			s.series = func(n *book.Notes) *[]book.Series { return i.Series(&n.Meta) }
		case i.Number != nil:
			s.number = func(n *book.Notes) *int { return i.Number(&n.Meta) }
		default:
			continue // the cover, which is a path, and the chapters
		}
		all = append(all, s)
	}
	return inOrder(all)
}()

func inOrder[T any](fields []stored[T]) []stored[T] {
	slices.SortFunc(fields, func(a, b stored[T]) int { return cmp.Compare(a.bit, b.bit) })
	return fields
}

// below splits the fields at a bit. Values that are not plain stand between the
// two parts.
func below[T any](fields []stored[T], bit uint64) (before, behind []stored[T]) {
	at, _ := slices.BinarySearchFunc(fields, bit, func(s stored[T], bit uint64) int {
		return cmp.Compare(uint64(1)<<s.bit, bit)
	})
	return fields[:at], fields[at:]
}

// there returns the bits of the fields that are not empty.
func there[T any](fields []stored[T], v *T) (bits uint64) {
	for i := range fields {
		s := &fields[i]
		var is bool
		switch {
		case s.text != nil:
			is = *s.text(v) != ""
		case s.number != nil:
			is = *s.number(v) != 0
		case s.list != nil:
			is = len(*s.list(v)) > 0
		default:
			is = len(*s.series(v)) > 0
		}
		if is {
			bits |= 1 << s.bit
		}
	}
	return bits
}

// appendFields appends the fields whose bits are set.
func appendFields[T any](b []byte, fields []stored[T], has uint64, v *T) []byte {
	for i := range fields {
		s := &fields[i]
		switch {
		case has>>s.bit&1 == 0:
		case s.text != nil:
			b = appendText(b, *s.text(v))
		case s.number != nil:
			b = binary.AppendVarint(b, int64(*s.number(v)))
		case s.list != nil:
			list := *s.list(v)
			b = binary.AppendUvarint(b, uint64(len(list)))
			for _, text := range list {
				b = appendText(b, text)
			}
		default:
			list := *s.series(v)
			b = binary.AppendUvarint(b, uint64(len(list)))
			for _, series := range list {
				b = appendText(appendText(b, series.Name), series.Part)
			}
		}
	}
	return b
}

// readFields is the inverse of appendFields.
func readFields[T any](r *reader, fields []stored[T], has uint64, v *T) {
	for i := range fields {
		s := &fields[i]
		switch {
		case has>>s.bit&1 == 0:
		case s.own:
			*s.text(v) = string(r.text())
		case s.text != nil:
			*s.text(v) = r.shared.text(s.bit, r.text())
		case s.number != nil:
			*s.number(v) = int(r.varint())
		case s.list != nil:
			list := make([]string, r.count(1))
			for k := range list {
				list[k] = r.shared.text(s.bit, r.text())
			}
			*s.list(v) = list
		default:
			list := make([]book.Series, r.count(2))
			for k := range list {
				list[k] = book.Series{Name: string(r.text()), Part: string(r.text())}
			}
			*s.series(v) = list
		}
	}
}
