package ui

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/layout"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// shape is the size of the window, whether it is maximised, and the widths of its panes.
// It is saved soon after it changes, because the program may end in any way. UI goroutine
// only, until the toolkit's loop has ended.
type shape struct {
	w         *Window
	frame     frame                                     // nil with the driver for tests
	size      fyne.Size                                 // of the content while it was not maximised
	maximised bool                                      // at the last look
	wait      func(time.Duration, func()) (stop func()) // runs a function later; nil until the window runs
	stop      func()                                    // stops the timer of changed, nil if there is none
}

// frame is the window with its frame as the system sees it, in pixels of the screen. It is
// implemented by glfw.Window.
type frame interface {
	GetAttrib(glfw.Hint) int
	GetPos() (x, y int)
	GetFrameSize() (left, top, right, bottom int)
	SetPos(x, y int)
	Maximize()
}

// framed is a layout that finds the frame of a window. The toolkit neither reports nor
// changes whether a window is maximised, nor where it is
// (https://github.com/fyne-io/fyne/issues/554); GLFW does, but the toolkit keeps GLFW's
// window to itself. It measures its content while the window is the current context of
// GLFW.
type framed struct {
	stack fyne.Layout
	found func(frame)
}

// Layout is called by Fyne.
func (f framed) Layout(objects []fyne.CanvasObject, size fyne.Size) { f.stack.Layout(objects, size) }

// MinSize is called by Fyne.
func (f framed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if g := glfw.GetCurrentContext(); g != nil {
		f.found(g)
	}
	return f.stack.MinSize(objects)
}

// open shows the window with a content, in the size and state of the last time, but not
// larger than its screen. It returns the width of the content.
func (s *shape) open(content fyne.CanvasObject) (width float64) {
	if _, real := s.w.Window.(driver.NativeWindow); real {
		content = container.New(framed{layout.NewStackLayout(), func(f frame) { s.frame = f }}, content)
	}
	s.w.SetContent(content)
	s.size = fyne.NewSize(
		float32(s.w.settings.length(prefWidth, firstWidth)),
		float32(s.w.settings.length(prefHeight, firstHeight)))
	s.w.Resize(s.size)
	s.w.Show()
	if s.frame == nil {
		return float64(s.size.Width)
	}
	s.shrink()
	s.size = s.w.Canvas().Size()
	if s.maximised = s.w.settings.Bool(prefMaximised); s.maximised {
		s.frame.Maximize()
	}
	return float64(s.size.Width)
}

// shrink makes the window smaller if it is larger than its screen, and moves it there.
func (s *shape) shrink() {
	x, y := s.frame.GetPos()
	size, scale := s.w.Canvas().Size(), s.w.Canvas().Scale() // GLFW's size may be older
	width, height := int(size.Width*scale), int(size.Height*scale)
	left, top, right, bottom := s.frame.GetFrameSize()
	was := image.Rect(x-left, y-top, x+width+right, y+height+bottom)
	is := onScreen(was, workAreas())
	if is == was {
		return
	}
	s.w.Resize(fyne.NewSize(float32(is.Dx()-left-right)/scale, float32(is.Dy()-top-bottom)/scale))
	s.frame.SetPos(is.Min.X+left, is.Min.Y+top)
}

// workAreas are the parts of the screens that no panel of the desktop covers, the main
// screen first.
func workAreas() (areas []image.Rectangle) {
	for _, m := range glfw.GetMonitors() {
		x, y, width, height := m.GetWorkarea()
		areas = append(areas, image.Rect(x, y, x+width, y+height))
	}
	return areas
}

// onScreen returns the place of a window that is no larger than its screen and lies in it:
// the screen that shows most of the window, or else the first.
func onScreen(window image.Rectangle, screens []image.Rectangle) image.Rectangle {
	var screen image.Rectangle
	most := -1
	for _, s := range screens {
		if part := s.Intersect(window).Size(); part.X*part.Y > most {
			most, screen = part.X*part.Y, s
		}
	}
	if screen.Empty() || window.In(screen) {
		return window
	}
	size := image.Pt(min(window.Dx(), screen.Dx()), min(window.Dy(), screen.Dy()))
	at := image.Pt(
		max(screen.Min.X, min(window.Min.X, screen.Max.X-size.X)),
		max(screen.Min.Y, min(window.Min.Y, screen.Max.Y-size.Y)))
	return image.Rectangle{at, at.Add(size)}
}

// shapeRest is how long the shape must stay the same before it is saved: while the user
// drags an edge, it changes in each frame.
const shapeRest = time.Second

// changed saves the shape once it stays the same.
func (s *shape) changed() {
	s.look()
	if s.wait == nil {
		return // the window does not run yet
	}
	if s.stop != nil {
		s.stop()
	}
	s.stop = s.wait(shapeRest, func() {
		s.look() // a window manager may report the state after the size
		s.keep()
	})
}

// look finds out whether the window is maximised, and how large it is if not. The user
// does not choose the size of a window that is minimised, maximised or fills the screen.
func (s *shape) look() {
	has := func(attribute glfw.Hint) bool {
		return s.frame != nil && s.frame.GetAttrib(attribute) == glfw.True
	}
	if s.w.FullScreen() || has(glfw.Iconified) {
		return
	}
	if s.maximised = has(glfw.Maximized); !s.maximised {
		s.size = s.w.Canvas().Size()
	}
}

// keep saves the shape for the next start. It may run on any goroutine once the toolkit's
// loop has ended.
func (s *shape) keep() {
	s.w.settings.SetFloat(prefWidth, float64(s.size.Width))
	s.w.settings.SetFloat(prefHeight, float64(s.size.Height))
	s.w.settings.SetBool(prefMaximised, s.maximised)
	sidebar, details := s.w.panes.beside.Widths()
	s.w.settings.SetFloat(prefSidebar, float64(sidebar))
	s.w.settings.SetFloat(prefDetailsWidth, float64(details))
}
