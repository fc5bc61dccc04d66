package probe

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"time"

	"lectern/library/book"
	"lectern/library/message"
)

func init() {
	register(readMPEG, func(head []byte) bool { return bytes.HasPrefix(head, []byte("ID3")) || isFrame(head) })
}

// readMPEG reads a file of MPEG audio, layers I to III, or of AAC in ADTS
// frames: ID3v2 and APE tags, the audio, and the tags at the end. If an ID3 tag
// precedes another format, it calls the reader of that format.
func readMPEG(ctx context.Context, s *source, f *book.File) (*book.Media, error) {
	t := &id3{s: s}
	at := t.leading(ctx, 0)
	var front trailer
	if next := front.leadingAPE(s, at); next > at {
		at = t.leading(ctx, next)
	}
	if at == 0 {
		if k := junkBeforeID3(s); k > 0 {
			at = t.leading(ctx, k)
		}
	}
	if at > s.size {
		return t.media(ctx, "mp3", trailer{}, 0), truncated()
	}
	after := s.peek(at, headLen)
	if at > 0 && len(after) > 0 && !isFrame(after) {
		switch {
		case bytes.HasPrefix(after, []byte("fLaC")):
			return t.tagged(ctx, readFLAC, at, f)
		case bytes.HasPrefix(after, []byte("OggS")):
			return t.tagged(ctx, readOgg, at, f)
		case isAudio(after), s.isLATM(at):
			return nil, ErrUnsupported
		}
	}
	z, ok := findSound(s, at, at+maxJunk, s.size)
	var says tally
	if ok {
		if says = z.passTally(s); says.frames > 0 {
			says.usual = z.usual(s.held(z.at))
		}
	}
	end := readTrailer(s, at)
	if end.ape == 0 {
		end.ape, end.size, end.items = front.ape, front.size, front.items
	}
	if !ok { // one or two frames, followed by a tag
		if z, ok = findSound(s, at, at+maxJunk, end.end); ok {
			says = z.passTally(s)
		}
	}
	if z.at > at && z.at+int64(z.length(z.first)) >= end.end {
		ok = false // one frame behind junk is an accident
	}
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case s.err != nil:
		return t.media(ctx, "mp3", trailer{}, 0), nil
	case !ok:
		err := soundless(at, s.size, s.peek(at, headLen))
		if at > 0 {
			return t.media(ctx, "mp3", end, 0), err // the tags can be read
		}
		return nil, err
	case z.first.layer == 0 && (z.first.channels == 0 || z.first.rate <= highestHalved):
		return nil, ErrUnsupported // channels are in the audio data, or the rate is doubled
	}
	z.end = end.end
	container := "mp3"
	if z.first.layer == 0 {
		container = "aac"
	}
	length, estimated, cut := z.lasts(ctx, s, says)
	m := t.media(ctx, container, end, length)
	m.Codec, m.SampleRate, m.Channels = z.first.codec(), z.first.rate, z.first.channels
	m.Duration, m.Estimated, m.BitRate = length, estimated, overall(s.size, length)
	switch {
	case ctx.Err() != nil || s.err != nil:
		return m, ctx.Err()
	case cut:
		return m, truncated()
	case length == 0:
		return m, endless()
	}
	m.Whole = says.bytes > 0 && says.at+says.bytes == z.end && !estimated
	return m, nil
}

// highestHalved is the highest sample rate in the headers of AAC that probably
// uses SBR. The decoded rate is then twice as high.
const highestHalved = 24000

// soundless returns why no frames follow the tags, which end at an offset.
func soundless(at, size int64, after []byte) error {
	f, ok := header(after)
	switch {
	case ok && f.layer != 1 && f.layer != 2 && at+int64(f.length) >= size: // part of a frame
		return truncated()
	case bytes.HasPrefix(after, []byte("ID3")) && len(after) < id3HeaderLen:
		return truncated()
	case at > 0:
		return &book.Fault{Kind: book.NotAudio, Reason: message.Mark("no sound in it")}
	case isFrame(after):
		return notAudio()
	}
	return ErrUnsupported
}

// junkBeforeID3 returns the offset of a tag near the beginning of a file that begins with
// neither tag nor frame, 0 if there is none.
func junkBeforeID3(s *source) int64 {
	head := s.peek(0, headLen)
	if isFrame(head) {
		return 0
	}
	for k := 0; ; k++ {
		next := bytes.Index(head[k:], []byte("ID3"))
		if next < 0 {
			return 0
		}
		k += next
		if b := head[k:]; len(b) > 2*id3HeaderLen && isID3(b) && isFrameName(b[id3HeaderLen:][:4]) {
			return int64(k)
		}
	}
}

// leading reads the tags at an offset before the audio and returns the offset after them.
// If a tag is truncated, the offset is beyond the end of the file.
func (t *id3) leading(ctx context.Context, at int64) int64 {
	for ctx.Err() == nil {
		next := t.read(ctx, at)
		if next == at {
			break
		}
		at = next
		if t.seek > 0 && at+t.seek < t.s.size { // the next tag is within the audio or after it
			t.read(ctx, at+t.seek)
		}
	}
	return at
}

// media returns the result. ID3v2 tags win over APE tags, and those over ID3v1
// tags.
func (t *id3) media(ctx context.Context, container string, end trailer, length time.Duration) *book.Media {
	m := &book.Media{Container: container}
	if end.id3 > 0 {
		t.read(ctx, end.id3)
	}
	if t.tags != nil {
		if t.tags.first(id3Dialect.names[book.DescriptionTag]...) == "" {
			t.tags.put("comm", cmp.Or(t.comment, t.oldComment))
		}
		m.Tags = t.s.tell(id3Dialect, t.tags)
	}
	m.Cover = t.cover
	if end.ape > 0 {
		tags, cover := readAPE(t.s, end)
		t.cue = cmp.Or(t.cue, tags[cueSheet])
		fill(&m.Tags, t.s.tell(vorbisDialect, tags))
		if m.Cover == nil {
			m.Cover = cover
		}
	}
	if end.v1 > 0 {
		fill(&m.Tags, readID3v1(t.s.peek(end.v1, id3v1Len)))
	}
	chapters := t.chapters
	if len(chapters) == 0 && t.markers != "" {
		chapters = overdrive(ctx, t.markers)
	}
	if len(chapters) == 0 && t.cue != "" {
		chapters = before(cueChapters(t.cue), length)
	}
	if len(chapters) > 0 {
		m.Chapters = orderChapters(chapters, length)
	}
	return m
}

// tagged reads the data after the ID3 tags with the reader of another format. Tags of
// the other format win.
func (t *id3) tagged(ctx context.Context, read containerReader, at int64, f *book.File) (*book.Media, error) {
	s := newSource(io.NewSectionReader(t.s.file, at, t.s.size-at), t.s.size-at)
	defer s.close()
	s.ended, s.most, s.pictures, s.origins, s.base = t.s.ended, t.s.most, t.s.pictures, t.s.origins, t.s.base+at
	m, err := read(ctx, s, f)
	t.s.err, t.s.passed = cmp.Or(t.s.err, s.err), cmp.Or(t.s.passed, s.passed)
	if m == nil {
		return nil, err
	}
	own := t.media(ctx, "", trailer{}, m.Duration)
	fill(&m.Tags, own.Tags)
	if m.Cover == nil {
		m.Cover = own.Cover
	}
	if len(m.Chapters) == 0 {
		m.Chapters = own.Chapters
	}
	return m, err
}
