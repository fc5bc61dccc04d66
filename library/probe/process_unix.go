//go:build unix

package probe

import (
	"os/exec"
	"syscall"
)

// nonblocking keeps a pipe that took a file's place a moment ago from hanging
// the open; on a regular file it does nothing.
const nonblocking = syscall.O_NONBLOCK

// ownGroup makes cmd the head of a process group of its own, so that whatever
// it starts dies with it, and a Ctrl+C in a terminal is ours alone to handle.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return killGroup(cmd) }
}

// killGroup ends cmd, which has been started, and all its children.
func killGroup(cmd *exec.Cmd) error {
	return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
}
