package sidebar

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2/theme"

	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/words"
)

// OnlyChoice returns the facet that a query asks for, if it asks for nothing else; else
// value is "".
func OnlyChoice(text string) (field view.Field, value string) {
	for _, h := range facetHeads {
		if values := view.Chosen(text, h.field); len(values) == 1 && view.Choose(text, h.field) == "" {
			return h.field, values[0]
		}
	}
	return view.Anywhere, ""
}

// The names of the nodes of facets. A heading is headNode and the word of its field. A
// value is valueNode, the word, a NUL and the value.
const (
	headNode  = "h:"
	valueNode = "v:"
	noneNode  = "n:" // and the word: the line below a heading without values
)

// facetHead is a heading of the sidebar, with the values of a field below it.
type facetHead struct {
	field view.Field
	title string
}

// facetHeads are the headings in their order.
var facetHeads = [...]facetHead{
	{view.Author, i18n.Mark("AUTHORS")},
	{view.Narrator, i18n.Mark("NARRATORS")},
	{view.InSeries, i18n.Mark("SERIES")},
	{view.Genre, i18n.Mark("GENRES")},
	{view.Tag, i18n.Mark("TAGS")},
	{view.Publisher, i18n.Mark("PUBLISHERS")},
	{view.Year, i18n.Mark("YEARS")},
	{view.Is, i18n.Mark("PROBLEMS")},
}

func (h facetHead) uid() string { return headNode + h.field.String() }

func (h facetHead) valueUID(value string) string {
	return valueNode + h.field.String() + "\x00" + value
}

func isValue(uid string) bool { return strings.HasPrefix(uid, valueNode) }

// headOf returns the heading of a node: of the heading itself, or of a value below it.
func headOf(uid string) (h facetHead, value string, ok bool) {
	word, isHead := strings.CutPrefix(uid, headNode)
	if !isHead {
		if word, ok = strings.CutPrefix(uid, valueNode); !ok {
			return h, "", false
		}
		word, value, _ = strings.Cut(word, "\x00")
	}
	i := slices.IndexFunc(facetHeads[:], func(h facetHead) bool { return h.field.String() == word })
	return facetHeads[i], value, true
}

// branch lists the nodes below an open heading.
type branch struct {
	uids  []string
	books map[string]int // number of books by value
}

// facets are the values of the books in the view, and the values that the search asks
// for.
type facets struct {
	found    *view.Facets
	counted  bool                    // found comes from the library
	text     string                  // the text of the search
	chosen   map[view.Field][]string // the values that the search asks for
	branches map[view.Field]branch   // of the headings that have been open

	inLibrary map[view.Field]bool // the fields that any book of the library has
	recent    int                 // number of books in Recently added
	started   int                 // number of books in Continue
}

func newFacets() *facets {
	return &facets{found: new(view.Facets), chosen: map[view.Field][]string{}, branches: map[view.Field]branch{}}
}

// set takes the newest values and the text of the search. It reports whether anything
// changed.
func (f *facets) set(found *view.Facets, text string) bool {
	if found == f.found && text == f.text {
		return false
	}
	chosen := make(map[view.Field][]string)
	for _, h := range facetHeads {
		chosen[h.field] = view.Chosen(text, h.field)
	}
	f.text = text
	if found == f.found && maps.EqualFunc(chosen, f.chosen, slices.Equal) {
		return false
	}
	f.found, f.chosen, f.counted = found, chosen, true
	clear(f.branches)
	return true
}

// has reports whether there is anything below the heading of a field.
func (f *facets) has(field view.Field) bool {
	return len(f.chosen[field]) > 0 || len(f.found.Of(field)) > 0
}

// isChosen reports whether the search asks for a value.
func (f *facets) isChosen(field view.Field, value string) bool {
	return slices.ContainsFunc(f.chosen[field], func(chosen string) bool { return same(value, chosen) })
}

func same(value, other string) bool { return value == other || view.Fold(value) == view.Fold(other) }

// branch returns the nodes below a heading. A value that the search asks for is there
// even if no book has it, so that the user can click it to remove it from the search.
func (f *facets) branch(h facetHead) branch {
	b, made := f.branches[h.field]
	if made {
		return b
	}
	list := f.found.Of(h.field)
	b = branch{make([]string, 0, len(list)+1), make(map[string]int, len(list))}
	for _, chosen := range f.chosen[h.field] {
		if !slices.ContainsFunc(list, func(v view.Facet) bool { return same(v.Text, chosen) }) {
			b.uids = append(b.uids, h.valueUID(chosen))
		}
	}
	for _, v := range list {
		b.uids = append(b.uids, h.valueUID(v.Text))
		b.books[v.Text] = v.Books
	}
	if len(b.uids) == 0 && f.counted {
		b.uids = append(b.uids, noneNode+h.field.String())
	}
	f.branches[h.field] = b
	return b
}

// SetFacets shows the newest values, and marks the values that the search text asks
// for.
func (s *Tree) SetFacets(found *view.Facets, text string) {
	if s.facets.set(found, text) {
		s.Refresh()
		s.steady()
	}
}

// SetValues takes the values of all books in the library: a heading is hidden if its
// field has no values, and Continue and Recently added show their numbers of books, which
// include removed ones if hidden is true, as the list does.
func (s *Tree) SetValues(all *view.Facets, hidden bool) {
	values := make(map[view.Field]bool, len(facetHeads))
	for _, h := range facetHeads {
		if len(all.Of(h.field)) > 0 {
			values[h.field] = true
		}
	}
	recent, started := all.AddedSince(s.now().AddDate(0, 0, -recentDays), hidden), all.Started(hidden)
	if recent != s.facets.recent || started != s.facets.started || !maps.Equal(values, s.facets.inLibrary) {
		s.facets.inLibrary, s.facets.recent, s.facets.started = values, recent, started
		s.Refresh()
		s.steady()
	}
}

// LacksValues reports whether a heading is hidden that a scan can fill: nobody but the user
// fills the tags.
func (s *Tree) LacksValues() bool {
	return slices.ContainsFunc(facetHeads[:], func(h facetHead) bool { return h.field != view.Tag && !s.facets.inLibrary[h.field] })
}

// HasOpenFacets reports whether a heading with facets is open.
func (s *Tree) HasOpenFacets() bool {
	return slices.ContainsFunc(facetHeads[:], func(h facetHead) bool { return s.IsBranchOpen(h.uid()) })
}

// facetLabel is the label of a heading or a value.
func (s *Tree) facetLabel(h facetHead, uid, value string) label {
	if uid == h.uid() {
		return headLabel(i18n.Text(h.title))
	}
	name := value
	if h.field == view.Is {
		name = words.StateName(value)
	}
	l := label{name: name, note: i18n.Number(s.facets.branch(h).books[value]), size: nodeSize}
	if s.facets.isChosen(h.field, value) {
		l.icon, l.hang, l.bold = theme.ConfirmIcon(), true, true
	}
	return l
}
