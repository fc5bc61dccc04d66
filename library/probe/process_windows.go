package probe

import (
	"os/exec"
	"syscall"
)

// nonblocking is not needed: on Windows, folders cannot contain pipes.
const nonblocking = 0

// belowNormal is BELOW_NORMAL_PRIORITY_CLASS of CreateProcess.
const belowNormal = 0x4000

// ownGroup puts cmd into its own process group and prevents a console window.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{
		HideWindow:    true,
		CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP | belowNormal,
	}
	cmd.Cancel = func() error { return killGroup(cmd) }
}

// killGroup kills cmd, which is running. ffprobe has no children.
func killGroup(cmd *exec.Cmd) error { return cmd.Process.Kill() }

// beNice does nothing: the process was created with its priority.
func beNice(*exec.Cmd) {}
