package books

import (
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
	small := container.NewGridWrap(fyne.NewSize(sliderWidth, footHeight), sliderTheme.Around(slider))
	return container.NewBorder(nil, nil, nil, small)
}

// sliderTheme draws a slider small and grey.
var sliderTheme = widgets.Adapted{
	Colors: map[fyne.ThemeColorName]fyne.ThemeColorName{
		theme.ColorNameForeground:      theme.ColorNamePlaceHolder,
		theme.ColorNameInputBackground: theme.ColorNameScrollBar,
	},
	Sizes: map[fyne.ThemeSizeName]float32{
		theme.SizeNameInlineIcon:   16, // the knob is 4 pixels smaller
		theme.SizeNameInnerPadding: 4,
	},
}
