package words

import (
	"fmt"
	"time"

	"github.com/dustin/go-humanize"

	"lectern/library/book"
)

// Length returns a duration in words, "" if it is unknown (0).
func Length(d time.Duration, estimated bool) string {
	switch {
	case d <= 0:
		return ""
	case estimated:
		return "~ " + book.Length(d)
	default:
		return book.Length(d)
	}
}

// manyHours is the length from which minutes are omitted.
const manyHours = 10 * time.Hour

// hours returns a long duration in words, "" for 0.
func hours(d time.Duration) string {
	if d < manyHours {
		return book.Length(d)
	}
	return Number(int(d.Round(time.Hour)/time.Hour)) + " h"
}

// bytes returns a size in words, "" for 0.
func bytes(n int64) string {
	if n <= 0 {
		return ""
	}
	return humanize.Bytes(uint64(n))
}

// Count returns a number with its noun: one for 1, else many.
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Number(n) + " " + many
}

// Number returns a number with separators between groups of digits.
func Number(n int) string { return humanize.Comma(int64(n)) }

// figure returns a rate, with one decimal below 10.
func figure(rate float64) string {
	if rate < 10 {
		return fmt.Sprintf("%.1f", rate)
	}
	return humanize.Comma(int64(rate + 0.5))
}

// about returns a time left, rounded up to whole seconds or minutes.
func about(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds()+0.999))
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()+0.999))
	default:
		return fmt.Sprintf("%d h %02d min", int(d.Hours()), int(d.Minutes())%60)
	}
}
