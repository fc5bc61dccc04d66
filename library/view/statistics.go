package view

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"lectern/library/book"
)

// Statistics sum up the rows of a view, in total and by the values of fields. They are
// immutable and safe on any goroutine; the zero value sums up no rows.
type Statistics struct {
	Books, Files int
	People       int   // authors and narrators; who is both counts once
	Size         int64 // bytes
	Duration     time.Duration

	Groups []Group // in the order of grouped; groups without bars are left out

	Heard   book.Heard    // what the user heard, in all
	Pace    time.Duration // of sound on a day, of late
	Streak  int           // days in a row on which the user listened, until today or yesterday
	Unheard time.Duration // of the books that are neither finished nor abandoned

	// Longest, Largest, Newest and Heardest are books, at most mostListed each. A book whose
	// length is unknown is not among the longest, and so on. Those that were heard for
	// longest may be gone: then only their title and days are known.
	Longest, Largest, Newest, Heardest []*book.Book

	view *View
}

// mostListed is the greatest number of books in each of Longest, Largest and Newest.
const mostListed = 10

// Of reports whether the statistics were made from v.
func (s *Statistics) Of(v *View) bool { return s.view == v }

// StatisticsOf sums up the rows of a view. It may run on any goroutine, and takes tens of
// milliseconds for 100,000 rows. log is all that the user heard, and the location of now has
// the user's calendar. The error is the context's.
func StatisticsOf(ctx context.Context, v *View, log []book.FileHeard, now time.Time) (*Statistics, error) {
	books := v.books()
	s := &Statistics{Books: len(books), view: v}
	var groups [len(grouped)]Group
	var numbers []*ranges
	var authors, narrators *tally
	var wait sync.WaitGroup
	heard := newHeardBooks(books, log, v.Query.everything(), now)
	s.listen(heard, log, now)
	for i, of := range grouped {
		field := of.field
		groups[i].Field, groups[i].Span = field, of.span
		if field == Listened {
			groups[i].Bars = heard.bars(of.span)
			continue
		}
		if field.isAmount() {
			numbers = append(numbers, &ranges{of: field, span: of.span, at: now.Location(), last: noBar, rest: Bar{Field: field, Unknown: true}, group: &groups[i]})
			continue
		}
		wait.Go(func() {
			sum := valuesOf(ctx, field, books)
			groups[i].Bars = sum.bars(field)
			switch field {
			case Author:
				authors = sum.tally
			case Narrator:
				narrators = sum.tally
			}
		})
	}
	wait.Go(func() { s.total(ctx, books, numbers) })
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for _, r := range numbers {
		r.group.Bars = r.bars()
	}
	s.People = distinct(authors, narrators)
	for _, g := range groups {
		if len(g.Bars) > 0 {
			g.choose(v.Query)
			s.Groups = append(s.Groups, g)
		}
	}
	return s, nil
}

// total adds up books by the ranges of numbers and altogether, and lists the longest,
// largest and newest of them. It returns early when the context is done.
func (s *Statistics) total(ctx context.Context, books []*book.Book, numbers []*ranges) {
	longest := top{of: func(b *book.Book) int64 { return int64(b.Duration) }}
	largest := top{of: func(b *book.Book) int64 { return b.Size }}
	newest := top{of: func(b *book.Book) int64 { return b.Added }}
	for i, b := range slices.Backward(books) { // the newest first, so that few enter the lists only to leave them
		if i%rowsPerLook == 0 && ctx.Err() != nil {
			return
		}
		for _, r := range numbers {
			r.add(b)
		}
		s.Files += len(b.Files)
		s.Size += b.Size
		s.Duration += b.Duration
		s.Unheard += unheard(b)
		longest.add(b)
		largest.add(b)
		newest.add(b)
	}
	s.Longest, s.Largest, s.Newest = longest.books, largest.books, newest.books
}

// top lists the books with the greatest values, the greatest first. Among equals, the
// books that come first stay.
type top struct {
	of    func(*book.Book) int64
	books []*book.Book
}

func (t *top) add(b *book.Book) {
	n := t.of(b)
	if n == 0 || len(t.books) == mostListed && n <= t.of(t.books[mostListed-1]) {
		return
	}
	at, _ := slices.BinarySearchFunc(t.books, n, func(c *book.Book, n int64) int {
		if t.of(c) >= n {
			return -1
		}
		return 1
	})
	t.books = slices.Insert(t.books[:min(len(t.books), mostListed-1)], at, b)
}

// distinct returns the number of different values in two tallies.
func distinct(a, b *tally) int {
	n := 0
	for _, t := range []*tally{a, b} {
		for folded := range t.values {
			if _, both := a.values[folded]; !blank(folded) && (t == a || !both) {
				n++
			}
		}
	}
	return n
}

// blank reports whether a query cannot ask for a folded value.
func blank(folded string) bool { return strings.TrimSpace(folded) == "" }
