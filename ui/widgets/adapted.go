package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// Adapted is the theme of the window with some colours and sizes replaced, for a part of
// the window.
type Adapted struct {
	Colors map[fyne.ThemeColorName]fyne.ThemeColorName
	Sizes  map[fyne.ThemeSizeName]float32
}

func current() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

// Color is called by Fyne.
func (a Adapted) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if other, replaced := a.Colors[name]; replaced {
		name = other
	}
	return current().Color(name, variant)
}

// Size is called by Fyne.
func (a Adapted) Size(name fyne.ThemeSizeName) float32 {
	if size, replaced := a.Sizes[name]; replaced {
		return size
	}
	return current().Size(name)
}

// Font is called by Fyne.
func (Adapted) Font(style fyne.TextStyle) fyne.Resource { return current().Font(style) }

// Icon is called by Fyne.
func (Adapted) Icon(name fyne.ThemeIconName) fyne.Resource { return current().Icon(name) }
