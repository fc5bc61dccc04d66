package ui

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/details"
	"lectern/ui/keys"
	"lectern/ui/widgets"
)

// panes are the sidebar, the books and the details side by side.
type panes struct {
	w       *Window
	shape   shape
	details *details.Pane
	several several
	beside  *widgets.Panes
}

// sidebarWidth is the width of the sidebar until the user chooses one, in pixels:
// enough for the names of most authors.
const sidebarWidth = 232

// build puts the sidebar, the books and the details side by side. It shows the details
// if the settings want them in a window of this width.
func (p *panes) build(books fyne.CanvasObject, width float64) {
	p.details = p.newDetails()
	side := container.New(layout.NewCustomPaddedLayout(10, 4, 4, 4), p.w.sidebar)
	on := func(o fyne.CanvasObject) fyne.CanvasObject {
		return container.NewStack(widgets.NewBackground(widgets.ColorSidebar, 0), o)
	}
	sidebar, details := p.w.settings.paneWidths()
	p.beside = widgets.NewPanes(on(side), books, on(p.details), sidebar, details)
	p.beside.OnDragged = p.shape.changed
	p.beside.ShowRight(p.w.settings.details(width))
}

// newDetails makes the details.
func (p *panes) newDetails() *details.Pane {
	d := details.New()
	d.OnOpen, d.OnEdit = p.w.playing.openSelected, p.w.editor.editSelected
	d.OnMore = func(at fyne.Position) {
		if b := p.w.selection.Book(); b != nil {
			p.w.menus.bookMenu(b, at)
		}
	}
	d.OnLeave, d.OnKey = func() { p.w.Canvas().Focus(p.w.views.front()) }, p.w.typedKey
	d.OnFilter = func(field view.Field, value string) {
		p.w.searching.choose(field, value, keys.ClickWith(keys.Held()))
		d.OnLeave()
	}
	d.OnOnly = func(field view.Field, value string) { p.w.searching.showOnly(field, value) }
	d.OnState = func(word string) {
		p.w.searching.toggleState(word)
		d.OnLeave()
	}
	d.OnLink = p.w.openAddress
	d.OnPlay = p.w.playing.playBook
	d.OnRate = p.w.editor.rate
	d.OnEditBookmark, d.OnRemoveBookmark = p.w.bookmarks.edit, p.w.bookmarks.remove
	d.OnCopy, d.OnRename = p.w.copyText, p.w.editor.askName
	d.Wait = p.w.tasks.later
	d.WindowHeight = func() float32 { return p.w.Canvas().Size().Height }
	d.CoverAtHand = func(b *book.Book) (*image.RGBA, bool) {
		m, known := p.w.lib.CoverAtHand(b, library.LargeCover)
		if !known {
			m, _ = p.w.lib.CoverAtHand(b, library.SmallCover) // that of the row
		}
		return m, known
	}
	d.FetchCover = func(b *book.Book, done func(*image.RGBA)) func() {
		return p.w.views.fetchCover(b, library.LargeCover, done)
	}
	d.FetchWhole = func(b *book.Book, most int, done func(*image.RGBA)) func() {
		return p.w.views.fetch(b, func(ctx context.Context) (*image.RGBA, error) { return p.w.lib.WholeCover(ctx, b, most) }, done)
	}
	d.Why = func(id book.ID, f book.Field, done func([]library.Claim)) {
		p.w.lib.Why(id, f, func(claims []library.Claim) { p.w.tasks.post(func() { done(claims) }) })
	}
	return d
}

// detailed reports whether the details are shown.
func (p *panes) detailed() bool { return p.beside.RightShown() }

func (p *panes) toggleDetails() {
	shown := !p.detailed()
	p.w.settings.setDetails(shown)
	p.beside.ShowRight(shown)
	if focused := p.w.Canvas().Focused(); !shown && focused != p.w.searching.box && focused != p.w.sidebar {
		p.w.Canvas().Focus(p.w.views.front()) // it may be in the details
	}
	p.showDetails()
	p.w.menus.refresh()
}

// showDetails shows the selected books in the details.
func (p *panes) showDetails() {
	switch {
	case !p.detailed():
	case p.w.selection.Len() > 1:
		p.several.show()
	default:
		p.several.last = selectionState{}
		p.details.Set(p.w.selection.Book())
	}
}
