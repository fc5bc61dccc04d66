//go:build !unix

package player

import (
	"errors"
	"os"
	"os/exec"
)

// canInherit says that a program can inherit a socket: mpv cannot take one here.
const canInherit = false

func socketPair() (ours, theirs *os.File, err error) { return nil, nil, errors.ErrUnsupported }

func detach(*exec.Cmd) {}
