package watch

import (
	"encoding/binary"
	"errors"
	"unicode/utf16"

	"github.com/fsnotify/fsnotify"
)

// What Windows reports of a name (FILE_ACTION_… in winnt.h).
const (
	actionAdded = 1 + iota
	actionRemoved
	actionModified
	actionRenamedOld
	actionRenamedNew
)

// actions are the operations by which fsnotify calls them.
var actions = map[uint32]fsnotify.Op{
	actionAdded: fsnotify.Create, actionRemoved: fsnotify.Remove, actionModified: fsnotify.Write,
	actionRenamedOld: fsnotify.Rename, actionRenamedNew: fsnotify.Create,
}

// notifiedHead is the size of FILE_NOTIFY_INFORMATION without its name.
const notifiedHead = 12

var errNotified = errors.New("the system’s report of changes cannot be understood")

// notified reads the reports of ReadDirectoryChangesW, a chain of
// FILE_NOTIFY_INFORMATION. The names of its events are relative to the watched
// folder. A report that is damaged counts as lost events.
func notified(reports []byte) (events []fsnotify.Event, err error) {
	for {
		if len(reports) < notifiedHead {
			return events, errNotified
		}
		next, action, size := binary.LittleEndian.Uint32(reports), binary.LittleEndian.Uint32(reports[4:]), binary.LittleEndian.Uint32(reports[8:])
		if size%2 != 0 || uint64(size) > uint64(len(reports)-notifiedHead) {
			return events, errNotified
		}
		name := make([]uint16, size/2)
		for i := range name {
			name[i] = binary.LittleEndian.Uint16(reports[notifiedHead+2*i:])
		}
		events = append(events, fsnotify.Event{Name: string(utf16.Decode(name)), Op: actions[action]})
		switch {
		case next == 0:
			return events, nil
		case next < notifiedHead || uint64(next) > uint64(len(reports)):
			return events, errNotified
		}
		reports = reports[next:]
	}
}
