package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"lectern/library/message"
)

// folderOnly makes open fail on anything but a folder: opening a pipe can block
// forever.
const folderOnly = syscall.O_DIRECTORY

// newest returns when a file or its name last changed.
func newest(info fs.FileInfo) time.Time {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return later(info.ModTime(), time.Unix(s.Ctim.Unix()))
	}
	return info.ModTime()
}

// limitNotice says that the system watches no more folders because of a limit, and how the
// user can raise it. The command must fit in a line of a small window.
func limitNotice(err error) message.Message {
	if !ofInotify(err) {
		return plainNotice
	}
	setting, enough := "max_user_instances", 512
	if errors.Is(err, syscall.ENOSPC) {
		setting, enough = "max_user_watches", 524288
	}
	now, _ := os.ReadFile("/proc/sys/fs/inotify/" + setting) // none: the usual value is proposed
	command := fmt.Sprint("sudo sysctl fs.inotify.", setting, "=", raised(string(now), enough))
	return message.New("The system watches no more folders, and the rest are checked at intervals. To watch them all, run {{.Command}} in a terminal.", "Command", command)
}

// ofInotify reports whether a limit of inotify was reached, not that of open files.
func ofInotify(err error) bool {
	if errors.Is(err, syscall.EMFILE) {
		f, err := os.Open(os.DevNull) // fails too if the process may open no more files
		if err != nil {
			return false
		}
		return f.Close() == nil
	}
	return errors.Is(err, syscall.ENOSPC)
}

// raised returns a limit that is higher than it is now, and at least enough.
func raised(now string, enough int) int {
	n, _ := strconv.Atoi(strings.TrimSpace(now)) // 0 if it is not a number
	return max(enough, 2*n)
}

// followMounts calls changed whenever the mount table has changed. It costs
// nothing in between: the kernel wakes it.
func followMounts(ctx context.Context, changed func()) {
	table, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return
	}
	stop := context.AfterFunc(ctx, func() { table.Close() })
	defer stop()
	raw, err := table.SyscallConn()
	if err != nil {
		return
	}
	first := true
	_ = raw.Read(func(uintptr) (done bool) {
		if !first {
			changed()
		}
		first = false
		return ctx.Err() != nil
	})
}
