package ui

import (
	"lectern/library/view"
	"lectern/ui/search"
)

// searching is the query of the view: the text in the search box, the folder and the
// order.
type searching struct {
	w          *Window
	box        *search.Box
	queryError *search.QueryError
	query      view.Query
	found      string // the last text with results at which the user stopped typing
}

// The searches that the window makes itself.
const (
	textMissing   = "is:missing"
	textHeld      = "is:held"
	textRegrouped = "is:regrouped"
)

func (s *searching) showMissing() { s.box.SetText(textMissing) }

// toggleHidden shows or hides removed books.
func (s *searching) toggleHidden() {
	s.query.Hidden = !s.query.Hidden
	s.runQuery()
	s.w.menus.refresh()
}

// searchFor shows the books that a text finds. If the text is wrong, the last view
// stays, and the error shows once the user stops typing.
func (s *searching) searchFor(text string) {
	q := s.query
	q.Text = text
	if s.w.lib.SetQuery(q) == nil {
		s.query = q
	}
	s.queryError.Check(text)
	s.showFacets()
}

// rested is called when the user stops typing. If the text is wrong and its beginning
// found nothing, the last text with results is searched again.
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

// runQuery shows the books of the query, whose text is known to be valid.
func (s *searching) runQuery() {
	if err := s.w.lib.SetQuery(s.query); err != nil {
		s.w.log.Error("query_refused", "query", s.query.Text, "reason", err.Error())
	}
}

func (s *searching) showFolder(path string) {
	s.query.Folder = path
	s.runQuery()
}

// toggleFacet adds a facet to the search, or takes it out.
func (s *searching) toggleFacet(field view.Field, f view.Facet) {
	text := s.box.Text
	if _, err := view.Parse(text); err != nil {
		text = s.query.Text // the text whose results are shown
	}
	s.box.SetText(f.Toggle(text, field))
}

// showFacets shows the newest facets. The library makes none while every heading is
// closed.
func (s *searching) showFacets() {
	if s.w.sidebar.HasOpenFacets() {
		s.w.sidebar.SetFacets(s.w.lib.Facets(), s.query.Text)
	}
}

// sortBy sorts by a column, or reverses the order if the books are sorted by it
// already.
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

// sortedBy returns the order of a column, and whether the books are sorted by that
// column.
func (s *searching) sortedBy(key view.Key) (order view.Order, sorts bool) {
	if now := s.query.Sort; len(now) > 0 && now[0].Key == key {
		return now[0], true
	}
	return view.Order{Key: key}, false
}

func (s *searching) leaveSearch() { s.w.Canvas().Focus(s.w.views.mode) }

// escape clears the search. It stops no work: the command Cancel does.
func (s *searching) escape() {
	if s.box.Text != "" {
		s.box.SetText("")
	}
}
