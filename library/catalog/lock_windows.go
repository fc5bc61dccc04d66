package catalog

import "os"

// On Windows a lock belongs to one process, and child processes do not inherit
// it: the owner of a lock is alive.

func mark(string) *os.File { return nil }

func marked(string) bool { return true }

// Holder returns 0: the process that has a catalogue open is unknown here.
func Holder(string) (pid int) { return 0 }
