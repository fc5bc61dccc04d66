package filesystem

import (
	"golang.org/x/sys/unix"
)

// Of returns the kind of the file system that path lies on. It blocks on the
// disk.
func Of(path string) (Kind, error) {
	s, err := statfs(path)
	if err != nil {
		return Kind{}, err
	}
	return named(unix.ByteSliceToString(s.Fstypename[:]), s.Flags&unix.MNT_LOCAL == 0), nil
}
