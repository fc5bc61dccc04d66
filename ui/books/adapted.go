package books

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// adapted is the theme of the window with some colours and sizes replaced, for a part of
// the window.
type adapted struct {
	colors map[fyne.ThemeColorName]fyne.ThemeColorName
	sizes  map[fyne.ThemeSizeName]float32
}

func current() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

// Color is called by Fyne.
func (a adapted) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if other, replaced := a.colors[name]; replaced {
		name = other
	}
	return current().Color(name, variant)
}

// Size is called by Fyne.
func (a adapted) Size(name fyne.ThemeSizeName) float32 {
	if size, replaced := a.sizes[name]; replaced {
		return size
	}
	return current().Size(name)
}

// Font is called by Fyne.
func (adapted) Font(style fyne.TextStyle) fyne.Resource { return current().Font(style) }

// Icon is called by Fyne.
func (adapted) Icon(name fyne.ThemeIconName) fyne.Resource { return current().Icon(name) }
