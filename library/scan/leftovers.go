package scan

import (
	"regexp"
	"strings"
)

// What systems, NAS boxes, download clients, sync programs and taggers leave
// beside books and is none. docs/SCANNING.md has the same for users. A rule is as
// narrow as it can be: what is passed over here is shown nowhere.

// systemFolders are names of what a system put aside, in lower case.
var systemFolders = map[string]bool{
	"@eadir":                    true, // Synology: thumbnails
	"#recycle":                  true, // Synology: deleted files
	"#snapshot":                 true, // Synology: older states of the share
	"@recycle":                  true, // QNAP: deleted files
	"@recently-snapshot":        true, // QNAP: older states
	"~snapshot":                 true, // NetApp: older states
	"$recycle.bin":              true, // Windows: deleted files
	"system volume information": true, // Windows
	"__macosx":                  true, // what macOS puts into zip files
	"lost+found":                true, // ext4: what a check of the disk found
}

// topFolder reports whether a folder directly below the root, and only there, was put
// aside by a system or a download client. A book may have such a name as well, and
// clients write theirs in small letters.
func topFolder(name string) bool {
	switch strings.ToLower(name) {
	case "recycler", "recycled": // Windows XP, Windows on FAT: deleted files
		return true
	}
	return name == "incomplete" // Transmission, SABnzbd and others: downloads
}

// unfinished ends the names of files that are being downloaded or were put aside.
var unfinished = map[string]bool{
	"part": true, "partial": true, "tmp": true, "temp": true, "bak": true,
	"crdownload": true, "download": true, "opdownload": true, "!ut": true, "!qb": true, "aria2": true,
}

// unpacking begins the names of folders that a download client unpacks into, or
// could not (SABnzbd).
var unpacking = []string{"_unpack_", "_failed_"}

// leftover is what stands in the names of copies that a program made beside a
// file: Syncthing's and others' conflicts, and the temporary files of taggers
// (AtomicParsley's "x-temp-4711.m4b") and converters ("x.tmp.mp3").
var leftover = regexp.MustCompile(`(?i)\.sync-conflict-\d{8}-\d{6}` +
	`|\([^()]*conflicted copy[^()]*\)|\(case conflict( \d+)?\)` +
	`|-temp-\d+\.[a-z0-9]+$|\.te?mp\.[a-z0-9]+$`)

// isLeftover reports whether a file of this name was left by a program.
func isLeftover(name string) bool {
	if strings.HasPrefix(name, "~$") { // an office program: somebody has it open
		return true
	}
	lower := strings.ToLower(name)
	// The expression costs more than all else that is asked of a name.
	return (strings.Contains(lower, "conflict") || strings.Contains(lower, "temp") || strings.Contains(lower, ".tmp.")) &&
		leftover.MatchString(lower)
}

// isLeftoverFolder reports whether a folder of this name was left by a program.
func isLeftoverFolder(name string) bool {
	lower := strings.ToLower(name)
	if systemFolders[lower] || extension(name) == "download" { // Safari's, with the file in it
		return true
	}
	for _, begin := range unpacking {
		if strings.HasPrefix(lower, begin) {
			return true
		}
	}
	return false
}
