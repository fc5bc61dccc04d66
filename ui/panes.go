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

// panes are the parts of the window beside each other, and the shape they have.
type panes struct {
	w         *Window
	details   *details.Pane
	beside    *container.Split // the books and the details
	place     *fyne.Container  // holds it, or the books alone
	split     *container.Split
	wait      func(time.Duration, func()) (stop func()) // as later; nil until the window runs
	stopShape func()                                    // what reshaped waits for, nil for nothing
}

// The shape of the window, its size and where its parts meet, is kept for the next
// start: soon after it changed, as nobody knows how the program ends.
//
// The toolkit does not tell whether the window is maximised (Fyne 2.8.0): it comes
// back in that size, and not maximised.

// shapeRest is how long the shape must rest before it is kept: a window that is being
// dragged has another each frame.
const shapeRest = time.Second

// reshaped has the shape kept once it rests. UI goroutine.
func (p *panes) reshaped() {
	if p.wait == nil {
		return // the window does not run yet
	}
	if p.stopShape != nil {
		p.stopShape()
	}
	p.stopShape = p.wait(shapeRest, p.keepShape)
}

// keepShape keeps the window's shape for the next start. UI goroutine, or any once
// the toolkit's loop is over.
func (p *panes) keepShape() {
	size := p.w.Canvas().Size()
	p.w.settings.SetFloat(prefWidth, float64(size.Width))
	p.w.settings.SetFloat(prefHeight, float64(size.Height))
	p.w.settings.SetFloat(prefSidebar, p.split.Offset)
	if p.detailed() {
		p.w.settings.SetFloat(prefDetailsAt, p.beside.Offset)
	}
}

// buildDetails puts the pane beside the table, if it is wanted in a window of
// that width.
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

// placeDetails shows the pane, or the table alone.
func (p *panes) placeDetails(shown bool) {
	p.place.Objects = []fyne.CanvasObject{p.beside.Leading}
	if shown {
		p.place.Objects[0] = p.beside
	}
	p.place.Refresh()
	p.beside.Refresh()
}

// detailed reports whether the pane is shown.
func (p *panes) detailed() bool { return p.place.Objects[0] == fyne.CanvasObject(p.beside) }

func (p *panes) toggleDetails() {
	shown := !p.detailed()
	p.w.settings.setDetails(shown)
	p.placeDetails(shown)
	p.showDetails()
	p.w.menus.refresh()
}

// typedKey is a key that the table has no use for.
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

// showDetails shows the selected book in the pane, if there is one.
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
