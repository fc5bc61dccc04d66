package ui

import (
	"math"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"lectern/library/player"
	"lectern/ui/i18n"
	"lectern/ui/keys"
	"lectern/ui/playbar"
)

// build makes the bar, which is hidden until something is played.
func (p *playing) build() fyne.CanvasObject {
	p.bar = playbar.New()
	with := func(do func(*player.Player)) func() {
		return func() { p.with(do) }
	}
	p.bar.OnToggle, p.bar.OnPrevious, p.bar.OnNext = with((*player.Player).Toggle), with((*player.Player).Previous), with((*player.Player).Next)
	p.bar.OnSkip, p.bar.OnBack, p.bar.OnForward = p.skip, p.back, p.forward
	p.bar.SetSkip(p.w.settings.skip())
	p.bar.OnSeek = func(at time.Duration) { p.with(func(pl *player.Player) { pl.Seek(at) }) }
	p.bar.OnSpeed, p.bar.OnVolume, p.bar.OnLouder, p.bar.OnClose = p.setSpeed, p.setVolume, p.louder, p.stop
	p.bar.OnSleep, p.bar.OnBookmarks = p.sleepItems, p.w.bookmarks.items
	p.bar.OnBook = p.showBook
	p.bar.OnKey = func(e *fyne.KeyEvent) {
		switch e.Name {
		case fyne.KeyB:
			p.w.tasks.post(p.w.bookmarks.add) // after the letter, which would be typed into the note
		case fyne.KeyLeftBracket:
			p.sign('[')
		case fyne.KeyRightBracket:
			p.sign(']')
		default:
			p.w.typedKey(e.Name)
		}
	}
	p.around = container.NewStack(p.bar)
	return p.around
}

// showBook selects the open book in the list: among all books if the search does not find it,
// and in place of the statistics.
func (p *playing) showBook() {
	switch {
	case p.book == nil:
	case p.w.rows.View().IndexNear(p.book.ID, 0) < 0:
		p.w.searching.showAll()
		p.w.adding.awaitFile(p.book.Files[0].Path)
	case p.w.views.summed:
		p.w.views.showBook(p.book)
	default:
		p.w.selection.Select(p.w.rows.View().IndexNear(p.book.ID, 0))
	}
}

// with runs do with the player if a book is open.
func (p *playing) with(do func(*player.Player)) {
	if p.book != nil {
		do(p.player.Load())
	}
}

// setSkip makes a number of seconds that by which Back and Forward go.
func (p *playing) setSkip(seconds int) {
	p.w.settings.SetInt(prefSkip, seconds)
	by := p.w.settings.skip()
	p.bar.SetSkip(by)
	p.backItem.Label, p.forwardItem.Label = playbar.Back(by), playbar.Forward(by)
}

func (p *playing) back()    { p.skip(-p.w.settings.skip()) }
func (p *playing) forward() { p.skip(p.w.settings.skip()) }

func (p *playing) skip(by time.Duration) { p.with(func(pl *player.Player) { pl.Skip(by) }) }

// sign does what a sign means to a player, and reports whether it means something: Space
// pauses, and brackets change the speed, as in mpv.
func (p *playing) sign(r rune) bool {
	if p.book == nil {
		return false
	}
	switch r {
	case ' ':
		p.with((*player.Player).Toggle)
	case '[':
		p.faster(-1)
	case ']':
		p.faster(1)
	default:
		return false
	}
	return true
}

// setSpeed sets the speed of the open book, and of those that have none of their own, within
// the limits of the player. The desktop may ask for any number.
func (p *playing) setSpeed(speed float64) {
	if math.IsNaN(speed) {
		return
	}
	speed = max(player.SlowestSpeed, min(speed, player.FastestSpeed))
	p.with(func(pl *player.Player) {
		p.speed = speed
		pl.SetSpeed(speed)
		p.w.settings.SetFloat(prefSpeed, speed)
		p.w.lib.SetSpeed(speed, p.book.ID)
	})
}

// faster makes the speed so many steps faster.
func (p *playing) faster(steps int) { p.setSpeed(playbar.Faster(p.speed, steps)) }

func (p *playing) setVolume(percent int) {
	percent = max(0, min(percent, player.FullVolume))
	p.with(func(pl *player.Player) {
		p.volume = percent
		pl.SetVolume(percent)
		p.w.settings.SetFloat(prefVolume, float64(percent))
	})
}

func (p *playing) louder(steps int) { p.setVolume(p.volume + steps*playbar.VolumeStep) }

// sleepTimes are the minutes that the sleep timer offers.
var sleepTimes = [...]int{5, 10, 15, 30, 45, 60, 90}

// sleepChoice is what the user chose in the menu of the sleep timer, the zero value if
// nothing plays.
type sleepChoice struct {
	off, chapter bool
	after        time.Duration
}

// sleepChosen returns the choice in force.
func (p *playing) sleepChosen() (c sleepChoice) {
	p.with(func(pl *player.Player) {
		s := pl.Status().Sleep
		c = sleepChoice{s == player.Sleep{}, s.End > 0, s.After}
	})
	return c
}

// sleepItems are the items of the sleep timer, with a tick at the choice in force.
func (p *playing) sleepItems() []*fyne.MenuItem {
	now := p.sleepChosen()
	item := func(title string, chosen bool, do func(*player.Player)) *fyne.MenuItem {
		i := fyne.NewMenuItem(title, func() { p.with(do) })
		i.Checked = chosen
		return i
	}
	after := func(d time.Duration) func(*player.Player) {
		return func(pl *player.Player) { pl.SleepAfter(d) }
	}
	items := []*fyne.MenuItem{
		item(i18n.TextIn("sleep timer", "Off"), now.off, after(0)),
		item(i18n.Text("End of chapter"), now.chapter, (*player.Player).SleepAtChapterEnd),
	}
	for _, m := range sleepTimes {
		d := time.Duration(m) * time.Minute
		items = append(items, item(i18n.Count(m, "{{.Count}} minute", "{{.Count}} minutes"), now.after == d, after(d)))
	}
	return items
}

// tellSleep makes the tick in the main menu current.
func (p *playing) tellSleep() {
	if now := p.sleepChosen(); now != p.ticked {
		p.ticked = now
		p.w.menus.refresh()
	}
}

// goTo plays the open book from a time on.
func (p *playing) goTo(at time.Duration) {
	p.with(func(pl *player.Player) {
		pl.Seek(at)
		pl.Resume()
	})
}

// arrows are the arrow keys.
var arrows = []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown}

// menu returns the Playback menu.
func (p *playing) menu() *fyne.Menu {
	m := &p.w.menus
	plays := func() bool { return p.book != nil }
	item := func(title string, do func(), key fyne.KeyName, modifier fyne.KeyModifier) *fyne.MenuItem {
		i := m.when(m.item(title, do, nil), plays)
		if key != "" {
			shortcut := keys.Ctrl(key)
			shortcut.Modifier |= modifier
			i.Shortcut = shortcut
			if slices.Contains(arrows, key) { // a text box that has the focus uses them itself
				p.w.Canvas().AddShortcut(shortcut, func(fyne.Shortcut) { i.Action() })
			} else {
				m.hear(shortcut, i.Action)
			}
		}
		return i
	}
	with := func(do func(*player.Player)) func() {
		return func() { p.with(do) }
	}
	sleep := m.when(newSubmenu(i18n.Text("Sleep timer"), p.sleepItems()...), plays)
	for _, i := range sleep.ChildMenu.Items { // the keyboard opens this menu even while it is greyed out
		i.Action = m.w.dialogs.uncovered(i.Action)
		m.when(i, plays)
	}
	slower := item(i18n.Text("Slower"), func() { p.faster(-1) }, fyne.KeyDown, fyne.KeyModifierShift)
	faster := item(i18n.Text("Faster"), func() { p.faster(1) }, fyne.KeyUp, fyne.KeyModifierShift)
	m.hear(keys.Ctrl(fyne.KeyLeftBracket), slower.Action) // on some keyboards, brackets need AltGr
	m.hear(keys.Ctrl(fyne.KeyRightBracket), faster.Action)
	by := p.w.settings.skip()
	p.backItem = item(playbar.Back(by), p.back, fyne.KeyLeft, 0)
	p.forwardItem = item(playbar.Forward(by), p.forward, fyne.KeyRight, 0)
	return fyne.NewMenu(i18n.TextIn("menu", "Playback"),
		item(i18n.Text("Play or pause"), with((*player.Player).Toggle), fyne.KeyP, 0),
		p.backItem,
		p.forwardItem,
		item(i18n.Text("Previous chapter"), with((*player.Player).Previous), fyne.KeyLeft, fyne.KeyModifierShift),
		item(i18n.Text("Next chapter"), with((*player.Player).Next), fyne.KeyRight, fyne.KeyModifierShift),
		fyne.NewMenuItemSeparator(),
		item(i18n.Text("Add bookmark…"), p.w.bookmarks.add, fyne.KeyB, 0),
		item(i18n.Text("Bookmarks"), p.bar.ShowBookmarks, fyne.KeyB, fyne.KeyModifierShift),
		fyne.NewMenuItemSeparator(),
		slower,
		faster,
		item(i18n.Text("Normal speed"), func() { p.setSpeed(1) }, "", 0),
		fyne.NewMenuItemSeparator(),
		item(i18n.Text("Louder"), func() { p.louder(1) }, fyne.KeyUp, 0),
		item(i18n.Text("Quieter"), func() { p.louder(-1) }, fyne.KeyDown, 0),
		fyne.NewMenuItemSeparator(),
		sleep,
		item(i18n.Text("Close the player"), p.stop, "", 0))
}
