package words

import (
	"strconv"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"lectern/library/book"
	"lectern/ui/i18n"
)

// Length returns a duration in words, "" if it is unknown (0).
func Length(d time.Duration, estimated bool) string {
	text := length(d)
	if text != "" && estimated {
		return "~ " + text
	}
	return text
}

// length returns a duration in words, "" for 0.
func length(d time.Duration) string {
	if d <= 0 {
		return ""
	}
	switch h, m, s := book.Clock(d); {
	case h > 0 && m > 0:
		return i18n.Text("{{.Hours}} h {{.Minutes}} min", "Hours", h, "Minutes", m)
	case h > 0:
		return i18n.Text("{{.Hours}} h", "Hours", i18n.Number(h))
	case m > 0:
		return i18n.Text("{{.Minutes}} min", "Minutes", m)
	default:
		return i18n.Text("{{.Seconds}} s", "Seconds", s)
	}
}

// manyHours is the length from which minutes are omitted.
const manyHours = 10 * time.Hour

// hours returns a long duration in words, "" for 0.
func hours(d time.Duration) string {
	if d >= manyHours {
		d = d.Round(time.Hour)
	}
	return length(d)
}

// Stars returns a rating in half stars as stars: “★★★★½”, "" for none.
func Stars(halves int) string {
	return strings.Repeat("★", halves/2) + strings.Repeat("½", halves%2)
}

// sizes are the units of sizes as humanize writes them.
var sizes = map[string]string{
	"B": i18n.Mark("{{.Size}} B"), "kB": i18n.Mark("{{.Size}} kB"), "MB": i18n.Mark("{{.Size}} MB"), "GB": i18n.Mark("{{.Size}} GB"),
	"TB": i18n.Mark("{{.Size}} TB"), "PB": i18n.Mark("{{.Size}} PB"), "EB": i18n.Mark("{{.Size}} EB"),
}

// Bytes returns a size in words.
func Bytes(n int64) string {
	text := humanize.Bytes(uint64(max(n, 0)))
	figure, unit, _ := strings.Cut(text, " ")
	size, err := strconv.ParseFloat(figure, 64)
	if err != nil || sizes[unit] == "" {
		return text
	}
	_, decimals, _ := strings.Cut(figure, ".")
	return i18n.Text(sizes[unit], "Size", i18n.Decimal(size, len(decimals)))
}

// bytes returns a size in words, "" for 0.
func bytes(n int64) string {
	if n <= 0 {
		return ""
	}
	return Bytes(n)
}

// figure returns a rate, with one decimal below 10.
func figure(rate float64) string {
	if rate < 10 {
		return i18n.Decimal(rate, 1)
	}
	return i18n.Number(int(rate + 0.5))
}

// about returns a time left, rounded up to whole seconds or minutes.
func about(d time.Duration) string {
	switch {
	case d < time.Minute:
		return length((d + time.Second - 1).Truncate(time.Second))
	default:
		return length((d + time.Minute - 1).Truncate(time.Minute))
	}
}
