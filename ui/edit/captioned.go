package edit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/widgets"
	"lectern/ui/words"
)

// captioned is a box of the form: a label, the source of the value and links above it, an
// error below it, and a mark beside it if Save changes the value.
type captioned struct {
	widget.BaseWidget
	label, from, wrong *widgets.Text
	labelText          string
	fromText           string
	wrongText          string
	links              [mostLinks]*widgets.Link // from left to right; the unused ones are hidden
	leads              [mostLinks]state         // to which the links lead
	press              func(state)              // called by the links
	mark               *canvas.Rectangle
	marked             bool
	body               fyne.CanvasObject
	tall               bool // the body takes the remaining height
}

const (
	mostLinks = 2
	boxLabel  = 12.5
	boxHead   = widgets.LinkHeight // height of the line above the box
	boxFoot   = 18                 // height of the line below it, if there is one
	boxGap    = 4                  // below the box
	markWidth = 3                  // of the mark
	markGap   = 3                  // between the mark and the box
	Margin    = 2                  // pixels at the left and right of the lines
	MarkRoom  = markWidth + markGap
)

type captionedRenderer struct{ f *captioned }

func (f *captioned) set(label string, body fyne.CanvasObject, press func(state)) {
	f.label, f.from, f.wrong = widgets.NewText(boxLabel), widgets.NewText(widgets.CaptionSize), widgets.NewText(widgets.CaptionSize)
	f.labelText, f.body, f.press = label, body, press
	f.mark = canvas.NewRectangle(color.Transparent)
	f.mark.CornerRadius = markWidth / 2.0
	for i := range f.links {
		f.links[i] = widgets.NewLink(func() { f.press(f.leads[i]) })
		f.links[i].Hide()
	}
}

// CreateRenderer is called by Fyne.
func (f *captioned) CreateRenderer() fyne.WidgetRenderer { return &captionedRenderer{f} }

func (r *captionedRenderer) Layout(size fyne.Size) {
	f := r.f
	th, variant := f.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	f.label.Set(f.labelText, size.Width, widgets.ToneColor(th, variant, words.Plain))
	f.label.Canvas.Move(fyne.NewPos(Margin, (boxHead-f.label.Height)/2))
	left := Margin + f.label.Canvas.MinSize().Width + 2*Margin
	right := size.Width - Margin
	for i := len(f.links) - 1; i >= 0; i-- {
		link := f.links[i]
		if link.Hidden {
			continue
		}
		// A link has room around its text, which a caption has not.
		pad, min := th.Size(theme.SizeNameInnerPadding), link.MinSize()
		link.Resize(min)
		link.Move(fyne.NewPos(right-min.Width+pad, (boxHead-min.Height)/2))
		right -= min.Width - 2*pad + 4*Margin
	}
	tone := words.Muted
	if f.marked {
		tone = words.Plain
	}
	f.from.Set(f.fromText, widgets.LongLine, widgets.ToneColor(th, variant, tone))
	width := f.from.Canvas.MinSize().Width
	f.from.Canvas.Hidden = width > right-left // a cut source would say nothing
	f.from.Canvas.Move(fyne.NewPos(right-width, (boxHead-f.from.Height)/2+0.5))
	f.wrong.Set(f.wrongText, size.Width-2*Margin, widgets.ToneColor(th, variant, words.Alarm))
	bottom := size.Height - boxGap
	if f.wrongText != "" {
		bottom -= boxFoot
	}
	f.body.Move(fyne.NewPos(0, boxHead))
	height := bottom - boxHead
	if !f.tall {
		height = min(height, f.body.MinSize().Height) // the box beside it may be taller
	}
	f.body.Resize(fyne.NewSize(size.Width, height))
	f.mark.Hidden = !f.marked
	f.mark.FillColor = widgets.ToneColor(th, variant, words.Accent)
	f.mark.Move(fyne.NewPos(-MarkRoom, boxHead))
	f.mark.Resize(fyne.NewSize(markWidth, height))
	f.wrong.Canvas.Move(fyne.NewPos(Margin, boxHead+height+1))
}

func (r *captionedRenderer) MinSize() fyne.Size {
	min := r.f.body.MinSize().AddWidthHeight(0, boxHead+boxGap)
	if r.f.wrongText != "" {
		min.Height += boxFoot
	}
	return min
}

func (r *captionedRenderer) Refresh() {
	f := r.f
	r.Layout(f.Size())
	for _, link := range f.links {
		canvas.Refresh(link)
	}
	for _, o := range []fyne.CanvasObject{f.label.Canvas, f.from.Canvas, f.wrong.Canvas, f.mark} {
		canvas.Refresh(o)
	}
}

func (r *captionedRenderer) Objects() []fyne.CanvasObject {
	f := r.f
	objects := []fyne.CanvasObject{f.label.Canvas, f.from.Canvas, f.wrong.Canvas, f.mark, f.body}
	for _, link := range f.links {
		objects = append(objects, link)
	}
	return objects
}

func (r *captionedRenderer) Destroy() {}

// say sets the texts around the box and its mark, and makes room for them.
func (f *captioned) say(from string, marked bool, wrong string, links ...state) {
	same := from == f.fromText && marked == f.marked && wrong == f.wrongText
	for i, link := range f.links {
		text := ""
		if i < len(links) {
			f.leads[i], text = links[i], links[i].link()
		}
		if text != link.Text {
			same = false
			link.SetText(text)
			link.Hidden = text == ""
		}
	}
	if same {
		return
	}
	f.fromText, f.marked, f.wrongText = from, marked, wrong
	f.Refresh()
}

// menu opens a menu of the links below the box, for users without a mouse.
func (f *captioned) menu() {
	d := fyne.CurrentApp().Driver()
	var items []*fyne.MenuItem
	for _, link := range f.links {
		if !link.Hidden {
			items = append(items, fyne.NewMenuItem(link.Text, link.OnTapped))
		}
	}
	if c := d.CanvasForObject(f.body); c != nil && len(items) > 0 {
		widgets.ShowMenu(c, d.AbsolutePositionForObject(f.body).AddXY(0, f.body.Size().Height), items...)
	}
}
