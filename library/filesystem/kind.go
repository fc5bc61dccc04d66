package filesystem

import (
	"strings"

	"lectern/library/message"
)

// coarse are the file systems that round times to a second or two, by the names that
// Windows and macOS have for them.
var coarse = map[string]bool{
	"fat": true, "fat12": true, "fat16": true, "fat32": true, "exfat": true, "cdfs": true, // Windows
	"msdos": true, "hfs": true, "cd9660": true, // macOS
}

// network is the name of a remote file system of an unknown kind.
var network = message.Mark("network")

// named returns the kind of a file system that Windows or macOS name. A volume of
// another computer, which is remote, has the name of the file system there, or none.
func named(name string, remote bool) Kind {
	name = strings.ToLower(name)
	switch {
	case remote && (name == "" || name == "ntfs" || coarse[name]):
		return Kind{Name: network, Remote: true}
	case strings.Contains(name, "fuse"): // served by a program
		return Kind{Name: name, Remote: true}
	default:
		return Kind{Name: name, Remote: remote, Coarse: coarse[name] && !remote}
	}
}
