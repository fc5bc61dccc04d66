package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"lectern/library/view"
	"lectern/ui/books"
	"lectern/ui/i18n"
	"lectern/ui/keys"
	"lectern/ui/sidebar"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// savedView is a named search and the way in which its books are shown. It is stored on
// disk, so its fields must never be renamed.
type savedView struct {
	books.Layout
	Text   string
	Folder []byte `json:",omitempty"` // bytes, because a path may not be UTF-8; empty for all
	Mode   string // the name of the view mode
}

// savedViews are the views that the user saved. While one of them is open, its columns,
// order and view mode replace those of the settings, and changes of these are kept only
// if the user chooses “Update to what is shown”.
type savedViews struct {
	w    *Window
	open string // the name of the view that is open, "" for none
}

// of returns the view with a name.
func (sv *savedViews) of(name string) (v savedView, ok bool) {
	for _, v := range sv.w.settings.savedViews() {
		if v.Name == name {
			return v, true
		}
	}
	return v, false
}

// order returns the order of the view that is open, nil for none.
func (sv *savedViews) order() []view.Order {
	if sv.open == "" {
		return nil
	}
	v, _ := sv.of(sv.open)
	order, _ := view.ParseSort(v.Sort)
	return order
}

// shown returns the name of the view that is open if its search is still the same, else
// "".
func (sv *savedViews) shown() string {
	if sv.open == "" {
		return ""
	}
	s := &sv.w.searching
	if v, _ := sv.of(sv.open); v.Text != s.box.Text || string(v.Folder) != s.query.Folder {
		return ""
	}
	return sv.open
}

// ofAllBooks reports whether the view that is open shows all books.
func (sv *savedViews) ofAllBooks() bool {
	v, ok := sv.of(sv.open)
	return ok && strings.TrimSpace(v.Text) == "" && len(v.Folder) == 0
}

// show opens a view as it was saved.
func (sv *savedViews) show(name string) {
	v, ok := sv.of(name)
	if !ok {
		return
	}
	sv.w.navigation.keep() // the text that was typed just now
	sv.present(name, v.Text)
	sv.w.searching.find(v.Text, string(v.Folder))
	sv.w.navigation.keep()
}

// leave closes the view that is open, before a search for text.
func (sv *savedViews) leave(text string) {
	if sv.open != "" {
		sv.present("", text)
	}
}

// present shows the columns, the order and the view mode of a view or, if there is none
// with this name, those of the settings. text is the next search.
func (sv *savedViews) present(name, text string) {
	w := sv.w
	columns, mode := w.settings.columns(), w.settings.viewMode()
	v, ok := sv.of(name)
	if ok {
		columns, mode = books.ParseChoices(v.Columns), v.Mode
	} else {
		name = ""
	}
	sv.open = name
	w.searching.query.Sort = w.searching.orderFor(text)
	w.views.table.SetColumns(columns)
	w.views.show(mode)
	w.menus.refresh()
}

// now returns the current search and its appearance as a view.
func (sv *savedViews) now(name string) savedView {
	q := sv.w.searching.query
	return savedView{sv.w.columns.layout(name), q.Text, []byte(q.Folder), sv.w.views.name()}
}

// askName asks for a name, and saves the current view under it. It asks before a view of
// this name is replaced.
func (sv *savedViews) askName() {
	sv.w.dialogs.askName(i18n.Text("Save view"), i18n.Text("Name of the view"), sv.w.searching.inWords(), func(name string) {
		taken := indexOf(sv.w.settings.savedViews(), name) >= 0
		sv.w.dialogs.askReplace(name, i18n.Text("There is a view of this name. What is shown now takes its place."), taken, func() { sv.save(name) })
	})
}

// save saves the current view under a name. It replaces a view of the same name.
func (sv *savedViews) save(name string) {
	all := sv.w.settings.savedViews()
	if i := indexOf(all, name); i >= 0 {
		sv.w.navigation.history.rename(all[i].Name, name)
		all[i] = sv.now(name)
	} else {
		all = append(all, sv.now(name))
		sv.w.sidebar.OpenBranch(sidebar.Views) // shows where the view is
	}
	sv.keep(all, name)
}

// askNewName asks for another name of a view.
func (sv *savedViews) askNewName(name string) {
	sv.w.dialogs.askName(i18n.Text("Rename view"), i18n.Text("Name of the view"), name, func(to string) { sv.rename(name, to) })
}

func (sv *savedViews) rename(name, to string) {
	all := sv.w.settings.savedViews()
	i, taken := indexOf(all, name), indexOf(all, to)
	if i < 0 {
		return
	}
	if taken >= 0 && taken != i {
		sv.w.messages.complain(i18n.Text("There is already a view called “{{.Name}}”.", "Name", words.Brief(to, words.BriefName)), "")
		return
	}
	all[i].Name = to
	sv.w.navigation.history.rename(name, to)
	open := sv.open
	if open == name {
		open = to
	}
	sv.keep(all, open)
}

// askRemove asks, and removes a view.
func (sv *savedViews) askRemove(name string) {
	sv.w.dialogs.ask(i18n.Text("Remove this view?"), name, i18n.Text("Only the view is removed. Its books stay in the library."), i18n.Text("Remove"), func() { sv.remove(name) })
}

func (sv *savedViews) remove(name string) {
	open := sv.open
	if open == name {
		sv.leave(sv.w.searching.query.Text)
		open = ""
	}
	sv.w.navigation.history.forget(name, sv.w.settings.viewMode())
	sv.keep(slices.DeleteFunc(sv.w.settings.savedViews(), func(v savedView) bool { return v.Name == name }), open)
	sv.w.searching.runQuery() // in the order of the settings
}

// move moves a view to another place among the views.
func (sv *savedViews) move(name string, to int) {
	all := sv.w.settings.savedViews()
	at := indexOf(all, name)
	if at < 0 || to == at || to < 0 || to >= len(all) {
		return
	}
	v := all[at]
	sv.keep(slices.Insert(slices.Delete(all, at, at+1), to, v), sv.open)
}

// indexOf returns the index of the view with a name, in any case, or −1.
func indexOf(all []savedView, name string) int {
	return slices.IndexFunc(all, func(v savedView) bool { return strings.EqualFold(v.Name, name) })
}

// keep saves the views, and shows them. open is the name of the view that is shown, "" for
// none.
func (sv *savedViews) keep(all []savedView, open string) {
	sv.w.settings.setSavedViews(all)
	sv.open = open
	sv.list()
	sv.w.searching.mark()
	sv.w.menus.refresh()
}

// joined shows the views and layouts that other windows saved meanwhile.
func (sv *savedViews) joined() {
	sv.list()
	sv.w.menus.refresh()
}

// list shows the views in the sidebar.
func (sv *savedViews) list() {
	var views []sidebar.SavedView
	for _, v := range sv.w.settings.savedViews() {
		icon := widgets.TableIcon
		switch v.Mode {
		case modeGrid:
			icon = widgets.GridIcon
		case modeSeries:
			icon = widgets.SeriesIcon
		case modeStatistics:
			icon = widgets.StatisticsIcon
		}
		views = append(views, sidebar.SavedView{Name: v.Name, Icon: icon})
	}
	sv.w.sidebar.SetViews(views)
}

// items are the entries of the views in the Go menu.
func (sv *savedViews) items() (items []*fyne.MenuItem) {
	for _, v := range sv.w.settings.savedViews() {
		items = append(items, sv.w.menus.item(words.Brief(v.Name, words.BriefMenu), func() { sv.show(v.Name) }, nil))
	}
	return items
}

// menu opens the menu of a view in the sidebar.
func (sv *savedViews) menu(name string, at fyne.Position) {
	all := sv.w.settings.savedViews()
	place := indexOf(all, name)
	step := func(title string, lines int, key fyne.KeyName) *fyne.MenuItem {
		i := fyne.NewMenuItem(title, func() { sv.move(name, place+lines) })
		i.Shortcut, i.Disabled = keys.Alt(key), place+lines < 0 || place+lines >= len(all)
		return i
	}
	widgets.ShowMenu(sv.w.Canvas(), at,
		fyne.NewMenuItem(i18n.Text("Open"), func() { sv.show(name) }),
		fyne.NewMenuItem(i18n.Text("Update to what is shown"), func() { sv.save(name) }),
		fyne.NewMenuItemSeparator(),
		step(i18n.Text("Move up"), -1, fyne.KeyUp),
		step(i18n.Text("Move down"), 1, fyne.KeyDown),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(i18n.Text("Rename…"), func() { sv.askNewName(name) }),
		fyne.NewMenuItem(i18n.Text("Remove…"), func() { sv.askRemove(name) }))
}
