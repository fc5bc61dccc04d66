package library

import (
	"context"
	"time"

	"lectern/library/book"
	"lectern/library/group"
	"lectern/library/probe"
)

// Claim is what one source says about a field of a book.
type Claim = group.Claim

const (
	// namedClaims is how many of the tags that say something about a field are
	// called by their names: each is a file to be opened, and nobody reads on.
	namedClaims = 8

	// namePatience is how long the names of tags are waited for: a disk that takes
	// longer sleeps or hangs, and the answer is worth something without them.
	namePatience = 2 * time.Second
)

// Why tells everything that is said about a field of a book, the strongest first:
// the first is what counts. It does not wait. answer is called on a goroutine of
// the library's, with nothing for a book that is not there; of two questions at
// once only the newer is answered, and none after Close.
func (l *Library) Why(id book.ID, f book.Field, answer func([]Claim)) {
	leave(l.questions, func(o *owner) { o.why(id, f, answer) })
}

// why finds what a question is about, and has it answered on a goroutine of its
// own.
func (o *owner) why(id book.ID, f book.Field, answer func([]Claim)) {
	claims := func() []Claim { return nil }
	open := map[string]bool{}
	if r := o.state.ByID[id]; r != nil {
		folder := o.state.GroupFolder(r.Folder)
		claims = func() []Claim { return group.Claims(folder, id, f) }
		if o.state.EveryFile {
			claims = func() []Claim { return group.FileClaims(folder, id, f) }
		}
		for _, root := range o.state.Roots {
			open[root.Path] = !root.Closed()
		}
	}
	o.work.Go(func() {
		all := claims()
		nameTags(o.ctx, all, open)
		if o.ctx.Err() == nil {
			answer(all)
		}
	})
}

// nameTags says what the tags are called that claim something, as far
// as their files lie in open roots and answer in time.
func nameTags(ctx context.Context, claims []Claim, open map[string]bool) {
	ctx, cancel := context.WithTimeout(ctx, namePatience)
	defer cancel()
	left := namedClaims
	for i := range claims {
		c := &claims[i]
		if c.File == nil || c.File.State == book.Missing || !open[c.File.Root] || left == 0 || ctx.Err() != nil {
			continue
		}
		left--
		path, of := c.File.Path, c.Of
		answer := make(chan string, 1)
		go func() { answer <- probe.TagNames(ctx, path)[of] }() // left behind if the disk hangs
		select {
		case c.Tag = <-answer:
		case <-ctx.Done():
		}
	}
}
