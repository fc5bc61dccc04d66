package ui

import (
	"runtime/debug"
	"strings"
	"testing"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
)

func TestEveryLicenceIsKnown(t *testing.T) {
	info, known := debug.ReadBuildInfo()
	if !known || len(info.Deps) == 0 {
		t.Skip("the test program does not know its packages")
	}
	for _, d := range info.Deps {
		if licenceOf(d.Path) == "" {
			t.Errorf("%s: no licence in about.go", d.Path)
		}
	}
}

func TestAboutSaysWhereTheDataLies(t *testing.T) {
	test.NewTempApp(t)
	catalogue, log := t.TempDir()+"/library.db", "/tmp/lectern.log"
	w := newTestWindow(t, Options{LogFile: log, Library: library.Options{Catalog: catalogue}})
	for _, want := range []string{"Lectern ", catalogue, library.UserPath(catalogue), log} {
		if got := w.about.text(); !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
	w.about.show()
	tap(t, w.Canvas().Overlays().Top(), "Copy all")
	if got := w.app.Clipboard().Content(); got != w.about.text() {
		t.Errorf("copied %q", got)
	}
}

// TestAboutIconIsAboveTheText: the icon begins where the texts below it begin.
func TestAboutIconIsAboveTheText(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{Icon: theme.InfoIcon()})
	w.about.show()
	var icon, text float32
	for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
		x := w.app.Driver().AbsolutePositionForObject(o).X
		switch o := o.(type) {
		case *canvas.Image:
			if o.Resource == theme.InfoIcon() {
				icon = x
			}
		case *widget.Label:
			if strings.HasPrefix(o.Text, "©") {
				text = x + theme.InnerPadding()
			}
		}
	}
	if icon == 0 || icon != text {
		t.Errorf("the icon begins at %v, the text at %v", icon, text)
	}
}
