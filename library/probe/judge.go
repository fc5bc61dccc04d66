package probe

import (
	"bytes"
	"slices"

	"lectern/library/book"
	"lectern/library/message"
)

// guessed is the score of a format that ffprobe derived only from the file
// name. It finds three seconds of audio in a program named .mp3.
const guessed = 1

// judge makes the answer from ffprobe's output and from a look at the file. Exit status
// 0 does not prove that the file is complete.
func judge(f *book.File, l look, out output) (*book.Media, error) {
	r, err := parse(out.report)
	switch {
	case !out.ok || err != nil, r.Format.Score <= guessed && !isAudio(l.head):
		if isAudible(f.Path) {
			return nil, drm()
		}
		return nil, wording(l, out.log)
	case len(r.Streams) == 0:
		return nil, wording(l, out.log)
	case r.audio() == nil:
		return nil, &book.Fault{Kind: book.NotAudio, Reason: message.Mark("no sound in it")}
	}
	m := r.media(f.Size)
	m.Prober = "ffprobe"
	m.Estimated = bytes.Contains(out.log, []byte("] Estimating duration from bitrate"))
	switch {
	case isAudible(f.Path), encrypted(r.audio().Tag, out.log):
		return m, drm()
	case l.short():
		return m, truncated()
	case m.Duration == 0:
		return m, errEndless
	}
	m.Whole = m.Container == "matroska" && l.extent == l.size
	return m, nil
}

// errEndless means that ffprobe does not report a length.
var errEndless = endless()

// cut are ffprobe's messages for a file that ends too early.
var cut = []string{"] moov atom not found", ": End of file", "] File ended prematurely", "] Failed to read frame size"}

// leastFile is below the size of any whole file with a second of audio, in bytes.
const leastFile = 256

// wording returns why ffprobe could not read a file.
func wording(l look, log []byte) *book.Fault {
	if !isAudio(l.head) {
		return notAudio()
	}
	ended := func(words string) bool { return bytes.Contains(log, []byte(words)) }
	if l.short() || l.extent == 0 && l.size < leastFile || slices.ContainsFunc(cut, ended) {
		return truncated()
	}
	return damaged()
}

// isAudible reports whether a file is in a format of Audible, which is always
// encrypted.
func isAudible(path string) bool {
	format := book.FormatOf(path)
	return format != nil && format.Protected
}

// encrypted reports whether a stream with this tag is copy-protected.
func encrypted(tag string, log []byte) bool {
	switch tag {
	case "drms", "aavd", "enca": // FairPlay, Audible, Common Encryption
		return true
	}
	return bytes.Contains(log, []byte("DRM protected stream detected")) // Windows Media
}

func notAudio() *book.Fault {
	return &book.Fault{Kind: book.NotAudio, Reason: message.Mark("not an audio file")}
}

func truncated() *book.Fault {
	return &book.Fault{Kind: book.Truncated, Reason: message.Mark("truncated")}
}

func damaged() *book.Fault {
	return &book.Fault{Kind: book.Unreadable, Reason: message.Mark("damaged")}
}

func empty() *book.Fault {
	return &book.Fault{Kind: book.Truncated, Reason: message.Mark("empty file")}
}

func changed() *book.Fault {
	return &book.Fault{Kind: book.Vanished, Reason: message.Mark("the file has changed")}
}

func drm() *book.Fault {
	return &book.Fault{Kind: book.Protected, Reason: message.Mark("protected (DRM)")}
}
