package books

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"lectern/ui/widgets"
)

// columnBarHeight is the height of the bar below the rows.
const columnBarHeight = 12

// columnBar is the bar that scrolls the columns of the table sideways. It stands below
// the rows, because the toolkit's own bar would cover the last one.
type columnBar struct {
	scroll *container.Scroll
	reach  *canvas.Rectangle // what the bar scrolls: as wide as the columns
	plain  fyne.CanvasObject // the bar without its shadows
}

// newColumnBar makes a bar. dragged is called with the position to which the user drags
// it, in pixels.
func newColumnBar(dragged func(x float32)) columnBar {
	reach := canvas.NewRectangle(color.Transparent)
	scroll := container.NewHScroll(reach)
	scroll.OnScrolled = func(p fyne.Position) { dragged(p.X) }
	return columnBar{scroll, reach, noShadow.Around(scroll)}
}

// noShadow is the theme without the shadows that the bar would draw at its ends: they get
// the background colour of a scroll bar, which is transparent.
var noShadow = widgets.Adapted{Colors: map[fyne.ThemeColorName]fyne.ThemeColorName{theme.ColorNameShadow: theme.ColorNameScrollBarBackground}}

// arrange places the bar at the bottom of a table, below all columns but the first, and
// returns its height. There is no bar if all columns fit.
func (b columnBar) arrange(c *tableColumns, bottom float32) (height float32) {
	if !c.overflow() {
		b.plain.Hide()
		return 0
	}
	left := c.widths[0] + c.gap
	b.reach.SetMinSize(fyne.NewSize(max(c.total, c.x+c.room)-left, 1))
	b.plain.Move(fyne.NewPos(left, bottom-columnBarHeight))
	b.plain.Resize(fyne.NewSize(c.room-left, columnBarHeight))
	b.plain.Show()
	return columnBarHeight
}

// show shows how far the columns are scrolled.
func (b columnBar) show(x float32) {
	b.scroll.Offset.X = x
	b.scroll.Refresh()
}
