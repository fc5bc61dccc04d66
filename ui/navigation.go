package ui

import (
	"fyne.io/fyne/v2"

	"lectern/ui/i18n"
	"lectern/ui/keys"
)

// navigation goes back and forward through the history of locations.
type navigation struct {
	w       *Window
	history history
	walking bool // what is shown now is a location of the history
}

// keep adds the current location to the history.
func (n *navigation) keep() {
	if n.walking {
		return
	}
	q := n.w.searching.query
	n.history.push(location{q.Text, q.Folder, n.w.views.name(), n.w.searching.saved.open})
	n.w.menus.tell()
}

// walk shows the location this many steps away in the history; negative steps go back.
func (n *navigation) walk(steps int) {
	n.keep() // the text that was typed just now
	if !n.history.can(steps) {
		return
	}
	n.walking = true
	defer func() { n.walking = false }()
	to := n.history.walk(steps)
	if to.saved != n.w.searching.saved.open {
		n.w.searching.saved.present(to.saved, to.text)
	}
	n.w.searching.find(to.text, to.folder)
	n.w.views.set(to.mode)
	n.w.menus.tell()
}

// menu returns the Go menu.
func (n *navigation) menu() *fyne.Menu {
	m, s := &n.w.menus, &n.w.searching
	step := func(title string, steps int, key fyne.KeyName) *fyne.MenuItem {
		i := m.item(title, func() { n.walk(steps) }, keys.Alt(key))
		return m.when(i, func() bool { return n.history.can(steps) })
	}
	menu := fyne.NewMenu(i18n.TextIn("menu", "Go"),
		step(i18n.Text("Back"), -1, fyne.KeyLeft),
		step(i18n.Text("Forward"), 1, fyne.KeyRight),
		fyne.NewMenuItemSeparator(),
		m.item(i18n.Text("All books"), s.showAll, nil),
		m.when(m.item(i18n.TextIn("the books in progress", "Continue"), s.showStarted, nil), func() bool { return n.w.lib.Values().Started(s.query.Hidden) > 0 }),
		m.item(i18n.Text("Recently added"), s.showRecent, nil),
		m.item(i18n.Text("Missing books"), s.showMissing, nil))
	if saved := s.saved.items(); len(saved) > 0 {
		menu.Items = append(append(menu.Items, fyne.NewMenuItemSeparator()), saved...)
	}
	return menu
}
