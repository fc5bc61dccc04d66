package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/i18n"
	"lectern/ui/widgets"
)

// toolbar is the row at the top of the window: the view mode at the left, the search in
// the middle, and the order, the details and adding a folder at the right.
type toolbar struct {
	w       *Window
	row     *fyne.Container
	layout  *toolRow                            // of row
	modes   [len(toolModes)]*widgets.ToolButton // in the order of toolModes
	sort    *widgets.ToolButton
	details *widgets.ToolButton
}

// toolModes are the view modes in the order of their buttons.
var toolModes = [...]struct {
	name, tip string // the tip in English
	icon      fyne.Resource
}{
	{modeTable, i18n.Mark("Table (Ctrl+1)"), widgets.TableIcon},
	{modeGrid, i18n.Mark("Shelf (Ctrl+2)"), widgets.GridIcon},
	{modeSeries, i18n.Mark("Series (Ctrl+3)"), widgets.SeriesIcon},
	{modeStatistics, i18n.Mark("Statistics (Ctrl+4)"), widgets.StatisticsIcon},
}

// build makes the row. It is called once, when the search box exists.
func (t *toolbar) build() fyne.CanvasObject {
	button := func(icon fyne.Resource, text, tip string, do func()) *widgets.ToolButton {
		b := widgets.NewToolButton(icon, text, tip, do)
		b.OnKey = func(e *fyne.KeyEvent) { t.w.typedKey(e.Name) }
		return b
	}
	left, right := container.NewHBox(), container.NewHBox()
	for i, m := range toolModes {
		t.modes[i] = button(m.icon, "", i18n.Text(m.tip), func() { t.w.views.set(m.name) })
		left.Add(t.modes[i])
	}
	t.sort = button(nil, i18n.Text("Sort"), i18n.Text("Sort by"), t.showSort)
	t.sort.Menu = true
	t.details = button(widgets.PanelIcon, "", i18n.Text("Details (F9)"), t.w.panes.toggleDetails)
	right.Add(t.sort)
	right.Add(t.details)
	right.Add(button(theme.ContentAddIcon(), "", i18n.Text("Add folder… (Ctrl+O)"), t.w.adding.chooseFolder))
	t.layout = &toolRow{sort: t.sort}
	t.row = container.New(t.layout, left, t.w.searching.box, right)
	return t.row
}

// sortedModes are the view modes that show the books in the order that the user chose.
var sortedModes = []string{modeTable, modeGrid}

// refresh marks the buttons of the current view mode and, while the details are shown, of
// the details. It names the order, which the shelf and a table without that column do not
// show. The order has no button where it would do nothing.
func (t *toolbar) refresh() {
	text := i18n.Text("Sort")
	if by := t.w.columns.sortedBy(); by != "" {
		text = i18n.Text("Sort: {{.Column}}", "Column", by)
	}
	sorted := slices.Contains(sortedModes, t.w.views.name())
	if text != t.sort.Text || sorted != t.layout.sorted {
		t.sort.Text, t.layout.sorted = text, sorted
		t.row.Refresh()
	}
	for i, m := range toolModes {
		t.modes[i].SetOn(t.w.views.name() == m.name)
	}
	t.details.SetOn(t.w.panes.detailed())
}

// showSort opens the menu of orders below its button.
func (t *toolbar) showSort() {
	menu := widget.NewPopUpMenu(t.w.columns.sortItem().ChildMenu, t.w.Canvas())
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(t.sort)
	menu.ShowAtPosition(at.AddXY(t.sort.Size().Width-menu.MinSize().Width, t.sort.Size().Height+2))
}

// toolRow is the layout of the toolbar: the search is in the middle of the window if
// there is room, and no wider than searchMost. The button of the order gives way to it.
type toolRow struct {
	sort   fyne.CanvasObject
	sorted bool // the view mode has an order that the user can choose
}

const (
	searchMost  = 640 // the search box, in pixels
	searchLeast = 120
	toolGap     = 12 // on both sides of the search
)

// MinSize is called by Fyne.
func (r *toolRow) MinSize(objects []fyne.CanvasObject) (min fyne.Size) {
	for _, o := range objects {
		min.Height = max(min.Height, o.MinSize().Height)
	}
	min.Width = objects[0].MinSize().Width + objects[2].MinSize().Width + searchLeast + 2*toolGap
	if r.sort.Visible() {
		min.Width -= r.sort.MinSize().Width + theme.Padding()
	}
	return min
}

// Layout is called by Fyne.
func (r *toolRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	place := func(o fyne.CanvasObject, x, width float32) {
		height := o.MinSize().Height
		o.Move(fyne.NewPos(x, (size.Height-height)/2))
		o.Resize(fyne.NewSize(width, height))
	}
	r.sort.Show()
	if !r.sorted || objects[0].MinSize().Width+objects[2].MinSize().Width+searchLeast+2*toolGap > size.Width {
		r.sort.Hide()
	}
	left, right := objects[0].MinSize().Width, objects[2].MinSize().Width
	place(objects[0], 0, left)
	place(objects[2], size.Width-right, right)
	from, to := left+toolGap, size.Width-right-toolGap
	width := min(to-from, searchMost)
	x := max(from, min((size.Width-width)/2, to-width))
	place(objects[1], x, width)
}

// underSearch is the layout of the toolbar and, below it, what is wrong with the search,
// which begins where the search box does.
type underSearch struct{ box fyne.CanvasObject }

// MinSize is called by Fyne.
func (underSearch) MinSize(objects []fyne.CanvasObject) (min fyne.Size) {
	min = objects[0].MinSize()
	if objects[1].Visible() {
		min.Height += theme.Padding() + objects[1].MinSize().Height
	}
	return min
}

// Layout is called by Fyne. A hidden text gets its width, too: its height depends on it.
func (l underSearch) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	row, wrong := objects[0], objects[1]
	row.Resize(fyne.NewSize(size.Width, row.MinSize().Height))
	x := l.box.Position().X
	wrong.Move(fyne.NewPos(x, row.Size().Height+theme.Padding()))
	wrong.Resize(fyne.NewSize(size.Width-x, wrong.Size().Height))
	wrong.Resize(fyne.NewSize(size.Width-x, wrong.MinSize().Height))
}
