package probe

import (
	"os/exec"
	"syscall"
)

// nonblocking is not needed here: pipes are no part of the file system.
const nonblocking = 0

// ownGroup makes cmd the head of a process group of its own and keeps it from
// opening a console window.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{
		HideWindow:    true,
		CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP,
	}
	cmd.Cancel = func() error { return killGroup(cmd) }
}

// killGroup ends cmd, which has been started. ffprobe has no children.
func killGroup(cmd *exec.Cmd) error { return cmd.Process.Kill() }
