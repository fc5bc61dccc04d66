package catalog

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"lectern/library/book"
)

// KeepHeard stores what the user heard of a file on a day, all of it.
func KeepHeard(h book.FileHeard) Op {
	return Op{kind: keepHeard, id: h.File, name: strconv.Itoa(int(h.Day)), heard: &h}
}

const (
	heardColumns = "day, id, title, clock, sound"
	putHeard     = `INSERT INTO heard (` + heardColumns + `, sum) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (day, id) DO UPDATE SET title = excluded.title, clock = excluded.clock, sound = excluded.sound, sum = excluded.sum`
	getHeard   = "SELECT rowid, " + heardColumns + ", sum FROM heard NOT INDEXED ORDER BY rowid"
	heardWidth = 6 // the checksum included
)

// Heard returns all that the user heard. Call Heard before the first Save.
func (c *Catalog) Heard(ctx context.Context) (all []book.FileHeard, err error) {
	c.use.Lock()
	defer c.use.Unlock()
	p := c.pair
	if p.user == nil {
		return nil, nil
	}
	err = p.withUser(ctx, func() (err error) {
		all, err = p.user.readHeard()
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("load what was heard: %w", err)
	}
	return all, nil
}

func (d *database) readHeard() (all []book.FileHeard, err error) {
	for v, err := range d.inOrder(getHeard, 1+heardWidth) {
		if err != nil {
			return nil, err
		}
		c := columns{v: v[1:]}
		title, isTitle := v[3].(string)
		h := book.FileHeard{File: idOf(v[2]), Title: title, DayHeard: book.DayHeard{Day: book.Day(c.number(0)), Heard: book.Heard{Clock: time.Duration(c.number(3)), Sound: time.Duration(c.number(4))}}}
		if c.wrong || !isTitle || h.Clock < 0 || h.Sound < 0 || !checkSum(v[1:]) {
			return nil, fmt.Errorf("%w: what was heard", errDamaged)
		}
		all = append(all, h)
	}
	return all, nil
}

func heardArgs(h *book.FileHeard) []any {
	return withSum(int64(h.Day), int64(h.File), h.Title, int64(h.Clock), int64(h.Sound))
}
