package ui

import (
	"cmp"
	"slices"
	"strings"

	"lectern/library"
	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/keys"
	"lectern/ui/search"
	"lectern/ui/sidebar"
	"lectern/ui/words"
)

// searching is the query of the view: the text in the search box, the folder and the
// order.
type searching struct {
	w          *Window
	box        *search.Box
	queryError *search.QueryError
	chips      *search.Chips
	saved      savedViews
	problems   problems
	query      view.Query
	found      string // the last text with results at which the user stopped typing
}

// The searches that the window makes itself.
const (
	textMissing   = "is:missing"
	textFaulty    = "is:faulty"
	textProtected = "is:protected"
	textHeld      = "is:held"
	textRegrouped = "is:regrouped"
)

// toggleState adds a state of books to the search, such as "missing", or takes it out.
func (s *searching) toggleState(is string) {
	s.refine(view.ToggleFlag(s.parsed(), is), s.query.Folder)
}

// parsed returns the text in the box, or the text whose results are shown if the text in
// the box is not a query.
func (s *searching) parsed() string {
	if _, err := view.Parse(s.box.Text); err != nil {
		return s.query.Text
	}
	return s.box.Text
}

// refine shows the books of a folder, "" for all, that a text finds, and adds a step to the
// history. A saved view that is open stays open.
func (s *searching) refine(text, folder string) {
	s.w.navigation.keep() // the text that was typed just now
	s.find(text, folder)
	s.w.navigation.keep()
}

// find shows the books of a folder, "" for all, that a text finds.
func (s *searching) find(text, folder string) {
	s.query.Folder = folder
	if text != s.box.Text {
		s.box.SetText(text) // calls searchFor
	} else {
		s.runQuery()
		s.mark()
	}
}

// visit is like refine, but leaves the saved view that is open.
func (s *searching) visit(text, folder string) {
	s.w.navigation.keep() // the text that was typed just now
	s.saved.leave(text)
	s.find(text, folder)
	s.w.navigation.keep()
}

func (s *searching) showAll()     { s.visit("", "") }
func (s *searching) showStarted() { s.visit(sidebar.StartedText, "") }
func (s *searching) showRecent()  { s.visit(sidebar.RecentText, "") }
func (s *searching) showMissing() { s.visit(textMissing, "") }

// mark marks the place whose books are shown in the sidebar, names it in the title of the
// window, and shows the conditions of the search as chips.
func (s *searching) mark() {
	saved := s.saved.shown()
	s.w.sidebar.Mark(s.query.Folder, s.box.Text, saved)
	s.chips.Set(s.parsed(), s.query.Folder)
	place := cmp.Or(words.Brief(saved, words.BriefTitle), s.inWords())
	if saved == "" && s.query.Folder == "" {
		switch strings.TrimSpace(s.box.Text) {
		case sidebar.StartedText:
			place = i18n.TextIn("the books in progress", "Continue")
		case sidebar.RecentText:
			place = i18n.Text("Recently added")
		}
	}
	if title := strings.TrimPrefix(place+" – Lectern", " – "); title != s.w.Title() {
		s.w.SetTitle(title)
	}
}

// inWords describes the search in words, such as “dune, Author: Frank Herbert”: "" for all
// books.
func (s *searching) inWords() string {
	text, typed := "", false
	for i, x := range view.Terms(s.query.Text) {
		condition := words.Term(x)
		switch was := typed; {
		case x.Further(), was && condition == "": // words that were typed one after the other
			text += " "
		case i > 0:
			text += i18n.Comma()
		}
		typed = condition == ""
		text += cmp.Or(condition, x.String())
	}
	if text == "" && s.query.Folder != "" {
		text = library.FolderName(s.query.Folder)
	}
	return words.Brief(text, words.BriefName)
}

// showFolder shows the books of a folder that the search finds, or all books for "".
func (s *searching) showFolder(path string) {
	if path == "" {
		s.showAll()
		return
	}
	s.refine(s.box.Text, path)
}

// orderFor returns the order of the books that a text finds: the user's order, but last
// played first in Continue, newest first in Recently added, and the order of the saved view
// that is open.
func (s *searching) orderFor(text string) []view.Order {
	if order := s.saved.order(); len(order) > 0 {
		return order
	}
	if order := sidebar.OrderOf(text); order != nil {
		return order
	}
	return s.w.settings.sort()
}

// setText changes the text of the query.
func (s *searching) setText(text string) {
	was := s.query.Text
	if s.query.Text = text; s.saved.open == "" && !slices.Equal(sidebar.OrderOf(text), sidebar.OrderOf(was)) {
		s.query.Sort = s.orderFor(text)
		s.w.menus.refresh()
	}
}

// toggleHidden shows or hides removed books.
func (s *searching) toggleHidden() {
	s.query.Hidden = !s.query.Hidden
	s.runQuery()
	s.showValues() // during a scan too
	s.w.menus.refresh()
}

// searchFor shows the books that a text finds. If the text is wrong, the last view
// stays, and the error shows once the user stops typing.
func (s *searching) searchFor(text string) {
	if strings.TrimSpace(text) == "" && s.query.Folder == "" && !s.saved.ofAllBooks() {
		s.saved.leave(text)
	}
	if _, err := view.Parse(text); err == nil {
		s.setText(text)
		s.runQuery()
	}
	s.queryError.Check(text)
	s.showFacets()
	s.mark()
}

// rested is called when the user stops typing.
func (s *searching) rested(text string, wrong bool) {
	if v := s.w.rows.View(); !wrong && v.Len() > 0 && v.Query.Text == text {
		s.found = text
	}
	s.recover()
	if !wrong {
		s.w.navigation.keep()
	}
}

// recover goes back to the search that found books last, while the text in the box is known
// to be wrong and its beginning finds none. The books found for the beginning may arrive
// after the error shows.
func (s *searching) recover() {
	v := s.w.rows.View()
	if !s.queryError.Visible() || v.Len() > 0 || v.Query.Text != s.query.Text || s.query.Text == s.found {
		return
	}
	s.setText(s.found)
	s.runQuery()
	s.showFacets()
	s.mark()
}

// runQuery shows the books of the query, whose text is known to be valid.
func (s *searching) runQuery() {
	if err := s.w.lib.SetQuery(s.query); err != nil {
		s.w.log.Error("query_refused", "query", s.query.Text, "reason", err.Error())
	}
}

// choose changes the search for a click on a value of a field, in any part of the window.
func (s *searching) choose(field view.Field, value string, click keys.Click) {
	f := view.Facet{Text: value}
	switch click {
	case keys.Alone:
		s.showOnly(field, value)
	case keys.Tick:
		s.refine(f.ToggleAmong(s.parsed(), field), s.query.Folder)
	default:
		s.refine(f.Toggle(s.parsed(), field), s.query.Folder)
	}
}

// showOnly shows all books with any of these values of a field.
func (s *searching) showOnly(field view.Field, values ...string) {
	s.visit(view.Choose("", field, values...), "")
}

// chooseBar changes the search for a click on a bar. Unlike with choose, other names of the
// field stay, so that the search finds just the books that the bar counts.
func (s *searching) chooseBar(b view.Bar, click keys.Click) {
	s.w.log.Info("bar_pressed", "query", b.Query(), "books", b.Books)
	switch {
	case click == keys.Alone:
		s.visit(b.Query(), "")
	case click == keys.Tick && b.Text != "" && b.Field != view.Format:
		s.choose(b.Field, b.Text, click)
	default:
		s.refine(view.Narrow(s.parsed(), b.Query()), s.query.Folder)
	}
}

// dropTerm takes a term out of the search, or the folder for a Term without Expr.
func (s *searching) dropTerm(term view.Term) {
	if term.Expr == nil {
		s.refine(s.box.Text, "")
	} else {
		s.refine(view.Without(s.parsed(), term), s.query.Folder)
	}
}

// showFacets shows the newest facets. The library makes none while every heading is
// closed.
func (s *searching) showFacets() {
	if s.w.sidebar.HasOpenFacets() {
		s.w.sidebar.SetFacets(s.w.lib.Facets(), s.query.Text)
	}
}

// showValues shows the headings of the newest values, and the numbers of the places.
func (s *searching) showValues() { s.w.sidebar.SetValues(s.w.lib.Values(), s.query.Hidden) }

// showHeadings shows the headings of the fields that any book has. Counting values slows
// down a scan, so that during a scan they are counted only while a heading is hidden.
func (s *searching) showHeadings(now *library.Status) {
	if !now.Busy() || s.w.sidebar.LacksValues() {
		s.showValues()
	}
}

// sortBy sorts by a column alone or, with more, by the columns that sort now and then by
// this one. A column that sorts already reverses its order.
func (s *searching) sortBy(key view.Key, more bool) {
	s.sortAs(nextSort(s.query.Sort, key, more))
}

// sortAs sorts in an order, and saves it. In Continue, in Recently added and in a saved
// view, the order lasts until the user leaves them.
func (s *searching) sortAs(order []view.Order) {
	s.query.Sort = order
	if s.saved.open == "" && sidebar.OrderOf(s.query.Text) == nil {
		s.w.settings.SetString(prefSort, view.FormatSort(order))
	}
	s.runQuery()
	s.w.menus.refresh()
}

// descending are the keys that sort from large to small at first.
var descending = []view.Key{view.ByAdded, view.ByModified, view.ByPlayed, view.ByFinished, view.ByStarted, view.ByAbandoned, view.ByBookmarks, view.ByProblems}

// mostKeys is how many columns sort at most.
const mostKeys = 3

// nextSort returns the order after a tap on the heading of a column. more is true if
// Shift is held. Dates begin with the newest, and problems with the books that have most.
func nextSort(now []view.Order, key view.Key, more bool) []view.Order {
	at := slices.IndexFunc(now, func(o view.Order) bool { return o.Key == key })
	first := view.Order{Key: key, Desc: slices.Contains(descending, key)}
	switch {
	case more && at >= 0:
		now = slices.Clone(now)
		now[at].Desc = !now[at].Desc
		return now
	case more:
		return append(slices.Clone(now[:min(len(now), mostKeys-1)]), first)
	case at == 0:
		first.Desc = !now[0].Desc
	}
	return []view.Order{first}
}

func (s *searching) leaveSearch() { s.w.Canvas().Focus(s.w.views.front()) }

// escape clears the search. It stops no work: the command Cancel does.
func (s *searching) escape() {
	if s.box.Text != "" {
		s.box.SetText("")
	}
}
