package view

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"lectern/library/book"
)

// plainView is what a Maker must answer, by the plain rules: every row, every
// text, every time.
func plainView(s *book.Snapshot, q Query) []book.ID {
	var found []*book.Book
	for slot := range s.Slots() {
		if b := s.At(slot); b != nil && plainFinds(b, q) {
			found = append(found, b)
		}
	}
	p := plainOrder{collate.New(language.Und, collate.Loose), map[string]string{}}
	slices.SortFunc(found, func(a, b *book.Book) int {
		for _, o := range q.Sort {
			if c := p.compare(o, a, b); c != 0 {
				return c
			}
		}
		return cmp.Or(p.compare(Order{Key: ByTitle}, a, b), natural(a.Path, b.Path), cmp.Compare(a.ID, b.ID))
	})
	ids := make([]book.ID, len(found))
	for i, b := range found {
		ids[i] = b.ID
	}
	return ids
}

func plainFinds(b *book.Book, q Query) bool {
	if q.Folder != "" && b.Folder() != q.Folder && !strings.HasPrefix(b.Folder(), q.Folder+"/") {
		return false
	}
	fields := []string{b.Title, trail(b.Folder(), b.Files[0].Root)}
	fields = append(append(fields, b.Authors...), b.Narrators...)
	for _, s := range b.Series {
		fields = append(fields, s.String())
	}
	for _, f := range b.Files {
		fields = append(fields, f.Name())
	}
	shown := !b.Hidden || q.Hidden
	for word := range strings.FieldsSeq(foldAny(q.Text)) {
		shown = shown || word == "is:hidden"
		name, not := strings.CutPrefix(word, "-")
		if is, ok := plainStates(b)[name]; ok {
			if is == not {
				return false
			}
			continue
		}
		if !slices.ContainsFunc(fields, func(s string) bool { return strings.Contains(foldAny(s), word) }) {
			return false
		}
	}
	return shown
}

func plainStates(b *book.Book) map[string]bool {
	return map[string]bool{
		"is:missing": b.State == book.Missing, "is:offline": b.State == book.Offline, "is:faulty": b.Fault != nil,
		"is:estimated": b.Estimated, "is:changing": b.Changing, "is:held": b.Held, "is:hidden": b.Hidden,
	}
}

type plainOrder struct {
	c       *collate.Collator
	numbers map[string]string // what plainNumbers made of a text
}

func (p plainOrder) compare(o Order, a, b *book.Book) int {
	texts := func(text func(*book.Book) string) int {
		s, t := text(a), text(b)
		return directed(o, s == "", t == "", p.collate(s, t))
	}
	numbers := func(n func(*book.Book) float64) int {
		s, t := n(a), n(b)
		return directed(o, math.IsNaN(s), math.IsNaN(t), cmp.Compare(s, t))
	}
	positive := func(n int64) float64 {
		if n <= 0 {
			return math.NaN()
		}
		return float64(n)
	}
	switch o.Key {
	case ByTitle:
		return texts(func(b *book.Book) string { return withoutArticle(b.Title) })
	case ByAuthor:
		return texts(func(b *book.Book) string { return strings.Join(b.Authors, ", ") })
	case ByNarrator:
		return texts(func(b *book.Book) string { return strings.Join(b.Narrators, ", ") })
	case ByCodec:
		return texts(func(b *book.Book) string { return b.Codec })
	case BySeries:
		first := func(b *book.Book) book.Series {
			if len(b.Series) == 0 {
				return book.Series{}
			}
			return b.Series[0]
		}
		return cmp.Or(texts(func(b *book.Book) string { return first(b).Name }),
			numbers(func(b *book.Book) float64 { return plainPart(first(b).Part) }))
	case ByFolder:
		s, t := strings.Split(a.Folder(), "/"), strings.Split(b.Folder(), "/")
		return directed(o, false, false, slices.CompareFunc(s, t, p.collate))
	case ByLength:
		return numbers(func(b *book.Book) float64 { return positive(int64(b.Duration)) })
	case ByBitRate:
		return numbers(func(b *book.Book) float64 { return positive(int64(b.BitRate)) })
	case BySize:
		return numbers(func(b *book.Book) float64 { return float64(b.Size) })
	case ByModified, ByAdded:
		return numbers(func(b *book.Book) float64 {
			n := b.Modified
			if o.Key == ByAdded {
				n = b.Added
			}
			if n == 0 {
				return math.NaN()
			}
			return float64(n)
		})
	default:
		return numbers(func(b *book.Book) float64 { return float64(b.State) })
	}
}

// directed turns an ascending comparison round where the order is descending,
// with empty values last either way.
func directed(o Order, aEmpty, bEmpty bool, c int) int {
	switch {
	case aEmpty && bEmpty:
		return 0
	case aEmpty:
		return 1
	case bEmpty:
		return -1
	case o.Desc:
		return -c
	default:
		return c
	}
}

func (p plainOrder) collate(a, b string) int {
	return p.c.CompareString(p.spelled(a), p.spelled(b))
}

func (p plainOrder) spelled(s string) string {
	n, ok := p.numbers[s]
	if !ok {
		n = plainNumbers(s)
		p.numbers[s] = n
	}
	return n
}

var runOfDigits = regexp.MustCompile(`[0-9]+`)

// plainNumbers gives every number the same width, which is how a person would
// make a plain sort natural.
func plainNumbers(s string) string {
	return runOfDigits.ReplaceAllStringFunc(s, func(n string) string {
		n = strings.TrimLeft(n, "0")
		return strings.Repeat("0", max(0, 30-len(n))) + n
	})
}

var leadingNumber = regexp.MustCompile(`^[0-9]+([.,][0-9]+)?`)

func plainPart(s string) float64 {
	if s = strings.TrimSpace(s); s == "" {
		return math.NaN()
	}
	n, err := strconv.ParseFloat(strings.Replace(leadingNumber.FindString(s), ",", ".", 1), 64)
	if err != nil {
		return math.Inf(1)
	}
	return n
}

func plainCounts(s *book.Snapshot) Counts {
	var c Counts
	for slot := range s.Slots() {
		b := s.At(slot)
		if b == nil {
			continue
		}
		if b.Hidden {
			c.Hidden++
			continue
		}
		if b.Changing {
			c.Changing++
		}
		if b.Held {
			c.Held++
		}
		*map[book.State]*int{
			book.Found: &c.Found, book.Probing: &c.Probing, book.Probed: &c.Probed,
			book.Failed: &c.Failed, book.Missing: &c.Missing, book.Offline: &c.Offline,
		}[b.State]++
		c.Size += b.Size
		c.Duration += time.Duration(b.Duration)
	}
	return c
}
