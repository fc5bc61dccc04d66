package catalog

import (
	"context"
	"errors"
	"fmt"
	"syscall"
	"time"

	sqlite3 "modernc.org/sqlite/lib"

	"lectern/library/book"
	"lectern/library/message"
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
		n, since, urgent := c.box.waiting()
		due := since.Add(batchAge)
		if urgent || n >= batchLen || len(batch) > 0 {
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
			c.use.Lock()
			defer c.use.Unlock()
			c.steps.Add(1)
			err := c.pair.site.explain(c.pair.backUp())
			c.steps.Add(1)
			c.pair.backUpFiles()
			if err != nil {
				return message.Wrap(err, "the backup of your folders and edits could not be written ({{.Reason}})", "Reason", message.New(reason(err)))
			}
			return nil
		}
		if err := c.store(batch); err != nil {
			n, _, _ := c.box.waiting()
			said := message.Count(n+len(batch),
				"the last change to the catalogue could not be saved ({{.Reason}})",
				"the last {{.Count}} changes to the catalogue could not be saved ({{.Reason}})", "Reason", message.New(reason(err)))
			return &message.Error{Message: said, Cause: err}
		}
		batch = nil
	}
}

// store writes a batch and acknowledges it.
func (c *Catalog) store(batch []Op) error {
	defer c.report.watchAnswer()()
	c.use.Lock()
	defer c.use.Unlock()
	err := c.pair.store(batch)
	err = c.pair.site.explain(err)
	c.report.wrote(err)
	if err != nil {
		if broken(err) {
			c.pair.closeStale()
		}
		return err
	}
	c.box.written()
	c.memory.written(batch, c.box.passed())
	nudge(c.report.news)
	return nil
}

// store writes a batch. It rebuilds a damaged database first.
func (p *pair) store(batch []Op) error {
	ctx := context.Background()
	if err := p.reopenIfMoved(); err != nil {
		return err
	}
	if err := p.connect(ctx); err != nil {
		return err
	}
	if err := p.withUser(ctx, func() error { return p.storeUser(batch) }); err != nil {
		return err
	}
	return p.withFiles(ctx, func() error { return p.storeFiles(batch) })
}

// storeFiles writes the catalogue's part of a batch.
func (p *pair) storeFiles(batch []Op) error {
	fresh := map[string]int64{} // roots this transaction made
	err := p.files.change(func() error {
		for _, op := range batch {
			switch op.kind {
			case keepFile:
				root, err := p.rootID(op.entry.File.Root, fresh)
				if err != nil {
					return err
				}
				row := rowOf(op.entry, root, p.detail[:0])
				p.detail = row.detail
				if err := p.files.exec(putFile, row.args()...); err != nil {
					return err
				}
			case retireFile, dropFile:
				if err := p.files.exec("DELETE FROM file WHERE id = ?", int64(op.id)); err != nil {
					return err
				}
			case keepNotes:
				if err := p.files.exec(putNote, op.note.args(op.name)...); err != nil {
					return err
				}
			case dropNotes:
				if err := p.files.exec("DELETE FROM note WHERE folder = ?", []byte(op.name)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("write catalogue: %w", err)
	}
	p.filesChanged = true
	for path, id := range fresh {
		p.rootIDs[path] = id
	}
	return nil
}

// rootID returns the catalogue's number of a root, and adds a new root.
func (p *pair) rootID(path string, fresh map[string]int64) (int64, error) {
	if id, known := p.rootIDs[path]; known {
		return id, nil
	}
	if id, known := fresh[path]; known {
		return id, nil
	}
	id := int64(len(p.rootIDs) + len(fresh) + 1) // a root is never removed from the catalogue
	fresh[path] = id
	return id, p.files.exec("INSERT INTO root (id, path) VALUES (?, ?)", id, []byte(path))
}

// reason says, for the user, why the catalogue cannot be written.
func reason(err error) string {
	if refused, ok := errors.AsType[refusedError](err); ok {
		return reason(refused.disk)
	}
	switch code(err) {
	case sqlite3.SQLITE_FULL:
		return message.Mark("the disk is full")
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN:
		return message.Mark("it is read-only")
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return message.Mark("another program is using it")
	case sqlite3.SQLITE_IOERR:
		return message.Mark("the disk does not answer as it should")
	}
	switch {
	case errors.Is(err, errAway), errors.Is(err, ErrLocked):
		return err.Error()
	case errors.Is(err, ErrForeign):
		return message.Mark("another file lies in its place")
	case errors.Is(err, syscall.EROFS):
		return message.Mark("it is read-only")
	}
	if _, words, system := book.Reason(err); system {
		return words
	}
	return message.Mark("the reason is unknown")
}
