package ui

import (
	"runtime/debug"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

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
