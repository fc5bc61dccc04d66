package catalog

import (
	"context"
	"database/sql/driver"
	"fmt"
	"iter"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/encoding/protowire"

	"lectern/library/book"
)

// The statements on the user database.
const (
	rootColumns = "path, added, paused, follow, poll, workers, patterns, device, filesystem, sentinels, files, scanned"
	putRoot     = `INSERT INTO root (` + rootColumns + `, sum, position)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM root))
		ON CONFLICT (path) DO UPDATE SET added = excluded.added, paused = excluded.paused, follow = excluded.follow,
		poll = excluded.poll, workers = excluded.workers, patterns = excluded.patterns, device = excluded.device,
		filesystem = excluded.filesystem, sentinels = excluded.sentinels, files = excluded.files, scanned = excluded.scanned,
		sum = excluded.sum`
	getRoots = "SELECT " + rootColumns + ", sum FROM root ORDER BY added, position"

	// Most rows are saved many times with the same identity. The WHERE clause
	// avoids a write then.
	identityColumns = "id, path, size, fingerprint, added, missing, retired, recording"
	identityWidth   = 9 // the checksum included
	putIdentity     = `INSERT INTO identity (` + identityColumns + `, sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET path = excluded.path, size = excluded.size, fingerprint = excluded.fingerprint,
		added = excluded.added, missing = excluded.missing, retired = excluded.retired, recording = excluded.recording, sum = excluded.sum
		WHERE path <> excluded.path OR size <> excluded.size OR fingerprint IS NOT excluded.fingerprint
		OR added <> excluded.added OR missing <> excluded.missing OR retired <> excluded.retired
		OR recording IS NOT excluded.recording OR sum <> excluded.sum`
	getIdentities = "SELECT " + identityColumns + ", sum FROM identity ORDER BY id"
)

// storeUser writes the user database's part of a batch. It waits for the disk
// if the batch holds user changes.
func (p *pair) storeUser(batch []Op) error {
	full := false
	for _, op := range batch {
		full = full || op.urgent()
	}
	if err := p.user.durable(full); err != nil {
		return fmt.Errorf("write user database: %w", err)
	}
	if err := p.user.change(func() error { return p.user.storeUser(batch) }); err != nil {
		return fmt.Errorf("write user database: %w", err)
	}
	p.userChanged = p.userChanged || full
	return nil
}

func (d *database) storeUser(batch []Op) error {
	var highest book.ID
	for _, op := range batch {
		if err := d.apply(op); err != nil {
			return err
		}
		switch op.kind {
		case keepFile, retireFile, keepHeard:
			highest = max(highest, op.id)
		}
	}
	if highest == 0 {
		return nil
	}
	return d.exec("UPDATE highest SET id = ?1 WHERE id < ?1", int64(highest))
}

// apply writes one Op to the user database.
func (d *database) apply(op Op) error {
	id := int64(op.id)
	switch op.kind {
	case keepFile, retireFile:
		e := op.entry
		return d.exec(putIdentity, withSum(id, []byte(e.File.Path), e.File.Size, orNull(e.Fingerprint), e.Added, e.MissingSince, e.Retired, orNull(e.Recording))...)
	case dropFile:
		for _, table := range []string{"identity", "edit", "hidden"} {
			if err := d.exec("DELETE FROM "+table+" WHERE id = ?", id); err != nil {
				return err
			}
		}
	case setEdit:
		if op.value == "" {
			return d.exec("DELETE FROM edit WHERE id = ? AND field = ?", id, op.name)
		}
		return d.exec("INSERT INTO edit (id, field, value, sum) VALUES (?, ?, ?, ?) ON CONFLICT (id, field) DO UPDATE SET value = excluded.value, sum = excluded.sum",
			withSum(id, op.name, op.value)...)
	case setHidden:
		if op.value == "" {
			return d.exec("DELETE FROM hidden WHERE id = ?", id)
		}
		return d.exec("INSERT OR IGNORE INTO hidden (id, since, sum) VALUES (?, ?, ?)", withSum(id, time.Now().UnixNano())...)
	case keepRoot:
		r := op.root
		paused := int64(0)
		if r.Paused {
			paused = 1
		}
		return d.exec(putRoot, withSum([]byte(r.Path), r.Added, paused, int64(r.Follow), int64(r.Poll), int64(r.Workers), []byte(r.Patterns),
			int64(r.Health.Device), r.Health.FileSystem, packSights(r.Health), int64(r.Health.Files), r.Health.Scanned)...)
	case keepHeard:
		return d.exec(putHeard, heardArgs(op.heard)...)
	case keepPicture:
		return d.exec(putPicture, hashOf(op.name), op.bytes)
	case dropRoot:
		return d.exec("DELETE FROM root WHERE path = ?", []byte(op.name))
	}
	return nil
}

// lastIdentity returns the highest ID ever given to a row. An identity that is damaged
// says nothing about IDs.
func (d *database) lastIdentity(ctx context.Context) (last book.ID, err error) {
	for v, err := range d.rawRows(ctx, getIdentities+" DESC LIMIT 1", identityWidth) {
		if err != nil {
			return 0, err
		}
		e, ok := identityFrom(v)
		if !ok {
			return 0, fmt.Errorf("%w: an identity", errDamaged)
		}
		last = e.File.ID
	}
	var highest int64
	if err := d.conn.QueryRowContext(ctx, "SELECT id FROM highest").Scan(&highest); err != nil {
		return 0, asDamage(err)
	}
	return max(last, book.ID(highest)), nil
}

// readRoots reads the roots in the order in which they were added. They are first
// saved in the order in which their folders were seen.
func (d *database) readRoots(ctx context.Context) (roots []Root, err error) {
	for v, err := range d.rawRows(ctx, getRoots, rootWidth) {
		if err != nil {
			return nil, err
		}
		r, ok := rootOfRow(v)
		if !ok {
			return nil, fmt.Errorf("%w: a root", errDamaged)
		}
		roots = append(roots, r)
	}
	return roots, nil
}

// rootWidth is the number of columns of getRoots.
const rootWidth = 13

// rootOfRow decodes a row of getRoots. ok is false if the row is damaged.
func rootOfRow(v []driver.Value) (r Root, ok bool) {
	c := columns{v: v}
	fileSystem, isText := v[8].(string)
	r = Root{
		Path: string(c.blob(0)), Added: c.number(1), Paused: c.number(2) != 0, Follow: Follow(c.number(3)), Poll: time.Duration(c.number(4)),
		Workers: int(c.number(5)), Patterns: string(c.blob(6)),
		Health: Health{
			Device: uint64(c.number(7)), FileSystem: fileSystem, Files: int(c.number(10)), Scanned: c.number(11),
		},
	}
	r.Health.Sentinels, r.Health.Mounts = unpackSights(c.blob(9))
	return r, isText && !c.wrong && checkSum(v)
}

// packSights packs the sentinels and the mount points of a root. A mount point ends in a
// separator, as no sentinel does; builds that do not know of mount points look for it as
// they do for a sentinel.
func packSights(h Health) []byte {
	sights := slices.Clone(h.Sentinels)
	for _, at := range h.Mounts {
		sights = append(sights, at+string(filepath.Separator))
	}
	return packTexts(sights)
}

// unpackSights is the inverse of packSights.
func unpackSights(b []byte) (sentinels, mounts []string) {
	for _, sight := range unpackTexts(b) {
		if at, is := strings.CutSuffix(sight, string(filepath.Separator)); is {
			mounts = append(mounts, at)
		} else {
			sentinels = append(sentinels, sight)
		}
	}
	return sentinels, mounts
}

// packTexts joins texts of any bytes, each preceded by its length.
func packTexts(texts []string) []byte {
	b := []byte{}
	for _, s := range texts {
		b = protowire.AppendString(b, s)
	}
	return b
}

// unpackTexts is the inverse of packTexts. It stops at the first invalid
// length.
func unpackTexts(b []byte) (texts []string) {
	for len(b) > 0 {
		text, n := protowire.ConsumeString(b)
		if n < 0 {
			return texts
		}
		texts = append(texts, text)
		b = b[n:]
	}
	return texts
}

// userChanges holds the user's edits and hidden rows, by row.
type userChanges struct {
	edits  map[book.ID]map[string]string
	hidden map[book.ID]bool
}

// userChanges reads the user's edits and hidden rows.
func (p *pair) userChanges(ctx context.Context) (c userChanges, err error) {
	if p.user == nil {
		return c, nil
	}
	err = p.withUser(ctx, func() (err error) {
		c, err = p.user.readUserChanges()
		return err
	})
	return c, err
}

func (d *database) readUserChanges() (userChanges, error) {
	c := userChanges{map[book.ID]map[string]string{}, map[book.ID]bool{}}
	for v, err := range d.inOrder("SELECT rowid, id, field, value, sum FROM edit NOT INDEXED ORDER BY rowid", 5) {
		if err != nil {
			return c, err
		}
		id, isID := v[1].(int64)
		field, isField := v[2].(string)
		value, isValue := v[3].(string)
		if !isID || !isField || !isValue || !checkSum(v[1:]) {
			return c, fmt.Errorf("%w: an edit", errDamaged)
		}
		if c.edits[book.ID(id)] == nil {
			c.edits[book.ID(id)] = map[string]string{}
		}
		c.edits[book.ID(id)][field] = value
	}
	for v, err := range d.inOrder("SELECT rowid, id, since, sum FROM hidden NOT INDEXED ORDER BY rowid", 4) {
		if err != nil {
			return c, err
		}
		id, isID := v[1].(int64)
		if _, isTime := v[2].(int64); !isID || !isTime || !checkSum(v[1:]) {
			return c, fmt.Errorf("%w: a hidden row", errDamaged)
		}
		c.hidden[book.ID(id)] = true
	}
	return c, nil
}

// inOrder yields the rows of a query, and fails unless their first column is a
// rising number. A misplaced page makes rows repeat or come out of order.
func (d *database) inOrder(query string, width int) iter.Seq2[[]driver.Value, error] {
	return func(yield func([]driver.Value, error) bool) {
		last := int64(math.MinInt64)
		for v, err := range d.rawRows(context.Background(), query, width) {
			if err != nil {
				yield(nil, err)
				return
			}
			n, is := v[0].(int64)
			if !is || n <= last {
				yield(nil, fmt.Errorf("%w: out of order", errDamaged))
				return
			}
			last = n
			if !yield(v, nil) {
				return
			}
		}
	}
}

// applyTo sets the edits and the hidden flags of the rows.
func (c userChanges) applyTo(batch []Entry) {
	for i := range batch {
		e := &batch[i]
		e.Edits, e.Hidden = c.edits[e.File.ID], c.hidden[e.File.ID]
	}
}
