package sidecar

import (
	"strconv"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/message"
)

// readChapters parses a list of chapters in any of the forms that programs write:
//
//	00:00:20.500 Title               mp4chaps, m4b-tool, and what people type
//	CHAPTER01=00:00:20.500           OGM, with CHAPTER01NAME=Title
//	[CHAPTER]                        FFMETADATA1 of ffmpeg, with TIMEBASE, START, END, title
//	20.500000	40.000000	Title      labels of Audacity
//	00:20.500 --> 00:40.000          WebVTT, with the title in the next lines
//	<ChapterAtom>                    Matroska, in XML
//	<psc:chapter start="0:20">       Podlove, in XML
//	{"chapters": …}                  JSON, as in metadata.json
//
// The error is a fault: there is no chapter, or a line is not one.
func readChapters(text string) (all []book.Chapter, err error) {
	text = strings.ReplaceAll(strings.ReplaceAll(strings.TrimPrefix(text, "\uFEFF"), "\r\n", "\n"), "\r", "\n")
	start := strings.TrimSpace(text)
	switch {
	case strings.HasPrefix(start, ";FFMETADATA"):
		all = readFFMetadata(start)
	case strings.HasPrefix(start, "WEBVTT"):
		all = readVTT(start)
	case strings.HasPrefix(start, "<"):
		all = readXML(start)
	case strings.HasPrefix(start, "{"), strings.HasPrefix(strings.TrimLeft(strings.TrimPrefix(start, "["), " \n\t"), "{"):
		if _, all, err = readJSON(start); len(all) == 0 && start[0] == '[' {
			_, all, err = readJSON(`{"chapters":` + start + `}`)
		}
	default:
		all = readTimes(start)
	}
	switch {
	case err != nil:
		return nil, err
	case len(all) == 0:
		return nil, fault(message.Mark("is not a list of chapters"))
	}
	return inOrder(all), nil
}

// readTimes parses lines that each have a time and a title, in any order. It returns
// nil if a line is neither such a line nor a comment, because then the text is not a
// list of chapters.
func readTimes(text string) (all []book.Chapter) {
	ogm := map[string]int{} // index of a chapter by its number in OGM
	for s := range strings.Lines(text) {
		s = strings.TrimSpace(s)
		if s == "" || strings.HasPrefix(s, "#") || strings.HasPrefix(s, ";") || strings.HasPrefix(s, "//") || strings.HasPrefix(s, `\`) {
			continue // in Audacity, a line that begins with "\" has the frequencies of the label before
		}
		if len(all) == maxChapters {
			return all
		}
		if name, value, is := strings.Cut(s, "="); is && len(name) > 7 && strings.EqualFold(name[:7], "chapter") {
			name, value = strings.ToUpper(strings.TrimSpace(name[7:])), strings.TrimSpace(value)
			if number, titled := strings.CutSuffix(name, "NAME"); titled {
				if i, known := ogm[number]; known {
					all[i].Title = line(value)
				}
			} else if at, ok := clock(value); ok {
				ogm[name] = len(all)
				all = append(all, book.Chapter{Start: at})
			}
			continue
		}
		if c, ok := labelOf(s); ok {
			all = append(all, c)
		} else if c, ok := timedLine(s); ok {
			all = append(all, c)
		} else if len(all) > 0 || !isHeading(s) {
			return nil
		}
	}
	unnumber(all)
	return all
}

// unnumber removes the numbers of the lines from the titles of a list, "1. Rain", "2.
// Mud", unless too little is left to tell them apart: "1. Kapitel", "2. Kapitel".
func unnumber(all []book.Chapter) {
	titles := make([]string, len(all))
	seen := map[string]bool{}
	for i, c := range all {
		number, rest, _ := strings.Cut(c.Title, " ")
		if rest = strings.TrimLeft(rest, "-– "); rest == "" || seen[rest] || strings.TrimLeft(number, "0") != strconv.Itoa(i+1)+"." {
			return
		}
		titles[i], seen[rest] = rest, true
	}
	if len(all) < 2 {
		return
	}
	for i := range all {
		all[i].Title = titles[i]
	}
}

// isHeading reports whether a line looks like the heading of a list of times.
func isHeading(s string) bool { return len(s) < 80 && strings.HasSuffix(s, ":") }

// labelOf parses a label of Audacity: start and end in seconds, and a title, separated
// by tabs.
func labelOf(s string) (c book.Chapter, ok bool) {
	parts := strings.SplitN(s, "\t", 3)
	if len(parts) < 2 {
		return c, false
	}
	decimal := func(s string) (time.Duration, bool) { return seconds(strings.ReplaceAll(s, ",", ".")) }
	if c.Start, ok = decimal(parts[0]); !ok {
		return c, false
	}
	if c.End, ok = decimal(parts[1]); !ok {
		return c, false
	}
	if len(parts) == 3 {
		c.Title = line(parts[2])
	}
	return c, true
}

// timedLine parses "0:00 Title", "[0:00:20] Title", "1. 0:20 - Title", "0:20 - 0:40 Title"
// and "Title - 0:20".
func timedLine(s string) (c book.Chapter, ok bool) {
	fields := strings.Fields(s)
	for i, f := range fields[:min(2, len(fields))] {
		at, is := clock(strings.Trim(f, "[](){}<>-–—|,;"))
		if !is || i == 1 && strings.Trim(fields[0], "0123456789.):#-–") != "" {
			continue
		}
		rest := fields[i+1:]
		c.Start = at
		for len(rest) > 0 {
			end, is := clock(strings.Trim(rest[0], "[](){}<>-–—|,;"))
			if is && c.End == 0 && end >= at {
				c.End = end
			} else if strings.Trim(rest[0], "-–—|:>") != "" {
				break
			}
			rest = rest[1:]
		}
		c.Title = line(strings.Join(rest, " "))
		return c, true
	}
	if n := len(fields); n > 1 {
		if at, is := clock(strings.Trim(fields[n-1], "[](){}<>-–—|,;")); is {
			return book.Chapter{Start: at, Title: line(strings.TrimRight(strings.Join(fields[:n-1], " "), " -–—|:"))}, true
		}
	}
	return c, false
}

// clock parses h:mm:ss.fff or m:ss. A point, a comma or a colon can stand before the
// fraction.
func clock(s string) (time.Duration, bool) {
	parts := strings.Split(strings.ReplaceAll(s, ",", "."), ":")
	if len(parts) == 4 { // "00:00:20:500"
		parts = append(parts[:2], parts[2]+"."+parts[3])
	}
	if len(parts) < 2 || len(parts) > 3 {
		return 0, false
	}
	total := 0.0
	for i, p := range parts {
		whole, fraction, _ := strings.Cut(p, ".")
		if whole == "" || len(whole) > 4 || digits(whole) != len(whole) || digits(fraction) != len(fraction) || fraction != "" && i+1 < len(parts) || i > 0 && len(whole) != 2 {
			return 0, false
		}
		n, err := strconv.ParseFloat(p, 64)
		if err != nil || i > 0 && n >= 60 {
			return 0, false
		}
		total = total*60 + n
	}
	return time.Duration(total*1000+0.5) * time.Millisecond, true
}

// readFFMetadata parses the chapters of ffmpeg's metadata format. START and END are in
// units of TIMEBASE, or of nanoseconds without one.
func readFFMetadata(text string) (all []book.Chapter) {
	inside, base := false, 1e-9
	for s := range strings.Lines(joined(text)) {
		s = strings.TrimSpace(s)
		if strings.HasPrefix(s, "[") {
			if inside = strings.EqualFold(s, "[CHAPTER]"); inside && len(all) < maxChapters {
				all, base = append(all, book.Chapter{}), 1e-9
			}
			continue
		}
		name, value, is := strings.Cut(s, "=")
		if !inside || !is || len(all) == 0 {
			continue
		}
		c := &all[len(all)-1]
		at := func() time.Duration {
			n, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			if n *= base; err != nil || n < 0 || n > 1e8 {
				return 0
			}
			return time.Duration(n*1e6+0.5) * time.Microsecond
		}
		switch strings.ToUpper(strings.TrimSpace(name)) {
		case "TIMEBASE":
			over, under, _ := strings.Cut(value, "/")
			a, err1 := strconv.ParseFloat(strings.TrimSpace(over), 64)
			b, err2 := strconv.ParseFloat(strings.TrimSpace(under), 64)
			if err1 == nil && err2 == nil && a > 0 && b > 0 {
				base = a / b
			}
		case "START":
			c.Start = at()
		case "END":
			c.End = at()
		case "TITLE":
			c.Title = line(unescaped(value))
		}
	}
	return all
}

// joined replaces the line ends that ffmpeg has in a value, after a backslash, by spaces.
func joined(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		if i++; s[i] == '\n' {
			b.WriteByte(' ')
		} else {
			b.WriteString(s[i-1 : i+1])
		}
	}
	return b.String()
}

// unescaped removes the backslashes that ffmpeg puts before special characters.
func unescaped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// maxTitle is the length in bytes of a chapter's title from which no more lines are added.
const maxTitle = 200
