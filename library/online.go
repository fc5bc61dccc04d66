package library

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"

	"lectern/library/catalog"
	"lectern/library/scan"
)

// Why a root is offline though its folder can be read.
const (
	emptied  = "the folder is empty now"
	stripped = "none of its files is there"
	replaced = "another disk is in its place"
)

// recognise says why a root that looks like s is not the one that the last good
// scan saw, "" when it is. exists is asked for sentinels only where the look
// leaves a doubt: a device has another number each time it is plugged in.
func recognise(h catalog.Health, s scan.RootInfo, exists func(sentinel string) bool) (reason string) {
	switch {
	case h.Scanned == 0 || h.Files == 0:
		return ""
	case s.Empty:
		return emptied
	case s.Device == h.Device && s.FileSystem == h.FileSystem:
		return ""
	}
	for _, sentinel := range h.Sentinels {
		if exists(sentinel) {
			return ""
		}
	}
	return replaced
}

// meet looks at a root and says why it is not online, "" when it is. The error
// is scan.ErrSilent when its disk does not answer, else why it cannot be looked
// at. It blocks on the disk, for some seconds at most.
func meet(ctx context.Context, path string, h catalog.Health) (s scan.RootInfo, reason string, err error) {
	if s, err = scan.ReadRootInfo(ctx, path); err != nil {
		return s, "", err
	}
	silent := false
	reason = recognise(h, s, func(sentinel string) bool {
		if silent {
			return false
		}
		there, err := scan.Exists(ctx, filepath.Join(path, sentinel))
		silent = errors.Is(err, scan.ErrSilent)
		return there || err != nil && !silent && !errors.Is(err, fs.ErrNotExist)
	})
	if silent {
		return s, "", scan.ErrSilent
	}
	return s, reason, ctx.Err()
}

// bare reports whether no folder below a root is there in which one of its
// sentinels lay: then that none of its files was found says that it is another
// disk, which the system may well give the same number. It blocks on the disk.
func bare(ctx context.Context, root string, h catalog.Health) bool {
	for _, sentinel := range h.Sentinels {
		dir := filepath.Dir(sentinel)
		if dir == "." {
			continue
		}
		there, err := scan.Exists(ctx, filepath.Join(root, dir))
		if there || err != nil && !errors.Is(err, fs.ErrNotExist) {
			return false
		}
	}
	return true
}
