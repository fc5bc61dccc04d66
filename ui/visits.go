package ui

import (
	"fyne.io/fyne/v2"

	"lectern/ui/i18n"
	"lectern/ui/keys"
)

// visits goes back and forward through the history of looks.
type visits struct {
	w       *Window
	history history
	walking bool // what is shown now is a look of the history
}

// keep adds the current look to the history.
func (v *visits) keep() {
	if v.walking {
		return
	}
	q := v.w.searching.query
	v.history.visit(look{q.Text, q.Folder, v.w.views.name(), v.w.searching.saved.open})
	v.w.menus.tell()
}

// walk shows the look this many steps away in the history; negative steps go back.
func (v *visits) walk(steps int) {
	v.keep() // the text that was typed just now
	if !v.history.can(steps) {
		return
	}
	v.walking = true
	defer func() { v.walking = false }()
	to := v.history.walk(steps)
	if to.saved != v.w.searching.saved.open {
		v.w.searching.saved.present(to.saved, to.text)
	}
	v.w.searching.find(to.text, to.folder)
	v.w.views.set(to.mode)
	v.w.menus.tell()
}

// menu returns the Go menu.
func (v *visits) menu() *fyne.Menu {
	m, s := &v.w.menus, &v.w.searching
	step := func(title string, steps int, key fyne.KeyName) *fyne.MenuItem {
		i := m.item(title, func() { v.walk(steps) }, keys.Alt(key))
		return m.when(i, func() bool { return v.history.can(steps) })
	}
	menu := fyne.NewMenu(i18n.TextIn("menu", "Go"),
		step(i18n.Text("Back"), -1, fyne.KeyLeft),
		step(i18n.Text("Forward"), 1, fyne.KeyRight),
		fyne.NewMenuItemSeparator(),
		m.item(i18n.Text("All books"), s.showAll, nil),
		m.when(m.item(i18n.TextIn("the books in progress", "Continue"), s.showStarted, nil), func() bool { return v.w.lib.Values().Started(s.query.Hidden) > 0 }),
		m.item(i18n.Text("Recently added"), s.showRecent, nil),
		m.item(i18n.Text("Missing books"), s.showMissing, nil))
	if saved := s.saved.items(); len(saved) > 0 {
		menu.Items = append(append(menu.Items, fyne.NewMenuItemSeparator()), saved...)
	}
	return menu
}
