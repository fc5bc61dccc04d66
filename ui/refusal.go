package ui

import (
	"errors"
	"os"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// refusalWidth is the width of the text in pixels: some 70 letters.
const refusalWidth = 520

// refusal says why a library cannot be opened, and what the user can do about it. file is
// empty if the text names the file, and reason if the text says it or nothing is known.
type refusal struct{ title, file, text, reason string }

// whyRefused is the refusal for an error of New about the catalogue at a path.
func whyRefused(catalogue string, err error) refusal {
	why := remedy(err)
	if told, is := errors.AsType[*library.OpenRefusal](err); is {
		why.text = words.Brief(i18n.Error(told), 2*words.BriefPath)
	} else {
		why.file = words.Brief(words.Path(catalogue), words.BriefPath)
	}
	if text, known := library.Reason(err); known && !strings.Contains(why.text, i18n.Text(text)) {
		why.reason = i18n.Text("The reason: {{.Reason}}.", "Reason", i18n.Text(text))
	}
	return why
}

// remedy is what the user can do about an error of New.
func remedy(err error) refusal {
	say := func(title, text string) refusal { return refusal{title: title, text: text} }
	switch {
	case errors.Is(err, library.ErrLocked):
		return say(i18n.Text("The library is in use"),
			i18n.Text("Another copy of Lectern is using it and does not answer, or “lectern scan --catalog” is at work. Wait for it to end, or close it, and try again."))
	case errors.Is(err, library.ErrNewer):
		return say(i18n.Text("The library is from a newer Lectern"),
			i18n.Text("This version cannot read it and has changed nothing in it. Install the newer version, or move the file away to begin a library anew."))
	case errors.Is(err, library.ErrForeign):
		return say(i18n.Text("This is not a Lectern library"),
			i18n.Text("The file is not Lectern’s, and nothing in it was changed. Move it away, or name another with “lectern --catalog”."))
	default:
		return say(i18n.Text("The library could not be opened"),
			i18n.Text("Check that the folder exists and that you may write to it. Your audiobooks are not touched."))
	}
}

// Refusal is why New could not open a library.
type Refusal struct {
	ID        string // as in Options
	Icon      fyne.Resource
	Catalogue string
	Reason    error        // the error of New
	End       func() error // ends the process that uses the library; nil if it is unknown
}

// Refuse shows a refusal in a window of its own, and returns when the user has closed
// it. again is true if the user wants to try again. Refuse must be called on the main
// goroutine. It returns ErrNoDisplay if there is no display.
func Refuse(app fyne.App, r Refusal) (again bool, err error) {
	if err := showRefusal(app, r, &again); err != nil {
		return false, err
	}
	removeStopHook(app)
	app.Run()
	return again, nil
}

func showRefusal(app fyne.App, r Refusal, again *bool) (err error) {
	defer noDisplay(&err)
	why, toUI := whyRefused(r.Catalogue, r.Reason), &poster{run: func(f func()) { f() }}
	w := app.NewWindow("Lectern")
	identify(r.ID)
	title := canvas.NewText(why.title, theme.Color(theme.ColorNameForeground))
	title.TextSize = 20
	file, reason := newParagraph(why.file), newParagraph(why.reason)
	file.TextStyle.Bold, file.Wrapping = true, fyne.TextWrapBreak
	file.Hidden, reason.Hidden = why.file == "", why.reason == ""

	buttons := []fyne.CanvasObject{layout.NewSpacer(), widget.NewButton(i18n.Text("Quit"), w.Close)}
	try := func() { *again = true; w.Close() }
	if r.End != nil {
		buttons = append(buttons, endButton(r.End, toUI, try, func() {
			reason.SetText(i18n.Text("The other copy could not be closed."))
			reason.Show()
		}))
	}
	retry := widget.NewButton(i18n.Text("Try again"), try)
	retry.Importance = widget.HighImportance

	w.SetIcon(r.Icon)
	w.SetMaster()
	// The toolkit may hang while it ends (see toolkitPatience).
	w.SetOnClosed(func() {
		toUI.end()
		time.AfterFunc(toolkitPatience, func() { os.Exit(1) })
	})
	w.SetContent(container.New(layout.NewCustomPaddedLayout(16, 12, 16, 16), container.NewVBox(
		container.New(layout.NewCustomPaddedLayout(0, 0, widgets.Margin, 0), title),
		file, newParagraph(why.text), reason, container.NewHBox(append(buttons, retry)...))))
	w.SetFixedSize(true)
	w.Resize(fyne.NewSize(refusalWidth, 0))
	w.CenterOnScreen()
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		switch e.Name {
		case fyne.KeyEscape:
			w.Close()
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
			try()
		}
	})
	w.Show()
	return nil
}

// endButton makes a button that ends the process that uses the library. It calls ended or
// failed on the UI goroutine.
func endButton(end func() error, toUI *poster, ended, failed func()) *widget.Button {
	var b *widget.Button
	b = widget.NewButton(i18n.Text("Close the other copy"), func() {
		b.Disable()
		b.SetText(i18n.Text("Closing…"))
		go func() {
			err := end()
			toUI.post(func() {
				if err == nil {
					ended()
					return
				}
				b.SetText(i18n.Text("Close the other copy"))
				b.Enable()
				failed()
			})
		}()
	})
	return b
}
