package ui

import (
	"context"
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/details"
	"lectern/ui/keys"
	"lectern/ui/player"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// panes are the sidebar, the books and the details side by side, and the shape of the
// window.
type panes struct {
	w         *Window
	details   *details.Pane
	several   several
	beside    *widgets.Panes
	wait      func(time.Duration, func()) (stop func()) // runs a function later; nil until the window runs
	stopShape func()                                    // stops the timer of reshaped, nil if there is none
}

// sidebarWidth is the width of the sidebar until the user chooses one, in pixels:
// enough for the names of most authors.
const sidebarWidth = 256

// The shape of the window is its size and the widths of the panes. It is saved
// soon after it changes, because the program may end in any way.
//
// The toolkit does not report whether the window is maximised (Fyne 2.8.0): the next
// start has the same size, but is not maximised.

// shapeRest is how long the shape must stay the same before it is saved: while the user
// drags an edge, it changes in each frame.
const shapeRest = time.Second

// reshaped saves the shape once it stays the same. UI goroutine.
func (p *panes) reshaped() {
	if p.wait == nil {
		return // the window does not run yet
	}
	if p.stopShape != nil {
		p.stopShape()
	}
	p.stopShape = p.wait(shapeRest, p.keepShape)
}

// keepShape saves the shape for the next start. It must run on the UI goroutine, or on
// any goroutine once the toolkit's loop has ended.
func (p *panes) keepShape() {
	size := p.w.Canvas().Size()
	p.w.settings.SetFloat(prefWidth, float64(size.Width))
	p.w.settings.SetFloat(prefHeight, float64(size.Height))
	sidebar, details := p.beside.Widths()
	p.w.settings.SetFloat(prefSidebar, float64(sidebar))
	p.w.settings.SetFloat(prefDetailsWidth, float64(details))
}

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
	p.beside.OnDragged = p.reshaped
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
	d.OnLink = p.w.openAddress
	d.OnPlay = p.w.playing.playBook
	d.OnCopy, d.OnRename = p.w.copyText, p.w.editor.askName
	d.Wait = p.w.tasks.later
	d.CoverAtHand = func(b *book.Book) (*image.RGBA, bool) { return p.w.lib.CoverAtHand(b, library.LargeCover) }
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

// typedKey handles a key that the books do not use.
func (w *Window) typedKey(key fyne.KeyName) {
	switch key {
	case keys.Help:
		w.menus.showHelp()
	default:
		w.menus.shortcut(keys.Plain(key))
	}
}

// showDetails shows the selected books in the details.
func (p *panes) showDetails() {
	switch {
	case !p.detailed():
	case p.w.selection.Len() > 1:
		p.several.show()
	default:
		p.several.last = sum{}
		p.details.Set(p.w.selection.Book())
	}
}

// openAddress opens a link to the web.
func (w *Window) openAddress(address string) {
	w.tasks.background(func() error {
		return player.OpenURI(w.app, address, "No web browser is set to open links.", "The link is "+words.Printable(address))
	})
}
