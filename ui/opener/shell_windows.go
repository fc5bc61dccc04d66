package opener

import (
	"fmt"
	"os/exec"
	"runtime"
	"syscall"

	"golang.org/x/sys/windows"
)

// openDocument makes the shell open a path or an address. The shell may ask the user for
// a program, and answers when the user has.
func openDocument(document string) error {
	runtime.LockOSThread() // COM belongs to a thread
	defer runtime.UnlockOSThread()
	if windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED|windows.COINIT_DISABLE_OLE1DDE) == nil {
		defer windows.CoUninitialize()
	}
	name, err := windows.UTF16PtrFromString(document)
	if err == nil {
		err = windows.ShellExecute(0, windows.StringToUTF16Ptr("open"), name, nil, nil, windows.SW_SHOWNORMAL)
	}
	if err != nil {
		return fmt.Errorf("open document: %w", err)
	}
	return nil
}

// sayVerbatim sets the command line that the program gets.
func sayVerbatim(cmd *exec.Cmd, line string) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CmdLine: line}
}
