package probe

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"
	"time"

	"lectern/library/book"
)

// aTable returns an audio track whose sample tables are complete: samples of four bytes
// and 1024 units, in chunks of a hundred, the first chunk at an offset.
func aTable(samples, at, claimed int, head ...any) []byte {
	var chunks []byte
	n := 0
	for ; n*100 < samples; n++ {
		chunks = join(chunks, eight(at+n*400))
	}
	runs := join(eight(1), eight(100), eight(1))
	if rest := samples % 100; rest > 0 {
		runs = join(runs, eight(n), eight(rest), eight(1))
	}
	return aTrack(1, "soun", soundScale, claimed, join(head...), aBox("stsd", eight(0), eight(1), aSound("mp4a", anESDS(0x40, lowComplexity))),
		aBox("stts", eight(0), eight(1), eight(samples), eight(1024)), aBox("stsc", eight(0), eight(len(runs)/12), runs),
		aBox("stsz", eight(0), eight(4), eight(samples)), aBox("stco", eight(0), eight(n), chunks))
}

// anElst returns an edit list of pairs of a length and a start.
func anElst(pairs ...int) []byte {
	var b []byte
	for i := 0; i < len(pairs); i += 2 {
		b = join(b, eight(pairs[i]), eight(pairs[i+1]), two(1), two(0))
	}
	return aBox("edts", aBox("elst", eight(0), eight(len(pairs)/2), b))
}

// TestMP4Length checks lengths of MP4 files whose headers contradict the table of
// sample durations.
func TestMP4Length(t *testing.T) {
	const samples = 1000
	long := playing(samples*1024, soundScale)
	const days = 10_000_000 // units of a sample; a thousand samples overflow 32 bits
	overflow := func(track []byte) []byte {
		return bytes.Replace(track, join(eight(samples), eight(1024)), join(eight(samples), eight(days)), 1)
	}
	wrapped := int(uint32(days * samples & 0xFFFFFFFF))
	// In front of the data, so that its offset is known.
	data := aBox("mdat", make([]byte, 4*samples))
	at := len(aFtyp()) + 8
	fine := func(movie int, track []byte) []byte {
		return join(aFtyp(), data, aBox("moov", aClock("mvhd", soundScale, movie), track))
	}
	whole := func(movie int, track []byte, more ...any) []byte {
		return join(aFtyp(), data, aBox("moov", aClock("mvhd", movieScale, movie), track, join(more...)))
	}
	text := aTrack(2, "text", movieScale, 1e9, nil, aBox("stsd", eight(0), eight(1), aBox("text", make([]byte, 51))))
	ahead := func(claimed, there int, samples ...int) []byte { // moov in front, mdat of two lengths
		n := 1000
		if len(samples) > 0 {
			n = samples[0]
		}
		build := func(at int) []byte {
			return join(aFtyp(), aBox("moov", aClock("mvhd", movieScale, 9), aTable(n, at, 9)))
		}
		front := build(len(build(0)) + 8)
		return join(front, eight(8+claimed), "mdat", make([]byte, there))
	}
	frame := func(n int) time.Duration { return playing(int64(n)*1024, soundScale) }
	early := join(whole(23220, aTable(samples, at, samples*1024, anElst(23200, 0)), aBox("mvex", aBox("trex", eight(0), eight(1), eight(1), eight(1024), eight(0), eight(0)))),
		aBox("moof", aBox("traf", aBox("tfhd", eight(0), eight(1)), aBox("trun", eight(1), eight(500), eight(0)))), aBox("mdat", "more"))
	packets := func(version int) []byte { // 4,000 bytes of audio, each sample said to have a byte
		format := join(make([]byte, 6), two(1), two(version), make([]byte, 6), two(2), two(16), eight(0), eight(44100<<16))
		if version == 1 {
			format = join(format, eight(64), eight(34), eight(68), eight(2))
		}
		kind, n := "sowt", 1000
		if version == 1 {
			kind, n = "ima4", 3712
		}
		track := aTrack(1, "soun", soundScale, n, nil, aBox("stsd", eight(0), eight(1), aBox(kind, format)),
			aBox("stts", eight(0), eight(1), eight(n), eight(1)), aBox("stsc", eight(0), eight(1), eight(1), eight(n), eight(1)),
			aBox("stsz", eight(0), eight(1), eight(n)), aBox("stco", eight(0), eight(1), eight(at)))
		return join(aFtyp(), data, aBox("moov", aClock("mvhd", soundScale, n), track))
	}
	odd := bytes.Replace(aTable(samples, at, samples*1024), join(eight(1), eight(samples), eight(1024)), join(eight(2), eight(samples-1), eight(1024), eight(1), eight(1<<31)), 1)
	odd = nested(odd)
	for _, c := range []struct {
		name  string
		file  []byte
		want  time.Duration
		fault string
	}{
		{"all agree", whole(23220, aTable(samples, at, samples*1024)), long, ""},
		{"the movie's is that of its chapters", whole(1e9, aTable(samples, at, samples*1024), text), long, ""},
		{"both headers are those of the chapters", whole(1e9, aTable(samples, at, 1e9), text), long, ""},
		{"both are too short", whole(1000, aTable(samples, at, 1000)), long, ""},
		{"both are unknown", whole(-1, aTable(samples, at, -1)), long, ""},
		{"both overflowed", fine(wrapped, overflow(aTable(samples, at, wrapped))), playing(days*samples, soundScale), ""},
		{"all three overflowed", fine(wrapped, overflow(aTable(samples, at, wrapped, anElst(wrapped-2048, 2048)))), playing(days*samples-2048, soundScale), ""},
		{"the beginning is cut off", whole(23220, aTable(samples, at, samples*1024, anElst(22000, 2048))), 22 * time.Second, ""},
		{"all but a second is cut off", whole(1000, aTable(samples, at, samples*1024, anElst(1000, 44100))), time.Second, ""},
		{"the edits are too long", whole(1e9, aTable(samples, at, samples*1024, anElst(1e9, 2048))), frame(samples - 2), ""},
		{"the edit has no length", whole(0, aTable(samples, at, samples*1024, anElst(0, 2048))), frame(samples - 2), ""},
		{"two pieces", whole(0, aTable(samples, at, samples*1024, anElst(2000, 0, 3000, 441000))), 5 * time.Second, ""},
		{"silence in front", whole(0, aTable(samples, at, samples*1024, anElst(2000, -1, 3000, 0))), 5 * time.Second, ""},
		{"silence of days in front", whole(0, aTable(samples, at, samples*1024, anElst(1e9, -1, 3000, 0))), 3 * time.Second, ""},
		{"the last sample lasts for days", whole(23220, odd), long, ""},
		{"edits older than the fragments", early, long * 3 / 2, ""},
		{"PCM, its samples of no size", packets(0), playing(1000, soundScale), ""},
		{"packets, their samples of no size", packets(1), playing(3712, soundScale), ""},
		{"no data", ahead(0, 0), 0, "truncated"},
		{"hardly any data", ahead(8, 8), frame(2), "truncated"},
		{"half of the data, and its length corrected", ahead(2000, 2000), frame(500), "truncated"},
		{"half of the data", ahead(4000, 2002), frame(500), "truncated"},
		{"all but a byte", ahead(4000, 3999), frame(999), "truncated"},
		{"data that claims too much", ahead(4008, 4000), long, ""},
		{"an odd chunk at the end", ahead(4020, 4020, 1005), frame(1005), ""},
		{"an odd chunk at the end, cut", ahead(4020, 4010, 1005), frame(1002), "truncated"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, _, err := tryMP4(t, c.file)
			var fault *book.Fault
			if errors.As(err, &fault) != (c.fault != "") || fault != nil && fault.Reason != c.fault {
				t.Errorf("fault %v", err)
			}
			if m == nil || c.want > 0 && !near(m.Duration, c.want, 2*time.Millisecond) || m.Estimated {
				t.Errorf("%+v, want %v", m, c.want)
			}
		})
	}
}

// nested corrects the lengths of the boxes around a table of durations that has gained
// an entry.
func nested(track []byte) []byte {
	for _, kind := range []string{"stts", "stbl", "minf", "mdia", "trak"} {
		b := track[bytes.Index(track, []byte(kind))-4:]
		binary.BigEndian.PutUint32(b, binary.BigEndian.Uint32(b)+8)
	}
	return track
}
