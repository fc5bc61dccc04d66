// Package cue parses cue sheets, which lie beside files or in their tags.
package cue

import (
	"strconv"
	"strings"
	"time"
)

// framesPerSecond is how many frames a second of a cue sheet has, as on a compact disc. Some
// programs write hundredths of a second, as the sheet shows that has a larger number.
const (
	framesPerSecond     = 75
	hundredthsPerSecond = 100
)

// Sheet is what a cue sheet says.
type Sheet struct {
	Title, Performer string // of the whole
	Files            []File
}

// File is what a cue sheet says about one file.
type File struct {
	Name   string // without a folder
	Tracks []Track
}

// Track is a track with an INDEX 01.
type Track struct {
	Start time.Duration
	Title string

	frames int // of the start, after the whole seconds
}

// Parse parses a cue sheet. It returns at most maxFiles files and maxTracks tracks. ok
// is false if the text is not a cue sheet.
func Parse(text string, maxFiles, maxTracks int) (sheet Sheet, ok bool) {
	var title string // of the current track
	track := false   // a track of the current file has begun
	tracks, count := 0, 0
	perSecond := framesPerSecond
	defer func() {
		for _, f := range sheet.Files {
			for i := range f.Tracks {
				f.Tracks[i].Start += time.Duration(f.Tracks[i].frames) * time.Second / time.Duration(perSecond)
			}
		}
	}()
	for s := range strings.Lines(strings.ReplaceAll(text, "\r", "\n")) {
		word, rest := cutWord(strings.TrimSpace(s))
		switch strings.ToUpper(word) {
		case "FILE":
			if len(sheet.Files) == maxFiles {
				return sheet, true
			}
			ok = true // a track can begin, with its pregap, in the previous file
			sheet.Files = append(sheet.Files, File{Name: cueFile(rest)})
		case "TRACK":
			ok, track, title = true, true, ""
			tracks++
		case "TITLE":
			if title = unquoted(rest); tracks == 0 {
				sheet.Title = title
			}
		case "PERFORMER":
			if tracks == 0 {
				sheet.Performer = unquoted(rest)
			}
		case "INDEX":
			number, at := cutWord(rest)
			n, err := strconv.Atoi(number)
			start, frames, valid := cueTime(at)
			if err != nil || n != 1 || !valid || !track || len(sheet.Files) == 0 || count == maxTracks {
				continue
			}
			f := &sheet.Files[len(sheet.Files)-1]
			f.Tracks = append(f.Tracks, Track{Start: start, Title: title, frames: frames})
			if frames >= framesPerSecond {
				perSecond = hundredthsPerSecond
			}
			count++
			track = false // one INDEX 01 per track
		}
	}
	return sheet, ok
}

// cutWord splits a line after its first word.
func cutWord(s string) (word, rest string) {
	if space := strings.IndexAny(s, " \t"); space >= 0 {
		return s[:space], strings.TrimSpace(s[space:])
	}
	return s, ""
}

// cueFile returns the name in the rest of a FILE line, without the folder and without
// the file type after the name.
func cueFile(s string) string {
	if strings.HasPrefix(s, `"`) {
		if end := strings.LastIndexByte(s, '"'); end > 0 {
			s = s[:end]
		}
		s = s[1:]
	} else if space := strings.LastIndexAny(s, " \t"); space > 0 {
		s = strings.TrimSpace(s[:space])
	}
	return s[strings.LastIndexAny(s, `/\`)+1:]
}

// unquoted removes the quotes around a text.
func unquoted(s string) string {
	if s, quoted := strings.CutPrefix(s, `"`); quoted {
		return strings.TrimSuffix(s, `"`)
	}
	return s
}

// cueTime parses "mm:ss:ff" into whole seconds and frames. Minutes can exceed 99.
func cueTime(s string) (start time.Duration, frames int, ok bool) {
	const longest = 1_000_000 // minutes: two years, far below an overflow
	parts := strings.Split(s, ":")
	if len(parts) != 3 {
		return 0, 0, false
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.ParseUint(p, 10, 32)
		if err != nil || v > longest {
			return 0, 0, false
		}
		n[i] = int(v)
	}
	if n[1] > 59 || n[2] >= hundredthsPerSecond {
		return 0, 0, false
	}
	return time.Duration(n[0])*time.Minute + time.Duration(n[1])*time.Second, n[2], true
}
