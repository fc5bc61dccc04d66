//go:build !linux

package watch

import (
	"context"
	"io/fs"
	"time"

	"lectern/library/message"
)

// folderOnly is unknown on this system: open may block on a pipe.
const folderOnly = 0

// newest returns when a file last changed.
func newest(info fs.FileInfo) time.Time { return info.ModTime() }

// limitNotice says that the system watches no more folders.
func limitNotice(error) message.Message { return plainNotice }

// followMounts never calls changed: the hourly listing finds new mounts.
func followMounts(context.Context, func()) {}
