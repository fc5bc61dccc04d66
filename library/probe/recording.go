package probe

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash"
	"io"
	"os"
)

// soundPart is the number of bytes that are hashed at the beginning, in the middle and at
// the end of the sound. Together with its length, they tell apart even the parts of a book
// that begin and end with silence.
const soundPart = 16 << 10

// recorder hashes the recording of a file: its sound, without the tags, pictures and
// chapters in any place of the file, and without what a tagger must change around the
// sound, such as its offset or the numbers of its pages.
type recorder struct {
	*source
	ctx  context.Context
	hash hash.Hash
}

// finder finds the sound of a kind of file.
type finder struct {
	recognize func(head []byte) bool // by the first headLen bytes
	sound     func(*recorder) bool   // hashes the sound; false if it was not found
}

// finders are for the kinds of files that have tags elsewhere than before and after the
// sound, or in a form that
// tagged does not know.
var finders = []finder{
	{func(head []byte) bool { return len(head) >= 8 && topBox(head[4:8]) }, (*recorder).mp4},
	{beginsWith("OggS"), (*recorder).ogg},
	{beginsWith("fLaC"), (*recorder).flac},
	{beginsWith("RIFF", "RIFX", "RF64", "BW64", "FORM"), (*recorder).chunks},
	{beginsWith(w64File), (*recorder).chunks64},
	{beginsWith("caff"), (*recorder).caf},
	{beginsWith(asfHeader), (*recorder).asf},
	{beginsWith(ebml), (*recorder).matroska},
	{beginsWith("DSD "), (*recorder).dsf},
	{beginsWith("FRM8"), (*recorder).dff},
	{beginsWith(".snd"), (*recorder).au},
}

// recording returns what identifies the sound of a file: 16 bytes, the first half of a
// SHA-256 hash. The hash covers the length of the sound and parts of it. If the sound is
// not found, it covers the whole file. The error is a *book.Fault or ctx.Err().
func recording(ctx context.Context, file *os.File, size int64) (string, error) {
	hash, err := soundOf(ctx, file, size, (*recorder).sound)
	if err == errNoSound || errors.Is(err, errTooMuch) {
		hash, err = soundOf(ctx, file, size, func(r *recorder) bool { return r.span(0, size) })
	}
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case err != nil:
		return "", systemFault(err)
	}
	return string(hash[:printLen]), nil
}

// errNoSound means that the sound of a file was not found.
var errNoSound = errors.New("no sound found")

// soundOf hashes a file by one function. The error is errNoSound or one of source.
func soundOf(ctx context.Context, file io.ReaderAt, size int64, sound func(*recorder) bool) ([]byte, error) {
	s := newSource(file, size)
	defer s.close()
	s.ended = ctx.Err
	r := &recorder{s, ctx, sha256.New()}
	switch found := sound(r); {
	case s.err != nil:
		return nil, s.err
	case !found:
		return nil, errNoSound
	}
	return r.hash.Sum(nil), nil
}

// sound hashes the sound of any file.
func (r *recorder) sound() bool {
	head := r.peek(0, headLen)
	for _, c := range finders {
		if c.recognize(head) {
			return c.sound(r)
		}
	}
	return r.tagged()
}

// tagged hashes a file whose tags are before and after the sound, such as one of MPEG
// frames, Monkey's Audio, WavPack, TTA or Musepack. The tags before it can precede any
// other container.
func (r *recorder) tagged() bool {
	at := passTags(r, 0)
	if at > 0 && at < r.size {
		head := r.peek(at, headLen)
		for _, c := range finders {
			if c.recognize(head) {
				inner, err := soundOf(r.ctx, io.NewSectionReader(r.file, at, r.size-at), r.size-at, c.sound)
				r.hash.Write(inner)
				return err == nil
			}
		}
	}
	end := readTrailer(r.source, at).end
	if z, ok := findSound(r, at, at+strip, end); ok { // behind what an editor left between them
		z.passTally(r) // which some programs rewrite
		at = z.at
	}
	return r.span(at, end)
}

// number hashes a number.
func (r *recorder) number(n int64) { r.hash.Write(binary.BigEndian.AppendUint64(nil, uint64(n))) }

// add hashes n bytes at an offset, or as many as the file has.
func (r *recorder) add(at, n int64) {
	for n > 0 {
		b := r.peek(at, int(min(n, windowLen)))
		if len(b) == 0 {
			return
		}
		r.hash.Write(b)
		at, n = at+int64(len(b)), n-int64(len(b))
	}
}

// span hashes sound that lies between two offsets. It reports whether there is any.
func (r *recorder) span(at, end int64) bool {
	end = min(end, r.size)
	n := end - at
	if at < 0 || n <= 0 {
		return false
	}
	r.number(n)
	if n <= 3*soundPart {
		r.add(at, n)
		return true
	}
	r.add(at, soundPart)
	r.add(at+(n-soundPart)/2, soundPart)
	r.add(end-soundPart, soundPart)
	return true
}

// flac hashes the frames of a FLAC file.
func (r *recorder) flac() bool {
	at, short := r.flacBlocks(r.ctx, func(byte, int64, int64) {})
	return !short && r.span(at, readTrailer(r.source, at).end)
}

// chunks hashes the sound of a WAV or AIFF file.
func (r *recorder) chunks() bool {
	w, _, see := newChunked(r.source)
	if w == nil {
		return false
	}
	w.chunks(r.ctx, 12, func(ctx context.Context, c chunk) int64 {
		if c.name != "ds64" && c.name != "data" && c.name != "SSND" {
			return c.n
		}
		return see(ctx, c)
	})
	return w.heard && r.span(w.at, w.at+w.data)
}

// chunks64 hashes the sound of a Wave64 file.
func (r *recorder) chunks64() bool {
	w := chunked{s: r.source, order: binary.LittleEndian}
	w.chunks64(r.ctx, func(c chunk) {
		if c.name == "data" {
			w.sound(c.at, c.n)
		}
	})
	return w.heard && r.span(w.at, w.at+w.data)
}

// caf hashes the sound of a CAF file.
func (r *recorder) caf() bool {
	var c caf
	c.chunks(r.ctx, r.source, func(kind string, at, n int64) {
		if kind == "data" {
			c.sound(r.source, at, n)
		}
	})
	return c.heard && r.span(c.at, c.at+c.data)
}

// asf hashes the packets of a Windows Media file.
func (r *recorder) asf() bool {
	head := r.full(0, asfHead)
	if head == nil {
		return false
	}
	at := asfLen(head[16:])
	data := r.full(at, asfDataHead)
	if data == nil || !bytes.HasPrefix(data, []byte(asfData)) {
		return false
	}
	end := r.size
	if n := asfLen(data[16:]); n > asfDataHead && n < r.size-at {
		end = at + n
	}
	return r.span(at+asfDataHead, end)
}

// dsf hashes the sound of a DSF file, whose chunks count their heads (DSF File Format
// Specification 1.01).
func (r *recorder) dsf() bool {
	at := int64(28)
	for range maxChunks {
		h := r.full(at, 12)
		if h == nil {
			break
		}
		n := clamp(binary.LittleEndian.Uint64(h[4:]))
		switch {
		case n < 12 || n > r.size && string(h[:4]) != "data":
			return false
		case string(h[:4]) == "data":
			return r.span(at+12, at+min(n, r.size-at))
		}
		at += n
	}
	return false
}

// dff hashes the sound of a DSDIFF file (DSDIFF 1.5).
func (r *recorder) dff() bool {
	at := int64(16)
	for range maxChunks {
		h := r.full(at, 12)
		if h == nil {
			break
		}
		n := clamp(binary.BigEndian.Uint64(h[4:]))
		at += 12
		if name := string(h[:4]); name == "DSD " || name == "DST " {
			return r.span(at, at+min(n, r.size-at))
		}
		if n > r.size-at {
			break
		}
		at += n + n&1
	}
	return false
}

// au hashes the sound of an AU file, which follows a note.
func (r *recorder) au() bool {
	h := r.full(0, 8)
	return h != nil && r.span(int64(binary.BigEndian.Uint32(h[4:])), r.size)
}
