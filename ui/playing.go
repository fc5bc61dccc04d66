package ui

import (
	"context"
	"image"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/message"
	"lectern/library/player"
	"lectern/ui/i18n"
	"lectern/ui/mpris"
	"lectern/ui/opener"
	"lectern/ui/playbar"
)

// playing plays books in the bar at the bottom, if mpv is installed, or else hands them to
// a player of the system.
type playing struct {
	w                     *Window
	id                    string // of the program, to the desktop
	bar                   *playbar.Bar
	around                fyne.CanvasObject             // what the bar is part of
	player                atomic.Pointer[player.Player] // nil until something is played
	speed                 float64                       // that the player was told last; its status comes later
	volume                int                           // the same
	book                  *book.Book                    // the open book as it was last read, nil for none
	heir                  *book.Book                    // the book that the player was told has the file that plays now; nil for book
	next                  []*book.Book                  // the books to play after it
	remote                atomic.Pointer[mpris.Remote]  // nil without a session bus
	cover                 func()                        // stops fetching the cover
	art                   string                        // the address of the cover, for the desktop; "" for none
	kept                  kept                          // where it was when that was last kept
	ticked                sleepChoice                   // in the main menu
	fault                 string                        // the message that says why nothing plays, "" for none
	backItem, forwardItem *fyne.MenuItem                // in the main menu
	pending               atomic.Bool                   // a change of the player waits for the UI goroutine
	options               []string                      // of mpv, for tests
}

// openBooks plays books, one after the other. A book that is open already goes on.
func (p *playing) openBooks(books []*book.Book) {
	if len(books) > 0 {
		p.open(books, func() {
			if !p.resume(books[0]) {
				p.play(books[0], stopped(books[0]))
			}
		}, func() opener.Queue { return opener.QueueOf(books) })
	}
}

// hasOpen reports whether a book is open.
func (p *playing) hasOpen(b *book.Book) bool { return p.book != nil && p.book.ID == b.ID }

// resume goes on with a book if it is open.
func (p *playing) resume(b *book.Book) bool {
	if !p.hasOpen(b) {
		return false
	}
	p.player.Load().Resume()
	return true
}

// stopped returns where playing a book goes on.
func stopped(b *book.Book) time.Duration {
	return player.NewTimeline(b, nil).Resume(b.Listening, time.Now())
}

// openSelected plays the selected books.
func (p *playing) openSelected() { p.openBooks(p.w.selection.Books()) }

// playBook plays a book from one of its files, or from a time in the book if f is nil.
func (p *playing) playBook(b *book.Book, at time.Duration, f *book.File) {
	if f != nil {
		at += player.NewTimeline(b, nil).Start(f.Path)
	}
	p.open([]*book.Book{b}, func() { p.play(b, at) }, func() opener.Queue {
		if f == nil {
			part, from := player.NewTimeline(b, nil).Spot(at)
			return opener.QueueFrom(b, b.Files[part], from)
		}
		return opener.QueueFrom(b, f, 0)
	})
}

// open plays books. play plays the first of them in the bar; otherwise returns what a
// player of the system gets if mpv is not installed.
func (p *playing) open(books []*book.Book, play func(), otherwise func() opener.Queue) {
	p.w.tasks.work.Go(func() {
		installed := player.Installed()
		p.w.tasks.post(func() {
			if installed {
				p.next = books[1:]
				play()
			} else {
				p.playQueue(otherwise())
			}
		})
	})
}

// play plays a book in the bar.
func (p *playing) play(b *book.Book, at time.Duration) {
	line := player.NewTimeline(b, library.Chapters(b))
	switch absent, skipped := line.Absent(), line.Skipped(); {
	case skipped == len(line.Parts):
	case skipped > absent:
		p.w.messages.say(i18n.Count(skipped, "Playing without {{.Count}} file that is missing or can’t be read.", "Playing without {{.Count}} files that are missing or can’t be read."), "")
	case absent > 0:
		p.sayMissing(absent)
	}
	p.w.log.Info("book_played", "path", b.Path, "at", at)
	p.keepNow()
	p.kept.open(at)
	p.heir = nil
	p.show(b)
	pl := p.started()
	p.speed = p.speedOf(b)
	pl.SetSpeed(p.speed)
	pl.Play(line, at)
}

// speedOf returns the speed of a book: its own, or else the last that the user chose.
func (p *playing) speedOf(b *book.Book) float64 {
	if speed := b.Speed(); speed != 0 {
		return speed
	}
	return p.w.settings.speed()
}

func (p *playing) sayMissing(n int) {
	p.w.messages.say(i18n.Count(n, "Playing without what is missing: {{.Count}} file is not there.", "Playing without what is missing: {{.Count}} files are not there."), "")
}

// started returns the player.
func (p *playing) started() *player.Player {
	if p.player.Load() == nil {
		p.speed, p.volume = p.w.settings.speed(), p.w.settings.volume()
		p.player.Store(player.New(player.Options{
			Speed: p.speed, Volume: p.volume, Log: p.w.log, More: p.options,
			Changed: func() {
				if p.pending.CompareAndSwap(false, true) {
					p.w.tasks.post(p.changed)
				}
			},
			Say: func(text, why message.Message) {
				p.w.tasks.post(func() { p.complain(i18n.Message(text), i18n.Message(why)) })
			},
		}))
		p.w.tasks.work.Go(p.connect)
	}
	return p.player.Load()
}

// connect makes the player known on the session bus. It blocks on the bus.
func (p *playing) connect() {
	on := func(do func(*player.Player)) func() {
		return func() { p.w.tasks.post(func() { p.with(do) }) }
	}
	remote, err := mpris.Connect(p.id, mpris.Commands{
		Toggle: on((*player.Player).Toggle), Play: on((*player.Player).Resume), Pause: on((*player.Player).Pause), Previous: on((*player.Player).Previous), Next: on((*player.Player).Next),
		Stop:      on(func(*player.Player) { p.stop() }),
		Raise:     func() { p.w.tasks.post(p.w.raise) },
		Quit:      func() { p.w.tasks.post(p.w.closeWindow) },
		Skip:      func(by time.Duration) { p.w.tasks.post(func() { p.skip(by) }) },
		Seek:      func(at time.Duration) { p.w.tasks.post(func() { p.with(func(pl *player.Player) { pl.Seek(at) }) }) },
		SetSpeed:  func(speed float64) { p.w.tasks.post(func() { p.setSpeed(speed) }) },
		SetVolume: func(percent int) { p.w.tasks.post(func() { p.setVolume(percent) }) },
	})
	if err != nil {
		p.w.log.Info("no_media_keys", "reason", err.Error())
		return
	}
	p.remote.Store(remote)
	p.w.tasks.post(p.changed)
}

// complain shows what the player says, until a book plays again.
func (p *playing) complain(text, why string) {
	p.w.messages.complain(text, why)
	if s := p.player.Load().Status(); !s.Playing || s.Stalled {
		p.fault = p.w.messages.message.Text
	}
}

// changed shows what the player does.
func (p *playing) changed() {
	p.pending.Store(false)
	s := p.player.Load().Status()
	if p.heir != nil && s.Timeline != nil && s.Timeline.ID == p.heir.ID {
		p.show(p.heir)
		p.heir = nil
	}
	p.remote.Load().Set(p.seen(s))
	if s.Timeline == nil || p.book == nil {
		return
	}
	if s.Playing && !s.Stalled && p.fault != "" {
		p.w.messages.withdraw(p.fault)
		p.fault = ""
	}
	p.keep(s, time.Now())
	if s.Ended && len(p.next) > 0 && s.Timeline.ID == p.book.ID && !s.Asleep {
		b := p.w.editor.newest(p.next[:1])[0] // it may have moved while the book before it played
		p.next = p.next[1:]
		p.play(b, stopped(b))
		return
	}
	if !p.bar.Visible() {
		p.bar.Show()
		p.around.Refresh()
		p.w.menus.tell()
	}
	p.tellSleep()
	p.bar.Set(s, s.At(time.Now()))
}

// seen is what the desktop shows.
func (p *playing) seen(s *player.Status) *mpris.State {
	seen := &mpris.State{Status: s}
	if p.book != nil {
		seen.Authors = p.book.Authors
		seen.Cover = p.art
	}
	return seen
}

// show shows the title and the cover of a book in the bar.
func (p *playing) show(b *book.Book) {
	p.book = b
	if p.cover != nil {
		p.cover()
	}
	m, known := p.w.lib.CoverAtHand(b, library.LargeCover)
	p.bar.SetBook(b, m)
	if !known {
		p.cover = p.w.views.fetchCover(b, library.LargeCover, func(m *image.RGBA) { p.bar.SetBook(b, m) })
	}
	p.art = ""
	if picture, _ := b.Shown(); picture != "" {
		p.art = opener.FileURI(picture)
	} else if library.HasCover(b) {
		p.findArt(b)
	}
}

// findArt finds a file with a cover that is inside of a book, or that the user chose.
func (p *playing) findArt(b *book.Book) {
	p.w.tasks.work.Go(func() {
		path := p.w.lib.CoverFile(context.Background(), b)
		if path == "" {
			return
		}
		p.w.tasks.post(func() {
			if p.hasOpen(b) {
				p.art = opener.FileURI(path)
				p.changed()
			}
		})
	})
}

// tell updates the open book if it was read again. If the file that plays is in another book
// now, as while another program changes the tags of one file after the other, that is the
// open book from then on. Where a file is a row, an open book of several files stays as it is.
func (p *playing) tell() {
	if p.book == nil || p.w.settings.everyFile() && len(p.book.Files) > 1 {
		return
	}
	b := p.w.rows.View().Book(p.book.ID)
	if b == p.book {
		return
	}
	if s := p.player.Load().Status(); s.Timeline != nil && s.Timeline.ID == p.book.ID && (b == nil || !s.GoesOnIn(player.NewTimeline(b, nil))) {
		b = p.w.lib.BookOf(s.Plays())
	}
	if b == nil || b == p.book || b == p.heir {
		return
	}
	before, was := *p.book, p.book.ID
	before.Listening, before.Days = b.Listening, b.Days // what changes most, and shows nowhere here
	if before.Same(b) {
		p.book = b
		return
	}
	if b.ID == was {
		p.show(b)
	} else {
		p.heir = b
	}
	p.player.Load().Update(was, player.NewTimeline(b, library.Chapters(b)))
}

// stop closes the open book and hides the bar.
func (p *playing) stop() {
	if p.book == nil {
		return
	}
	p.keepNow()
	p.book, p.heir, p.next = nil, nil, nil
	p.player.Load().Stop()
	p.bar.Hide()
	p.around.Refresh()
	p.w.Canvas().Focus(p.w.views.front())
	p.tellSleep()
	p.w.menus.tell()
}

// end ends the player, when the window ends. It may be called on any goroutine.
func (p *playing) end() {
	if player := p.player.Load(); player != nil {
		p.keepNow()
		p.remote.Load().Close()
		player.Close()
	}
}

// playQueue hands a queue to a player of the system.
func (p *playing) playQueue(q opener.Queue) {
	switch {
	case len(q.Files) == 0 && q.Offline:
		p.w.messages.complain(i18n.Text("“{{.Title}}” can’t be played: its folder is offline.", "Title", q.Title), "")
		return
	case len(q.Files) == 0:
		p.w.messages.complain(i18n.Text("“{{.Title}}” can’t be played: its files are not there.", "Title", q.Title), "")
		return
	case q.Missing > 0:
		p.sayMissing(q.Missing)
	}
	p.w.tasks.background(func() error {
		err := opener.Play(q)
		if err == nil && q.Missing == 0 {
			p.w.tasks.post(p.sayElsewhere)
		}
		return err
	})
}

// sayElsewhere says once what mpv adds.
func (p *playing) sayElsewhere() {
	if p.w.settings.Bool(prefPlayerTold) {
		return
	}
	p.w.settings.SetBool(prefPlayerTold, true)
	p.w.messages.say(i18n.Text("The book opens in another player."), i18n.Text("If you install mpv, Lectern plays books itself: with chapters, at any speed, across all files of a book."))
}
