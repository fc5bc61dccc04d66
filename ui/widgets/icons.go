package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Icons that the toolkit does not have, on a grid of 24 units. The theme
// replaces their colour.
var (
	TableIcon      = icon("table", `<path d="M3 5h18v2H3zM3 11h18v2H3zM3 17h18v2H3z"/>`)
	GridIcon       = icon("grid", `<path d="M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z"/>`)
	SeriesIcon     = icon("series", `<path d="M4 4h3v16H4zM9 4h3v16H9zM14 5.3l2.9-0.8 4.1 15.2-2.9 0.8z"/>`)
	StatisticsIcon = icon("statistics", `<path d="M3 19h18v2H3zM5 11h3v7H5zM10.5 4h3v14h-3zM16 8h3v10h-3z"/>`)
	SleepIcon      = icon("sleep", `<path d="M20.5 14.2A8.8 8.8 0 1 1 9.8 3.5a7.2 7.2 0 0 0 10.7 10.7z"/>`)
	PanelIcon      = icon("panel", `<path fill-rule="evenodd" d="M3 4h18v16H3zM5 6v12h8V6z"/>`)
)

func icon(name, shape string) fyne.Resource {
	return theme.NewThemedResource(fyne.NewStaticResource(name+".svg",
		[]byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">`+shape+`</svg>`)))
}
