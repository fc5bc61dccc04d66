package books

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/widgets"
)

// The sides of a cover on the shelf, in pixels.
const (
	LeastCover = 120
	MostCover  = 260
	UsualCover = 140
	coverStep  = 10 // of the slider, and of a notch of the wheel
)

const (
	sliderWidth = 132
	footHeight  = 24 // of the strip below the covers that holds the slider
)

// coverSlider is the slider for the size of the covers.
type coverSlider struct {
	widget.Slider
	leave func() // moves the focus out of the slider
}

// newCoverSlider makes a slider that calls set with a side in pixels.
func newCoverSlider(set func(side int), leave func()) *coverSlider {
	s := &coverSlider{leave: leave}
	s.Min, s.Max, s.Step, s.Value = LeastCover, MostCover, coverStep, UsualCover
	s.OnChanged = func(side float64) { set(int(side)) }
	s.ExtendBaseWidget(s)
	return s
}

// TypedKey is called by Fyne.
func (s *coverSlider) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		s.leave()
		return
	}
	s.Slider.TypedKey(k)
}

// footOf returns the strip with the slider at its right end.
func footOf(slider fyne.CanvasObject) fyne.CanvasObject {
	small := container.NewGridWrap(fyne.NewSize(sliderWidth, footHeight), container.NewThemeOverride(slider, sliderTheme{}))
	return container.NewBorder(nil, nil, nil, small)
}

// sliderTheme draws a slider small and grey.
type sliderTheme struct{}

// Color is called by Fyne.
func (sliderTheme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch name {
	case theme.ColorNameForeground:
		name = theme.ColorNamePlaceHolder
	case theme.ColorNameInputBackground:
		name = widgets.ColorTrack
	}
	return fyne.CurrentApp().Settings().Theme().Color(name, variant)
}

// Font is called by Fyne.
func (sliderTheme) Font(style fyne.TextStyle) fyne.Resource {
	return fyne.CurrentApp().Settings().Theme().Font(style)
}

// Icon is called by Fyne.
func (sliderTheme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return fyne.CurrentApp().Settings().Theme().Icon(name)
}

// Size is called by Fyne.
func (sliderTheme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameInlineIcon:
		return 16 // the knob is 4 pixels smaller
	case theme.SizeNameInnerPadding:
		return 4
	default:
		return fyne.CurrentApp().Settings().Theme().Size(name)
	}
}
