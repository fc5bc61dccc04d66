package book

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
)

// TestReasons: no message of the system reaches the user, whatever the error and
// however it is wrapped, and the common errors have words of their own.
func TestReasons(t *testing.T) {
	for no := syscall.Errno(1); no < 200; no++ {
		for _, err := range []error{
			no, &fs.PathError{Op: "open", Path: "/x", Err: no}, &os.LinkError{Op: "rename", Old: "/x", New: "/y", Err: no},
			os.NewSyscallError("inotify_init", no), fmt.Errorf("scan: %w", &fs.PathError{Op: "open", Path: "/x", Err: no}),
		} {
			_, words, system := Reason(err)
			if !system || words == "" || strings.Contains(words, "/x") || words == no.Error() && no != syscall.EACCES {
				t.Errorf("%v: %q, %v", err, words, system)
			}
		}
	}
	for err, want := range map[error]string{
		syscall.EACCES: "permission denied", syscall.EPERM: "permission denied", syscall.ENOENT: "the file or folder does not exist",
		syscall.EIO: "the disk reports a read error", syscall.ENOSPC: "the disk is full", syscall.EDQUOT: "your share of the disk is full (quota)",
		syscall.EROFS: "the disk cannot be written", syscall.ENOTCONN: "the disk or the network does not answer",
		syscall.ESTALE: "the disk or the network does not answer", syscall.EMFILE: "too many files are open",
		syscall.ENAMETOOLONG: "path is too long for this system", syscall.EBUSY: "another program is using it",
	} {
		if _, words, _ := Reason(&fs.PathError{Op: "open", Path: "/x", Err: err}); words != want {
			t.Errorf("%v: %q, want %q", err, words, want)
		}
	}
	for _, err := range []error{nil, errors.New("our own words"), &Fault{Reason: "truncated"}} {
		if _, words, system := Reason(err); system || words != "" {
			t.Errorf("%v: %q", err, words)
		}
	}
}
