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

// niceness is how far behind other programs ffprobe stands in line for the
// processor: 0 is no way, 19 the most.
const niceness = 10

// beNice lets other programs have the processor first.
func beNice(cmd *exec.Cmd) {
	_ = syscall.Setpriority(syscall.PRIO_PGRP, cmd.Process.Pid, niceness)
}
