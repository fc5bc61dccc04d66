package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// choices is the Preferences dialog. Each choice takes effect immediately.
type choices struct {
	w       *Window
	top     fyne.CanvasObject // the overlay of the dialog when it was last shown
	folders *fyne.Container   // a row for each root
	listed  []string          // the roots of these rows
}

const choicesWidth = 640 // the least width of the dialog, in pixels

// show shows the dialog.
func (c *choices) show() {
	var cells []fyne.CanvasObject // of the form: a title and a field in turn
	section := func(title string) {
		if len(cells) > 0 {
			cells = append(cells, widgets.NewSpacer(4), widgets.NewSpacer(4))
		}
		cells = append(cells, widget.NewLabelWithStyle(title, fyne.TextAlignLeading, fyne.TextStyle{Bold: true}), widget.NewLabel(""))
	}
	row := func(title string, field fyne.CanvasObject) {
		cells = append(cells, widget.NewLabel(title), field)
	}

	section(i18n.Text("Folders"))
	c.folders, c.listed = container.NewVBox(), nil
	c.listFolders(c.w.lib.Status().Roots)
	add := widgets.NewEscapeButton(i18n.Text("Add folder…"), c.w.adding.chooseFolder, c.w.dialogs.leave)
	row(i18n.Text("Your audiobooks"), container.NewVBox(c.folders, container.NewHBox(add)))

	section(i18n.Text("Scanning"))
	row(i18n.Text("Parallel reads"), c.workers())
	row(i18n.Text("Rows"), c.check(i18n.Text("Show individual files"), c.w.settings.everyFile(), c.w.commands.toggleEveryFile))

	section(i18n.Text("Appearance"))
	row(i18n.Text("Colours"), pick(c, appearances, c.w.settings.appearance(), func(a widgets.Appearance) {
		c.w.settings.SetString(prefAppearance, string(a))
		c.w.app.Settings().SetTheme(widgets.Theme{Appearance: a})
	}))
	row(i18n.Text("Text size"), pick(c, textSizes, c.w.settings.textSize(), c.w.textSize.choose))
	row(i18n.Text("Language"), c.language())
	row(i18n.Text("Row height"), pick(c, densities, c.w.settings.density(), c.w.columns.setDensity))
	row(i18n.Text("Table"), c.check(i18n.Text("Covers"), c.w.settings.thumbs(), c.w.views.toggleThumbs))
	row(i18n.Text("Window"), c.check(i18n.Text("Details of the selected book"), c.w.panes.detailed(), c.w.panes.toggleDetails))

	if c.w.lib.RetiredEdits() > 0 {
		section(i18n.Text("Advanced"))
		row(i18n.Text("Leftover edits"), c.retiredEdits())
	}

	content, size := scrolled(container.New(layout.NewFormLayout(), cells...))
	c.top = c.w.dialogs.inform(i18n.Text("Preferences"), content, fyne.NewSize(max(size.Width, choicesWidth), size.Height))
}

// tell lists the current roots while the dialog is open.
func (c *choices) tell(s *library.Status) {
	if c.top != nil && slices.Contains(c.w.Canvas().Overlays().List(), c.top) {
		c.listFolders(s.Roots)
	}
}

// listFolders makes a row for each root, with the commands for the root.
func (c *choices) listFolders(roots []library.Root) {
	paths := make([]string, len(roots))
	for i, r := range roots {
		paths[i] = r.Path
	}
	if slices.Equal(paths, c.listed) {
		return
	}
	c.listed = paths
	c.folders.RemoveAll()
	for _, path := range paths {
		name := widget.NewLabel(words.Brief(words.Path(path), words.BriefPath))
		name.Truncation = fyne.TextTruncateEllipsis
		settings := widgets.NewEscapeButton(i18n.Text("Settings…"), func() { c.showRoot(path) }, c.w.dialogs.leave)
		remove := widgets.NewEscapeButton(i18n.Text("Remove…"), func() { c.w.roots.removeRoot(path) }, c.w.dialogs.leave)
		c.folders.Add(container.NewBorder(nil, nil, nil, container.NewHBox(settings, remove), name))
	}
	if len(paths) == 0 {
		c.folders.Add(widget.NewLabel(i18n.Text("None yet")))
	}
	c.folders.Refresh()
}

// showRoot shows the settings of a root as they are now.
func (c *choices) showRoot(path string) {
	if r, known := c.w.lib.Status().Root(path); known {
		c.w.roots.showRoot(r)
	}
}

// workers returns the row for the number of files to read at once.
func (c *choices) workers() fyne.CanvasObject {
	now := c.w.settings.workers()
	return pick(c, readers(now), now, func(n int) {
		c.w.settings.SetInt(prefWorkers, n)
		c.w.lib.SetWorkers(n)
	})
}

// pick returns a drop-down list of options. It calls choose when the user chooses another
// one.
func pick[T comparable](c *choices, of options[T], now T, choose func(T)) *widgets.EscapeSelect {
	titles := of.titles()
	s := widgets.NewEscapeSelect(titles, c.w.dialogs.leave)
	s.SetSelectedIndex(of.index(now))
	s.OnChanged = func(title string) {
		choose(of[slices.Index(titles, title)].value)
		c.w.menus.refresh()
	}
	return s
}

// check returns a check box that calls toggle when the user ticks or unticks it.
func (c *choices) check(title string, on bool, toggle func()) fyne.CanvasObject {
	b := widgets.NewEscapeCheck(title, c.w.dialogs.leave)
	b.Checked = on
	b.OnChanged = func(bool) { toggle() }
	return b
}

// retiredEdits returns a row with the number of edits of books that left the library, and a
// button that discards them.
func (c *choices) retiredEdits() fyne.CanvasObject {
	number := widget.NewLabel("")
	var forget *widgets.EscapeButton
	show := func() {
		n := c.w.lib.RetiredEdits()
		number.SetText(i18n.Count(n, "{{.Count}} edit of books no longer in the library", "{{.Count}} edits of books no longer in the library"))
		if n == 0 {
			number.SetText(i18n.Text("Forgotten"))
		}
		widgets.SetEnabled(forget, n > 0)
	}
	forget = widgets.NewEscapeButton(i18n.Text("Forget…"), func() { c.w.editor.forgetRetiredEdits(show) }, c.w.dialogs.leave)
	show()
	return container.NewHBox(number, forget)
}
