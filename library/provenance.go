package library

import (
	"context"
	"time"

	"lectern/library/book"
	"lectern/library/group"
	"lectern/library/message"
	"lectern/library/probe"
)

// Claim is what one source says about a field of a book.
type Claim = group.Claim

const (
	// namedClaims is the number of claims for which Why looks up the name of the tag.
	// Each costs opening a file, and the user hardly reads beyond the first few.
	namedClaims = 8

	// namePatience is how long Why waits for the names of tags. A disk that takes
	// longer is asleep or hangs, and the answer is useful without the names.
	namePatience = 2 * time.Second
)

// Why finds what each source says about a field of a book and passes it to answer, the
// strongest claim first: the first claim is the one in use. Why does not wait. answer is
// called on a goroutine of the library, with nil if there is no such book. Of several
// calls in quick succession, only the newest may be answered; none is after Close.
func (l *Library) Why(id book.ID, f book.Field, answer func([]Claim)) {
	leave(l.questions, func(o *owner) { o.why(id, f, answer) })
}

// why copies from the state what the answer needs, and answers on a new goroutine.
func (o *owner) why(id book.ID, f book.Field, answer func([]Claim)) {
	claims := func() []Claim { return nil }
	open := map[string]bool{}
	var file *book.File
	if r := o.state.Listed.ByID[id]; r != nil {
		file = r.File
		folder := o.state.GroupFolder(r.Folder)
		claims = func() []Claim { return group.Claims(folder, id, f) }
		if o.state.Books.EveryFile {
			claims = func() []Claim { return group.FileClaims(folder, id, f) }
		}
		for _, root := range o.state.Roots {
			open[root.Path] = !root.Closed()
		}
	}
	o.work.Go(func() {
		all := claims()
		nameTags(o.ctx, all, open)
		if f == book.Year && len(all) > 0 && all[0].Source != book.FromTag && file.State != book.Missing && open[file.Root] {
			all = append(all, oddYear(o.ctx, file.Path)...)
		}
		if o.ctx.Err() == nil {
			answer(all)
		}
	})
}

// oddYear returns the claim of a tag for the year whose value is not a year. It returns
// nothing if the disk does not answer within namePatience.
func oddYear(ctx context.Context, path string) []Claim {
	ctx, cancel := context.WithTimeout(ctx, namePatience)
	defer cancel()
	claim, err := orLeave(ctx, 0, func() (c Claim, err error) {
		c = Claim{Source: book.FromTag, Of: book.Year, Rejected: message.New("which is not a year")}
		c.Tag, c.Value = probe.OddYear(ctx, path)
		return c, nil
	})
	if err != nil || claim.Tag == "" {
		return nil
	}
	return []Claim{claim}
}

// nameTags adds the names of tags to the first namedClaims claims whose files are in
// open roots, as far as the disks answer within namePatience.
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
		c.Tag, _ = orLeave(ctx, 0, func() (string, error) { return probe.TagNames(ctx, path)[of], nil })
	}
}
