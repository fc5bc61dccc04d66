package scan

import (
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// These are the files and folders that systems, NAS boxes, download clients, sync
// programs and taggers leave beside books. docs/SCANNING.md lists them for users.
// Each rule is as narrow as possible, because an ignored file appears nowhere.

// systemFolders are the names of folders in which systems keep other data, in
// lower case.
var systemFolders = map[string]bool{
	"@eadir":                    true, // Synology: thumbnails
	"#recycle":                  true, // Synology: deleted files
	"#snapshot":                 true, // Synology: older states of the share
	"@recycle":                  true, // QNAP: deleted files
	"@recently-snapshot":        true, // QNAP: older states
	"~snapshot":                 true, // NetApp: older states
	"$recycle.bin":              true, // Windows: deleted files
	"system volume information": true, // Windows
	"__macosx":                  true, // macOS: metadata in zip files
	"lost+found":                true, // ext4: files recovered by a disk check
	"_gsdata_":                  true, // GoodSync: deleted files and older states
	"_syncapp":                  true, // Allway Sync: deleted files and older states
	"files_trashbin":            true, // Nextcloud and ownCloud, on the server: deleted files
	"files_versions":            true, // the same: older states
	"_unpack":                   true, // NZBGet: files that are being unpacked
}

// topFolder reports whether a folder directly below the root is one of a system
// or a download client. Deeper folders of these names may be books. Download
// clients write theirs in lower case.
func topFolder(name string) bool {
	switch strings.ToLower(name) {
	case "recycler", "recycled": // Windows XP, Windows on FAT: deleted files
		return true
	case "@tmp": // Synology: files on their way
		return true
	case "network trash folder", "temporary items": // on network shares for Macs: deleted and temporary files
		return true
	case "recycle bin": // ReadyNAS: deleted files
		return true
	case "backups.backupdb": // Time Machine: older states of the whole computer
		return true
	case "lost.dir": // Android: files recovered by a disk check
		return true
	}
	if number, is := strings.CutPrefix(strings.ToLower(name), "found."); is { // Windows: files recovered by a disk check
		return len(number) == 3 && strings.Trim(number, "0123456789") == ""
	}
	return name == "incomplete" || // Transmission, SABnzbd and others: downloads
		name == "trashbox" // Buffalo: deleted files
}

// unfinished holds the extensions of files that are being downloaded or were
// set aside.
var unfinished = map[string]bool{
	"part": true, "partial": true, "tmp": true, "temp": true, "bak": true,
	"crdownload": true, "download": true, "opdownload": true, "!ut": true, "!qb": true, "aria2": true,
}

// unpacking holds the prefixes of folders that a download client unpacks into,
// or failed to unpack (SABnzbd).
var unpacking = []string{"_unpack_", "_failed_"}

// leftover matches the names of copies that programs make beside a file:
// conflicts of Syncthing, Nextcloud and ownCloud, Seafile, Synology Drive, Cozy Drive,
// FileCloud, Dropbox in its languages and others, older states of FreeFileSync, and
// temporary files of taggers
// (AtomicParsley's "x-temp-4711.m4b") and converters ("x.tmp.mp3").
// Names that a file can have without the one it is a copy of are not leftovers:
// "x_conf(1).mp3" (Google Drive, and browsers), "x (2024_01_31 10_11_12 UTC).mp3" (all that
// is copied back from Windows' File History).
var leftover = regexp.MustCompile(`(?i)\.sync-conflict-\d{8}-\d{6}|_conflict-\d{8}-\d{6}` +
	`|_[a-z]{3}-\d{2}-\d{4}(\d{2})?-\d{4}_(case|whitespace|tailcharacter)?conflict` +
	`|-conflict-\d{4}-\d{2}-\d{2}t\d{2}_\d{2}_\d{2}[.\d]*z` +
	`|\(conflict_.*_\d{4}(-\d{2}){5}\)|\[conflicted( \d+)?\]\.[a-z0-9]+$` +
	`|\([^()]*(conflicted copy|in konflikt stehende kopie|copie en conflit|copia en conflicto|copia in conflitto` +
	`|c(ó|o\x{301})pia em conflito|conflicterende kopie|konfliktkopia|konfliktkopi|kopia powodująca konflikt` +
	`|конфликтующая копия|冲突副本|衝突複本|競合コピー)[^()]*\)` +
	`|\(case conflict( \d+)?\)|\(case clash from [^()]*\d\)|\(sfconflict [^()]*\)` +
	`|\.(mp3|m4a|m4b|flac|ogg|opus|wma|aac|wav) \d{4}-\d{2}-\d{2} \d{6}\.[a-z0-9]+$` +
	`|-temp-\d+\.[a-z0-9]+$|\.te?mp\.[a-z0-9]+$`)

// leftoverParts are parts of names of which every leftover has one.
var leftoverParts = []string{"conf", "konfl", "конфл", "突", "競合", "temp", ".tmp.", "clash", " 20"}

// isLeftover reports whether a program left the file of this name.
func isLeftover(name string) bool {
	if strings.HasPrefix(name, "~$") { // an office program's lock file
		return true
	}
	if strings.Contains(name, "(conflicted).") { // pCloud; a title would begin with a capital
		return true
	}
	lower := strings.ToLower(name)
	// The expression costs more than all other tests of a name.
	for _, part := range leftoverParts {
		if strings.Contains(lower, part) {
			return leftover.MatchString(lower)
		}
	}
	return false
}

// withoutConflicts removes from the entries of a folder the copies that Resilio Sync makes
// beside a file: "x.Conflict.mp3" beside "x.mp3". Without that file, the name may be a
// title: "Author.Book.Conflict.mp3".
func withoutConflicts(entries []fs.DirEntry) []fs.DirEntry {
	var names map[string]bool // made once a name may be that of a copy
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		ext := filepath.Ext(e.Name())
		of, is := strings.CutSuffix(strings.TrimSuffix(e.Name(), ext), ".Conflict")
		if !is || ext == "" || e.IsDir() {
			return false
		}
		if names == nil {
			names = make(map[string]bool, len(entries))
			for _, e := range entries {
				names[e.Name()] = true
			}
		}
		return names[of+ext]
	})
}

// isLeftoverFolder reports whether a program left the folder of this name.
func isLeftoverFolder(name string) bool {
	lower := strings.ToLower(name)
	if systemFolders[lower] || extension(name) == "download" { // Safari's, with the file in it
		return true
	}
	if strings.HasPrefix(name, "@GMT-") || strings.HasSuffix(name, "-tmpfiles") { // older states of Samba; m4b-tool's parts of a book
		return true
	}
	for _, begin := range unpacking {
		if strings.HasPrefix(lower, begin) {
			return true
		}
	}
	return false
}
