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
	if s := d.Round(time.Second); s < time.Minute {
		return fmt.Sprintf("%d s", max(1, int(s.Seconds())))
	}
	minutes := int(d.Round(time.Minute).Minutes())
	switch h, m := minutes/60, minutes%60; {
	case h == 0:
		return fmt.Sprintf("%d min", m)
	case m == 0:
		return fmt.Sprintf("%d h", h)
	default:
		return fmt.Sprintf("%d h %d min", h, m)
	}
}

// UTF8 returns s with each byte that is not part of valid UTF-8 replaced by U+FFFD.
func UTF8(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}
