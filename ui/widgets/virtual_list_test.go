package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// countedApp, countedDriver and countedCanvas count how often a frame is asked for.
type (
	countedApp struct {
		fyne.App
		driver countedDriver
	}
	countedDriver struct {
		fyne.Driver
		canvas countedCanvas
	}
	countedCanvas struct {
		fyne.Canvas
		frames int
	}
)

func (a *countedApp) Driver() fyne.Driver { return &a.driver }

func (d *countedDriver) CanvasForObject(fyne.CanvasObject) fyne.Canvas { return &d.canvas }

func (c *countedCanvas) SetDirty() { c.frames++ }

// TestVirtualListRests: the toolkit asks for the objects at each frame, which must not ask
// for another frame: the window would be drawn without an end.
func TestVirtualListRests(t *testing.T) {
	app := test.NewTempApp(t)
	counted := &countedApp{App: app, driver: countedDriver{Driver: app.Driver()}}
	l := NewVirtualList(func() float32 { return 1e8 }, func() {})
	l.Objects, l.Origin = []fyne.CanvasObject{canvas.NewText("row", nil)}, 5e7
	r := l.CreateRenderer()
	fyne.SetCurrentApp(counted)
	defer fyne.SetCurrentApp(app)
	for range 3 {
		r.Objects()
	}
	if n := counted.driver.canvas.frames; n != 1 {
		t.Errorf("three frames asked for %d more, not only for the one after the move", n)
	}
}
