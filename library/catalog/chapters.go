package catalog

import (
	"time"

	"google.golang.org/protobuf/encoding/protowire"

	"lectern/library/book"
)

// chapterList is what the message for chapters holds while it is read. The
// message has two lists rather than a message for each chapter, which would take
// longer to read.
type chapterList struct {
	all    []book.Chapter
	titled int // chapters whose title was read
}

var chapterMessage = newMessage(
	field[chapterList]{ // packed sint64: of each chapter its start less the end before, and its length, in nanoseconds
		number: 1,
		put: func(b []byte, l *chapterList) []byte {
			return appendCounted(b, 1, func(b []byte) []byte { return appendTimes(b, l.all) })
		},
		bytes: func(l *chapterList, b []byte, shared *sharer) (valid bool) {
			l.all, valid = readTimes(b, shared)
			return valid
		},
	},
	field[chapterList]{ // the titles
		number: 2,
		put: func(b []byte, l *chapterList) []byte {
			for _, c := range l.all {
				b = appendBytes(b, 2, c.Title)
			}
			return b
		},
		bytes: func(l *chapterList, b []byte, shared *sharer) bool {
			if l.titled >= len(l.all) {
				return false
			}
			l.all[l.titled].Title = shared.text(b)
			l.titled++
			return true
		},
	},
)

// chapters is a list of chapters, which get returns and set takes.
func chapters[T any](number protowire.Number, get func(*T) []book.Chapter, set func(*T, []book.Chapter)) field[T] {
	return field[T]{
		number: number,
		put: func(b []byte, v *T) []byte {
			all := get(v)
			if len(all) == 0 {
				return b
			}
			return appendMessage(b, number, chapterMessage, &chapterList{all: all})
		},
		bytes: func(v *T, b []byte, shared *sharer) bool {
			var l chapterList
			valid := chapterMessage.read(b, &l, shared)
			set(v, l.all)
			return valid && l.titled == len(l.all)
		},
	}
}

func appendTimes(b []byte, all []book.Chapter) []byte {
	var end time.Duration
	for _, c := range all {
		b = protowire.AppendVarint(b, protowire.EncodeZigZag(int64(c.Start-end)))
		b = protowire.AppendVarint(b, protowire.EncodeZigZag(int64(c.End-c.Start)))
		end = c.End
	}
	return b
}

// readTimes makes the chapters whose times are in b.
func readTimes(b []byte, shared *sharer) (all []book.Chapter, valid bool) {
	count := 0
	for _, c := range b {
		if c < 0x80 { // a varint ends
			count++
		}
	}
	if count == 0 || count%2 != 0 {
		return nil, len(b) == 0
	}
	next := func() time.Duration {
		v, n := protowire.ConsumeVarint(b)
		if n < 0 {
			return 0
		}
		b = b[n:]
		return time.Duration(protowire.DecodeZigZag(v))
	}
	all = shared.chaptersFor(count / 2)
	var end time.Duration
	for i := range all {
		start := end + next()
		end = start + next()
		all[i] = book.Chapter{Start: start, End: end}
	}
	return all, len(b) == 0
}
