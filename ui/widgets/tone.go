package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"lectern/ui/words"
)

// ToneColor returns the theme's colour for a tone.
func ToneColor(th fyne.Theme, variant fyne.ThemeVariant, t words.Tone) color.Color {
	return th.Color(ToneName(t), variant)
}

// ToneName returns the name of the theme's colour for a tone.
func ToneName(t words.Tone) fyne.ThemeColorName {
	switch t {
	case words.Muted:
		return theme.ColorNamePlaceHolder
	case words.Accent:
		return theme.ColorNamePrimary
	case words.Caution:
		return theme.ColorNameWarning
	case words.Alarm:
		return theme.ColorNameError
	default:
		return theme.ColorNameForeground
	}
}
