package book

import (
	"fmt"
	"time"
	"unicode/utf8"
)

// Length formats a duration for the user: "10 h 32 min", "10 h", "45 min", "32 s". It
// rounds to the nearest minute from one minute on and to the nearest second below, but
// never to "0 s". A duration of zero or less is unknown and gives "".
func Length(d time.Duration) string {
	if d <= 0 {
		return ""
	}
	switch h, m, s := Clock(d); {
	case h > 0 && m > 0:
		return fmt.Sprintf("%d h %d min", h, m)
	case h > 0:
		return fmt.Sprintf("%d h", h)
	case m > 0:
		return fmt.Sprintf("%d min", m)
	default:
		return fmt.Sprintf("%d s", s)
	}
}

// Clock divides a length for display: it is rounded to minutes, below a minute to seconds,
// and is never 0.
func Clock(d time.Duration) (hours, minutes, seconds int) {
	if s := d.Round(time.Second); s < time.Minute {
		return 0, 0, max(1, int(s.Seconds()))
	}
	minutes = int(d.Round(time.Minute).Minutes())
	return minutes / 60, minutes % 60, 0
}

// UTF8 returns s with each byte that is not part of valid UTF-8 replaced by U+FFFD.
func UTF8(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}
