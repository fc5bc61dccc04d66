package cli

import (
	"os"

	"golang.org/x/sys/windows"
)

// attachConsole lets the program print in the console that it was started in: Windows
// gives a program with a window none. Output that goes into a file or a pipe stays there.
func attachConsole() {
	streams := map[uint32]**os.File{windows.STD_OUTPUT_HANDLE: &os.Stdout, windows.STD_ERROR_HANDLE: &os.Stderr}
	for which := range streams {
		if handle, err := windows.GetStdHandle(which); err == nil && handle != 0 && handle != windows.InvalidHandle {
			delete(streams, which)
		}
	}
	if len(streams) == 0 {
		return
	}
	const parent = ^uintptr(0) // ATTACH_PARENT_PROCESS
	attach := windows.NewLazySystemDLL("kernel32.dll").NewProc("AttachConsole")
	if ok, _, _ := attach.Call(parent); ok == 0 {
		return // started from the desktop
	}
	console, err := os.OpenFile("CONOUT$", os.O_RDWR, 0)
	if err != nil {
		return
	}
	for _, stream := range streams {
		*stream = console
	}
}
