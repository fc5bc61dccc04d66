package group

import "lectern/library/book"

// SubtitleSeries returns the series in a subtitle if no tag has one.
func SubtitleSeries(m book.Meta) []book.Series {
	subtitleSeries(&m)
	return m.Series
}

func NoteSeries(list []book.Series) []book.Series { return noteSeries(list) }
