package ui

import (
	"lectern/library/view"
	"lectern/ui/search"
)

// searching is which books are asked for: the text in the search box, the folder and the order.
type searching struct {
	w          *Window
	box        *search.Box
	queryError *search.QueryError
	query      view.Query
	found      string // the last text that the user rested on and that found something
}

// The searches that the window itself makes.
const (
	textMissing = "is:missing"
	textHeld    = "is:held"
)

func (s *searching) showMissing() { s.box.SetText(textMissing) }

// toggleHidden shows hidden books among the others, or no longer.
func (s *searching) toggleHidden() {
	s.query.Hidden = !s.query.Hidden
	s.runQuery()
	s.w.menus.refresh()
}

// searchFor shows the books that a text finds. If there is a mistake in it the
// last good view stays, and the user is told once they rest.
func (s *searching) searchFor(text string) {
	q := s.query
	q.Text = text
	if s.w.lib.SetQuery(q) == nil {
		s.query = q
	}
	s.queryError.Check(text)
	s.showFacets()
}

// rested takes note that a text stands in the search as it is. Where it makes no sense,
// and what could be made of its letters on the way finds nothing, what was found before
// it was typed is shown again.
func (s *searching) rested(text string, wrong bool) {
	v := s.w.rows.View()
	switch {
	case !wrong && v.Len() > 0 && v.Query.Text == text:
		s.found = text
	case wrong && v.Len() == 0 && s.query.Text != s.found:
		s.query.Text = s.found
		s.runQuery()
		s.showFacets()
	}
}

// runQuery shows what w.query asks for; its text is one that was understood.
func (s *searching) runQuery() {
	if err := s.w.lib.SetQuery(s.query); err != nil {
		s.w.log.Error("query_refused", "query", s.query.Text, "reason", err.Error())
	}
}

func (s *searching) showFolder(path string) {
	s.query.Folder = path
	s.runQuery()
}

// toggleFacet searches for the books of a facet too, or no longer.
func (s *searching) toggleFacet(field view.Field, f view.Facet) {
	text := s.box.Text
	if _, err := view.Parse(text); err != nil {
		text = s.query.Text // what is shown
	}
	s.box.SetText(f.Toggle(text, field))
}

// showFacets shows the newest facets. While no heading is open nobody looks, and
// they are not asked for.
func (s *searching) showFacets() {
	if s.w.sidebar.HasOpenFacets() {
		s.w.sidebar.SetFacets(s.w.lib.Facets(), s.query.Text)
	}
}

// sortBy sorts by a column, and turns the order round if it does already.
func (s *searching) sortBy(key view.Key) {
	order := view.Order{Key: key}
	if now, sorts := s.sortedBy(key); sorts {
		order.Desc = !now.Desc
	}
	s.query.Sort = []view.Order{order}
	s.w.settings.SetString(prefSort, view.FormatSort(s.query.Sort))
	s.runQuery()
	s.w.menus.refresh()
}

// sortedBy is how the books are sorted by a column, if they are by that one.
func (s *searching) sortedBy(key view.Key) (order view.Order, sorts bool) {
	if now := s.query.Sort; len(now) > 0 && now[0].Key == key {
		return now[0], true
	}
	return view.Order{Key: key}, false
}

func (s *searching) leaveSearch() { s.w.Canvas().Focus(s.w.views.mode) }

// escape empties the search. It stops no work: Cancel does.
func (s *searching) escape() {
	if s.box.Text != "" {
		s.box.SetText("")
	}
}
