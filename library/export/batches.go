package export

import (
	"iter"
	"runtime"
)

const (
	// batchLen is how many records are made together by one goroutine: enough that the
	// cost of handing them over does not count.
	batchLen = 128

	// batchesAhead is how many batches may be made before the first of them is printed.
	batchesAhead = 16
)

// All writes all records to w. It makes JSON on all processors; the output is that of
// Write. The records must not change meanwhile.
func All[T any](w Writer[T], records iter.Seq[*T]) error {
	if l, is := w.(interface{ all(iter.Seq[*T]) error }); is {
		return l.all(records)
	}
	for v := range records {
		if err := w.Write(v); err != nil {
			return err
		}
	}
	return nil
}

// batch is consecutive records and, once they are made, their text.
type batch[T any] struct {
	records []*T
	first   bool // they are the first of the output
	text    chan []byte
}

func (l *lines[T]) all(records iter.Seq[*T]) error {
	_, err := l.inBatches(records, "", "")
	return err
}

func (a *array[T]) all(records iter.Seq[*T]) error {
	lead := arrayLead
	if a.open {
		lead = arrayNext
	}
	n, err := a.inBatches(records, lead, arrayNext)
	a.open = a.open || n > 0
	return err
}

// inBatches prints records with a text in front of the first and one in front of each
// other, and returns their number. The goroutines that make the batches end by themselves
// after an error.
func (l *lines[T]) inBatches(records iter.Seq[*T], lead, next string) (n int, err error) {
	work := make(chan batch[T], batchesAhead)
	spare := make(chan []byte, batchesAhead) // texts that are printed, to be used again
	defer close(work)
	for range runtime.GOMAXPROCS(0) {
		go func() {
			made := &lines[T]{entries: l.entries, keys: l.keys, encoder: newEncoder()}
			for p := range work {
				var text []byte
				select {
				case text = <-spare:
				default:
				}
				p.text <- made.batch(text, p, lead, next)
			}
		}()
	}
	var batches []batch[T] // not printed yet
	flush := func(keep int) error {
		for ; len(batches) > keep; batches = batches[1:] {
			text := <-batches[0].text
			if _, err := l.out.Write(text); err != nil {
				return err
			}
			select {
			case spare <- text[:0]:
			default:
			}
		}
		return nil
	}
	fill := batch[T]{first: true}
	send := func() error {
		fill.text = make(chan []byte, 1)
		work <- fill
		batches = append(batches, fill)
		fill = batch[T]{}
		return flush(batchesAhead)
	}
	for v := range records {
		n++
		if fill.records = append(fill.records, v); len(fill.records) == batchLen {
			if err := send(); err != nil {
				return n, err
			}
		}
	}
	if len(fill.records) > 0 {
		if err := send(); err != nil {
			return n, err
		}
	}
	return n, flush(0)
}

// batch appends the text of a batch.
func (l *lines[T]) batch(b []byte, p batch[T], lead, next string) []byte {
	for i, v := range p.records {
		if i == 0 && p.first {
			b = append(b, lead...)
		} else {
			b = append(b, next...)
		}
		b = l.append(b, v)
	}
	return b
}
