package probe

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"lectern/library/book"
)

// riffOf returns a RIFF file of chunks, given as names and contents in turn.
func riffOf(chunks ...string) []byte {
	return chunkFile("RIFF", "WAVE", binary.LittleEndian, chunks)
}

// unpadded is riffOf without padding behind chunks of odd length.
func unpadded(chunks ...string) []byte {
	b := []byte("RIFF\x00\x00\x00\x00WAVE")
	for ; len(chunks) > 1; chunks = chunks[2:] {
		b = append(binary.LittleEndian.AppendUint32(append(b, chunks[0]...), uint32(len(chunks[1]))), chunks[1]...)
	}
	binary.LittleEndian.PutUint32(b[4:], uint32(len(b)-8))
	return b
}

// formOf returns an AIFF file.
func formOf(kind string, chunks ...string) []byte {
	return chunkFile("FORM", kind, binary.BigEndian, chunks)
}

func chunkFile(name, kind string, order binary.ByteOrder, chunks []string) []byte {
	b := append([]byte(name+"\x00\x00\x00\x00"), kind...)
	var length [4]byte
	for i := 0; i+1 < len(chunks); i += 2 {
		order.PutUint32(length[:], uint32(len(chunks[i+1])))
		b = append(append(append(b, chunks[i]...), length[:]...), chunks[i+1]...)
		if len(b)%2 == 1 {
			b = append(b, 0)
		}
	}
	order.PutUint32(b[4:], uint32(len(b)-8))
	return b
}

// waveFmt is a fmt chunk of PCM: 8,000 Hz, one channel, 16 bits.
const (
	waveFmt = "\x01\x00\x01\x00\x40\x1F\x00\x00\x80\x3E\x00\x00\x02\x00\x10\x00"
	aiffFmt = "\x00\x01\x00\x00\x3E\x80\x00\x10\x40\x0B\xFA\x00\x00\x00\x00\x00\x00\x00" // the same, 16,000 samples
)

var (
	twoSeconds = string(make([]byte, 32_000))
	id3Chunk   = "ID3\x03\x00\x00\x00\x00\x00\x0F" + "TIT2\x00\x00\x00\x05\x00\x00\x00Best"
)

func TestChunkTags(t *testing.T) {
	list := func(chunks ...string) string {
		b := riffOf(chunks...)
		return "INFO" + string(b[12:])
	}
	bext := make([]byte, 602)
	copy(bext, "Described")
	copy(bext[320:], "2011-02-03")
	for _, tc := range []struct {
		title string
		file  []byte
		want  book.Tags
	}{
		{"list", riffOf("fmt ", waveFmt, "LIST", list("INAM", "Name\x00", "IART", "Ann", "IPRD", "Album", "ICRD", "2003", "IGNR", "Crime", "ILNG", "eng", "ICMT", "Odd", "ITRK", "4"), "data", twoSeconds),
			book.Tags{Title: "Name", Artist: "Ann", Album: "Album", Year: 2003, Genres: []string{"Crime"}, Language: "eng", Description: "Odd", Track: 4}},
		{"list after the audio", riffOf("fmt ", waveFmt, "data", twoSeconds, "LIST", list("IPRT", "4", "IXYZ", "no", "INAM", "Caf\xE9")), book.Tags{Title: "Café", Track: 4}},
		{"ID3 is better", riffOf("fmt ", waveFmt, "id3 ", id3Chunk, "LIST", list("INAM", "Name", "IART", "Ann"), "data", twoSeconds), book.Tags{Title: "Best", Artist: "Ann"}},
		{"broadcast", riffOf("bext", string(bext), "fmt ", waveFmt, "data", twoSeconds), book.Tags{Description: "Described", Year: 2011}},
		{"list that lies", riffOf("fmt ", waveFmt, "LIST", "INFOINAM\xFF\xFF\x00\x00Name", "data", twoSeconds), book.Tags{}},
		{"odd chunks without padding", unpadded("junk", "odd", "fmt ", waveFmt, "LIST", "INFO"+"INAM\x05\x00\x00\x00Title"+"ICMT\x03\x00\x00\x00Odd"+"IART\x03\x00\x00\x00Ann", "data", twoSeconds),
			book.Tags{Title: "Title", Artist: "Ann", Description: "Odd"}},
		{"other list", riffOf("fmt ", waveFmt, "LIST", "adtlINAM\x04\x00\x00\x00Name", "data", twoSeconds), book.Tags{}},
		{"aiff", formOf("AIFF", "NAME", "Name", "AUTH", "Ann", "ANNO", "Odd", "COMM", aiffFmt, "SSND", "\x00\x00\x00\x00\x00\x00\x00\x00"+twoSeconds),
			book.Tags{Title: "Name", Artist: "Ann", Description: "Odd"}},
		{"aiff with ID3", formOf("AIFF", "NAME", "Name", "AUTH", "Ann", "COMM", aiffFmt, "SSND", "\x00\x00\x00\x00\x00\x00\x00\x00"+twoSeconds, "ID3 ", id3Chunk),
			book.Tags{Title: "Best", Artist: "Ann"}},
	} {
		m := mustTaste(t, tc.file)
		if !reflect.DeepEqual(m.Tags, tc.want) {
			t.Errorf("%s: %+v", tc.title, m.Tags)
		}
		if m.Duration != 2*time.Second || m.SampleRate != 8000 || m.Channels != 1 || m.Codec != "PCM" {
			t.Errorf("%s: %+v", tc.title, m)
		}
	}
}

func TestChunkStructure(t *testing.T) {
	le, be := binary.LittleEndian, binary.BigEndian
	whole := riffOf("fmt ", waveFmt, "data", twoSeconds)
	length := func(data, file uint32) []byte {
		b := bytes.Clone(whole)
		le.PutUint32(b[4:], file)
		le.PutUint32(b[40:], data)
		return b
	}
	plain := formOf("AIFF", "COMM", aiffFmt, "SSND", "\x00\x00\x00\x00\x00\x00\x00\x00"+twoSeconds)
	uncounted := bytes.Clone(plain)
	clear(uncounted[22:26])
	large := riffOf("ds64", string(le.AppendUint64(le.AppendUint64(nil, 40_000), 16_000))+string(make([]byte, 12)), "fmt ", waveFmt, "data", twoSeconds)
	copy(large, "RF64\xFF\xFF\xFF\xFF")
	le.PutUint32(large[len(large)-32_004:], math.MaxUint32)
	larger := bytes.Clone(large)
	le.PutUint64(larger[28:], 6<<30)
	mp3 := "\x55" + waveFmt[1:8] + "\xE8\x03\x00\x00" + waveFmt[12:]
	for _, tc := range []struct {
		title  string
		file   []byte
		length time.Duration
		kind   book.FaultKind
		fault  string
	}{
		{"whole", whole, 2 * time.Second, 0, ""},
		{"streamed", length(math.MaxUint32, math.MaxUint32), 2 * time.Second, 0, ""},
		{"streamed by another", length(0, 0), 2 * time.Second, 0, ""},
		{"streamed by a third", length(0x7FFFFFFF, 0x7FFFFFFF), 2 * time.Second, 0, ""},
		{"cut", whole[:16_044], time.Second, book.Truncated, "truncated"},
		{"cut, file length unknown", length(64_000, 0), 2 * time.Second, book.Truncated, "truncated"},
		{"length of the sound lies", length(32_044, uint32(len(whole))-8), 2 * time.Second, 0, ""},
		{"cut in the format", whole[:30], 0, book.Truncated, "truncated"},
		{"no sound", riffOf("fmt ", waveFmt, "junk", string(make([]byte, 9000))), 0, book.Unreadable, "damaged"},
		{"no sound in a small file", riffOf("fmt ", waveFmt), 0, book.Unreadable, "damaged"},
		{"empty sound", riffOf("fmt ", waveFmt, "data", ""), 0, book.Unreadable, "its length cannot be told"},
		{"streamed by a fourth", length(0, 8), 2 * time.Second, 0, ""},
		{"odd chunk in front", riffOf("junk", "odd", "fmt ", waveFmt, "data", twoSeconds), 2 * time.Second, 0, ""},
		{"sound in front", riffOf("data", twoSeconds, "fmt ", waveFmt), 2 * time.Second, 0, ""},
		{"beyond 4 GiB", large, time.Second, 0, ""},
		{"beyond 4 GiB, cut", larger, 2 * time.Second, book.Truncated, "truncated"},
		{"by its rate", riffOf("fmt ", mp3, "data", twoSeconds), 32 * time.Second, 0, ""},
		{"by its count", riffOf("fmt ", mp3, "fact", "\x80\x3E\x00\x00", "data", twoSeconds), 2 * time.Second, 0, ""},
		{"aiff", plain, 2 * time.Second, 0, ""},
		{"without the last filling byte", append(whole[:0:0], riffOf("fmt ", waveFmt, "data", twoSeconds, "junk", "odd")[:len(whole)+11]...), 2 * time.Second, 0, ""},
		{"aiff without a count", uncounted, 2 * time.Second, 0, ""},
		{"aiff with a long format", formOf("AIFF", "COMM", aiffFmt+"ima4", "SSND", "\x00\x00\x00\x00\x00\x00\x00\x00"+twoSeconds), 2 * time.Second, 0, ""},
		{"aiff cut", plain[:20_000], playing(9973, 8000), book.Truncated, "truncated"},
		{"aiff, and no sound", formOf("AIFF", "COMM", aiffFmt, "SSND", "\x00\x00\x00\x00\x00\x00\x00\x00", "ID3 ", id3Chunk), 0, book.Unreadable, "its length cannot be told"},
		{"aiff, and nothing of sound", formOf("AIFF", "COMM", aiffFmt, "SSND", "", "ID3 ", id3Chunk), 0, book.Unreadable, "its length cannot be told"},
		{"big-endian", chunkFile("RIFX", "WAVE", be, []string{"fmt ", "\x00\x01\x00\x01\x00\x00\x1F\x40\x00\x00\x3E\x80\x00\x02\x00\x10", "data", twoSeconds}), 2 * time.Second, 0, ""},
		{"by its rate, cut", riffOf("fmt ", mp3, "data", twoSeconds)[:16_044], 16 * time.Second, book.Truncated, "truncated"},
		{"by its count, cut", riffOf("fmt ", mp3, "fact", "\x80\x3E\x00\x00", "data", twoSeconds)[:16_056], time.Second, book.Truncated, "truncated"},
		{"aifc", formOf("AIFC", "COMM", aiffFmt+"sowt\x00\x00", "SSND", "\x00\x00\x00\x00\x00\x00\x00\x00"+twoSeconds), 2 * time.Second, 0, ""},
	} {
		m, _, err := taste(t, tc.file)
		if tc.fault != "" {
			wantFault(t, err, tc.kind, tc.fault)
		} else if err != nil {
			t.Errorf("%s: %v", tc.title, err)
		}
		if tc.length > 0 && (m == nil || m.Duration != tc.length) {
			t.Errorf("%s: %+v", tc.title, m)
		}
	}
	empty, _, _ := taste(t, formOf("AIFF", "COMM", aiffFmt, "SSND", "\x00\x00\x00\x00\x00\x00\x00\x00", "ID3 ", id3Chunk))
	if empty == nil || empty.Tags.Title != "Best" {
		t.Errorf("tags after no sound: %+v", empty)
	}
	for title, b := range map[string][]byte{
		"film":          chunkFile("RIFF", "AVI ", le, []string{"LIST", "hdrl"}),
		"picture":       chunkFile("FORM", "ILBM", be, []string{"BMHD", "x"}),
		"unknown codec": riffOf("fmt ", "\xFD\xAA"+waveFmt[2:], "data", twoSeconds),
		"unknown type":  formOf("AIFC", "COMM", aiffFmt+"XXXX\x00\x00", "SSND", "\x00\x00\x00\x00\x00\x00\x00\x00"+twoSeconds),
		"odd wave64":    append([]byte(w64File), make([]byte, 5000)...),
	} {
		if _, _, err := taste(t, b); !errors.Is(err, ErrUnsupported) {
			t.Errorf("%s: %v", title, err)
		}
	}
}

func TestExtendedNumbers(t *testing.T) {
	for want, b := range map[int64]string{
		8000:      "\x40\x0B\xFA\x00\x00\x00\x00\x00\x00\x00",
		44100:     "\x40\x0E\xAC\x44\x00\x00\x00\x00\x00\x00",
		22254:     "\x40\x0D\xAD\xDD\x17\x45\xD1\x74\x5D\x17", // and 6/11, the sampling rate of old Macintoshes
		1:         "\x3F\xFF\x80\x00\x00\x00\x00\x00\x00\x00",
		0:         "\x3F\xFE\x80\x00\x00\x00\x00\x00\x00\x00",
		1<<32 - 1: "\x40\x1E\xFF\xFF\xFF\xFF\x00\x00\x00\x00",
	} {
		if got := extended([]byte(b)); got != want {
			t.Errorf("%d, want %d", got, want)
		}
	}
	for _, b := range []string{"\xC0\x0B\xFA\x00\x00\x00\x00\x00\x00\x00", "\x7F\xFF\x80\x00\x00\x00\x00\x00\x00\x00", "\x40\x1F\xFF\xFF\xFF\xFF\x00\x00\x00\x00"} {
		if got := extended([]byte(b)); got != 0 {
			t.Errorf("% x is %d", b, got)
		}
	}
}

func TestWave64(t *testing.T) {
	b := read(t, ffmpeg(t, "a.w64", "-ac|2").Path)
	m := mustTaste(t, b)
	if m.Container != "w64" || m.Codec != "PCM" || m.Duration != 3*time.Second || m.Channels != 2 {
		t.Errorf("%+v", m)
	}
	odd := append(bytes.Clone(b[:40]), "junk"+w64Rest+"\x1B\x00\x00\x00\x00\x00\x00\x00odd\x00\x00\x00\x00\x00"...)
	if m := mustTaste(t, append(odd, b[40:]...)); m.Duration != 3*time.Second {
		t.Errorf("odd chunk: %+v", m)
	}
	_, _, err := taste(t, b[:len(b)/2])
	wantFault(t, err, book.Truncated, "truncated")
	_, _, err = taste(t, b[:30])
	wantFault(t, err, book.Truncated, "truncated")
}

// TestLargeChunks reads files whose lengths do not fit into 32 bits.
func TestLargeChunks(t *testing.T) {
	const hours = 40 * 3600
	le := binary.LittleEndian
	number := func(n int) string { return string(le.AppendUint32(nil, uint32(n))) }
	adpcm := "\x11\x00\x01\x00" + number(44100) + number(22500) + "\x00\x04\x04\x00" // half a byte for a sample, and a bit more
	for _, c := range []struct {
		name        string
		front, tail string
		size        int64 // of the sound
		rate        int64 // bytes per second
	}{
		{"the remainder", "RIFF\x00\x10\x00\x00WAVEfmt " + number(16) + waveFmt + "data" + number(2*hours*16000+4&0xFFFFFFFF), "", 2*hours*16000 + 4, 16000},
		{"the remainder, and a chunk", "RIFF\x00\x10\x00\x00WAVEfmt " + number(16) + waveFmt + "data" + number(2*hours*16000&0xFFFFFFFF), "LIST\x04\x00\x00\x00INFO", 2 * hours * 16000, 16000},
		{"elsewhere and the remainder", "RF64\xFF\xFF\xFF\xFFWAVEds64" + number(24) + number(0) + number(2) + string(le.AppendUint64(nil, 2*hours*16000)) + number(0) + number(0) + "fmt " + number(16) + waveFmt + "data" + number(2*hours*16000&0xFFFFFFFF), "", 2 * hours * 16000, 16000},
		{"a count of samples", "RIFF\x00\x00\x00\x00WAVEfmt " + number(16) + adpcm + "fact" + number(4) + number(hours*44100&0xFFFFFFFF) + "data" + number(hours*22500), "", hours * 22500, 22500},
	} {
		path := filepath.Join(t.TempDir(), "a.wav")
		file, err := os.Create(path)
		check(t, err)
		_, err = file.WriteString(c.front)
		check(t, err)
		_, err = file.WriteAt([]byte(c.tail), int64(len(c.front))+c.size)
		check(t, err)
		check(t, file.Truncate(int64(len(c.front)+len(c.tail))+c.size))
		check(t, file.Close())
		m, err := Native{}.Probe(t.Context(), &book.File{Path: path})
		if want := playing(c.size, c.rate); err != nil || m == nil || !near(m.Duration, want, time.Minute) || m.Estimated {
			t.Errorf("%s: %+v, %v, want %v", c.name, m, err, want)
		}
	}
}

// TestChunksInAnyNumber reads a file that consists of empty chunks.
// TestChunksWithoutSound: the tags and the format of a file count although a program
// has lost its audio.
func TestChunksWithoutSound(t *testing.T) {
	m, _, err := taste(t, formOf("AIFF", "COMM", aiffFmt, "NAME", "Dune"))
	wantFault(t, err, book.Unreadable, "damaged")
	if m == nil || m.Tags.Title != "Dune" || m.Codec != "PCM" || m.SampleRate != 8000 {
		t.Errorf("%+v", m)
	}
}

func TestChunksInAnyNumber(t *testing.T) {
	b := riffOf(slices.Repeat([]string{"junk", ""}, 2*maxChunks)...)
	_, _, err := taste(t, b)
	wantFault(t, err, book.Unreadable, "damaged")
	s := newSource(bytes.NewReader(b), int64(len(b)))
	defer s.close()
	w, seen := chunked{s: s, order: binary.LittleEndian}, 0
	w.chunks(t.Context(), 12, func(_ context.Context, c chunk) int64 {
		seen++
		return c.n
	})
	if seen != maxChunks {
		t.Errorf("%d chunks were visited", seen)
	}
}
