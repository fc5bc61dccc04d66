//go:build !linux

package watch

import (
	"context"
	"io/fs"
	"time"
)

// remote takes every file system for a local one.
func remote(string) (name string, err error) { return "", nil }

// folderOnly opens folders and nothing else: to open a pipe can take for ever.
const folderOnly = 0

// newest is when a file was last changed.
func newest(info fs.FileInfo) time.Time { return info.ModTime() }

// mountsBelow knows no mount points: what is mounted below a root is watched.
func mountsBelow(string) []string { return nil }

// followMounts never calls changed: the hourly look finds what was mounted.
func followMounts(context.Context, func()) {}
