package library

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"

	"lectern/library/catalog"
	"lectern/library/message"
	"lectern/library/scan"
)

// The reasons why a root is offline although its folder can be read.
var (
	emptied  = message.Mark("the folder is empty now")
	stripped = message.Mark("none of its files is there")
	replaced = message.Mark("another disk is in its place")
)

// recognise returns why a root that looks like s is not the root of the last good scan,
// or "" if it is. It calls exists only if s leaves a doubt: a device gets a new number
// each time it is plugged in.
func recognise(h catalog.Health, s scan.RootInfo, exists func(sentinel string) bool) (reason string) {
	switch {
	case h.Scanned == 0 || h.Files == 0:
		return ""
	case s.Empty:
		return emptied
	case s.Device == h.Device && s.FileSystem == h.FileSystem:
		return ""
	}
	if slices.ContainsFunc(h.Sentinels, exists) {
		return ""
	}
	return replaced
}

// meet checks a root and says why it is offline, or "" if it is online. The error is
// scan.ErrSilent if the disk does not answer, or the reason why the root cannot be
// read. It blocks on the disk, for a few seconds at most.
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

// bare reports whether every sentinel in the root itself is gone, and every folder that
// held another one. If a scan found no files either, another disk is mounted in the
// root's place; the system may give it the same device number. It blocks on the disk.
func bare(ctx context.Context, root string, h catalog.Health) bool {
	for _, sentinel := range h.Sentinels {
		trace := filepath.Dir(sentinel)
		if trace == "." {
			trace = sentinel
		}
		there, err := scan.Exists(ctx, filepath.Join(root, trace))
		if there || err != nil && !errors.Is(err, fs.ErrNotExist) {
			return false
		}
	}
	return true
}
