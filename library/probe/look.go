package probe

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/message"
)

// headLen is the number of bytes at the beginning of a file that are examined: enough
// for the signature of every format, and for recognizing text.
const headLen = 4096

// look is what the beginning of a file shows before a reader is asked.
type look struct {
	head   []byte // the first headLen bytes, or all of them
	size   int64
	extent int64 // the length that the file's own structure declares, 0 if unknown
	hollow bool  // the function hollow returned true
}

// openRegular opens a file for reading and returns its size. It rejects
// anything but a regular file without opening it: a pipe would block, and
// opening a device can have effects. The error is a *book.Fault.
func openRegular(path string) (*os.File, int64, error) {
	st, err := os.Stat(path)
	if err != nil {
		return nil, 0, systemFault(err)
	}
	if !st.Mode().IsRegular() {
		return nil, 0, irregular(st.Mode())
	}
	file, err := os.OpenFile(path, os.O_RDONLY|nonblocking, 0)
	if err != nil {
		return nil, 0, systemFault(err)
	}
	return file, st.Size(), nil
}

// glance opens a file and reads its beginning. The error is a *book.Fault.
func glance(path string) (look, error) {
	file, size, err := openRegular(path)
	if err != nil {
		return look{}, err
	}
	defer file.Close()
	l := look{head: make([]byte, headLen), size: size}
	n, err := file.ReadAt(l.head, 0)
	if err != nil && err != io.EOF {
		return look{}, systemFault(err)
	}
	l.head = l.head[:n]
	if n == 0 {
		return look{}, empty()
	}
	l.extent, l.hollow = extent(file, l.head, l.size), hollow(file, l.head)
	return l, nil
}

// short reports whether the file is shorter than its own structure says.
func (l look) short() bool { return l.size < l.extent }

// zerosLen is how much of a file that begins with zeros is examined. Native finds no
// frame after so many zeros, and ffprobe recognizes no format (PROBE_BUF_MAX in
// libavformat), but ffprobe would read on to the end of the file.
const zerosLen = maxJunk

// hollow reports whether a file with this head begins with zerosLen zeros, or consists
// of zeros: a download for which space was reserved and whose beginning has not
// arrived.
func hollow(file io.ReaderAt, head []byte) bool {
	if !isZero(head) {
		return false
	}
	more := make([]byte, zerosLen)
	n, err := file.ReadAt(more, 0)
	return (err == nil || err == io.EOF) && isZero(more[:n])
}

// filled returns where the zeros begin that fill the end of coded sound, or end if the sound
// is there. An interrupted copy that reserved space for the whole file leaves such zeros. No
// coder writes as many of them as a window has.
func (s *source) filled(from, end int64) int64 {
	const few = 64 // near the end, which is mostly in the window
	zeros := func(at int64) bool { return isZero(s.peek(at, windowLen)) }
	to := end - windowLen
	if to <= from || !isZero(s.spot(end-few, few)) || !zeros(to) || s.err != nil {
		return end
	}
	for to-from > windowLen/2 {
		if mid := from + (to-from)/2; zeros(mid) {
			to = mid
		} else {
			from = mid
		}
	}
	return to
}

func isZero(b []byte) bool { return len(bytes.TrimLeft(b, "\x00")) == 0 }

// systemFault converts an error of the operating system to a fault.
func systemFault(err error) *book.Fault {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return &book.Fault{Kind: book.Vanished, Reason: message.Mark("file is gone")}
	}
	if kind, words, system := book.Reason(err); system {
		return &book.Fault{Kind: kind, Reason: words}
	}
	return &book.Fault{Kind: book.Unreadable, Reason: message.Mark("could not be read")}
}

func irregular(mode fs.FileMode) *book.Fault {
	reason := message.Mark("a device, not a file")
	switch {
	case mode.IsDir():
		reason = message.Mark("a folder, not a file")
	case mode&fs.ModeNamedPipe != 0:
		reason = message.Mark("a pipe, not a file")
	case mode&fs.ModeSocket != 0:
		reason = message.Mark("a socket, not a file")
	}
	return &book.Fault{Kind: book.Irregular, Reason: reason}
}

// isText reports whether the beginning of a file is plain text. Every audio
// format has a zero or another control byte there.
func isText(head []byte) bool {
	for i := 0; i < len(head); {
		r, n := utf8.DecodeRune(head[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			// A character truncated by the end of head is still text.
			return i > 0 && !utf8.FullRune(head[i:])
		case r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f' && r != '\x1b', r == 0x7F:
			return false
		}
		i += n
	}
	return len(head) > 0
}

// marks are the signatures of audio formats.
var marks = []struct {
	at   int
	mark string
}{
	{0, "ID3"}, {4, "ftyp"}, {4, "moov"}, {4, "mdat"}, {0, "fLaC"}, {0, "OggS"},
	{8, "WAVE"}, {0, "RF64"}, {0, "riff"}, {0, "FORM"}, {0, "caff"}, {0, "DSD "},
	{0, asfHeader}, {0, "\x1A\x45\xDF\xA3"}, {0, "MAC "}, {0, "wvpk"}, {0, "MP+"},
	{0, "MPCK"}, {0, "TTA1"}, {0, "tBaK"}, {0, "#!AMR"}, {0, ".snd"}, {0, "\x0B\x77"},
	{0, "FRM8"}, {0, "ADIF"}, {4, "\x57\x90\x75\x36"}, // relatives of AIFF and AAC, and Audible's first format
}

const asfHeader = "\x30\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9\x00\xAA\x00\x62\xCE\x6C"

// isAudio reports whether a file begins with the signature of an audio format.
// MPEG streams can begin with anything, so false is only a hint.
func isAudio(head []byte) bool {
	for _, m := range marks {
		if len(head) > m.at && bytes.HasPrefix(head[m.at:], []byte(m.mark)) {
			return true
		}
	}
	return isFrame(head)
}

// isFrame reports whether b begins with the header of an MPEG or ADTS frame.
func isFrame(b []byte) bool {
	if len(b) < 4 || b[0] != 0xFF || b[1]&0xE0 != 0xE0 {
		return false
	}
	if b[1]&0xF6 == 0xF0 { // ADTS: the layer is always 0
		return b[2]>>2&0xF < 13
	}
	version, layer, rate, sampling := b[1]>>3&3, b[1]>>1&3, b[2]>>4, b[2]>>2&3
	return version != 1 && layer != 0 && rate != 15 && sampling != 3
}
