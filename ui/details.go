package ui

import (
	"context"
	"errors"
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"lectern/library"
	"lectern/library/book"
	"lectern/ui/books"
	"lectern/ui/details"
	"lectern/ui/keys"
	"lectern/ui/player"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// buildDetails puts the pane beside the table, if it is wanted in a window of
// that width.
func (w *Window) buildDetails(table fyne.CanvasObject, width float64) {
	d := details.New()
	d.OnFilter = func(query string) { w.search.SetText(query) }
	d.OnLink = w.openAddress
	d.OnPlay = w.playBook
	d.OnCopy = w.copyText
	d.Wait = w.later
	d.CoverAtHand = func(b *book.Book) (*image.RGBA, bool) { return w.lib.CoverAtHand(b, library.LargeCover) }
	d.FetchCover = func(b *book.Book, done func(*image.RGBA)) func() { return w.fetchCover(b, library.LargeCover, done) }
	d.Why = func(id book.ID, f book.Field, done func([]library.Claim)) {
		w.lib.Why(id, f, func(claims []library.Claim) { w.post(func() { done(claims) }) })
	}
	w.details = d
	w.beside = container.NewHSplit(table, container.NewStack(widgets.NewBackground(widgets.ColorSidebar, 0), d))
	left := width - sidebarWidth
	w.beside.SetOffset(w.settings.FloatWithFallback(prefDetailsAt, max(0.4, 1-details.Width/left)))
	w.place = container.NewStack()
	w.placeDetails(w.settings.details(width))
}

// placeDetails shows the pane, or the table alone.
func (w *Window) placeDetails(shown bool) {
	w.place.Objects = []fyne.CanvasObject{w.beside.Leading}
	if shown {
		w.place.Objects[0] = w.beside
	}
	w.place.Refresh()
	w.beside.Refresh()
}

// detailed reports whether the pane is shown.
func (w *Window) detailed() bool { return w.place.Objects[0] == fyne.CanvasObject(w.beside) }

func (w *Window) toggleDetails() {
	shown := !w.detailed()
	w.settings.setDetails(shown)
	w.placeDetails(shown)
	w.showDetails()
	w.SetMainMenu(w.mainMenu())
}

func (w *Window) detailsItem() *fyne.MenuItem {
	i := w.item("Details", w.toggleDetails, keys.Ctrl(fyne.KeyI))
	i.Checked = w.detailed()
	return i
}

// typedKey is a key that the table has no use for.
func (w *Window) typedKey(key fyne.KeyName) {
	switch key {
	case keys.Details:
		w.toggleDetails()
	case keys.Help:
		w.showHelp()
	case fyne.KeyF2:
		w.editSelected()
	}
}

// showDetails shows the selected book in the pane, if there is one.
func (w *Window) showDetails() {
	if w.detailed() {
		w.details.Set(w.selection.Book())
	}
}

// later calls on the UI goroutine after a while, unless it is stopped before.
func (w *Window) later(d time.Duration, do func()) (stop func()) {
	stopped := false // UI goroutine only
	timer := time.AfterFunc(d, func() {
		w.post(func() {
			if !stopped {
				do()
			}
		})
	})
	return func() {
		stopped = true
		timer.Stop()
	}
}

// fetchCover gets a cover and hands it over on the UI goroutine, unless it is
// stopped before; nil is a book without one.
func (w *Window) fetchCover(b *book.Book, size library.CoverSize, done func(*image.RGBA)) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	w.work.Go(func() {
		m, err := w.lib.Cover(ctx, b, size)
		if ctx.Err() != nil {
			return
		}
		if err != nil && library.HasCover(b) && !errors.Is(err, context.Canceled) {
			w.log.Info("cover_refused", "path", b.Path, "reason", err.Error())
		}
		w.post(func() {
			if ctx.Err() == nil {
				done(m)
			}
		})
	})
	return cancel
}

// openAddress opens a link to the web.
func (w *Window) openAddress(address string) {
	w.background(func() error {
		return player.OpenURI(w.app, address, "No web browser is set to open links.", "The link is "+words.Printable(address))
	})
}

// placeThumbs shows covers in the table's rows, or none, as the settings have
// it.
func (w *Window) placeThumbs() {
	if t := w.table.Thumbs; t != nil {
		t.End()
		w.table.Thumbs = nil
	}
	if !w.settings.Bool(prefThumbs) {
		return
	}
	t := books.NewThumbs(w.table)
	w.smallCovers(t)
	w.table.Thumbs = t
}

func (w *Window) toggleThumbs() {
	w.settings.SetBool(prefThumbs, !w.settings.Bool(prefThumbs))
	w.placeThumbs()
	w.table.Refresh()
	w.SetMainMenu(w.mainMenu())
}

func (w *Window) thumbsItem() *fyne.MenuItem {
	i := w.item("Covers in the table", w.toggleThumbs, nil)
	i.Checked = w.settings.Bool(prefThumbs)
	return i
}
