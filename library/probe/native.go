package probe

import (
	"bytes"
	"context"
	"errors"

	"lectern/library/book"
	"lectern/library/message"
)

// Native reads the common containers in this process. It recognizes them by
// content, not by name, and returns ErrUnsupported for others. It opens a file
// once, and reads only as much of the audio as the length requires.
type Native struct{}

// containerReader reads one kind of container. With a Fault it also returns what could
// be read. If it cannot interpret the file, it returns ErrUnsupported and leaves the
// file to the next reader.
type containerReader func(ctx context.Context, s *source, f *book.File) (*book.Media, error)

// Probe implements Prober.
func (Native) Probe(ctx context.Context, f *book.File) (*book.Media, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	file, size, err := openRegular(f.Path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	s := newSource(file, size)
	defer s.close()
	m, err := readSource(ctx, s, f)
	if isAudible(f.Path) && ctx.Err() == nil && s.err == nil && !errors.Is(err, ErrUnsupported) {
		return m, drm() // always encrypted, whatever else is wrong
	}
	return m, err
}

// readSource selects the reader and converts errors of the disk.
func readSource(ctx context.Context, s *source, f *book.File) (*book.Media, error) {
	head := s.peek(0, headLen)
	if s.err != nil {
		return nil, systemFault(s.err)
	}
	if len(head) == 0 {
		return nil, empty()
	}
	read := readerOf(head)
	switch {
	case read != nil:
	case isText(head), hollow(s.file, head):
		return nil, notAudio()
	case isMPEG(f.Path):
		read = readMPEG // frames can follow any data
	default:
		return nil, ErrUnsupported
	}
	s.ended = ctx.Err
	m, err := read(ctx, s, f)
	if m != nil {
		s.settle(m)
	}
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(s.err, errTooMuch):
		return m, &book.Fault{Kind: book.Unreadable, Reason: message.Mark("its tags are too large")}
	case s.err != nil:
		return nil, systemFault(s.err)
	case m == nil && err == nil:
		return nil, ErrUnsupported
	}
	if m != nil {
		m.Prober = "lectern"
		m.Estimated = m.Estimated && m.Duration > 0
		m.CoverFault = s.passed
		m.Chapters = inside(m.Chapters, m)
	}
	return m, err
}

// inside returns the chapters that begin before the end of the audio, with the last of
// them cut to that end. It ignores an estimated end.
func inside(chapters []book.Chapter, m *book.Media) []book.Chapter {
	if m.Estimated || m.Duration <= 0 {
		return chapters
	}
	kept := chapters[:0]
	for _, c := range chapters {
		if c.End = min(c.End, m.Duration); c.End-c.Start >= minChapter {
			kept = append(kept, c)
		}
	}
	return kept
}

// isMPEG reports whether a file has the name of a file of MPEG frames. Only such files
// are searched for frames, because other data can look like frames by chance.
func isMPEG(path string) bool {
	format := book.FormatOf(path)
	return format != nil && format.Frames
}

// format is a kind of file that this package reads.
type format struct {
	recognize func(head []byte) bool // by the first headLen bytes
	read      containerReader
}

// formats are those whose files call register.
var formats []format

// register adds a reader. The file of each reader calls it in init, so that a new
// format is one more file. At most one reader may recognize a file.
func register(read containerReader, recognize func(head []byte) bool) {
	formats = append(formats, format{recognize, read})
}

// beginsWith returns a function that recognizes a file by its first bytes.
func beginsWith(marks ...string) func(head []byte) bool {
	return func(head []byte) bool {
		for _, mark := range marks {
			if bytes.HasPrefix(head, []byte(mark)) {
				return true
			}
		}
		return false
	}
}

// readerOf returns the reader for a file with this beginning, or nil if there
// is none.
func readerOf(head []byte) containerReader {
	for _, f := range formats {
		if f.recognize(head) {
			return f.read
		}
	}
	return nil
}
