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

// Around returns a container that draws an object with the theme. Callers can hide and show
// it. They must not do so with the toolkit's ThemeOverride, which then clears the measured
// widths of all texts in the window (Fyne 2.8.0, container/theme.go).
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
