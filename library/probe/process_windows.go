package probe

import (
	"os/exec"
	"syscall"
)

// nonblocking is not needed here: pipes are no part of the file system.
const nonblocking = 0

// belowNormal is BELOW_NORMAL_PRIORITY_CLASS of CreateProcess.
const belowNormal = 0x4000

// ownGroup makes cmd the head of a process group of its own and keeps it from
// opening a console window.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{
		HideWindow:    true,
		CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP | belowNormal,
	}
	cmd.Cancel = func() error { return killGroup(cmd) }
}

// killGroup ends cmd, which has been started. ffprobe has no children.
func killGroup(cmd *exec.Cmd) error { return cmd.Process.Kill() }

// beNice has nothing to do: the process was made with its priority.
func beNice(*exec.Cmd) {}
