package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"lectern/ui/words"
)

// ToneColor returns the theme's colour for a tone.
func ToneColor(th fyne.Theme, variant fyne.ThemeVariant, t words.Tone) color.Color {
	switch t {
	case words.Muted:
		return th.Color(theme.ColorNamePlaceHolder, variant)
	case words.Accent:
		return th.Color(theme.ColorNamePrimary, variant)
	case words.Caution:
		return th.Color(theme.ColorNameWarning, variant)
	case words.Alarm:
		return th.Color(theme.ColorNameError, variant)
	default:
		return th.Color(theme.ColorNameForeground, variant)
	}
}
