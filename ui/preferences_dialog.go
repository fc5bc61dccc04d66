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

// preferencesDialog is the Preferences dialog. Each choice takes effect immediately.
type preferencesDialog struct {
	w       *Window
	top     fyne.CanvasObject // the overlay of the dialog when it was last shown
	folders *fyne.Container   // a row for each root
	listed  []string          // the roots of these rows
}

const preferencesWidth = 640 // the least width of the dialog, in pixels

// show shows the dialog.
func (d *preferencesDialog) show() {
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
	d.folders = container.NewVBox()
	d.listFolders(d.w.lib.Status().Roots)
	add := widgets.NewEscapeButton(i18n.Text("Add folder…"), d.w.adding.chooseFolder, d.w.dialogs.leave)
	row(i18n.Text("Your audiobooks"), container.NewVBox(d.folders, container.NewHBox(add)))

	section(i18n.Text("Scanning"))
	row(i18n.Text("Parallel reads"), d.workers())

	section(i18n.Text("Appearance"))
	row(i18n.Text("Colours"), pick(d, appearances, d.w.settings.appearance(), func(a widgets.Appearance) {
		d.w.settings.SetString(prefAppearance, string(a))
		d.w.app.Settings().SetTheme(widgets.Theme{Appearance: a})
	}))
	row(i18n.Text("Text size"), pick(d, textSizes, d.w.settings.textSize(), d.w.textSize.choose))
	row(i18n.Text("Language"), d.language())
	row(i18n.Text("Row height"), pick(d, densities, d.w.settings.density(), d.w.columns.setDensity))
	row(i18n.Text("Rows"), d.check(i18n.Text("Show individual files"), d.w.settings.everyFile(), d.w.commands.toggleEveryFile))
	row(i18n.Text("Table"), d.check(i18n.Text("Covers"), d.w.settings.thumbs(), d.w.views.toggleThumbs))
	row(i18n.Text("Window"), d.check(i18n.Text("Details of the selected book"), d.w.panes.detailed(), d.w.panes.toggleDetails))

	section(i18n.Text("Player"))
	skip := int(d.w.settings.skip().Seconds())
	row(i18n.Text("Back and forward"), pick(d, skips(skip), skip, d.w.playing.setSkip))

	if d.w.lib.RetiredEdits() > 0 {
		section(i18n.Text("Advanced"))
		row(i18n.Text("Leftover edits"), d.retiredEdits())
	}

	content, size := scrolled(container.New(layout.NewFormLayout(), cells...))
	d.top = d.w.dialogs.inform(i18n.Text("Preferences"), content, fyne.NewSize(max(size.Width, preferencesWidth), size.Height))
}

// tell lists the current roots while the dialog is open.
func (d *preferencesDialog) tell(s *library.Status) {
	if d.top != nil && slices.Contains(d.w.Canvas().Overlays().List(), d.top) {
		d.listFolders(s.Roots)
	}
}

// listFolders makes a row for each root, with the commands for the root.
func (d *preferencesDialog) listFolders(roots []library.Root) {
	paths := make([]string, len(roots))
	for i, r := range roots {
		paths[i] = r.Path
	}
	if len(d.folders.Objects) > 0 && slices.Equal(paths, d.listed) {
		return
	}
	d.listed = paths
	d.folders.RemoveAll()
	for _, path := range paths {
		name := widget.NewLabel(words.Brief(words.Path(path), words.BriefPath))
		name.Truncation = fyne.TextTruncateEllipsis
		settings := widgets.NewEscapeButton(i18n.Text("Settings…"), func() { d.showRoot(path) }, d.w.dialogs.leave)
		remove := widgets.NewEscapeButton(i18n.Text("Remove…"), func() { d.w.roots.removeRoot(path) }, d.w.dialogs.leave)
		d.folders.Add(container.NewBorder(nil, nil, nil, container.NewHBox(settings, remove), name))
	}
	if len(paths) == 0 {
		d.folders.Add(widget.NewLabel(i18n.Text("None yet")))
	}
	d.folders.Refresh()
}

// showRoot shows the settings of a root as they are now.
func (d *preferencesDialog) showRoot(path string) {
	if r, known := d.w.lib.Status().Root(path); known {
		d.w.roots.showRoot(r)
	}
}

// workers returns the row for the number of files to read at once.
func (d *preferencesDialog) workers() fyne.CanvasObject {
	now := d.w.settings.workers()
	return pick(d, readers(now), now, func(n int) {
		d.w.settings.SetInt(prefWorkers, n)
		d.w.lib.SetWorkers(n)
	})
}

// pick returns a drop-down list of options. It calls choose when the user chooses another
// one.
func pick[T comparable](d *preferencesDialog, of options[T], now T, choose func(T)) *widgets.EscapeSelect {
	titles := of.titles()
	s := widgets.NewEscapeSelect(titles, d.w.dialogs.leave)
	s.SetSelectedIndex(of.index(now))
	s.OnChanged = func(title string) {
		choose(of[slices.Index(titles, title)].value)
		d.w.menus.refresh()
	}
	return s
}

// check returns a check box that calls toggle when the user ticks or unticks it.
func (d *preferencesDialog) check(title string, on bool, toggle func()) fyne.CanvasObject {
	b := widgets.NewEscapeCheck(title, d.w.dialogs.leave)
	b.Checked = on
	b.OnChanged = func(bool) { toggle() }
	return b
}

// retiredEdits returns a row with the number of edits of books that left the library, and a
// button that discards them.
func (d *preferencesDialog) retiredEdits() fyne.CanvasObject {
	number := widget.NewLabel("")
	var forget *widgets.EscapeButton
	show := func() {
		n := d.w.lib.RetiredEdits()
		number.SetText(i18n.Count(n, "{{.Count}} edit of books no longer in the library", "{{.Count}} edits of books no longer in the library"))
		if n == 0 {
			number.SetText(i18n.Text("Forgotten"))
		}
		widgets.SetEnabled(forget, n > 0)
	}
	forget = widgets.NewEscapeButton(i18n.Text("Forget…"), func() { d.w.editor.forgetRetiredEdits(show) }, d.w.dialogs.leave)
	show()
	return container.NewHBox(number, forget)
}
