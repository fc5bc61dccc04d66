package books

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

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

// newCoverSlider makes the slider for the size of the covers. It calls set with a side in
// pixels, and leave when Esc moves the focus out of it.
func newCoverSlider(set func(side int), leave func()) *widgets.EscapeSlider {
	s := widgets.NewEscapeSlider(LeastCover, MostCover, coverStep, leave)
	s.Value = UsualCover
	s.OnChanged = func(side float64) { set(int(side)) }
	return s
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
