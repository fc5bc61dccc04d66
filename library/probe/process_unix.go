//go:build unix

package probe

import (
	"os/exec"
	"syscall"
)

// nonblocking keeps open from blocking on a pipe that has just replaced a file.
// It has no effect on a regular file.
const nonblocking = syscall.O_NONBLOCK

// ownGroup puts cmd into its own process group, so that its children are killed
// with it, and Ctrl+C in a terminal reaches only this process.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return killGroup(cmd) }
}

// killGroup kills cmd, which is running, and all its children.
func killGroup(cmd *exec.Cmd) error {
	return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
}

// niceness is the nice value of ffprobe, from 0 for normal priority to 19 for the
// lowest. With 10, ffprobe got so little time beside 14 busy processes per core that it
// timed out on whole files.
const niceness = 5

// beNice lowers the priority of cmd.
func beNice(cmd *exec.Cmd) {
	_ = syscall.Setpriority(syscall.PRIO_PGRP, cmd.Process.Pid, niceness)
}
