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
	BookmarkIcon   = icon("bookmark", `<path fill-rule="evenodd" d="M5.5 3h13v18.5L12 17.2l-6.5 4.3zM7.5 5v12.8L12 14.8l4.5 3V5z"/>`)
	starIcon       = icon("star", `<path d="M12 17.27 18.18 21l-1.64-7.03L22 9.24l-7.19-.61L12 2 9.19 8.63 2 9.24l5.46 4.73L5.82 21z"/>`)
	halfStarIcon   = icon("half-star", `<path d="M22 9.24l-7.19-.62L12 2 9.19 8.63 2 9.24l5.46 4.73L5.82 21 12 17.27 18.18 21l-1.63-7.03zM12 15.4V6.1l1.71 4.04 4.38.38-3.32 2.88 1 4.28z"/>`)
	noStarIcon     = icon("no-star", `<path d="M22 9.24l-7.19-.62L12 2 9.19 8.63 2 9.24l5.46 4.73L5.82 21 12 17.27 18.18 21l-1.63-7.03zM12 15.4l-3.76 2.27 1-4.28-3.32-2.88 4.38-.38L12 6.1l1.71 4.04 4.38.38-3.32 2.88 1 4.28z"/>`)
	PanelIcon      = icon("panel", `<path fill-rule="evenodd" d="M3 4h18v16H3zM5 6v12h8V6z"/>`)
)

func icon(name, shape string) fyne.Resource {
	return theme.NewThemedResource(fyne.NewStaticResource(name+".svg",
		[]byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">`+shape+`</svg>`)))
}
