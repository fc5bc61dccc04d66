package group

import (
	"fmt"
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/message"
)

// total sets the size, length, times and state of a book from its parts. A
// missing part counts with the last known values.
func total(b *book.Book, parts []*Part) {
	b.Hidden = true
	for i, p := range parts {
		f := p.File
		b.Size += f.Size
		b.Modified = max(b.Modified, f.Modified)
		if i == 0 || p.Added < b.Added {
			b.Added = p.Added
		}
		b.Held = b.Held || p.Held
		b.Changing = b.Changing || p.Changing
		b.Typed = b.Typed || p.Typed
		b.Hidden = b.Hidden && p.Hidden
		b.Days = daysWith(b.Days, p.Days)
		if m := f.Media; m != nil {
			b.Duration += m.Duration
			b.Estimated = b.Estimated || m.Estimated()
		}
	}
	b.Listening = listening(b.Files, parts)
	b.BitRate = bitRate(b.Files)
	b.Codec = codec(b.Files)
	b.State, b.Fault = stateOf(b.Files)
	if b.State == book.Missing {
		for _, p := range parts {
			b.MissingSince = max(b.MissingSince, p.MissingSince)
		}
	}
}

// stateOf returns the state of a book and its fault. A book is missing if all its files
// are, and waits as long as any of its files does. It has failed if all files have been
// examined and some are missing or unreadable.
func stateOf(files []*book.File) (book.State, *book.Fault) {
	if len(files) == 1 {
		return files[0].State, files[0].Fault
	}
	var count [book.Offline + 1]int
	var fault *book.Fault
	for _, f := range files {
		count[f.State]++
		if f.State == book.Failed && fault == nil {
			fault = f.Fault
		}
	}
	missing, failed := count[book.Missing], count[book.Failed]
	switch {
	case missing == len(files):
		return book.Missing, nil
	case count[book.Offline] > 0:
		return book.Offline, nil
	case count[book.Probing] > 0:
		return book.Probing, nil
	case count[book.Found] > 0:
		return book.Found, nil
	case missing+failed == 0:
		return book.Probed, nil
	case missing == 0:
		return book.Failed, faultOf(files, failed, fault)
	}
	reason := amount(missing, len(files)) + " missing"
	if failed > 0 {
		reason += ", " + faultOf(files, failed, fault).Reason
	}
	return book.Failed, &book.Fault{Kind: book.Vanished, Reason: reason}
}

// faultOf returns the fault of a book if some of its files have failed. fault is the
// fault of the first such file; it is returned unchanged if all files have it.
func faultOf(files []*book.File, failed int, fault *book.Fault) *book.Fault {
	if fault == nil {
		fault = &book.Fault{Kind: book.Unreadable, Reason: message.Mark("could not be read")}
	}
	same := 0
	for _, f := range files {
		if f.State == book.Failed && f.Fault != nil && *f.Fault == *fault {
			same++
		}
	}
	switch {
	case same == len(files):
		return fault
	case failed == 1:
		at := slices.IndexFunc(files, func(f *book.File) bool { return f.State == book.Failed })
		return &book.Fault{Kind: fault.Kind, Reason: fmt.Sprintf("part %d of %d: %s", at+1, len(files), fault.Reason)}
	case same == failed:
		return &book.Fault{Kind: fault.Kind, Reason: fmt.Sprintf("%d of %d files: %s", failed, len(files), fault.Reason)}
	default:
		kind := fault.Kind
		for _, f := range files { // a real fault matters more than a lock
			if kind == book.Protected && f.State == book.Failed && f.Fault != nil {
				kind = f.Fault.Kind
			}
		}
		return &book.Fault{Kind: kind, Reason: amount(failed, len(files)) + " faulty, the first: " + fault.Reason}
	}
}

// amount returns "1 of 12 files is" or "2 of 12 files are".
func amount(n, of int) string {
	verb := "are"
	if n == 1 {
		verb = "is"
	}
	return fmt.Sprintf("%d of %d files %s", n, of, verb)
}

// bitRate returns the average bit rate of the files for which both bit rate and
// length are known.
func bitRate(files []*book.File) int {
	if len(files) == 1 {
		if m := files[0].Media; m != nil {
			return m.BitRate
		}
		return 0
	}
	var bits, length float64 // floats, because the product of bits and nanoseconds overflows an int64
	for _, f := range files {
		if m := f.Media; m != nil && m.BitRate > 0 {
			bits += float64(m.BitRate) * float64(m.Duration)
			length += float64(m.Duration)
		}
	}
	if length == 0 {
		return 0
	}
	return int(bits/length + 0.5)
}

// codec returns the distinct codecs of the files, in order of appearance.
func codec(files []*book.File) string {
	var first string
	var all []string
	for _, f := range files {
		if f.Media == nil || f.Media.Codec == "" || f.Media.Codec == first {
			continue
		}
		if first == "" {
			first = f.Media.Codec
			continue
		}
		if all == nil {
			all = []string{first}
		}
		if !slices.Contains(all, f.Media.Codec) {
			all = append(all, f.Media.Codec)
		}
	}
	if all == nil {
		return first
	}
	return strings.Join(all, ", ")
}
