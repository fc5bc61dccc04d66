package group

import "lectern/library/book"

// SubtitleSeries returns the series in a subtitle where no other tag names one.
func SubtitleSeries(subtitle string) []book.Series {
	m := book.Meta{Subtitle: subtitle}
	subtitleSeries(&m)
	return m.Series
}

// NoteSeries returns the series of a sidecar.
func NoteSeries(list []book.Series) []book.Series { return noteSeries(list) }
