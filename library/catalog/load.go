package catalog

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"time"

	"lectern/library/book"
)

const (
	// loadBatch is how many rows Load hands over at once: enough that the cost
	// per batch is small, few enough that the first rows appear early.
	loadBatch = 1024
	// loadAhead is how many batches SQLite may be ahead of the decoder.
	loadAhead = 4
)

// rawRows yields the rows of a query as the driver returns them, each a slice
// of width values that the caller owns. It bypasses database/sql, whose
// conversions take longer than SQLite itself.
func (d *database) rawRows(ctx context.Context, query string, width int) iter.Seq2[[]driver.Value, error] {
	return func(yield func([]driver.Value, error) bool) {
		err := d.conn.Raw(func(conn any) error {
			rows, err := conn.(driver.QueryerContext).QueryContext(ctx, query, nil)
			if err != nil {
				return err
			}
			defer rows.Close()
			var room []driver.Value
			for {
				if len(room) == 0 {
					room = make([]driver.Value, width*loadBatch)
				}
				values := room[:width:width]
				room = room[width:]
				if err := rows.Next(values); errors.Is(err, io.EOF) {
					return nil
				} else if err != nil {
					return err
				}
				if !yield(values, nil) {
					return nil
				}
			}
		})
		if err != nil {
			yield(nil, asDamage(err))
		}
	}
}

// readable yields the rows of an ordered query that can be read: from the first up to the
// damage, then from the last back to it. A row may come twice.
func (d *database) readable(ctx context.Context, query string, width int) iter.Seq[[]driver.Value] {
	return func(yield func([]driver.Value) bool) {
		for _, order := range []string{" ASC", " DESC"} {
			whole := true
			for v, err := range d.rawRows(ctx, query+order, width) {
				if err != nil {
					whole = false
					break
				}
				if !yield(v) {
					return
				}
			}
			if whole {
				return
			}
		}
	}
}

// KeepLong makes Load copy the long texts of rows with long: see book.NewPacker. Call it
// before Load.
func (c *Catalog) KeepLong(long func(text []byte) string) {
	c.use.Lock()
	defer c.use.Unlock()
	c.pair.long = long
}

// Load calls visit with every row, once each, in batches, on the caller's
// goroutine. visit owns the batches. Rows come in order of ID, except those
// found after damage. Call Load before the first Save.
//
// The identities without a row in the catalogue come last. Some are retired;
// others lost their row to a power cut or to an older copy of the catalogue.
// The latter have no times, so the scan takes their files for changed; one that
// lies in no root counts as retired.
//
// A damaged row makes Load set the catalogue aside and rebuild it from the
// undamaged rows and the identities of the others. The others come with State
// Found, no Media and no times, so the scan takes their files for changed.
// Notices says so.
func (c *Catalog) Load(ctx context.Context, visit func([]Entry)) error {
	c.use.Lock()
	defer c.use.Unlock()
	return c.pair.load(ctx, visit)
}

func (p *pair) load(ctx context.Context, visit func([]Entry)) error {
	if p.files == nil {
		return nil
	}
	changes, err := p.userChanges(ctx)
	if err != nil {
		return fmt.Errorf("load edits: %w", err)
	}
	left, err := p.left(ctx)
	if err != nil {
		return fmt.Errorf("load retired rows: %w", err)
	}
	var done []book.ID
	err = p.withFiles(ctx, func() error {
		slices.Sort(done)
		before := slices.Clone(done) // damage was found after them
		return p.files.load(ctx, p.long, func(batch []Entry) {
			batch = slices.DeleteFunc(batch, func(e Entry) bool {
				_, had := slices.BinarySearch(before, e.File.ID)
				return had || left[e.File.ID]
			})
			if len(batch) == 0 {
				return
			}
			changes.applyTo(batch)
			for i := range batch {
				done = append(done, batch[i].File.ID)
			}
			visit(batch)
		})
	})
	slices.Sort(done)
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	if err := p.loadUnlisted(ctx, done, changes, visit); err != nil {
		return fmt.Errorf("load identities: %w", err)
	}
	return nil
}

// left returns the IDs of the retired rows. An older catalogue may still list
// them; the user database is right then.
func (p *pair) left(ctx context.Context) (map[book.ID]bool, error) {
	left := map[book.ID]bool{}
	if p.user == nil {
		return left, nil
	}
	err := p.withUser(ctx, func() error {
		for v, err := range p.user.rawRows(ctx, "SELECT id FROM identity WHERE retired <> 0", 1) {
			if err != nil {
				return err
			}
			left[idOf(v[0])] = true
		}
		return nil
	})
	return left, err
}

// loadUnlisted hands over the identities that have no row. listed holds the IDs
// of the rows, in order. Rows without an identity get one.
func (p *pair) loadUnlisted(ctx context.Context, listed []book.ID, changes userChanges, visit func([]Entry)) error {
	if p.user == nil {
		return nil
	}
	var entries []Entry
	var lacking bool
	if err := p.withUser(ctx, func() (err error) {
		entries, lacking, err = p.user.unlisted(listed)
		return err
	}); err != nil {
		return err
	}
	roots := p.memory.allRoots()
	for i := range entries {
		e := &entries[i]
		if e.File.Root = rootOf(e.File.Path, roots); e.File.Root == "" && e.Retired == 0 {
			e.Retired = time.Now().UnixNano()
		}
	}
	changes.applyTo(entries)
	for len(entries) > 0 {
		n := min(len(entries), loadBatch)
		visit(entries[:n:n])
		entries = entries[n:]
	}
	if lacking || p.unidentified {
		return p.identify(ctx)
	}
	return nil
}

// unlisted returns the identities that are not listed. lacking is true if a
// listed row has no identity.
func (d *database) unlisted(listed []book.ID) (entries []Entry, lacking bool, err error) {
	for v, err := range d.inOrder(getIdentities, identityWidth) {
		if err != nil {
			return nil, false, err
		}
		id := idOf(v[0])
		for len(listed) > 0 && listed[0] < id {
			lacking = true
			listed = listed[1:]
		}
		if len(listed) > 0 && listed[0] == id {
			listed = listed[1:]
			if !isIdentity(v) {
				return nil, false, fmt.Errorf("%w: an identity", errDamaged)
			}
			continue
		}
		e, ok := identityFrom(v)
		if !ok {
			return nil, false, fmt.Errorf("%w: an identity", errDamaged)
		}
		entries = append(entries, *e)
	}
	return entries, lacking || len(listed) > 0, nil
}

// load reads all rows. Those handed over before an error are undamaged. long is
// that of KeepLong.
func (d *database) load(ctx context.Context, long func([]byte) string, visit func([]Entry)) error {
	roots, err := d.rootPaths(ctx)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	raw := make(chan [][]driver.Value, loadAhead)
	ended := make(chan error, 1)
	go func() {
		defer close(raw)
		ended <- d.gather(ctx, raw)
	}()
	defer func() {
		cancel()
		for range raw { // until the other goroutine no longer uses the connection
		}
	}()
	shared := newSharer(long)
	var last book.ID
	for rows := range raw {
		batch := make([]Entry, len(rows))
		for i, v := range rows {
			var ok bool
			if batch[i], ok = entry(v, roots, shared); !ok || batch[i].File.ID <= last {
				if i > 0 {
					visit(batch[:i])
				}
				return fmt.Errorf("%w: row %v", errDamaged, v[0])
			}
			last = batch[i].File.ID
		}
		visit(batch)
	}
	return <-ended
}

// gather sends all rows, in batches.
func (d *database) gather(ctx context.Context, raw chan<- [][]driver.Value) error {
	var batch [][]driver.Value
	send := func() bool {
		select {
		case raw <- batch:
			batch = nil
			return true
		case <-ctx.Done():
			return false
		}
	}
	// The context is checked between batches; the driver would start a
	// goroutine to check it.
	for v, err := range d.rawRows(context.Background(), "SELECT "+fileColumns+" FROM file ORDER BY id", fileWidth) {
		if err != nil {
			if len(batch) > 0 {
				send()
			}
			return err
		}
		if batch == nil {
			batch = make([][]driver.Value, 0, loadBatch)
		}
		if batch = append(batch, v); len(batch) == loadBatch && !send() {
			return ctx.Err()
		}
	}
	if len(batch) > 0 && !send() {
		return ctx.Err()
	}
	return nil
}

// rootPaths reads the table root of the catalogue.
func (d *database) rootPaths(ctx context.Context) (map[int64]string, error) {
	roots := map[int64]string{}
	for v, err := range d.rawRows(ctx, "SELECT id, path FROM root", 2) {
		if err != nil {
			return nil, err
		}
		id, isID := v[0].(int64)
		path, isPath := v[1].([]byte)
		if !isID || !isPath {
			return nil, fmt.Errorf("%w: a root", errDamaged)
		}
		roots[id] = string(path)
	}
	return roots, nil
}
