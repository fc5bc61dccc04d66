package statistics

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/widgets"
	"lectern/ui/words"
)

// Sizes in pixels.
const (
	nameSize   = 13
	noteSize   = 12
	barHeight  = 6
	nameTop    = 5
	barTop     = 29 // below the top of a line
	secondTop  = 22
	inset      = 6 // of the surface of a line in its card
	tickSize   = 16
	corner     = 6
	cardCorner = 10
	titleTop   = 13
	titleSize  = 14.5
	noteFrom   = 270 // the width of a card that has room for notes beside the names
)

// row holds the objects of a line in sight.
type row struct {
	surface     *canvas.Rectangle // tinted under the pointer, with a ring at the cursor
	name        *widgets.Text
	second      *widgets.Text
	figure      *canvas.Text
	note        *canvas.Text
	track, fill *canvas.Rectangle
	tick        *widget.Icon
	full        string // what the line would say with more room, "" if nothing is cut off
}

func newRow() *row {
	rectangle := func(corner float32) *canvas.Rectangle {
		r := canvas.NewRectangle(color.Transparent)
		r.CornerRadius = corner
		return r
	}
	text := func(size float32) *canvas.Text {
		t := canvas.NewText("", color.Black)
		t.TextSize = size
		return t
	}
	return &row{
		surface: rectangle(corner), name: widgets.NewText(nameSize), second: widgets.NewText(noteSize),
		figure: text(nameSize), note: text(noteSize), track: rectangle(barHeight / 2), fill: rectangle(barHeight / 2),
		tick: widget.NewIcon(theme.NewPrimaryThemedResource(theme.ConfirmIcon())),
	}
}

// inks are the colours of the page.
type inks struct {
	text, muted, accent, grey, track, hover, surface, edge color.Color
}

func inksOf(th fyne.Theme) inks {
	of := func(name fyne.ThemeColorName) color.Color {
		return th.Color(name, fyne.CurrentApp().Settings().ThemeVariant())
	}
	return inks{
		text: of(theme.ColorNameForeground), muted: of(theme.ColorNamePlaceHolder), accent: of(theme.ColorNamePrimary), grey: of(theme.ColorNameInputBorder), track: of(widgets.ColorTrack),
		hover: of(theme.ColorNameHover), surface: of(theme.ColorNameOverlayBackground), edge: of(theme.ColorNameSeparator),
	}
}

// draw shows a line at a place, in a width. notes is the width of the widest note of the
// card. It returns the objects of the line.
func (r *row) draw(l line, x, y, width, notes float32, ink inks) []fyne.CanvasObject {
	height := float32(lineHeight)
	if l.kind == linkLine {
		height = linkHeight
	}
	r.surface.Move(fyne.NewPos(x+inset, y))
	r.surface.Resize(fyne.NewSize(width-2*inset, height))
	left, right := x+margin, x+width-margin
	if l.kind == linkLine {
		r.name.SetStyle(nameSize, false)
		r.name.Set(l.name, right-left, ink.accent)
		r.name.Canvas.Move(fyne.NewPos(left, y+(height-r.name.Height)/2))
		r.full = r.name.Cut()
		return []fyne.CanvasObject{r.surface, r.name.Canvas}
	}

	objects := []fyne.CanvasObject{r.surface, r.name.Canvas, r.figure}
	at := right // of the end of the name
	noted := l.note != "" && width >= noteFrom
	if noted {
		r.note.Text, r.note.Color = l.note, ink.muted
		size := r.note.MinSize()
		r.note.Move(fyne.NewPos(right-size.Width, y+nameTop+1))
		objects = append(objects, r.note)
		at -= notes + margin
	}
	r.figure.Text, r.figure.Color = l.figure, ink.text
	size := r.figure.MinSize()
	r.figure.Move(fyne.NewPos(at-size.Width, y+nameTop))
	at -= size.Width + margin

	from, colour := left, ink.text
	if l.bar.Unknown {
		colour = ink.muted
	}
	if l.bar.Chosen {
		r.tick.Move(fyne.NewPos(left-2, y+nameTop+1))
		r.tick.Resize(fyne.NewSquareSize(tickSize))
		objects = append(objects, r.tick)
		from += tickSize + 2
	}
	r.name.SetStyle(nameSize, l.bar.Chosen)
	r.name.Set(l.name, at-from, colour)
	r.name.Canvas.Move(fyne.NewPos(from, y+nameTop))
	if l.kind == bookLine {
		r.second.Set(l.second, right-left, ink.muted)
		r.second.Canvas.Move(fyne.NewPos(left, y+secondTop))
		r.full = widgets.CutLines(r.name, r.second)
		return append(objects, r.second.Canvas)
	}
	if r.full = r.name.Cut(); !noted {
		r.full = words.Printable(l.name) + "\n" + l.note
	}
	r.track.FillColor, r.fill.FillColor = ink.track, ink.accent
	if l.bar.Unknown {
		r.fill.FillColor = ink.grey
	}
	r.track.Move(fyne.NewPos(left, y+barTop))
	r.track.Resize(fyne.NewSize(right-left, barHeight))
	objects = append(objects, r.track)
	if l.share > 0 {
		r.fill.Move(fyne.NewPos(left, y+barTop))
		r.fill.Resize(fyne.NewSize(max(barHeight, (right-left)*l.share), barHeight))
		objects = append(objects, r.fill)
	}
	return objects
}

// tint shows whether the pointer or the cursor is at the line.
func (r *row) tint(hovered, ringed bool, ink inks) {
	r.surface.FillColor, r.surface.StrokeColor, r.surface.StrokeWidth = color.Transparent, color.Transparent, 0
	if hovered {
		r.surface.FillColor = ink.hover
	}
	if ringed {
		r.surface.StrokeColor, r.surface.StrokeWidth = ink.accent, widgets.RingWidth
	}
}

// frame holds the objects of a card in sight: its surface and its heading.
type frame struct {
	surface *canvas.Rectangle
	title   *widgets.Text
}

func newFrame() *frame {
	f := &frame{surface: canvas.NewRectangle(color.Transparent), title: widgets.NewText(titleSize)}
	f.surface.CornerRadius, f.surface.StrokeWidth = cardCorner, 1
	f.title.SetStyle(titleSize, true)
	return f
}

// draw shows a card at a place. It returns its objects.
func (f *frame) draw(c *card, x, y, width float32, ink inks) []fyne.CanvasObject {
	f.surface.FillColor, f.surface.StrokeColor = ink.surface, ink.edge
	f.surface.Move(fyne.NewPos(x, y))
	f.surface.Resize(fyne.NewSize(width, c.height()))
	f.title.Set(c.title, width-2*margin, ink.text)
	f.title.Canvas.Move(fyne.NewPos(x+margin, y+titleTop))
	return []fyne.CanvasObject{f.surface, f.title.Canvas}
}
