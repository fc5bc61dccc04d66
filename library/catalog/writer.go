package catalog

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"

	sqlite3 "modernc.org/sqlite/lib"

	"lectern/library/book"
)

const (
	// batchLen is how many Ops a transaction holds. At 500 the cost of a transaction is
	// small compared with its rows, and little is lost if the program is killed.
	batchLen = 500
	// batchAge is the longest time an Op waits for others to share its
	// transaction.
	batchAge = time.Second
	// retryAfter is how long the writer waits after a failure. Users free
	// space, and disks come back, in minutes, not milliseconds.
	retryAfter = 10 * time.Second
	// answerPatience is how long a write may take before the user is told that
	// the disk does not answer. A sleeping disk needs seconds.
	answerPatience = 5 * time.Second
)

// write is the writer goroutine. It writes a full batch, or what is queued once
// the oldest Op is batchAge old or an Op is the user's, and everything when the
// Catalog closes.
func (c *Catalog) write() {
	defer close(c.closed)
	var batch []Op // taken but not yet written
	var pause time.Time
	timer := time.NewTimer(batchAge)
	defer timer.Stop()
	for {
		n, since, typed := c.box.waiting()
		due := since.Add(batchAge)
		if typed || n >= batchLen || len(batch) > 0 {
			due = time.Time{}
		}
		if pause.After(due) {
			due = pause
		}
		var tick <-chan time.Time
		if n+len(batch) > 0 {
			timer.Reset(time.Until(due))
			tick = timer.C
		}
		select {
		case <-tick:
			if len(batch) == 0 {
				batch = c.box.take(batchLen)
			}
			if err := c.store(batch); err != nil {
				pause = time.Now().Add(retryAfter)
				continue
			}
			batch, pause = nil, time.Time{}
		case <-c.box.wake:
		case <-c.closing:
			c.closeErr = c.flush(batch)
			return
		}
	}
}

// flush writes batch and everything queued. It stops at the first failure.
func (c *Catalog) flush(batch []Op) error {
	for {
		if len(batch) == 0 {
			batch = c.box.take(batchLen)
		}
		if len(batch) == 0 {
			err := c.backUp()
			c.backUpFiles()
			return err
		}
		if err := c.store(batch); err != nil {
			n, _, _ := c.box.waiting()
			return fmt.Errorf("save the last %d changes: %w", n+len(batch), err)
		}
		batch = nil
	}
}

// store writes a batch and acknowledges it. It rebuilds a damaged database
// first.
func (c *Catalog) store(batch []Op) error {
	defer c.watchAnswer()()
	c.use.Lock()
	defer c.use.Unlock()
	ctx := context.Background()
	err := c.reopenIfMoved()
	if err == nil {
		err = c.connect(ctx)
	}
	if err == nil {
		err = c.storeUser(batch)
		if damaged(err) {
			if err = c.recover(ctx, err); err == nil {
				err = c.storeUser(batch)
			}
		}
	}
	if err == nil {
		err = c.storeFiles(batch)
		if damaged(err) {
			if err = c.rebuild(ctx, err); err == nil {
				err = c.storeFiles(batch)
			}
		}
	}
	c.setTrouble(err)
	if err != nil {
		if broken(err) {
			c.closeStale()
		}
		return err
	}
	c.box.written()
	passed := c.box.passed()
	c.mu.Lock()
	c.saved = passed
	for _, op := range batch {
		if op.kind == keepPicture {
			delete(c.pictures, op.name)
		}
	}
	c.mu.Unlock()
	nudge(c.news)
	return nil
}

// storeFiles writes the catalogue's part of a batch.
func (c *Catalog) storeFiles(batch []Op) error {
	fresh := map[string]int64{} // roots this transaction made
	err := c.files.change(func() error {
		for _, op := range batch {
			switch op.kind {
			case keepFile:
				root, err := c.rootID(op.entry.File.Root, fresh)
				if err != nil {
					return err
				}
				row := rowOf(op.entry, root, c.detail[:0])
				c.detail = row.detail
				if err := c.files.exec(putFile, row.args()...); err != nil {
					return err
				}
			case retireFile, dropFile:
				if err := c.files.exec("DELETE FROM file WHERE id = ?", int64(op.id)); err != nil {
					return err
				}
			case keepNotes:
				if err := c.files.exec(putNote, op.note.args(op.name)...); err != nil {
					return err
				}
			case dropNotes:
				if err := c.files.exec("DELETE FROM note WHERE folder = ?", []byte(op.name)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("write catalogue: %w", err)
	}
	c.found = true
	for path, id := range fresh {
		c.rootIDs[path] = id
	}
	return nil
}

// rootID returns the catalogue's number of a root, and adds a new root.
func (c *Catalog) rootID(path string, fresh map[string]int64) (int64, error) {
	if id, known := c.rootIDs[path]; known {
		return id, nil
	}
	if id, known := fresh[path]; known {
		return id, nil
	}
	id := int64(len(c.rootIDs) + len(fresh) + 1) // none is ever removed
	fresh[path] = id
	return id, c.files.exec("INSERT INTO root (id, path) VALUES (?, ?)", id, []byte(path))
}

// reason says, for the user, why the catalogue cannot be written.
func reason(err error) string {
	switch code(err) {
	case sqlite3.SQLITE_FULL:
		return "the disk is full"
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN:
		return "it is read-only"
	case sqlite3.SQLITE_IOERR:
		return "the disk does not answer as it should"
	}
	switch {
	case errors.Is(err, errAway), errors.Is(err, ErrLocked):
		return err.Error()
	case errors.Is(err, ErrForeign):
		return "another file lies in its place"
	case errors.Is(err, syscall.ENOSPC):
		return "the disk is full"
	case errors.Is(err, os.ErrPermission):
		return "permission denied"
	case errors.Is(err, syscall.EROFS):
		return "it is read-only"
	}
	if _, words, system := book.Reason(err); system {
		return words
	}
	return "the reason is unknown"
}
