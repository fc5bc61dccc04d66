package ui

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"lectern/library"
	"lectern/library/book"
	"lectern/ui/details"
	"lectern/ui/keys"
	"lectern/ui/player"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// panes are the books, the details and the sidebar side by side, and the shape of the
// window.
type panes struct {
	w         *Window
	details   *details.Pane
	beside    *container.Split // the books and the details
	place     *fyne.Container  // holds beside, or the books alone
	split     *container.Split
	wait      func(time.Duration, func()) (stop func()) // runs a function later; nil until the window runs
	stopShape func()                                    // stops the timer of reshaped, nil if there is none
}

// The shape of the window is its size and the positions of the dividers. It is saved
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
	p.w.settings.SetFloat(prefSidebar, p.split.Offset)
	if p.detailed() {
		p.w.settings.SetFloat(prefDetailsAt, p.beside.Offset)
	}
}

// buildDetails places the details beside the books, if the settings want them in a
// window of this width.
func (p *panes) buildDetails(table fyne.CanvasObject, width float64) {
	d := details.New()
	d.OnFilter = func(query string) { p.w.searching.box.SetText(query) }
	d.OnLink = p.w.openAddress
	d.OnPlay = p.w.playing.playBook
	d.OnCopy = p.w.copyText
	d.Wait = p.w.tasks.later
	d.CoverAtHand = func(b *book.Book) (*image.RGBA, bool) { return p.w.lib.CoverAtHand(b, library.LargeCover) }
	d.FetchCover = func(b *book.Book, done func(*image.RGBA)) func() {
		return p.w.views.fetchCover(b, library.LargeCover, done)
	}
	d.Why = func(id book.ID, f book.Field, done func([]library.Claim)) {
		p.w.lib.Why(id, f, func(claims []library.Claim) { p.w.tasks.post(func() { done(claims) }) })
	}
	p.details = d
	p.beside = container.NewHSplit(table, container.NewStack(widgets.NewBackground(widgets.ColorSidebar, 0), d))
	left := width - sidebarWidth
	p.beside.SetOffset(p.w.settings.FloatWithFallback(prefDetailsAt, max(0.4, 1-details.Width/left)))
	p.place = container.NewStack()
	p.placeDetails(p.w.settings.details(width))
}

// placeDetails shows the books with the details, or alone.
func (p *panes) placeDetails(shown bool) {
	p.place.Objects = []fyne.CanvasObject{p.beside.Leading}
	if shown {
		p.place.Objects[0] = p.beside
	}
	p.place.Refresh()
	p.beside.Refresh()
}

// detailed reports whether the details are shown.
func (p *panes) detailed() bool { return p.place.Objects[0] == fyne.CanvasObject(p.beside) }

func (p *panes) toggleDetails() {
	shown := !p.detailed()
	p.w.settings.setDetails(shown)
	p.placeDetails(shown)
	p.showDetails()
	p.w.menus.refresh()
}

// typedKey handles a key that the books do not use.
func (w *Window) typedKey(key fyne.KeyName) {
	switch key {
	case keys.Details:
		w.panes.toggleDetails()
	case keys.Help:
		w.menus.showHelp()
	case fyne.KeyF2:
		w.editor.editSelected()
	}
}

// showDetails shows the selected book in the details.
func (p *panes) showDetails() {
	if p.detailed() {
		p.details.Set(p.w.selection.Book())
	}
}

// openAddress opens a link to the web.
func (w *Window) openAddress(address string) {
	w.tasks.background(func() error {
		return player.OpenURI(w.app, address, "No web browser is set to open links.", "The link is "+words.Printable(address))
	})
}
