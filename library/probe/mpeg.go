package probe

import (
	"bytes"
	"context"
	"io"
	"time"

	"lectern/library/book"
)

// readMPEG reads a file of MPEG audio, layer I to III, or of AAC in ADTS
// frames: ID3v2 tags, the sound, and the tags at the end. What else stands
// behind an ID3 tag it hands on.
func readMPEG(ctx context.Context, s *source, f *book.File) (*book.Media, error) {
	t := &id3{s: s}
	at := t.leading(ctx)
	if at > s.size {
		return t.media("mp3", trailer{}, 0), truncated()
	}
	behind := s.peek(at, headLen)
	if at > 0 && len(behind) > 0 && !isFrame(behind) {
		switch {
		case bytes.HasPrefix(behind, []byte("fLaC")):
			return t.tagged(ctx, readFLAC, at, f)
		case bytes.HasPrefix(behind, []byte("OggS")):
			return t.tagged(ctx, readOgg, at, f)
		case isAudio(behind):
			return nil, ErrUnsupported
		}
	}
	end := readTrailer(s, at)
	z, ok := findSound(s, at, at+maxJunk, end.end)
	switch {
	case ctx.Err() != nil || s.err != nil:
		return nil, ctx.Err()
	case !ok && at == 0:
		return nil, notAudio()
	case !ok:
		return nil, &book.Fault{Kind: book.NotAudio, Reason: "no sound in it"}
	case z.first.layer == 0 && (z.first.channels == 0 || z.first.rate <= 24000):
		return nil, ErrUnsupported // channels and SBR are told by the sound itself
	}
	m := &book.Media{Codec: z.first.codec(), SampleRate: z.first.rate, Channels: z.first.channels}
	var needs int64
	m.Duration, m.Estimated, needs = z.lasts(ctx, s)
	container := "mp3"
	if z.first.layer == 0 {
		container = "aac"
	}
	tagged := t.media(container, end, m.Duration)
	m.Container, m.Tags, m.Cover, m.Chapters = container, tagged.Tags, tagged.Cover, tagged.Chapters
	m.BitRate = overall(s.size, m.Duration)
	switch {
	case ctx.Err() != nil || s.err != nil:
		return m, ctx.Err()
	case needs > s.size:
		return m, truncated()
	case m.Duration == 0:
		return nil, &book.Fault{Kind: book.Unreadable, Reason: "its length cannot be told"}
	}
	return m, nil
}

// leading reads the tags that the file begins with and returns the offset behind
// them, which a tag that is cut short puts behind the end of the file.
func (t *id3) leading(ctx context.Context) int64 {
	at := int64(0)
	for range maxTags {
		next := t.read(ctx, at)
		if next == at {
			break
		}
		at = next
		if t.seek > 0 && at+t.seek < t.s.size { // the next is among the sound or behind it
			t.read(ctx, at+t.seek)
		}
	}
	return at
}

// media is what the tags tell, ID3v2 before APE before ID3v1.
func (t *id3) media(container string, end trailer, length time.Duration) *book.Media {
	m := &book.Media{Container: container}
	if end.id3 > 0 {
		t.read(context.Background(), end.id3)
	}
	if t.tags != nil {
		t.tags.put("comm", t.comment)
		m.Tags = id3Dialect.tags(t.tags)
	}
	m.Cover = t.cover
	if end.ape > 0 {
		tags, cover := readAPE(t.s, end)
		fill(&m.Tags, vorbisDialect.tags(tags))
		if m.Cover == nil {
			m.Cover = cover
		}
	}
	if end.v1 > 0 {
		fill(&m.Tags, readID3v1(t.s.peek(end.v1, id3v1Len)))
	}
	chapters := t.chapters
	if len(chapters) == 0 && t.markers != "" {
		chapters = overdrive(context.Background(), t.markers)
	}
	if len(chapters) > 0 {
		m.Chapters = orderChapters(chapters, length)
	}
	return m
}

// tagged reads what stands behind the ID3 tags with another reader. Its own
// tags come first.
func (t *id3) tagged(ctx context.Context, read containerReader, at int64, f *book.File) (*book.Media, error) {
	s := newSource(io.NewSectionReader(t.s.file, at, t.s.size-at), t.s.size-at)
	defer s.close()
	m, err := read(ctx, s, f)
	if s.err != nil && t.s.err == nil {
		t.s.err = s.err
	}
	if m == nil {
		return nil, err
	}
	own := t.media("", trailer{}, m.Duration)
	fill(&m.Tags, own.Tags)
	if m.Cover == nil {
		m.Cover = own.Cover
	}
	if len(m.Chapters) == 0 {
		m.Chapters = own.Chapters
	}
	return m, err
}

const (
	// smallestFrame and largestFrame are the bounds of an average MPEG
	// frame's length, in bytes: a count outside them is of something else.
	smallestFrame, largestFrame = 20, 2881

	// strungSlack is how much more sound than its count says a file may hold
	// before it is taken for several that were strung together.
	strungSlack = 1.0 / 16
)

// lasts is how long the sound plays and whether that is an estimate. needs
// is how long the file must be by its own count, 0 if there is none.
func (z sound) lasts(ctx context.Context, s *source) (d time.Duration, estimated bool, needs int64) {
	if z.first.layer == 3 {
		if t, ok := readTally(s.peek(z.at, tallyLen)); ok {
			if t.bytes > 0 {
				needs = z.at + int64(float64(t.bytes)*(1-xingSlack))
			}
			if t.trusted(z) {
				return playing(t.frames*int64(z.first.samples), int64(z.first.rate)), false, needs
			}
			z.at += int64(z.length(z.first))
		}
	}
	if z.end-z.at <= fewBytes {
		return z.count(ctx, s), false, needs
	}
	return z.guess(s), true, needs
}

// trusted reports whether a count can be of these frames, and of all of them.
func (t tally) trusted(z sound) bool {
	held := z.end - z.at
	if t.bytes > 0 {
		if float64(held) > float64(t.bytes)*(1+strungSlack) {
			return false
		}
		held = t.bytes
	}
	return t.frames > 0 && held >= t.frames*smallestFrame && held <= (t.frames+1)*largestFrame
}
