package catalog

import "os"

// A lock belongs to one process here, and a program that is started has none of
// it: who has the lock lives.

func mark(string) *os.File { return nil }

func marked(string) bool { return true }

// Holder is the process that has a catalogue; it cannot be told here.
func Holder(string) (pid int) { return 0 }
