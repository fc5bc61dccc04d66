package catalog

import (
	"context"
	"errors"
	"os"
)

// A damaged database gets a successor, which is made beside it. When the successor is
// complete, the damaged one is set aside and the successor takes its place. So the process
// may end at any moment: either the database is still there, or a complete successor is.

// successor returns the place where the successor of a database is made.
func (at place) successor() place { return place{at.path + ".rebuilt", at.schema} }

// succeed sets the database aside as old, and puts its successor in its place.
func (at place) succeed(old string) error {
	if err := aside(at.path, old); err != nil {
		return err
	}
	return os.Rename(at.successor().path, at.path)
}

// finish ends what an earlier process began. If the database was set aside, its successor
// takes its place; otherwise the successor may be incomplete, and goes.
func (at place) finish(ctx context.Context) error {
	next := at.successor()
	kind, _ := inspect(ctx, next.path, next.schema)
	_, err := os.Lstat(at.path)
	switch gone := errors.Is(err, os.ErrNotExist); {
	case kind == ours && gone:
		return at.succeed(asideName(at.path)) // the log may still have to be set aside
	case kind == ours, kind == empty:
		remove(next.path)
	}
	return nil
}
