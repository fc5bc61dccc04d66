package edit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/widgets"
	"lectern/ui/words"
)

// captioned is a box of the form: a label and the source of the value above it, and an
// error below it.
type captioned struct {
	widget.BaseWidget
	label, from, wrong *widgets.Text
	labelText          string
	fromText           string
	wrongText          string
	back               *widgets.Link
	body               fyne.CanvasObject
	tall               bool // the body takes the remaining height
}

const (
	boxLabel = 12.5
	boxHead  = widgets.LinkHeight // height of the line above the box
	boxFoot  = 18                 // height of the line below it, if there is one
	boxGap   = 4                  // below the box
	Margin   = 2                  // pixels at the left and right of the lines
)

type captionedRenderer struct{ f *captioned }

func (f *captioned) set(label string, body fyne.CanvasObject, back *widgets.Link) {
	f.label, f.from, f.wrong = widgets.NewText(boxLabel), widgets.NewText(widgets.CaptionSize), widgets.NewText(widgets.CaptionSize)
	f.labelText, f.body, f.back = label, body, back
	f.back.Hide()
}

// CreateRenderer is called by Fyne.
func (f *captioned) CreateRenderer() fyne.WidgetRenderer { return &captionedRenderer{f} }

func (r *captionedRenderer) Layout(size fyne.Size) {
	f := r.f
	th, variant := f.back.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	f.label.Set(f.labelText, size.Width, widgets.ToneColor(th, variant, words.Plain))
	f.label.Canvas.Move(fyne.NewPos(Margin, (boxHead-f.label.Height)/2))
	left := Margin + f.label.Canvas.MinSize().Width + 2*Margin
	right := size.Width - Margin
	if !f.back.Hidden {
		// A link has room around its text, which a caption has not.
		pad, min := th.Size(theme.SizeNameInnerPadding), f.back.MinSize()
		f.back.Resize(min)
		f.back.Move(fyne.NewPos(right-min.Width+pad, (boxHead-min.Height)/2))
		right -= min.Width - 2*pad + 4*Margin
	}
	f.from.Set(f.fromText, widgets.LongLine, widgets.ToneColor(th, variant, words.Muted))
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
	r.Layout(r.f.Size())
	canvas.Refresh(r.f.back)
	canvas.Refresh(r.f.label.Canvas)
	canvas.Refresh(r.f.from.Canvas)
	canvas.Refresh(r.f.wrong.Canvas)
}

func (r *captionedRenderer) Objects() []fyne.CanvasObject {
	f := r.f
	return []fyne.CanvasObject{f.label.Canvas, f.from.Canvas, f.wrong.Canvas, f.body, f.back}
}

func (r *captionedRenderer) Destroy() {}

// say sets the texts around the box, and makes room for them.
func (f *captioned) say(from, back, wrong string) {
	if from == f.fromText && back == f.back.Text && wrong == f.wrongText && f.back.Visible() == (back != "") {
		return
	}
	f.fromText, f.wrongText = from, wrong
	f.back.SetText(back)
	f.back.Hidden = back == ""
	f.Refresh()
}
