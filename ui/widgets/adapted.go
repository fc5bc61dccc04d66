package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Adapted is the theme of the window with some colours and sizes replaced, for a part of
// the window.
type Adapted struct {
	Colors map[fyne.ThemeColorName]fyne.ThemeColorName
	Sizes  map[fyne.ThemeSizeName]float32
}

// Around returns an object that draws another one with the theme. To show the toolkit's
// own container for it is to refresh it, and to refresh it is to forget the width of every
// text in the window, so that all are measured again. It stays shown in a plain container,
// which can be hidden and shown.
func (a Adapted) Around(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(container.NewThemeOverride(o, a))
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
