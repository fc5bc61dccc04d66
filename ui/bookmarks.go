package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/player"
	"lectern/ui/i18n"
	"lectern/ui/keys"
	"lectern/ui/words"
)

// bookmarks sets the bookmarks of books, and goes to them.
type bookmarks struct{ w *Window }

// samePlace is how near to a bookmark a new one would be the same.
const samePlace = time.Second

// add sets a bookmark where the open book is, after it has asked for its note. If there is
// one, it is edited.
func (m *bookmarks) add() {
	m.w.playing.with(func(pl *player.Player) {
		now, s, b := time.Now(), pl.Status(), m.w.playing.book
		if s.Timeline == nil || s.Timeline.ID != b.ID || m.w.dialogs.covered() {
			return // the player has not opened the book yet
		}
		at := s.At(now)
		part, offset := s.Timeline.Spot(at)
		mark := book.Bookmark{File: s.Timeline.Parts[part].File, Offset: offset.Round(time.Millisecond), At: at, Made: now.UnixNano()}
		for _, known := range b.Bookmarks() {
			if known.File == mark.File && (known.Offset-mark.Offset).Abs() < samePlace {
				m.edit(known)
				return
			}
		}
		m.ask(i18n.Text("Add bookmark at {{.Time}}", "Time", words.Clock(at)), mark)
	})
}

// edit asks for another note of a bookmark.
func (m *bookmarks) edit(mark book.Bookmark) {
	m.ask(i18n.Text("Bookmark at {{.Time}}", "Time", words.Clock(mark.At)), mark)
}

// ask asks for the note of a bookmark, and keeps the bookmark.
func (m *bookmarks) ask(title string, mark book.Bookmark) {
	m.w.dialogs.askText(title, i18n.Text("Note, if you like"), mark.Note, func(note string) {
		mark.Note = strings.TrimSpace(note)
		m.say(mark, m.w.lib.SetBookmark(mark))
	})
}

// remove removes a bookmark. If it was gone already, nothing is offered to undo.
func (m *bookmarks) remove(mark book.Bookmark) {
	m.w.messages.clear()
	m.say(mark, m.w.lib.RemoveBookmark(mark))
}

// bookmarkSaid says what was done about a bookmark.
var bookmarkSaid = map[library.Action]string{
	library.Bookmarked:      i18n.Mark("Bookmark added"),
	library.BookmarkEdited:  i18n.Mark("Note of the bookmark saved"),
	library.BookmarkRemoved: i18n.Mark("Bookmark removed"),
}

// say says what was done about a bookmark, and offers to undo it. Nothing is said if nothing was
// done: the note may be the same, or the file gone.
func (m *bookmarks) say(mark book.Bookmark, did library.Action) {
	if did == library.NoAction {
		return
	}
	m.w.messages.clear()
	m.w.messages.confirm(i18n.Text(bookmarkSaid[did]), did)
	m.w.log.Info("bookmark_changed", "file", mark.File, "at", mark.Offset, "as", did)
	m.w.refresh.wake()
}

// items are the menu of the bookmarks of the open book.
func (m *bookmarks) items() []*fyne.MenuItem {
	add := fyne.NewMenuItem(i18n.Text("Add bookmark…"), m.add)
	add.Shortcut = keys.Ctrl(fyne.KeyB)
	items := []*fyne.MenuItem{add}
	b := m.w.playing.book
	if b == nil || len(b.Bookmarks()) == 0 {
		return items
	}
	items = append(items, fyne.NewMenuItemSeparator())
	chapters, line := library.Chapters(b), player.NewTimeline(b, nil)
	for _, mark := range b.Bookmarks() {
		title := words.Clock(mark.At) + "  " + words.Brief(words.Bookmark(mark, chapters), words.BriefMenu)
		items = append(items, fyne.NewMenuItem(title, func() { m.w.playing.goTo(line.Place(mark.File, mark.Offset, mark.At)) }))
	}
	return items
}
