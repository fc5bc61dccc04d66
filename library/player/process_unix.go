//go:build unix

package player

import (
	"os"
	"os/exec"
	"syscall"
)

// canInherit says that a program can inherit a socket.
const canInherit = true

// socketPair returns the two ends of a socket. No program inherits them by itself.
func socketPair() (ours, theirs *os.File, err error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	ends, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err != nil {
		return nil, nil, os.NewSyscallError("socketpair", err)
	}
	for _, end := range ends {
		syscall.CloseOnExec(end)
	}
	return os.NewFile(uintptr(ends[0]), "mpv"), os.NewFile(uintptr(ends[1]), "mpv"), nil
}

// detach keeps a Ctrl+C in the terminal from ending mpv before Lectern.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
